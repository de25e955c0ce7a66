"""Tickets follow the account: what does not affect the service rests, a fault never, and payment lets it go on."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.instants import at
from tests.cast.people import Caller, Cast
from tests.cast.tickets import make_ticket
from tests.standing.overdue import make_receivable
from uphold.agreements.models import DecisionRecord
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.standing.actions import lift, suspend
from uphold.standing.models import Suspension
from uphold.tickets.actions import find, reply, resume, take_option, wait
from uphold.tickets.jobs import follow_standing, follow_suspensions, sweep_clocks
from uphold.tickets.mass import open_ticket_ids, retime_batch
from uphold.tickets.models import Promise, Ticket
from uphold.tickets.retiming import ask

ISSUED_AT, OPENED_AT = at("2026-05-15 09:00"), at("2026-06-12 09:00")
SUSPENDED_AT, PAID_AT = at("2026-06-12 11:00"), at("2026-06-15 10:00")
"""A Friday and the Monday after it; the office is open from nine to five."""


@pytest.fixture(autouse=True)
def overdue(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)


def question(cast: Cast, *, customer: Caller | None = None, opened_at: datetime = OPENED_AT) -> Ticket:
    return make_ticket(
        customer=customer or cast.ada, opened_at=opened_at, request="Question", impact="One", evidence=None
    )


def suspend_handling(cast: Cast, *, on: datetime = SUSPENDED_AT) -> Suspension:
    suspension = suspend(
        actor=cast.lea.actor,
        organisation=cast.harbour,
        provider=cast.northwind,
        capability="handling",
        reason="The invoice of May is open.",
        at=on,
    )
    follow("standing.suspended", at=on)
    return suspension


def follow(kind: str, *, at: datetime) -> None:
    follow_standing(Entry.objects.filter(kind=kind).latest("id").pk, at=at)


def pay(cast: Cast, *, at: datetime = PAID_AT) -> None:
    make_receivable(cast, at=at, open_amount="0.00")
    follow("standing.restored", at=at)


def promised(ticket: Ticket, metric: str = "first response") -> tuple[str, datetime | None, int]:
    promise = Promise.objects.get(ticket=ticket, metric=metric)
    return promise.state, promise.due_at, promise.used_seconds


def status(ticket: Ticket) -> tuple[str, str]:
    row = Ticket.objects.get(pk=ticket.pk)
    return row.status, row.waiting_for


def told(ticket: Ticket) -> list[str]:
    entries = entries_about(ticket).filter(kind__in=["ticket.suspended", "ticket.continued"])
    return list(entries.values_list("kind", flat=True))


def test_the_clock_of_a_question_stands_still_and_keeps_what_it_used(cast: Cast) -> None:
    ticket = question(cast)

    suspend_handling(cast)

    assert promised(ticket) == ("paused", None, 2 * 3600)
    assert status(ticket) == ("waiting", "payment")
    assert told(ticket) == ["ticket.suspended"]


def test_a_fault_is_handled_as_always(cast: Cast) -> None:
    fault = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    suspend_handling(cast)

    assert promised(fault) == ("running", at("2026-06-12 11:00"), 2 * 3600)
    assert status(fault) == ("new", "")
    assert told(fault) == []


def test_payment_lets_it_go_on_with_the_time_it_had_left(cast: Cast) -> None:
    ticket = question(cast)
    suspend_handling(cast)

    pay(cast)

    assert promised(ticket) == ("running", at("2026-06-15 16:00"), 2 * 3600)
    assert status(ticket) == ("new", "")
    assert told(ticket) == ["ticket.suspended", "ticket.continued"]


def test_payment_counts_from_its_own_minute_however_late_the_tickets_follow(cast: Cast) -> None:
    ticket = question(cast)
    suspend_handling(cast)
    make_receivable(cast, at=PAID_AT, open_amount="0.00")

    follow("standing.restored", at=at("2026-06-15 12:00"))

    assert promised(ticket) == ("running", at("2026-06-15 16:00"), 4 * 3600)


def test_following_twice_changes_nothing_more(cast: Cast) -> None:
    ticket = question(cast)
    suspend_handling(cast)

    follow("standing.suspended", at=at("2026-06-12 11:05"))
    follow_suspensions(at("2026-06-12 12:00"))
    pay(cast)
    follow("standing.suspended", at=at("2026-06-15 10:05"))
    follow("standing.restored", at=at("2026-06-15 10:05"))

    assert told(ticket) == ["ticket.suspended", "ticket.continued"]
    assert status(ticket) == ("new", "")


def test_the_decision_stands_on_the_ticket_with_its_clause(cast: Cast) -> None:
    ticket = question(cast)

    suspend_handling(cast)

    record = DecisionRecord.objects.get(about_kind="ticket", about_id=ticket.pk, kind="standing")
    assert (record.anchor, record.row) == ("5", "handling")
    assert record.facts == {"affects service": "no", "days past due": "11"}
    assert entries_about(ticket).get(kind="ticket.suspended").detail["clause"] == "5. Overdue accounts"


def test_a_ticket_opened_meanwhile_waits_for_payment_from_the_start(cast: Cast) -> None:
    suspend_handling(cast)

    ticket = question(cast, opened_at=at("2026-06-12 14:00"))
    fault = make_ticket(customer=cast.ada, opened_at=at("2026-06-12 14:00"))

    assert status(ticket) == ("waiting", "payment")
    assert promised(ticket) == ("paused", None, 0)
    assert status(fault) == ("new", "")
    assert promised(fault)[0] == "running"
    pay(cast)
    assert promised(ticket) == ("running", at("2026-06-16 10:00"), 0)
    assert status(ticket) == ("new", "")


def test_what_was_suspended_for_an_older_bill_holds_for_new_tickets_while_a_younger_one_is_overdue(
    cast: Cast,
) -> None:
    make_receivable(cast, at=ISSUED_AT, number="N-2", due_on=at("2026-06-11 00:00").date())
    suspend_handling(cast)
    make_receivable(cast, at=at("2026-06-12 12:00"), open_amount="0.00")

    ticket = question(cast, opened_at=at("2026-06-12 14:00"))

    assert Suspension.objects.get().ends_at is None
    assert status(ticket) == ("waiting", "payment")
    assert promised(ticket) == ("paused", None, 0)


def test_lifting_lets_it_go_on_although_the_bill_is_open(cast: Cast) -> None:
    ticket = question(cast)
    suspend_handling(cast)

    lift(
        actor=cast.lea.actor,
        organisation=cast.harbour,
        provider=cast.northwind,
        capability="handling",
        reason="They pay on Monday.",
        at=at("2026-06-12 13:00"),
    )
    follow("standing.restored", at=at("2026-06-12 13:00"))

    assert promised(ticket) == ("running", at("2026-06-15 11:00"), 2 * 3600)
    assert status(ticket) == ("new", "")
    assert [each.days_past_due for each in ask(ticket, at=at("2026-06-12 14:00")).standing] == [11, 11]


def test_a_bill_opened_again_pauses_nothing_until_somebody_decides(cast: Cast) -> None:
    ticket = question(cast)
    suspend_handling(cast)
    pay(cast)

    make_receivable(cast, at=at("2026-06-15 12:00"))
    retime_batch(open_ticket_ids(), at=at("2026-06-15 13:00"))

    assert promised(ticket) == ("running", at("2026-06-15 16:00"), 5 * 3600)
    assert status(ticket) == ("new", "")


def test_an_outage_found_meanwhile_goes_on_at_once(cast: Cast) -> None:
    ticket = question(cast)
    suspend_handling(cast)

    find(
        actor=cast.ben.actor,
        ticket=ticket,
        facts={"affects service": "yes"},
        at=at("2026-06-12 12:00"),
    )

    assert status(ticket) == ("new", "")
    assert promised(ticket) == ("running", at("2026-06-15 10:00"), 2 * 3600)


def test_a_ticket_that_waits_for_the_customer_waits_for_payment_when_he_writes(cast: Cast) -> None:
    ticket = question(cast)
    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="customer", at=at("2026-06-12 10:00"))
    suspend_handling(cast)
    assert status(ticket) == ("waiting", "customer")

    reply(actor=cast.ada.actor, ticket=ticket, body="Here it is.", at=at("2026-06-12 12:00"))

    assert status(ticket) == ("waiting", "payment")
    pay(cast)
    assert status(ticket) == ("open", "")


def test_what_somebody_lets_wait_for_a_payment_goes_on_when_he_says_so(cast: Cast) -> None:
    ticket = question(cast)
    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="payment", at=at("2026-06-12 10:00"))

    make_receivable(cast, at=PAID_AT, open_amount="0.00")
    retime_batch(open_ticket_ids(), at=PAID_AT)

    assert status(ticket) == ("waiting", "payment")


def test_nobody_goes_on_with_one_ticket_of_a_suspended_account(cast: Cast) -> None:
    ticket = question(cast)
    suspend_handling(cast)

    with pytest.raises(Refused) as refusal:
        resume(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-12 12:00"))

    assert refusal.value.code == "handling_rests"
    assert status(ticket) == ("waiting", "payment")
    assert not entries_about(ticket).filter(kind="ticket.resumed").exists()


def test_an_answer_on_a_resting_ticket_leaves_it_resting_and_is_not_forgotten(cast: Cast) -> None:
    ticket = question(cast)
    suspend_handling(cast)

    reply(actor=cast.ben.actor, ticket=ticket, body="When the bill is paid.", at=at("2026-06-12 12:00"))

    assert status(ticket) == ("waiting", "payment")
    pay(cast)
    assert status(ticket) == ("open", "")


def test_the_option_on_a_ticket_suspends_the_account(cast: Cast) -> None:
    ticket = question(cast)
    other = question(cast)

    take_option(
        actor=cast.lea.actor,
        ticket=ticket,
        kind="standing",
        answer_word="suspend",
        subject="handling",
        body="The invoice of May is open.",
        at=SUSPENDED_AT,
    )

    suspension = Suspension.objects.get()
    assert (suspension.capability, suspension.reason) == ("handling", "The invoice of May is open.")
    assert status(ticket) == ("waiting", "payment")
    assert not entries_about(ticket).filter(kind="ticket.taken").exists()
    follow("standing.suspended", at=SUSPENDED_AT)
    assert status(other) == ("waiting", "payment")


def test_an_agent_suspends_no_account_from_a_ticket(cast: Cast) -> None:
    ticket = question(cast)

    with pytest.raises(Refused) as refusal:
        take_option(
            actor=cast.ben.actor,
            ticket=ticket,
            kind="standing",
            answer_word="suspend",
            subject="handling",
            body="Pay first.",
            at=SUSPENDED_AT,
        )

    assert refusal.value.code == "not_allowed"
    assert not Suspension.objects.exists()
    assert status(ticket) == ("new", "")


def test_other_customers_and_other_providers_are_left_alone(cast: Cast) -> None:
    theirs = question(cast, customer=cast.eve)

    suspend_handling(cast)
    follow_suspensions(SUSPENDED_AT)

    assert status(theirs) == ("new", "")
    assert promised(theirs)[0] == "running"


def test_the_sweep_warns_of_nothing_that_rests(cast: Cast) -> None:
    ticket = question(cast)
    suspend_handling(cast)

    sweep_clocks(at("2026-06-30 12:00"))

    assert not ticket.alarms.exists()
    assert status(ticket) == ("waiting", "payment")


def test_a_batch_takes_as_many_statements_for_ten_customers_tickets_as_for_two(cast: Cast) -> None:
    def statements() -> int:
        ids = open_ticket_ids()
        with CaptureQueriesContext(connection) as captured:
            retime_batch(ids, at=at("2026-06-12 12:00"))
        return len(captured)

    suspend_handling(cast)
    for customer in (cast.ada, cast.eve):
        question(cast, customer=customer)
    retime_batch(open_ticket_ids(), at=at("2026-06-12 12:00"))
    for_two = statements()
    for _ in range(4):
        for customer in (cast.ada, cast.eve):
            question(cast, customer=customer)
    retime_batch(open_ticket_ids(), at=at("2026-06-12 12:00"))

    assert statements() == for_two
