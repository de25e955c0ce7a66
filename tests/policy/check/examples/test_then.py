"""Then: each key is held against its part of the answer, and what it finds is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from uphold.policy.check.examples.moment import Reader
from uphold.policy.check.examples.phrases import MalformedExample
from uphold.policy.check.examples.then import Held, then
from uphold.policy.document import read
from uphold.policy.document.agreement import Agreement

READER = Reader("America/New_York", date(2026, 8, 15))
CITE = {"document": "stratelegy", "anchor": "5", "row": "Outage that we did not cause", "line": 170}
OTHER_CITE = {"document": "stratelegy", "anchor": "11", "row": "handling", "line": 340}

ANSWER = {
    "priority": {
        "value": "Medium",
        "said": "said",
        "cite": CITE,
        "history": [
            {"at": "2026-08-15T06:00:00Z", "value": "Urgent", "said": "ambiguous", "cite": CITE},
            {"at": "2026-08-15T09:00:00Z", "value": "Medium", "said": "said", "cite": CITE},
        ],
    },
    "service": {"value": "Technical support", "said": "said", "cite": None},
    "admission": [
        {
            "at": "2026-08-15T06:00:00Z",
            "answer": "accept",
            "to": None,
            "earliest": None,
            "missing": [],
            "said": "said",
        },
        {
            "at": "2026-08-15T07:00:00Z",
            "answer": "by appointment",
            "to": ["Ticket system", "E-mail"],
            "earliest": "2026-08-24T13:00:00Z",
            "missing": ["Logs"],
            "said": "said",
            "options": [
                {"by": "customer", "answer": "accept", "subject": "priority handling", "cite": OTHER_CITE},
                {"by": "agent", "answer": "redirect", "subject": "Ticket system, E-mail", "cite": CITE},
            ],
        },
    ],
    "targets": [
        {"metric": "first response", "due": "2026-08-15T07:00:00Z", "state": "met", "cite": CITE, "said": "said",
         "used_seconds": 5400, "met_at": "2026-08-15T06:40:00Z", "commitment": "target", "within": "1 hour"},
        {"metric": "resolution", "due": None, "state": "running", "cite": CITE, "said": "said", "used_seconds": 0,
         "met_at": None, "commitment": "best effort", "within": "as soon as possible"},
    ],
    "charge": {
        "state": "pending",
        "amount": None,
        "minimum_seconds": 3600,
        "said": "said",
        "cite": None,
        "lines": [{"cite": CITE, "amount": "87.50"}, {"cite": CITE, "amount": None}],
        "if": [
            {"facts": {"fault": "customer"}, "amount": "1125.00", "state": "due", "cite": CITE},
            {"facts": {"fault": "provider"}, "amount": "0.00", "state": "none", "cite": OTHER_CITE},
        ],
    },
    "credits": {"drawn": 42, "refunded": 75, "bought": 120, "balance": 18, "paused_after_seconds": 600},
    "refunds": [
        {"credits": 60, "amount": None, "cite": CITE, "said": "said"},
        {"credits": 15, "amount": "10.00", "cite": OTHER_CITE, "said": "said"},
    ],
    "standing": [
        {"capability": "handling", "suspended": False, "days_past_due": 11, "until": "in good standing",
         "said": "said", "cite": None,
         "options": [{"by": "manager", "answer": "suspend", "subject": None, "cite": OTHER_CITE}]},
        {"capability": "portal changes", "suspended": True, "days_past_due": 15, "until": "paid in full",
         "said": "said", "cite": None},
    ],
    "escalation": [
        {"at": "2026-08-15T07:00:00Z", "allowed": "yes", "contact": "First manager", "step": 2, "used_up": True,
         "said": "said", "cite": CITE},
    ],
    "lifecycle": [
        {"at": "2026-08-15T07:00:00Z", "step": "service restored", "new_priority": "Medium",
         "status": "monitoring", "targets": "end", "after": "5 days", "said": "said", "cite": CITE},
    ],
    "warranty": {"answer": "return authorization", "fault_analysis": "yes", "said": "said", "cite": CITE},
    "release": {"entitled": "yes", "charge": "0.00", "said": "said", "cite": CITE},
    "notice": [
        {"change": "Planned maintenance", "seconds": 2700, "lead": "5 business days", "audience": "everybody",
         "channel": "E-mail", "said": "not said", "cite": CITE},
    ],
}  # fmt: skip


def agreement() -> Agreement:
    path = Path(__file__).parents[4] / "agreements/stratelegy.md"
    read_one = read(path.read_text(encoding="utf-8"), path=path.name).agreement
    assert read_one is not None
    return read_one


STRATELEGY = agreement()


def held(text: str) -> list[Held]:
    return list(then(STRATELEGY, text, ANSWER, column=1, reader=READER))


TRUE = (
    "priority: Medium",
    "priority: medium, said, row Outage that we did not cause, clause 5",
    "priority at 02:00: Urgent, ambiguous",
    "service: Technical support",
    "admission: by appointment, to Ticket system, to E-mail, earliest 2026-08-24 09:00, missing Logs",
    "admission at 2026-08-15 02:00: accept",
    "admission: may accept, may accept priority handling, may redirect Ticket system, may not decline",
    "first response: 2026-08-15 03:00, met, target, used 1 hour 30 minutes, met at 02:40, within 1 hour",
    "first response: 03:00",
    "resolution: no instant, running, best effort",
    "update: none, not said, no instant",
    "charge: pending, minimum 1 hour, row Outage that we did not cause",
    "charge if fault customer: $1,125.00, due",
    "charge if fault provider: no charge, $0.00, none, row handling",
    "credits drawn: 42; credits refunded: 75; credits bought: 120; balance: 18; work pauses after: 10 minutes",
    "refunded: 75, $10.00, row Outage that we did not cause, row handling",
    "standing handling: not suspended, 11 days, may suspend, until in good standing",
    "standing portal changes: suspended, until paid in full, may not suspend",
    "escalation: yes, First manager, step 2, used up",
    "lifecycle service restored: new priority Medium, status monitoring, targets end, after 5 days",
    "warranty: return authorization, fault analysis yes",
    "entitled: yes; release charge: no charge",
    "notice Planned maintenance: lead 5 business days, audience everybody, channel E-mail, lasts 45 minutes",
)


@pytest.mark.parametrize("text", TRUE)
def test_what_the_answer_says_is_met(text: str) -> None:
    unmet = [(each.key, each.expected, each.outcome.found) for each in held(text) if not each.outcome.is_met]

    assert unmet == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("priority: High", "Medium"),
        ("priority at 02:00: Medium", "Urgent"),
        ("admission: accept", "by appointment"),
        ("admission: to the partner", "Ticket system, E-mail"),
        ("admission: earliest 2026-08-24 08:00", "2026-08-24 09:00"),
        ("admission: missing Captures", "Logs"),
        ("admission: may decline", "accept priority handling, redirect Ticket system, E-mail"),
        ("admission: may not accept", "accept priority handling, redirect Ticket system, E-mail"),
        ("first response: 2026-08-15 03:01", "2026-08-15 03:00"),
        ("first response: no instant", "2026-08-15T07:00:00Z"),
        ("first response: missed", "met"),
        ("first response: used 1 hour", "5400 seconds"),
        ("resolution: 2026-08-15 03:00", "no instant"),
        ("charge: $125.00", "nothing"),
        ("charge if fault customer: $125.00", "1125.00 USD"),
        ("charge: row Outage that we caused", "Outage that we did not cause"),
        ("credits drawn: 43", "42"),
        ("refunded: 60", "75"),
        ("standing handling: suspended", "not suspended"),
        ("standing handling: 10 days", "11"),
        ("escalation: no", "yes"),
        ("escalation: not used up", "used up"),
        ("warranty: decline", "return authorization"),
        ("notice Planned maintenance: said", "not said"),
        ("balance: -80", "18"),
        ("notice Emergency: lasts 45 minutes", "nothing"),
    ],
)
def test_what_the_answer_does_not_say_is_told_with_what_it_says(text: str, found: str) -> None:
    results = held(text)

    assert [(each.outcome.is_met, each.outcome.found) for each in results] == [(False, found)]


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("priorty: High", 1, "'priorty' is no key of Then; did you mean 'priority'?"),
        ("priority: High; zebra: 3", 17, "'zebra' is no key of Then; known are priority, service"),
        ("charge: a fortune", 9, "charge: 'a fortune' is no value of this key."),
        ("charge: pending, €125.00", 18, "'€' is not the currency of the agreement"),
        (
            "charge if fault vendor: $1.00",
            1,
            "nothing is said for 'fault vendor'; it waits for fault customer",
        ),
        ("priority if cause Platform: High", 1, "the decision waits for no fact"),
        ("admission: earliest soon", 12, "'earliest soon' is no value of this key"),
        ("admission", 1, "is not written 'key: value'"),
    ],
)
def test_what_no_key_understands_is_refused_at_its_column(text: str, column: int, says: str) -> None:
    with pytest.raises(MalformedExample) as refused:
        held(text)

    assert says in str(refused.value)
    assert refused.value.column == column


def test_a_balance_below_zero_and_a_price_in_words_can_be_told() -> None:
    answer = {"credits": {"balance": -80}, "release": {"charge": "125.00 per hour"}}

    results = then(
        STRATELEGY,
        "balance: -80; release charge: 125.00 per hour; release charge: $125.00",
        answer,
        column=1,
        reader=READER,
    )

    assert [(each.outcome.is_met, each.outcome.found) for each in results] == [
        (True, "-80"),
        (True, "125.00 per hour"),
        (False, "125.00 per hour"),
    ]


def test_a_row_with_a_comma_in_its_label_is_one_value() -> None:
    results = held("charge: row Old provider removed, outside hours, pending")

    assert [each.expected for each in results] == ["row Old provider removed, outside hours", "pending"]


def test_a_value_covers_the_rows_behind_its_decision_and_an_option_its_own_row() -> None:
    covered = {
        each.expected: [cite["line"] for cite in each.cites]
        for each in held("standing handling: may suspend, 11 days; escalation: yes")
    }

    assert covered == {"may suspend": [340], "11 days": [], "yes": [170]}
