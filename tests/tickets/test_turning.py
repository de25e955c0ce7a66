"""Whose turn a ticket was, from its journal."""

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.access import Actor
from uphold.journal.queries import entries_about
from uphold.policy.clocks.duties import Party
from uphold.tickets.resting import CONTINUED, SUSPENDED
from uphold.tickets.timeline import record
from uphold.tickets.turning import turns_of_ticket

HOUR = 3600


def test_while_a_ticket_rests_for_the_account_the_payment_is_the_customers(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 09:00"))
    record(ticket, SUSPENDED, by=Actor.system(), at=at("2026-06-09 10:00"), detail={"for": "payment"})
    record(ticket, CONTINUED, by=Actor.system(), at=at("2026-06-09 12:00"))

    turns = turns_of_ticket(ticket, entries=entries_about(ticket), at=at("2026-06-09 13:00"))

    assert [(duty.party, duty.waiting_for, duty.open_seconds) for duty in turns.stretches] == [
        (Party.US, "", HOUR),
        (Party.CUSTOMER, "payment", 2 * HOUR),
        (Party.US, "", HOUR),
    ]
