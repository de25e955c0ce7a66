"""Work: logged as intervals, never changed, taken back by a row, priced by the agreement each time it is asked."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.access import NotAllowed, NotThere
from uphold.agreements.queries import decisions_about
from uphold.kit import Refused
from uphold.metering.access import get_work_entry
from uphold.metering.actions import log_work, reverse_work
from uphold.metering.models import WorkEntry
from uphold.metering.queries import ask_with_work, case_work, work_on
from uphold.tickets.actions import close_ticket, find
from uphold.tickets.models import Ticket

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")


def log(cast: Cast, ticket: Ticket, *, minutes: int = 40) -> WorkEntry:
    return log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=TEN,
        ended_at=TEN + timedelta(minutes=minutes),
        at=NOON,
    )


def test_work_at_the_customer_s_own_equipment_costs_by_the_hour(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    log(cast, ticket)
    find(actor=cast.ben.actor, ticket=ticket, facts={"cause": "Local"}, at=NOON)

    charge = ask_with_work(ticket, at=NOON).charge

    assert (charge.state, charge.amount, charge.currency) == ("due", Decimal("60.00"), "EUR")
    assert charge.ruling.citation is not None
    assert charge.ruling.citation.row == "Your own equipment"


def test_while_the_cause_is_open_the_charge_waits_and_names_both_outcomes(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    log(cast, ticket)

    charge = ask_with_work(ticket, at=NOON).charge

    assert charge.state == "pending"
    assert {each.outcome["amount"] for each in charge.ruling.possibilities} == {"0.00", "60.00"}


def test_the_decision_about_the_charge_is_kept_at_every_act(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    entry = log(cast, ticket)
    find(actor=cast.ben.actor, ticket=ticket, facts={"cause": "Local"}, work=case_work(ticket), at=NOON)
    reverse_work(actor=cast.ben.actor, entry=entry, at=NOON)

    outcomes = [record.outcome for record in decisions_about(ticket).filter(kind="charge")]

    assert outcomes == [
        {"state": "pending", "amount": None},
        {"state": "due", "amount": "60.00"},
        {"state": "none", "amount": "0.00"},
    ]


def test_what_was_taken_back_costs_nothing(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    find(actor=cast.ben.actor, ticket=ticket, facts={"cause": "Local"}, at=NOON)
    entry = log(cast, ticket)

    reverse_work(actor=cast.ben.actor, entry=entry, at=NOON)

    assert list(work_on(ticket)) == []
    assert ask_with_work(ticket, at=NOON).charge.amount == Decimal("0.00")
    assert WorkEntry.objects.count() == 2


def test_an_entry_is_taken_back_once(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    entry = log(cast, ticket)
    reverse_work(actor=cast.ben.actor, entry=entry, at=NOON)

    with pytest.raises(Refused) as refusal:
        reverse_work(actor=cast.ben.actor, entry=entry, at=NOON)

    assert refusal.value.code == "already_reversed"
    assert WorkEntry.objects.count() == 2


def test_an_entry_is_never_changed(cast: Cast) -> None:
    entry = log(cast, make_ticket(customer=cast.ada, opened_at=TEN))

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        WorkEntry.objects.update(ended_at=NOON)

    assert WorkEntry.objects.get().ended_at == entry.ended_at


@pytest.mark.parametrize(("minutes", "code"), [(0, "work_takes_no_time"), (121, "work_lies_ahead")])
def test_work_takes_time_and_is_done_when_it_is_logged(cast: Cast, minutes: int, code: str) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)

    with pytest.raises(Refused) as refusal:
        log(cast, ticket, minutes=minutes)

    assert refusal.value.code == code
    assert not WorkEntry.objects.exists()


def test_nobody_works_twice_at_once(cast: Cast) -> None:
    log(cast, make_ticket(customer=cast.ada, opened_at=TEN))

    with pytest.raises(Refused) as refusal:
        log(cast, make_ticket(customer=cast.eve, opened_at=TEN))

    assert refusal.value.code == "work_overlaps"
    assert WorkEntry.objects.count() == 1


def test_work_follows_work_without_a_gap_and_on_a_closed_ticket_too(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    first = log(cast, ticket)
    close_ticket(actor=cast.ben.actor, ticket=ticket, at=NOON)

    second = log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=first.ended_at,
        ended_at=NOON,
        at=NOON,
    )

    assert list(work_on(ticket)) == [first, second]


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("ada", NotAllowed),
        ("max", NotAllowed),
        ("eve", NotThere),
        ("ben", None),
        ("nia", None),
        ("lea", None),
        ("olga", None),
        ("tom", NotThere),
    ],
)
def test_who_reaches_a_work_entry(cast: Cast, name: str, refusal: type[Exception] | None) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    entry = log(cast, ticket)
    actor = getattr(cast, name).actor

    if refusal is None:
        assert get_work_entry(actor, ticket.number, entry.pk) == entry
    else:
        with pytest.raises(refusal):
            get_work_entry(actor, ticket.number, entry.pk)
