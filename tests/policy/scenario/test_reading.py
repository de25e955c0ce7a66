"""Reading a scenario: every fault is told at once, with its path and the nearest name."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.scenario.asking import desk
from uphold.policy.scenario import UnreadableCase, answer, read_case, write_answer

DESK = desk("")


WORDS = st.sampled_from(
    ["opened", "at", "facts", "events", "work", "account", "windows", "zone", "event", "for", "from", "to", "on",
     "lasted", "by", "problem", "priority", "request", "evidence", "warranty until", "invoices", "credits", "due",
     "disputed",
     "wrote", "waiting", "agreed", "price", "taken", "released", "bought", "customer", "Fault", "Urgent", "none",
     "2026-06-12T10:00:00Z", "2026-06-12", "PT1H", "1 per hour", ""]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | WORDS | st.text(max_size=8),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(WORDS, below, max_size=6),
    max_leaves=25,
)


def complaints(told: object) -> list[str]:
    with pytest.raises(UnreadableCase) as refused:
        read_case(told, DESK)
    return [str(complaint) for complaint in refused.value.complaints]


def test_a_slip_of_the_pen_is_told_with_its_path_and_what_was_meant() -> None:
    told = {
        "opend": "2026-06-12T10:00:00Z",
        "facts": {"requst": "Fault", "priority": "Urgnt"},
        "events": [{"at": "2026-06-12T10:00:00Z", "event": "answerd"}],
        "work": [{"from": "2026-06-12T10:00:00Z", "to": "2026-06-12T09:00:00Z"}],
    }

    assert complaints(told) == [
        "opend: 'opend' is not a known key; did you mean 'opened'?",
        "facts.requst: 'requst' is not a known fact; did you mean 'request'?",
        "facts.priority: 'Urgnt' is not a known value of 'priority'; did you mean 'Urgent'?",
        "work[0].to: it ends before it begins",
        "events[0].event: 'answerd' is not a known event; did you mean 'answered'?",
    ]


@pytest.mark.parametrize(
    ("event", "complaint"),
    [
        ({"event": "waiting"}, "events[0].for: 'waiting' needs it"),
        (
            {"event": "waiting", "for": "Godot"},
            "events[0].for: 'Godot' is not a known value of 'waiting for'",
        ),
        ({"event": "answered", "by": "robot"}, "events[0].by: 'robot' is not a known role"),
        ({"event": "answered", "to": "us"}, "events[0].to: 'to' is not a known key"),
        ({"event": "agreed", "price": "a fortune"}, "events[0].price: 'a fortune' is not a price"),
        (
            {"event": "paid", "invoice": "12"},
            "events[0].invoice: '12' is not a known invoice; none is declared",
        ),
        ({"event": "asked", "for": "mercy"}, "events[0].for: 'mercy' is not a known wish"),
        (
            {"event": "assessed", "priority": "None"},
            "events[0].priority: 'None' is not a known value of 'priority'",
        ),
        ({"event": "waived", "metric": "respons"}, "events[0].metric: 'respons' is not a known metric"),
    ],
)
def test_each_kind_of_event_knows_its_own_keys_and_names(event: dict[str, object], complaint: str) -> None:
    [told] = complaints(
        {"opened": "2026-06-12T10:00:00Z", "events": [{"at": "2026-06-12T10:00:00Z", **event}]}
    )

    assert told.startswith(complaint)


@pytest.mark.parametrize(
    "told",
    [
        [], "Fault", {"facts": []}, {"events": {}}, {"work": [3]}, {"account": 3},
        {"account": {"invoices": [{"due": "2026-02-30"}]}}, {"zone": "Atlantis"}, {"opened": 5},
        {"facts": {"days past due": "many"}}, {"facts": {"priority": ["Urgent", "Low"]}}, {"at": "2026-06-12T10:00:00"},
        {"work": [{"on": "2026-06-12T10:00:00Z", "lasted": "an hour"}]}, {"windows": [{"from": "now"}]}, {},
    ],
)  # fmt: skip
def test_what_is_no_scenario_is_refused_and_never_breaks(told: object) -> None:
    assert complaints(told)


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        ({"opened": "0001-01-01T00:00:00+14:00"}, "opened: '0001-01-01T00:00:00+14:00' is not an instant"),
        ({"opened": "9999-12-31T23:59:59Z"}, "opened: '9999-12-31T23:59:59Z' lies outside the years"),
        ({"account": {"credits": "1e999999"}}, "account.credits: '1e999999' is not a number"),
        ({"account": {"credits": 10.5}}, "account.credits: '10.5' is not a whole number"),
        (
            {"work": [{"on": "2026-06-12T10:00:00Z", "lasted": "P999999999999D"}]},
            "work[0].lasted: 'P999999999999D' is not a length of work",
        ),
    ],
)
def test_a_number_beyond_reason_is_refused_at_once(told: object, complaint: str) -> None:
    [found] = complaints(told)

    assert found.startswith(complaint)


def test_names_and_yes_and_no_are_read_in_any_case_and_kind() -> None:
    case = read_case(
        {
            "opened": "2026-06-12T10:00:00Z",
            "facts": {"REQUEST": "fault", "planned": True, "days past due": 11},
        },
        DESK,
    )

    assert case.facts["request"] == {"Fault"}
    assert case.facts["planned"] == {"yes"}
    assert case.facts["days past due"] == 11


def test_without_a_moment_the_latest_instant_named_is_asked_about() -> None:
    case = read_case(
        {
            "opened": "2026-06-12T10:00:00Z",
            "work": [{"on": "2026-06-12T12:00:00+02:00", "lasted": "PT12M20S"}],
        },
        DESK,
    )

    assert case.at == datetime(2026, 6, 12, 10, 12, 20, tzinfo=UTC)


def test_a_local_instant_in_the_gap_is_moved_on_by_it() -> None:
    case = read_case({"opened": "2027-03-14T02:30[America/New_York]"}, DESK)

    assert case.opened_at == datetime(2027, 3, 14, 7, 30, tzinfo=UTC)


@settings(deadline=None, max_examples=300)
@given(told=JSON | st.dictionaries(WORDS, JSON, max_size=8))
def test_whatever_is_sent_is_answered_or_refused_in_words(told: object) -> None:
    assert json.dumps(answered_or_refused(told), default=str)


def answered_or_refused(told: object) -> object:
    try:
        return write_answer(DESK, answer(DESK, read_case(told, DESK)))
    except UnreadableCase as refused:
        return refused.complaints
