"""Money owed for a missed target comes once, when it is known, whether anybody worked or not."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tests.cast.people import Cast
from tests.cast.shipped import make_shipped_cast, open_shipped
from tests.metering.test_settling import told
from uphold.journal.queries import entries_about
from uphold.metering.jobs import meter, meter_misses
from uphold.metering.models import Charge
from uphold.tickets.actions import close_ticket, reply, resolve_ticket
from uphold.tickets.jobs import sweep_clocks
from uphold.tickets.models import Ticket

MONDAY = datetime(2026, 9, 14, 11, tzinfo=ZoneInfo("America/New_York"))
HEAD = "| Standing       | Affects service | Days past due |"
FIXED = """
| Refund      | Metric         | Trigger       | Amount |
|-------------|----------------|---------------|--------|
| Late answer | first response | target missed | $40.00 |

"""
BY_PERIOD = """
| Fact        | Values | Unless stated |
|-------------|--------|---------------|
| Monthly fee | number | 400           |

| Refund      | Metric         | Amount                                        |
|-------------|----------------|-----------------------------------------------|
| Late answer | first response | 5 % of the monthly fee per started 30 minutes |

"""


def owing(rows: str) -> Cast:
    return make_shipped_cast("stratelegy", changed={HEAD: rows + HEAD})


def an_outage(cast: Cast) -> Ticket:
    return open_shipped(customer=cast.ada, opened_at=MONDAY, request="Fault", impact="Total loss")


def sweep(ticket: Ticket, *, at: datetime) -> None:
    """The sweep sees the breach, and the worker answers the entry, twice."""
    sweep_clocks(at)
    for entry in entries_about(ticket).filter(kind="ticket.breached"):
        meter_misses(entry.pk, at=at)
        meter_misses(entry.pk, at=at)


def answered(cast: Cast, ticket: Ticket, *, at: datetime) -> None:
    reply(actor=cast.ben.actor, ticket=ticket, body="We are on it.", at=at)
    meter_misses(entries_about(ticket).filter(kind="ticket.answered").latest("id").pk, at=at)


@pytest.mark.django_db
def test_a_sum_is_owed_from_the_breach_on_and_only_once() -> None:
    cast = owing(FIXED)
    ticket = an_outage(cast)

    sweep(ticket, at=MONDAY + timedelta(minutes=61))
    answered(cast, ticket, at=MONDAY + timedelta(minutes=90))
    resolve_ticket(actor=cast.ben.actor, ticket=ticket, at=MONDAY + timedelta(hours=2))
    meter(entries_about(ticket).get(kind="ticket.resolved").pk, at=MONDAY + timedelta(hours=2))

    assert told(ticket) == [("refund", "Late answer", Decimal("-40.00"), 0)]
    assert entries_about(ticket).get(kind="ticket.refunded").detail["amount"] == "-40.00"


@pytest.mark.django_db
def test_what_grows_by_the_period_is_owed_when_the_answer_came() -> None:
    cast = owing(BY_PERIOD)
    ticket = an_outage(cast)

    sweep(ticket, at=MONDAY + timedelta(minutes=61))
    before = told(ticket)
    answered(cast, ticket, at=MONDAY + timedelta(minutes=100))

    assert before == []
    assert told(ticket) == [("refund", "Late answer", Decimal("-40.00"), 0)]


@pytest.mark.django_db
def test_what_nobody_ever_answered_is_owed_when_the_ticket_is_done() -> None:
    cast = owing(BY_PERIOD)
    ticket = an_outage(cast)
    late = MONDAY + timedelta(minutes=85)

    sweep(ticket, at=MONDAY + timedelta(minutes=61))
    resolve_ticket(actor=cast.ben.actor, ticket=ticket, at=late)
    close_ticket(actor=cast.ben.actor, ticket=ticket, at=late + timedelta(days=2))
    meter(entries_about(ticket).get(kind="ticket.closed").pk, at=late + timedelta(days=2))

    assert told(ticket) == [("refund", "Late answer", Decimal("-20.00"), 0)]


@pytest.mark.django_db
def test_a_target_that_was_kept_brings_nothing() -> None:
    cast = owing(FIXED)
    ticket = an_outage(cast)

    answered(cast, ticket, at=MONDAY + timedelta(minutes=20))

    assert not Charge.objects.filter(ticket=ticket).exists()
