"""Given: what customers write is the scenario that they mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from uphold.policy.check.examples.given import given
from uphold.policy.check.examples.phrases import MalformedExample
from uphold.policy.document import read
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.reading import read_case

AGREEMENTS = Path(__file__).parents[4] / "agreements"
OPENED = "opened: 2026-08-15 02:00"


def shipped(name: str) -> Agreement:
    path = AGREEMENTS / f"{name}.md"
    agreement = read(path.read_text(encoding="utf-8"), path=path.name).agreement
    assert agreement is not None
    return agreement


STRATELEGY, SANGOMA = shipped("stratelegy"), shipped("sangoma")

EVENTS = (
    ("acknowledged: 10:16", {"event": "acknowledged"}),
    ("answered: 10:16 by agent", {"event": "answered", "by": "agent"}),
    ("wrote: 10:16", {"event": "wrote"}),
    ("waiting: 10:16 for customer", {"event": "waiting", "for": "customer"}),
    ("resumed: 10:16", {"event": "resumed"}),
    ("assessed: 10:16 High", {"event": "assessed", "priority": "High"}),
    ("assessed: 10:16 priority High", {"event": "assessed", "priority": "High"}),
    ("found: 10:16 cause Platform", {"event": "found", "facts": {"cause": "Platform"}}),
    (
        "found: 10:16 cause Customer's equipment, resolution no fault found problem P1",
        {
            "event": "found",
            "facts": {"cause": "Customer's equipment", "resolution": "no fault found"},
            "problem": "P1",
        },
    ),
    (
        "found: 10:16 contact made in Off hours, Standard hours",
        {"event": "found", "facts": {"contact made in": ["Off hours", "Standard hours"]}},
    ),
    ("restored: 10:16", {"event": "restored"}),
    ("asked: 10:16 for escalation", {"event": "asked", "for": "escalation"}),
    (
        "asked: 10:16 for work wanted 2026-08-16 09:00",
        {"event": "asked", "for": "work", "wanted": "2026-08-16T13:00:00+00:00"},
    ),
    (
        "agreed: 10:16 to priority handling price $125.00 per hour",
        {"event": "agreed", "to": "priority handling", "price": "$125.00 per hour"},
    ),
    (
        "taken: 10:16 standing suspend handling by a manager",
        {"event": "taken", "kind": "standing", "answer": "suspend", "subject": "handling", "by": "manager"},
    ),
    (
        "taken: 10:16 admission accept with priority handling by customer",
        {
            "event": "taken",
            "kind": "admission",
            "answer": "accept",
            "subject": "priority handling",
            "by": "customer",
        },
    ),
    (
        "redirected: 10:16 to Ticket system reason nobody is free",
        {"event": "redirected", "to": "Ticket system", "reason": "nobody is free"},
    ),
    ("handed over: 10:16 to development", {"event": "handed over", "to": "development"}),
    ("workaround given: 10:16", {"event": "workaround given"}),
    ("outcome: 10:16 patch", {"event": "outcome", "of": "patch"}),
    ("released: 10:16 New version", {"event": "released", "kind": "New version"}),
    ("resolved: 10:16", {"event": "resolved"}),
    ("closing: 10:16", {"event": "closing"}),
    ("closed: 10:16", {"event": "closed"}),
    ("reopened: 10:16", {"event": "reopened"}),
    (
        "waived: 10:16 first response reason the customer was away",
        {"event": "waived", "metric": "first response", "reason": "the customer was away"},
    ),
    ("objected: 10:16 words too dear", {"event": "objected", "words": "too dear"}),
)


@pytest.mark.parametrize(("text", "event"), EVENTS, ids=[text for text, _ in EVENTS])
def test_an_event_is_told_in_words(text: str, event: dict[str, object]) -> None:
    told = given(STRATELEGY, f"{OPENED}; {text}", column=1).scenario

    assert told["events"] == [{"at": "2026-08-15T14:16:00+00:00", **event}]
    assert read_case(told, STRATELEGY).events[0].what.value == event["event"]


def test_credits_are_bought_by_the_package() -> None:
    told = given(SANGOMA, f"{OPENED}; credits: 60; bought: 10:00 2 hours", column=1).scenario

    assert told["account"] == {"credits": 60}
    assert read_case(told, SANGOMA).events[0].package == "2 hours"


def test_facts_are_stated_by_their_names() -> None:
    text = (
        f"{OPENED}; request: Fault; days past due: 12; evidence: Logs, Captures; warranty until: 2027-03-01"
    )

    told = given(SANGOMA, text, column=1).scenario

    assert told["facts"] == {
        "request": "Fault",
        "days past due": 12,
        "evidence": ["Logs", "Captures"],
        "warranty until": "2027-03-01",
    }
    assert read_case(told, SANGOMA).evidence == ("Captures", "Logs")


def test_nothing_brought_is_told_from_nothing_said() -> None:
    nothing = given(SANGOMA, f"{OPENED}; evidence: none", column=1).scenario
    unsaid = given(SANGOMA, OPENED, column=1).scenario

    assert read_case(nothing, SANGOMA).evidence == ()
    assert read_case(unsaid, SANGOMA).evidence is None


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("work: 02:10 to 02:52", "06:10:00", "06:52:00"),
        ("work: 02:10 for 42 minutes", "06:10:00", "06:52:00"),
        ("work: 02:10:00 to 02:10:20", "06:10:00", "06:10:20"),
        ("work: 2026-08-15 02:10 to 2026-08-15 02:52", "06:10:00", "06:52:00"),
        ("work: 2026-08-15T06:10Z to 2026-08-15 02:52", "06:10:00", "06:52:00"),
        ("work: 2026-08-15 08:10[Europe/Berlin] for 1 hour 30 minutes", "06:10:00", "07:40:00"),
    ],
)
def test_work_is_told_by_its_ends_or_its_length(text: str, starts: str, ends: str) -> None:
    case = read_case(given(STRATELEGY, f"{OPENED}; {text}", column=1).scenario, STRATELEGY)

    stretches = [(f"{each.started_at:%H:%M:%S}", f"{each.ended_at:%H:%M:%S}") for each in case.work]

    assert stretches == [(starts, ends)]


def test_work_past_midnight_ends_on_the_next_day() -> None:
    told = given(
        STRATELEGY, f"{OPENED}; work: 23:30 to 00:15 problem P1 with fault customer", column=1
    ).scenario

    assert told["work"] == [
        {
            "from": "2026-08-16T03:30:00+00:00",
            "to": "2026-08-16T04:15:00+00:00",
            "problem": "P1",
            "facts": {"fault": "customer"},
        }
    ]


def test_bills_are_told_by_the_day_they_were_due() -> None:
    disputed = "invoice due: 2026-08-01 $1,250.00 number A-7 disputed; paid: 10:00 invoice A-7"
    text = f"{OPENED}; invoice due: 2026-07-01; {disputed}"

    told = given(STRATELEGY, text, column=1).scenario

    assert told["account"] == {
        "invoices": [
            {"number": "1", "due": "2026-07-01", "amount": "1.00", "disputed": False},
            {"number": "A-7", "due": "2026-08-01", "amount": "1250.00", "disputed": True},
        ]
    }
    assert read_case(told, STRATELEGY).events[0].invoice == "A-7"


def test_a_planned_change_has_a_window() -> None:
    told = given(
        STRATELEGY, f"{OPENED}; window: Planned maintenance from 2026-10-01 22:00 to 23:30", column=1
    ).scenario

    assert told["windows"] == [
        {
            "change": "Planned maintenance",
            "from": "2026-10-02T02:00:00+00:00",
            "to": "2026-10-02T03:30:00+00:00",
        }
    ]


def test_moment_and_zone_are_those_of_the_question() -> None:
    told = given(STRATELEGY, f"{OPENED}; at: 2026-08-16 12:00; zone: Europe/Berlin", column=1).scenario

    assert (told["at"], told["zone"]) == ("2026-08-16T16:00:00+00:00", "Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("request: Fault", 1, "'opened' is missing"),
        (f"{OPENED}; fault", 27, "'fault' is not written 'key: value'"),
        (f"{OPENED}; falut: customer", 27, "did you mean 'fault'?"),
        ("opened: 02:00", 9, "names no day"),
        ("opened: 2026-02-30 02:00", 9, "names no day"),
        ("opened: 2026-08-15 25:00", 9, "is not an instant"),
        ("opened: 9999-08-15 25:00", 9, "examples are about the years 1970 to 2199"),
        ("opened: 2026-08-15 02:00+25:00", 9, "is not an instant"),
        ("opened: 2026-08-15 02:00 sharp", 9, "follows the instant and says nothing known"),
        ("opened: 2026-08-15 02:00[Europe/Berlni]", 9, "is not a zone"),
        (f"{OPENED}; work: 02:10", 33, "its end is missing"),
        (f"{OPENED}; waiting: 02:10", 36, "does not say 'for'"),
        (f"{OPENED}; answered: 02:10 kindly", 37, "'kindly' says nothing known"),
        (f"{OPENED}; found: 02:10 Platform", 34, "does not begin with a fact"),
        (f"{OPENED}; taken: 02:10 admission shrug", 34, "'shrug' is no answer of this agreement"),
        (f"{OPENED}; invoice due: soon", 40, "'soon' is not a date"),
        (f"{OPENED}; invoice due: 2026-04-01 €80.00", 40, "is not the currency of the agreement"),
        (f"{OPENED}; credits: many", 36, "'many' is not a number"),
        (f"{OPENED}; window: Planned maintenance", 35, "write it like"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_column(text: str, column: int, says: str) -> None:
    with pytest.raises(MalformedExample) as refused:
        given(STRATELEGY, text, column=1)

    assert says in str(refused.value)
    assert refused.value.column == column
