"""Settling: work comes to what the agreement says, once and for good; what comes back is a row of its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from tests.cast.people import Cast
from tests.cast.shipped import give_credits, open_shipped
from uphold.access import Actor, NotAllowed, NotThere
from uphold.credits.checking import check_ledger
from uphold.credits.models import CreditAccount, LedgerEntry
from uphold.credits.queries import balance
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.metering.actions import correct_work, log_work, meter_ticket, reverse_work, waive_charge
from uphold.metering.jobs import go_on, go_on_waiting, meter
from uphold.metering.models import Charge, FaultFile, Settlement, WorkEntry
from uphold.metering.queries import charges_of, sums_of
from uphold.tickets.actions import find, hand_over
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import record
from uphold.worker.reactions import REACTIONS

NEW_YORK, TORONTO = ZoneInfo("America/New_York"), ZoneInfo("America/Toronto")
SATURDAY = datetime(2026, 8, 15, 2, tzinfo=NEW_YORK)
WEDNESDAY = datetime(2026, 10, 7, 10, tzinfo=TORONTO)
COMPLETE = ("Logs", "Captures", "Analysis")


def an_outage(cast: Cast) -> Ticket:
    return open_shipped(customer=cast.ada, opened_at=SATURDAY, request="Fault", impact="Total loss")


def log(
    cast: Cast, ticket: Ticket, *, starts_at: datetime, minutes: int, problem: str = "", request: str = ""
) -> WorkEntry:
    ended_at = starts_at + timedelta(minutes=minutes)
    return log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=starts_at,
        ended_at=ended_at,
        problem=problem,
        request=request,
        at=ended_at,
    )


def found(cast: Cast, ticket: Ticket, *, at: datetime, problem: str = "", **facts: str) -> None:
    """Somebody finds it, and the worker answers the entry."""
    find(actor=cast.ben.actor, ticket=ticket, facts=facts, problem=problem, at=at)
    meter(entries_about(ticket).filter(kind="ticket.found").latest("id").pk, at=at)


def told(ticket: Ticket) -> list[tuple[str, str, Decimal, int]]:
    return [(row.kind, row.row, row.amount, row.credits) for row in charges_of(ticket)]


def available(cast: Cast, *, at: datetime) -> int:
    return balance(CreditAccount.objects.get(organisation=cast.harbour), at=at).available


def test_a_weekend_outage_that_was_the_customer_s_costs_an_hour_once(hosted: Cast) -> None:
    ticket = an_outage(hosted)
    log(hosted, ticket, starts_at=SATURDAY + timedelta(minutes=10), minutes=42)

    found(hosted, ticket, at=SATURDAY + timedelta(days=2), fault="customer")

    charge = charges_of(ticket).get()
    assert told(ticket) == [("work", "Outage that we did not cause", Decimal("125.00"), 0)]
    assert (charge.actual_seconds, charge.accounted_seconds) == (42 * 60, 3600)
    assert (charge.anchor, charge.currency, charge.price) == ("5", "USD", "125.00 per hour, minimum 1 hour")
    assert entries_about(ticket).get(kind="ticket.settled").detail["amount"] == "125.00"


@pytest.mark.parametrize(
    ("fault", "row"),
    [("provider", "Outage that we caused"), ("not found", "Outage whose cause nobody found")],
)
def test_a_weekend_outage_of_ours_or_of_nobody_costs_nothing(hosted: Cast, fault: str, row: str) -> None:
    ticket = an_outage(hosted)
    log(hosted, ticket, starts_at=SATURDAY + timedelta(minutes=10), minutes=42)

    found(hosted, ticket, at=SATURDAY + timedelta(days=2), fault=fault)

    assert told(ticket) == [("work", row, Decimal("0.00"), 0)]
    assert not entries_about(ticket).filter(kind="ticket.settled").exists()


def test_while_the_fault_is_open_only_the_work_is_stored(hosted: Cast) -> None:
    ticket = an_outage(hosted)

    log(hosted, ticket, starts_at=SATURDAY + timedelta(minutes=10), minutes=42)

    assert not Charge.objects.exists()
    assert not Settlement.objects.exists()
    assert sums_of(ticket).open_seconds == 42 * 60
    assert FaultFile.objects.get().state == FaultFile.State.OPEN


def test_a_second_finding_changes_nothing_that_is_settled(hosted: Cast) -> None:
    ticket = an_outage(hosted)
    log(hosted, ticket, starts_at=SATURDAY + timedelta(minutes=10), minutes=42)
    found(hosted, ticket, at=SATURDAY + timedelta(days=2), fault="customer")

    found(hosted, ticket, at=SATURDAY + timedelta(days=3), fault="provider")

    assert told(ticket) == [("work", "Outage that we did not cause", Decimal("125.00"), 0)]
    assert Settlement.objects.get().facts["fault"] == ["customer"]


def test_a_minimum_counts_once_for_two_entries(hosted: Cast) -> None:
    ticket = an_outage(hosted)
    log(hosted, ticket, starts_at=SATURDAY + timedelta(minutes=10), minutes=20)
    found(hosted, ticket, at=SATURDAY + timedelta(minutes=40), fault="customer")

    log(hosted, ticket, starts_at=SATURDAY + timedelta(minutes=60), minutes=20)

    assert [row.amount for row in charges_of(ticket)] == [Decimal("125.00"), Decimal("0.00")]
    assert (sums_of(ticket).actual_seconds, sums_of(ticket).accounted_seconds) == (2400, 3600)


@pytest.mark.parametrize("order", [(45, 45, 5), (5, 45, 45), (45, 5, 45)])
def test_the_order_of_entries_does_not_change_what_they_come_to(hosted: Cast, order: Sequence[int]) -> None:
    ticket = an_outage(hosted)
    found(hosted, ticket, at=SATURDAY, fault="third party")

    starts_at = SATURDAY
    for minutes in order:
        log(hosted, ticket, starts_at=starts_at, minutes=minutes)
        starts_at += timedelta(minutes=minutes)

    sums = sums_of(ticket)
    assert (sums.amount, sums.actual_seconds) == (Decimal("197.92"), 95 * 60)


def test_what_is_taken_back_comes_back_and_a_correction_is_one_act(hosted: Cast) -> None:
    ticket = an_outage(hosted)
    found(hosted, ticket, at=SATURDAY, fault="customer")
    entry = log(hosted, ticket, starts_at=SATURDAY, minutes=120)
    later = SATURDAY + timedelta(hours=5)

    correct_work(
        actor=hosted.ben.actor,
        entry=entry,
        started_at=SATURDAY,
        ended_at=SATURDAY + timedelta(minutes=90),
        reason="It was half an hour less",
        at=later,
    )

    assert told(ticket) == [
        ("work", "Outage that we did not cause", Decimal("250.00"), 0),
        ("reversal", "Outage that we did not cause", Decimal("-62.50"), 0),
    ]
    assert WorkEntry.objects.get(reverses=entry).words == "It was half an hour less"
    assert sums_of(ticket).actual_seconds == 90 * 60


def test_work_that_is_all_taken_back_costs_nothing(hosted: Cast) -> None:
    ticket = an_outage(hosted)
    found(hosted, ticket, at=SATURDAY, fault="customer")
    entry = log(hosted, ticket, starts_at=SATURDAY, minutes=120)

    reverse_work(actor=hosted.ben.actor, entry=entry, at=SATURDAY + timedelta(hours=5))

    assert [(row.kind, row.amount) for row in charges_of(ticket)] == [
        ("work", Decimal("250.00")),
        ("reversal", Decimal("-250.00")),
    ]
    assert sums_of(ticket).amount == Decimal(0)


def test_a_correction_says_why(hosted: Cast) -> None:
    ticket = an_outage(hosted)
    entry = log(hosted, ticket, starts_at=SATURDAY, minutes=20)

    with pytest.raises(Refused) as refusal:
        correct_work(
            actor=hosted.ben.actor,
            entry=entry,
            started_at=SATURDAY,
            ended_at=SATURDAY + timedelta(minutes=10),
            reason=" ",
            at=SATURDAY + timedelta(hours=1),
        )

    assert refusal.value.code == "reason_missing"
    assert list(WorkEntry.objects.all()) == [entry]


def test_an_agreement_without_credits_makes_no_account(hosted: Cast) -> None:
    log(hosted, an_outage(hosted), starts_at=SATURDAY, minutes=20)

    assert not CreditAccount.objects.exists()


def test_what_was_solved_by_configuring_takes_a_credit_a_minute(prepaid: Cast) -> None:
    give_credits(prepaid.ada, amount=60, at=WEDNESDAY)
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Fault", evidence=COMPLETE)
    log(prepaid, ticket, starts_at=WEDNESDAY + timedelta(minutes=30), minutes=42)

    found(prepaid, ticket, at=WEDNESDAY + timedelta(minutes=80), resolution="configuration")

    assert told(ticket) == [("work", "Solved by standard configuration", Decimal("0.00"), 42)]
    assert available(prepaid, at=WEDNESDAY + timedelta(hours=2)) == 18
    assert check_ledger() == []


def test_what_work_could_take_is_set_aside_until_it_is_known(prepaid: Cast) -> None:
    give_credits(prepaid.ada, amount=60, at=WEDNESDAY)
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Fault", evidence=COMPLETE)
    log(prepaid, ticket, starts_at=WEDNESDAY + timedelta(minutes=30), minutes=42)
    before = available(prepaid, at=WEDNESDAY + timedelta(hours=2))

    found(prepaid, ticket, at=WEDNESDAY + timedelta(minutes=80), resolution="update")

    account = CreditAccount.objects.get()
    assert before == 18
    assert (account.lots.get().remaining_credits, account.lots.get().held_credits) == (60, 0)
    assert check_ledger() == []


def test_credits_run_out_in_the_middle_and_the_ticket_waits_for_more(prepaid: Cast) -> None:
    give_credits(prepaid.ada, amount=10, at=WEDNESDAY)
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Configuration")

    log(prepaid, ticket, starts_at=WEDNESDAY, minutes=25)

    ticket.refresh_from_db(fields=["status", "waiting_for"])
    assert (ticket.status, ticket.waiting_for) == ("waiting", "credits")
    assert Settlement.objects.get().paid_until == WEDNESDAY + timedelta(minutes=10)
    assert (sums_of(ticket).credits, sums_of(ticket).actual_seconds) == (10, 25 * 60)
    assert available(prepaid, at=WEDNESDAY + timedelta(hours=1)) == 0


def test_credits_that_came_in_the_middle_are_kept_as_the_two_stretches_that_they_paid(prepaid: Cast) -> None:
    give_credits(prepaid.ada, amount=10, at=WEDNESDAY)
    give_credits(prepaid.ada, amount=120, at=WEDNESDAY + timedelta(minutes=15))
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Configuration")
    log(prepaid, ticket, starts_at=WEDNESDAY, minutes=25)
    moved = LedgerEntry.objects.count()

    again = meter_ticket(ticket=ticket, by=Actor.system(), at=WEDNESDAY + timedelta(hours=1))

    paid = [
        tuple((datetime.fromisoformat(each) - WEDNESDAY) // timedelta(minutes=1) for each in stretch)
        for stretch in Settlement.objects.get().paid or ()
    ]
    assert paid == [(0, 10), (15, 25)]
    assert (again.entries, LedgerEntry.objects.count()) == ((), moved)
    assert [part.paid_seconds for part in again.parts] == [600, 600]
    assert (sums_of(ticket).credits, check_ledger()) == (20, [])


def test_when_credits_come_the_ticket_goes_on_and_what_was_not_paid_stays_so(prepaid: Cast) -> None:
    give_credits(prepaid.ada, amount=10, at=WEDNESDAY)
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Configuration")
    log(prepaid, ticket, starts_at=WEDNESDAY, minutes=25)
    later = WEDNESDAY + timedelta(hours=2)
    give_credits(prepaid.ada, amount=120, at=later)

    went_on = go_on(Entry.objects.filter(kind="credits.credited").latest("id").pk, at=later)
    log(prepaid, ticket, starts_at=later, minutes=5)

    ticket.refresh_from_db(fields=["status", "waiting_for"])
    assert (went_on, ticket.waiting_for) == (1, "")
    assert sums_of(ticket).credits == 15
    assert available(prepaid, at=later + timedelta(hours=1)) == 115


def test_a_ticket_goes_on_when_what_was_granted_ahead_opens_and_when_credits_come_back(prepaid: Cast) -> None:
    give_credits(prepaid.ada, amount=10, at=WEDNESDAY)
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Configuration")
    entry = log(prepaid, ticket, starts_at=WEDNESDAY, minutes=25)
    later = WEDNESDAY + timedelta(hours=2)

    before = go_on_waiting(later)
    reverse_work(actor=prepaid.ben.actor, entry=entry, reason="Another ticket's.", at=later)
    came_back = Entry.objects.filter(kind="credits.refunded").latest("id")
    after = go_on_waiting(later + timedelta(minutes=1))

    ticket.refresh_from_db(fields=["status", "waiting_for"])
    assert (before, after, ticket.waiting_for) == (0, 1, "")
    assert go_on in REACTIONS[came_back.kind]


def test_a_release_brings_back_the_credits_of_exactly_its_problem(prepaid: Cast) -> None:
    give_credits(prepaid.ada, amount=120, at=WEDNESDAY)
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Configuration")
    log(prepaid, ticket, starts_at=WEDNESDAY, minutes=30, problem="p1")
    log(prepaid, ticket, starts_at=WEDNESDAY + timedelta(hours=1), minutes=20, problem="p2")
    later = WEDNESDAY + timedelta(hours=3)
    hand_over(actor=prepaid.ben.actor, ticket=ticket, to="development", problem="p1", at=later)
    outcome = {"outcome": "patch", "problem": "p1"}
    record(ticket, "ticket.outcome", by=Actor.system(), at=later, detail=outcome)
    release = {"kind": "Patch", "problem": "p1"}

    entry = record(ticket, "ticket.released", by=Actor.system(), at=later, detail=release)
    meter(entry.pk, at=later)
    meter(entry.pk, at=later + timedelta(days=1))

    refund = charges_of(ticket).get(kind=Charge.Kind.REFUND)
    assert (refund.problem, refund.credits, refund.row) == ("p1", -30, "Patch or update came of it")
    assert available(prepaid, at=later) == 100
    assert entries_about(ticket).get(kind="ticket.refunded").detail["credits"] == -30


def test_a_charge_that_is_let_go_gives_the_credits_back(prepaid: Cast) -> None:
    give_credits(prepaid.ada, amount=60, at=WEDNESDAY)
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Configuration")
    log(prepaid, ticket, starts_at=WEDNESDAY, minutes=30)
    later = WEDNESDAY + timedelta(hours=1)

    waive_charge(actor=prepaid.lea.actor, ticket=ticket, reason="A courtesy", at=later)
    log(prepaid, ticket, starts_at=later, minutes=10)

    assert [(row.kind, row.credits) for row in charges_of(ticket)] == [
        ("work", 30),
        ("waiver", -30),
        ("waiver", 0),
    ]
    assert charges_of(ticket)[1].reason == "A courtesy"
    assert available(prepaid, at=later) == 60
    assert check_ledger() == []


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("ada", NotAllowed),
        ("max", NotAllowed),
        ("eve", NotThere),
        ("ben", NotAllowed),
        ("nia", NotAllowed),
        ("lea", None),
        ("olga", None),
        ("tom", NotThere),
    ],
)
def test_who_may_let_a_charge_go(hosted: Cast, name: str, refusal: type[Exception] | None) -> None:
    ticket = an_outage(hosted)
    found(hosted, ticket, at=SATURDAY, fault="customer")
    log(hosted, ticket, starts_at=SATURDAY, minutes=60)
    actor, later = getattr(hosted, name).actor, SATURDAY + timedelta(hours=3)

    if refusal is None:
        waive_charge(actor=actor, ticket=ticket, reason="A courtesy", at=later)
        assert sums_of(ticket).amount == Decimal(0)
    else:
        with pytest.raises(refusal):
            waive_charge(actor=actor, ticket=ticket, reason="A courtesy", at=later)
        assert sums_of(ticket).amount == Decimal("125.00")


def test_metering_again_writes_nothing(prepaid: Cast) -> None:
    give_credits(prepaid.ada, amount=60, at=WEDNESDAY)
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Configuration")
    log(prepaid, ticket, starts_at=WEDNESDAY, minutes=30)
    before = rows()

    meter_ticket(ticket=ticket, by=Actor.system(), at=WEDNESDAY + timedelta(days=1))

    assert rows() == before


@pytest.mark.parametrize("model", [Charge, Settlement])
def test_what_is_settled_is_never_changed(hosted: Cast, model: type[Charge | Settlement]) -> None:
    ticket = an_outage(hosted)
    found(hosted, ticket, at=SATURDAY, fault="customer")
    log(hosted, ticket, starts_at=SATURDAY, minutes=60)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(settled_at=SATURDAY)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all().delete()

    assert model.objects.count() == 1


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Charge, Settlement, LedgerEntry, FaultFile, Entry))
