"""The comparison of worked cases finds what is planted, and nothing else."""

from collections.abc import Mapping

import pytest

from tests.shared.matching import mismatches, present

ANSWER: Mapping[str, object] = {
    "priority": {"value": "High", "cite": {"anchor": "6a"}},
    "charge": {"amount": "0.00", "lines": [{"seconds": 2100}]},
    "targets": [
        {"metric": "first response", "due": "2026-06-09T16:15:00Z", "met_at": None, "used_seconds": 1800},
        {"metric": "resolution", "due": None},
    ],
    "standing": [{"capability": "handling", "suspended": False, "options": [{"by": "manager"}]}],
    "escalation": [{"allowed": "yes", "step": 1}],
    "admission": [{"to": ["Ticket system", "E-mail"], "missing": []}],
}


@pytest.mark.parametrize(
    "expected",
    [
        {"priority": {"value": "high", "cite": {"anchor": "6a"}}},
        {"targets": [{"metric": "resolution", "due": None}, {"metric": "first response", "met_at": None}]},
        {"targets": [{"due": "2026-06-09T16:15:00Z"}]},
        {"targets": [{"due": "2026-06-09T16:15:00+00:00"}]},
        {"escalation": [{"allowed": True}]},
        {"standing": [{"suspended": "no"}]},
        {"admission": [{"to": "E-mail"}]},
        {},
    ],
)
def test_what_the_answer_says_matches(expected: Mapping[str, object]) -> None:
    assert mismatches(expected, ANSWER) == []


@pytest.mark.parametrize(
    "planted",
    [
        {"priority": {"value": "Urgent"}},
        {"priority": {"cite": {"anchor": "6b"}}},
        {"priority": {"reason": None}},
        {"charge": {"amount": "0.0"}},
        {"charge": {"amount": None}},
        {"charge": {"lines": [{"seconds": 2101}]}},
        {"charge": {"lines": [{"seconds": "2100"}]}},
        {"targets": [{"metric": "first response", "due": "2026-06-09T16:15:01Z"}]},
        {"targets": [{"metric": "first response", "due": "2026-06-09T12:15:00-04:00"}]},
        {"targets": [{"metric": "first response", "due": None}]},
        {"targets": [{"metric": "resolution", "used_seconds": 1800}]},
        {"targets": [{"metric": "update"}]},
        {"escalation": [{"step": True}]},
        {"escalation": [{"allowed": "no"}]},
        {"standing": [{"suspended": True}]},
        {"admission": [{"to": "Telephone"}]},
        {"refunds": []},
        {"admission": [{"missing": ["Logs"]}]},
        {"admission": [{"missing": [{"name": "Logs"}]}]},
        {"priority": [], "service": {"value": "Support"}},
    ],
)
def test_a_planted_difference_is_found(planted: Mapping[str, object]) -> None:
    assert mismatches(planted, ANSWER) != []


@pytest.mark.parametrize(
    "path",
    [
        "targets[metric=resolution].due",
        "targets[metric=update].due",
        "targets.met_at",
        "standing[capability=portal changes].options",
        "warranty.answer",
        "admission.missing",
    ],
)
def test_a_path_that_leads_to_nothing_is_absent(path: str) -> None:
    assert present(path, ANSWER) == []


@pytest.mark.parametrize(
    "path",
    [
        "targets.due",
        "targets[metric=First response].due",
        "standing.options",
        "standing[capability=handling].options.by",
        "charge.amount",
        "standing.suspended",
    ],
)
def test_a_path_that_leads_to_something_is_present(path: str) -> None:
    assert present(path, ANSWER) != []
