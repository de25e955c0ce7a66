"""Many tickets derived again at once come out as each by itself, and what did not change is not written."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.tickets.actions import assess_priority, close_ticket, reply, wait
from uphold.tickets.mass import open_ticket_ids, retime_batch
from uphold.tickets.models import Promise, Ticket
from uphold.tickets.models.ticket import NEVER

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")


def stories(cast: Cast) -> None:
    """Four tickets: untouched, answered, waiting, and of another priority than at first."""
    make_ticket(customer=cast.ada, opened_at=TEN)
    answered = make_ticket(customer=cast.ada, opened_at=TEN)
    reply(actor=cast.ben.actor, ticket=answered, body="Yes.", at=NOON)
    waiting = make_ticket(customer=cast.eve, opened_at=TEN)
    wait(actor=cast.ben.actor, ticket=waiting, waiting_for="customer", at=NOON)
    lower = make_ticket(customer=cast.eve, opened_at=TEN)
    assess_priority(actor=cast.ben.actor, ticket=lower, priority="Low", at=NOON)


def everything() -> tuple[object, ...]:
    names = [
        field.attname for field in Promise._meta.fields if field.name not in {"id", "used_seconds", "ribbon"}
    ]
    derived = ("current_priority", "priority_level", "queue_at", "service", "is_breached")
    promises = Promise.objects.order_by("ticket_id", "metric", "cycle").values_list(*names)
    return list(promises), list(Ticket.objects.order_by("pk").values_list(*derived))


def test_all_come_out_as_each_by_itself(cast: Cast) -> None:
    stories(cast)
    retime_batch(open_ticket_ids(), at=NOON)
    before = everything()
    Promise.objects.all().delete()
    Ticket.objects.update(current_priority="", priority_level=None, queue_at=NEVER, service="")

    count = retime_batch(open_ticket_ids(), at=NOON)

    assert count == 4
    assert everything() == before


def test_what_did_not_change_is_not_written(cast: Cast) -> None:
    stories(cast)
    retime_batch(open_ticket_ids(), at=NOON)

    with CaptureQueriesContext(connection) as captured:
        retime_batch(open_ticket_ids(), at=NOON)

    written = [
        query["sql"] for query in captured.captured_queries if query["sql"].startswith(("INSERT", "UPDATE"))
    ]
    assert written == []


def test_a_batch_takes_as_many_statements_for_twenty_tickets_as_for_four(cast: Cast) -> None:
    def statements() -> int:
        Promise.objects.all().delete()
        ids = open_ticket_ids()
        with CaptureQueriesContext(connection) as captured:
            retime_batch(ids, at=NOON)
        return len(captured)

    stories(cast)
    for_four = statements()
    for minute in range(16):
        make_ticket(customer=cast.ada, opened_at=TEN + timedelta(minutes=minute))

    assert statements() == for_four


def test_what_is_over_and_what_is_history_is_left_alone(cast: Cast) -> None:
    closed = make_ticket(customer=cast.ada, opened_at=TEN)
    close_ticket(actor=cast.ben.actor, ticket=closed, at=NOON)
    imported = make_ticket(customer=cast.ada, opened_at=TEN)
    Ticket.objects.filter(pk=imported.pk).update(is_history=True)

    assert open_ticket_ids() == []
    assert retime_batch([imported.pk], at=NOON) == 0
