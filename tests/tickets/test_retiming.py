"""What is stored is what the journal says: thrown away and derived again it is the same. Locks are taken in order."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.tickets.actions import assess_priority, open_ticket, reply, resume, wait
from uphold.tickets.locking import lock_ticket
from uphold.tickets.models import Promise, Ticket
from uphold.tickets.models.ticket import NEVER
from uphold.tickets.retiming import retime

LOCKED = re.compile(r'FROM "(\w+)".*FOR (?:NO KEY )?UPDATE', re.DOTALL)
FLOORS = ("people_", "agreements_", "tickets_numberseries", "tickets_ticket", "metering_")


def test_promises_thrown_away_are_derived_again_from_the_journal(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="customer", at=at("2026-06-09 10:30"))
    resume(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-09 11:00"))
    assess_priority(actor=cast.ben.actor, ticket=ticket, priority="Low", at=at("2026-06-09 11:30"))
    reply(actor=cast.ben.actor, ticket=ticket, body="Yes.", at=at("2026-06-09 12:00"))
    reply(actor=cast.ada.actor, ticket=ticket, body="And now?", at=at("2026-06-09 12:30"))
    stored = everything(ticket)

    Promise.objects.all().delete()
    Ticket.objects.update(current_priority="", priority_level=None, queue_at=NEVER, service="")
    retime(lock_ticket(ticket), at=at("2026-06-09 12:30"))

    assert everything(ticket) == stored


def test_a_ticket_is_opened_with_locks_from_the_ground_up(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as captured:
        make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    assert floors_locked(captured) == ["tickets_numberseries", "tickets_ticket"]


def test_a_verb_locks_the_ticket_and_nothing_else(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    with CaptureQueriesContext(connection) as captured:
        reply(actor=cast.ben.actor, ticket=ticket, body="Yes.", at=at("2026-06-09 11:00"))

    assert floors_locked(captured) == ["tickets_ticket"]


def test_a_verb_takes_as_many_statements_late_in_a_long_story_as_early(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    reply(actor=cast.ben.actor, ticket=ticket, body="First.", at=at("2026-06-09 10:01"))
    early = statements_of_a_reply(cast, ticket, minute=2)
    for minute in range(3, 23):
        reply(actor=cast.ben.actor, ticket=ticket, body="More.", at=at(f"2026-06-09 10:{minute:02}"))

    late = statements_of_a_reply(cast, ticket, minute=30)

    assert late == early


def test_telephone_tickets_lock_alike(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as captured:
        open_ticket(
            actor=cast.ben.actor,
            provider=cast.northwind,
            organisation=cast.harbour,
            subject="No dial tone",
            body="She calls.",
            channel="Telephone",
            at=at("2026-06-09 10:00"),
        )

    assert floors_locked(captured) == ["tickets_numberseries", "tickets_ticket"]


def everything(ticket: Ticket) -> tuple[object, ...]:
    promises = Promise.objects.filter(ticket=ticket).order_by("metric", "cycle")
    names = [field.attname for field in Promise._meta.fields if field.name != "id"]
    derived = ("current_priority", "priority_level", "queue_at", "service", "is_breached")
    return list(promises.values_list(*names)), Ticket.objects.values_list(*derived).get(pk=ticket.pk)


def floors_locked(captured: CaptureQueriesContext) -> list[str]:
    """The tables locked, in order, each once; they must come from the ground up."""
    tables = [found[1] for query in captured.captured_queries if (found := LOCKED.search(query["sql"]))]
    in_order = list(dict.fromkeys(tables))
    ranks = [next(rank for rank, floor in enumerate(FLOORS) if table.startswith(floor)) for table in in_order]
    assert ranks == sorted(ranks)
    return in_order


def statements_of_a_reply(cast: Cast, ticket: Ticket, *, minute: int) -> int:
    with CaptureQueriesContext(connection) as captured:
        reply(actor=cast.ben.actor, ticket=ticket, body="More.", at=at(f"2026-06-09 10:{minute:02}"))
    return len(captured)
