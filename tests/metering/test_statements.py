"""What a settlement asks of the database: as little for the first entry as for the twentieth."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.people import Cast
from tests.cast.shipped import give_credits, open_shipped
from uphold.metering.actions import log_work
from uphold.metering.models import Charge
from uphold.tickets.models import Ticket

TORONTO = ZoneInfo("America/Toronto")
WEDNESDAY = datetime(2026, 10, 7, 10, tzinfo=TORONTO)
LATER = WEDNESDAY + timedelta(hours=6)
STATEMENTS = 17
"""Locks of the person, the account and the ticket; seven questions, seven answers. The bench's figure hangs on it."""


def test_work_that_takes_credits_settles_in_seventeen_statements(prepaid: Cast) -> None:
    give_credits(prepaid.ada, amount=600, at=WEDNESDAY)
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Configuration")

    counts = [statements_of_entry(prepaid, ticket, number) for number in range(20)]

    assert Charge.objects.filter(ticket=ticket, credits=5).count() == 20
    assert set(counts) == {STATEMENTS}


def statements_of_entry(cast: Cast, ticket: Ticket, number: int) -> int:
    """Without what begins and ends the transaction, which is the test's here."""
    started_at = WEDNESDAY + number * timedelta(minutes=10)
    with CaptureQueriesContext(connection) as sent:
        log_work(
            actor=cast.ben.actor,
            ticket=ticket,
            staff=cast.ben.staff,
            started_at=started_at,
            ended_at=started_at + timedelta(minutes=5),
            at=LATER,
        )
    return sum("SAVEPOINT" not in each["sql"] for each in sent.captured_queries)
