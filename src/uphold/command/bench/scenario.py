"""Scenarios, on one thread: one decision over a hundred rows, and a whole case asked of an agreement once read."""

import json
from collections.abc import Iterator
from decimal import Decimal

from uphold.command.bench.figure import Figure, median_seconds
from uphold.policy.decide.condition import Between, OneOf
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.match import decide
from uphold.policy.decide.rule import Citation, Rule
from uphold.policy.decide.terms import Free
from uphold.policy.document import read
from uphold.policy.scenario import answer, read_case, write_answer

ROWS, DECISIONS, ASKED = 100, 1_000, 200
DOCUMENT = """---
agreement: harbour
title: Support
version: 1
effective: 2026-01-01
provider: Harbour Telephony
timezone: America/New_York
currency: USD
---
| Hours          | Days             | From  | To    |
|----------------|------------------|-------|-------|
| Standard hours | Monday to Friday | 09:00 | 17:00 |
| Off hours      | all other hours  |       |       |

| Request | Affects service |
|---------|-----------------|
| Fault   | yes             |

| Priority | Level | First response | Resolution                    | Clock          |
|----------|-------|----------------|-------------------------------|----------------|
| Urgent   | 1     | 1 hour         | as soon as possible           | always         |
| Low      | 2     | 8 hours        | 8 business hours, best effort | Standard hours |

| Triage | Request | Priority |
|--------|---------|----------|
| Fault  | Fault   | Urgent   |

| Setting        | Value          |
|----------------|----------------|
| Business hours | Standard hours |

| Charge   | Hours     | Fault     | Rate             | Minimum | Per   |
|----------|-----------|-----------|------------------|---------|-------|
| Not ours | Off hours | customer  | $125.00 per hour | 1 hour  | event |
| Included | otherwise |           | no charge        |         |       |
"""
SCENARIO = {
    "opened": "2026-08-16T07:10:00Z",
    "facts": {"request": "Fault"},
    "events": [
        {"at": "2026-08-16T07:30:00Z", "event": "answered"},
        {"at": "2026-08-16T09:00:00Z", "event": "assessed", "priority": "Low"},
        {"at": "2026-08-17T14:00:00Z", "event": "resolved"},
    ],
    "work": [{"from": "2026-08-16T07:30:00Z", "to": "2026-08-16T08:05:00Z"}],
}
"""A fault whose cause is not found: its charge is laid out for every finding, the dearest question there is."""


def figures() -> Iterator[Figure]:
    rules = tuple(_row(place) for place in range(ROWS))
    facts = Facts({"days": Decimal(ROWS), "name": frozenset({"a"})})
    seconds = median_seconds(lambda: [decide(rules, facts=facts) for _ in range(DECISIONS)])
    yield Figure(
        name=f"one decision over {ROWS} rows", value=seconds / DECISIONS * 1e6, budget=100, unit="µs"
    )
    agreement = read(DOCUMENT, path="harbour.md").agreement
    if agreement is None:
        raise AssertionError("The document of this bench cannot be read.")
    told = json.dumps(SCENARIO)

    def ask() -> str:
        case = read_case(json.loads(told), agreement)
        return json.dumps(write_answer(agreement, answer(agreement, case)))

    seconds = median_seconds(lambda: [ask() for _ in range(ASKED)])
    yield Figure(name="a whole case asked, JSON to JSON", value=seconds / ASKED * 1e3, budget=5, unit="ms")


def _row(place: int) -> Rule:
    """A row that asks two facts, of which only the last one's are met."""
    label = f"Row {place}"
    citation = Citation("harbour", "1", "5. Rates", "5", label, place, label)
    number = Between(Decimal(place + 1), Decimal(place + 1))
    return Rule(
        "charge",
        label,
        (("name", OneOf(frozenset({"a"}))), ("days", number)),
        {"rate": Free("no charge")},
        citation,
    )
