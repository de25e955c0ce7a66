"""A gap is shown as one case, and asking that case finds that nothing is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations

import pytest

from tests.policy.check.defects import SOUND
from tests.policy.check.tables import make_agreement, make_fact, make_rule
from uphold.policy.check.analysis import analysed
from uphold.policy.check.examples.asking import ask
from uphold.policy.decide.condition import OneOf
from uphold.policy.document import read
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.problem import Problem, Severity

ROWS = {
    "priority": ("| Total loss ", "| Partial loss ", "| The rest "),
    "admission": ("| Nothing to see ", "| Desk hours      |         ", "| Everything down ", "| At night "),
    "charge": ("| Set-up             ", "| Lines by day ", "| Lines, not our fault ", "| Lines, our fault "),
}
"""The rows of the sound agreement that decide about each part of an answer."""

LATE_PAYERS = """---
agreement: late
title: Charges that hang on many facts
version: 1
effective: 2026-03-01
provider: Harbour Telephony
timezone: America/New_York
currency: USD
language: en
---

## Rules {#rules}

| Hours     | Days             | From  | To    |
|-----------|------------------|-------|-------|
| Day       | Monday to Friday | 09:00 | 17:00 |
| Telephone | every day        | 08:00 | 20:00 |

| Fact  | Values | Unless stated |
|-------|--------|---------------|
| Users | number | 1             |

| Request | Meaning |
|---------|---------|
| Help    | Help    |

| Admission  | Hours | Contact made in | Days past due | Answer  |
|------------|-------|-----------------|---------------|---------|
| Good payer |       |                 | up to 10      | accept  |
| By day     | Day   |                 | more than 10  | accept  |
| Called     |       | Telephone       | 15 or more    | decline |

| Charge   | Hours | Contact made in | Days past due | Users    | Handed to | Rate             |
|----------|-------|-----------------|---------------|----------|-----------|------------------|
| By day   | Day   |                 |               |          |           | no charge        |
| Called   |       | Telephone       | up to 14      |          |           | $10.00 per hour  |
| Many     |       | not Telephone   |               | 10 to 99 |           | $20.00 per hour  |
| Few      |       | not Telephone   |               | up to 9  | nobody    | $30.00 per hour  |
"""


def without(*rows: str) -> str:
    return "\n".join(line for line in SOUND.split("\n") if not line.startswith(rows))


def thinned() -> Iterator[tuple[str, str]]:
    for part, rows in ROWS.items():
        for count in range(1, len(rows)):
            for gone in combinations(rows, count):
                yield part, without(*gone)


def read_well(text: str) -> Agreement:
    document = read(text, path="sample.md")
    assert document.errors == ()
    assert document.agreement is not None
    return document.agreement


def gaps_in(agreement: Agreement) -> list[Problem]:
    return [problem for problem in analysed(agreement) if problem.code == "rule.gap"]


def what_is_said(agreement: Agreement, gap: Problem) -> dict[str, object]:
    """For each part of the answer what is said of it last, when the case of a gap is asked."""
    assert gap.case is not None
    answer = ask(agreement, json.loads(gap.case)).answer
    parts = {name: answer[name] for name in ("priority", "admission", "charge")}
    decisions = {name: part[-1] if isinstance(part, list) else part for name, part in parts.items()}
    return {name: each["said"] for name, each in decisions.items() if isinstance(each, dict)}


@pytest.mark.parametrize(("part", "text"), list(thinned()))
def test_every_gap_of_a_thinned_agreement_is_reproduced_by_asking_its_case(part: str, text: str) -> None:
    agreement = read_well(text)

    gaps = gaps_in(agreement)

    assert gaps
    assert [what_is_said(agreement, gap)[part] for gap in gaps] == ["not said"] * len(gaps)


@pytest.mark.parametrize("part", ["admission", "charge"])
def test_gaps_that_hang_on_hours_bills_and_numbers_are_reproduced_too(part: str) -> None:
    agreement = read_well(LATE_PAYERS)

    gaps = [gap for gap in gaps_in(agreement) if gap.text.startswith(f"No {part.capitalize()} row")]

    assert len(gaps) >= 1
    assert [what_is_said(agreement, gap)[part] for gap in gaps] == ["not said"] * len(gaps)


def test_a_gap_is_told_in_the_facts_of_its_case() -> None:
    agreement = read_well(without("| Lines, our fault "))

    gaps = gaps_in(agreement)

    assert [(gap.severity, gap.text) for gap in gaps] == [
        (
            Severity.WARNING,
            "No Charge row decides when service is Lines and hours is Off hours and fault is provider.",
        )
    ]
    assert json.loads(gaps[0].case or "") == {
        "opened": "2026-01-02T17:00:00+01:00",
        "facts": {"request": "Fault", "evidence": ["Logs"], "fault": "provider"},
        "work": [{"from": "2026-01-02T17:00:00+01:00", "to": "2026-01-02T17:30:00+01:00"}],
    }


def test_a_request_without_a_declared_service_is_no_case() -> None:
    agreement = read_well(without("| Set-up             "))

    cases = [json.loads(gap.case or "") for gap in gaps_in(agreement)]

    assert [case["facts"]["request"] for case in cases] == ["Change"]


def test_a_silence_that_is_stated_answers_the_gap() -> None:
    note = "\n> Not said: what a line costs when we are at fault.\n"
    text = without("| Lines, our fault ").replace(
        "\n| Example          | Given", f"{note}\n| Example          | Given"
    )

    answered = [gap.severity for gap in gaps_in(read_well(text))]

    assert answered == [Severity.ANSWERED]


def test_a_table_that_the_agreement_does_not_have_leaves_no_gap() -> None:
    agreement = read_well(
        without(*ROWS["charge"]).replace("| Charge             |", "| What it would cost |")
    )

    assert gaps_in(agreement) == []


def test_a_fact_that_is_found_later_may_be_missing_from_the_case() -> None:
    known = OneOf(frozenset({"provider", "customer"}))
    rules = [make_rule(kind, ("fault", known)) for kind in ("admission", "charge")]
    fault = make_fact("fault", "provider", "customer", is_found_later=True)

    gaps = gaps_in(make_agreement(rules, facts=[fault]))

    assert [gap.text for gap in gaps] == ["No Admission row decides when fault is not known."]
    assert json.loads(gaps[0].case or "")["facts"] == {}


def test_a_table_of_options_decides_no_case_at_all() -> None:
    gaps = gaps_in(make_agreement([make_rule("admission", by="agent")]))

    assert [gap.text for gap in gaps] == ["No Admission row decides in any case."]


def test_many_regions_are_cut_short_with_a_word() -> None:
    names = tuple(f"kind {number}" for number in range(12))
    pairs = [("request", OneOf(frozenset({name}))) for name in names]
    impacts = [("impact", OneOf(frozenset({name}))) for name in names]
    rules = [
        make_rule("triage", pair, impact, line=10 + place)
        for place, (pair, impact) in enumerate(zip(pairs, impacts, strict=True))
    ]

    gaps = gaps_in(make_agreement(rules, facts=[make_fact("request", *names), make_fact("impact", *names)]))

    assert len(gaps) == 6
    assert [gap.text.endswith("There are more such cases.") for gap in gaps] == [False] * 5 + [True]
