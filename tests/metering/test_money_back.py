"""Money that a release brings back comes back once, also when the work itself is taken back or let go afterwards."""

from datetime import timedelta

import pytest

from tests.cast.people import Cast
from tests.cast.shipped import make_shipped_cast, open_shipped
from tests.metering.test_settling import WEDNESDAY, log
from uphold.access import Actor
from uphold.metering.actions import meter_ticket, reverse_work, waive_charge
from uphold.metering.models import Charge, WorkEntry
from uphold.metering.queries import charges_of, sums_of
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import record

PRICED = {
    "| Installing and configuring    | Professional services |               | not development |"
    " 1 credit per minute | up to the minute | ticket |": (
        "| Installing and configuring    | Professional services |               | not development |"
        " $60.00 per hour | up to the minute | ticket |"
    ),
    "| Patch or update came of it | credits   |": "| Patch or update came of it | money     |",
}
OF_THE_TICKET = {
    "| all    | of that problem | day of release |": "| all    | of the whole ticket | day of release |"
}


@pytest.fixture(params=["of that problem", "of the whole ticket"])
def priced(request: pytest.FixtureRequest, db: None) -> Cast:
    more = OF_THE_TICKET if request.param == "of the whole ticket" else {}
    return make_shipped_cast("sangoma", changed=PRICED | more)


def a_refunded_hour(cast: Cast) -> tuple[Ticket, WorkEntry]:
    ticket = open_shipped(customer=cast.ada, opened_at=WEDNESDAY, request="Configuration")
    entry = log(cast, ticket, starts_at=WEDNESDAY, minutes=60, problem="p1")
    for day, kind, detail in (
        (2, "ticket.outcome", {"outcome": "patch"}),
        (3, "ticket.released", {"release": "Patch", "kind": "Patch"}),
    ):
        at = WEDNESDAY + timedelta(days=day)
        record(ticket, kind, by=Actor.system(), at=at, detail={**detail, "problem": "p1"})
        meter_ticket(ticket=ticket, by=Actor.system(), at=at)
    return ticket, entry


@pytest.mark.parametrize("act", ["taken back", "let go"])
def test_what_came_back_does_not_come_back_again(priced: Cast, act: str) -> None:
    ticket, entry = a_refunded_hour(priced)
    assert sorted(row.amount for row in charges_of(ticket)) == [-60, 60]
    later = WEDNESDAY + timedelta(days=5)

    if act == "taken back":
        reverse_work(actor=priced.ben.actor, entry=entry, reason="Another ticket's.", at=later)
    else:
        waive_charge(actor=priced.lea.actor, ticket=ticket, reason="As a favour.", at=later)
    rows = Charge.objects.filter(ticket=ticket).count()
    meter_ticket(ticket=ticket, by=Actor.system(), at=later + timedelta(hours=1))

    assert sums_of(ticket).amount == 0
    assert Charge.objects.filter(ticket=ticket).count() == rows


def test_other_work_on_the_ticket_does_not_keep_what_came_back_for_work_that_is_gone(priced: Cast) -> None:
    ticket, entry = a_refunded_hour(priced)
    later = WEDNESDAY + timedelta(days=4)
    log(priced, ticket, starts_at=later, minutes=30, problem="p2")
    assert sums_of(ticket).amount == 30

    reverse_work(
        actor=priced.ben.actor, entry=entry, reason="Another ticket's.", at=later + timedelta(days=1)
    )

    assert sums_of(ticket).amount == 30
