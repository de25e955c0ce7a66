"""Steps of escalation that come by the clock: at the instant that the row names, once each, whoever sweeps."""

from datetime import datetime

import pytest

from tests.cast.agreements import NORTHWIND, make_contract, make_version
from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.cast.tickets import make_ticket
from uphold.agreements.models import DecisionRecord
from uphold.journal.queries import entries_about
from uphold.oncall.actions import escalate
from uphold.oncall.jobs import escalate_by_clock
from uphold.oncall.models import Escalation
from uphold.tickets.actions import reply, resolve_ticket
from uphold.tickets.models import Ticket

NINE = at("2026-06-09 09:00")
CONTACTS = """| Contact      | Role       | Address               | Telephone       |
|--------------|------------|-----------------------|-----------------|
| Desk lead    | First step | lead@northwind.example | +43 1 5550 1    |
"""
ASKED = """| Escalation | Trigger       | Allowed | Next contact     |
|------------|---------------|---------|------------------|
| On request | customer asks | yes     | next in the list |
"""
BY_CLOCK = """| Escalation  | Trigger       | Metric         | Allowed | Next contact     | When          | Notify   |
|-------------|---------------|----------------|---------|------------------|---------------|----------|
| On request  | customer asks |                | yes     | next in the list |               |          |
| Nearly over | time since    | first response |         |                  | 50 %          | the desk |
| Missed      | target missed | first response | yes     | next in the list |               |          |
| Six hours   | time since    |                | yes     | next in the list | after 6 hours |          |
"""
OWNER = "| Owner        | Second step | owner@northwind.example | +43 1 5550 2   |\n"


@pytest.fixture
def timed(db: None) -> Cast:
    """Under an agreement whose rows of escalation speak by themselves."""
    everybody = make_cast()
    text = NORTHWIND.replace(ASKED, BY_CLOCK).replace(CONTACTS, CONTACTS + OWNER)
    make_contract(everybody.harbour, version=make_version(everybody.northwind, text=text))
    return everybody


@pytest.fixture
def ticket(timed: Cast) -> Ticket:
    """A High fault of nine o'clock: to be answered within two hours."""
    return make_ticket(customer=timed.ada, opened_at=NINE)


def taken() -> list[tuple[datetime, str, int | None, str]]:
    return [
        (row.at, row.row, row.step, row.contact or row.notify) for row in Escalation.objects.order_by("at")
    ]


def test_each_row_speaks_at_its_instant(ticket: Ticket) -> None:
    for hour in ("09:59", "10:00", "10:59", "11:00", "14:59", "15:00", "16:30"):
        escalate_by_clock(at(f"2026-06-09 {hour}"))

    assert taken() == [
        (at("2026-06-09 10:00"), "Nearly over", None, "the desk"),
        (at("2026-06-09 11:00"), "Missed", 1, "Desk lead"),
        (at("2026-06-09 15:00"), "Six hours", 2, "Owner"),
    ]
    assert [entry.kind for entry in entries_about(ticket)].count("ticket.escalated") == 3
    assert DecisionRecord.objects.filter(kind="escalation").count() == 3


def test_a_sweep_that_comes_again_takes_nothing_again(ticket: Ticket) -> None:
    noon = at("2026-06-09 12:00")

    swept = [escalate_by_clock(noon), escalate_by_clock(noon)]

    assert swept == [2, 0]


def test_what_the_customer_asked_for_counts_in_the_path(timed: Cast, ticket: Ticket) -> None:
    half_past = at("2026-06-09 09:30")
    escalate(actor=timed.ada.actor, ticket=ticket, reason="It is urgent.", at=half_past)

    escalate_by_clock(at("2026-06-09 11:30"))

    assert taken()[-1] == (at("2026-06-09 11:00"), "Missed", 2, "Owner")


def test_an_answer_in_time_leaves_nothing_to_escalate(timed: Cast, ticket: Ticket) -> None:
    reply(actor=timed.ben.actor, ticket=ticket, body="We look into it.", at=at("2026-06-09 09:20"))
    resolve_ticket(actor=timed.ben.actor, ticket=ticket, at=at("2026-06-09 09:40"))

    swept = escalate_by_clock(at("2026-06-09 16:00"))

    assert swept == 0
    assert not Escalation.objects.exists()


def test_tickets_under_an_agreement_that_waits_to_be_asked_are_left_alone(cast: Cast) -> None:
    make_ticket(customer=cast.ada, opened_at=NINE)

    swept = escalate_by_clock(at("2026-06-12 09:00"))

    assert swept == 0
    assert not Escalation.objects.exists()
