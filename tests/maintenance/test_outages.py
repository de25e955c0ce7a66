"""Outages: declared with their products, told of, the parent of tickets that are answered at once, ended."""

from datetime import timedelta

import pytest

from tests.cast.appointments import ny
from tests.cast.people import Cast
from tests.cast.products import make_unit
from tests.cast.shipped import open_shipped
from uphold.access import NotAllowed, NotThere
from uphold.journal.models import Entry
from uphold.maintenance.actions import (
    answer_tickets,
    declare_outage,
    end_outage,
    link_ticket,
    unlink_ticket,
    update_outage,
)
from uphold.maintenance.models import Outage, OutageTicket
from uphold.maintenance.queries import likely_tickets, linked_tickets
from uphold.maintenance.refusals import OutageIsOver, OutageTooSoon, TicketHasItsOutage
from uphold.products.models import Product, Unit
from uphold.tickets.models import Promise, Ticket

NINE = ny("2026-06-09 09:00")
TEN = ny("2026-06-09 10:00")


@pytest.fixture
def outage(hosted: Cast, exchange: Product) -> Outage:
    return declare(hosted, exchange)


def declare(cast: Cast, product: Product) -> Outage:
    return declare_outage(
        actor=cast.ben.actor,
        provider=cast.northwind,
        title="No calls",
        words="Calls do not go out. We look for the cause.",
        products=[product],
        since_at=NINE,
        at=TEN,
    )


def ticket_of(cast: Cast, *, hours: int = 0) -> Ticket:
    opened_at = TEN + timedelta(hours=hours)
    ticket = open_shipped(customer=cast.ada, opened_at=opened_at, request="Fault", impact="Total loss")
    Ticket.objects.filter(pk=ticket.pk).update(unit=Unit.objects.filter(organisation=cast.harbour).get())
    return ticket


def test_it_is_told_of_until_it_ends(hosted: Cast, outage: Outage) -> None:
    update_outage(actor=hosted.ben.actor, outage=outage, words="A switch is broken.", at=TEN)
    end_outage(actor=hosted.ben.actor, outage=outage, words="It is replaced.", at=ny("2026-06-09 11:00"))

    with pytest.raises(OutageIsOver):
        update_outage(actor=hosted.ben.actor, outage=outage, words="Once more.", at=TEN)
    assert [each.words for each in outage.updates.order_by("pk")] == [
        "Calls do not go out. We look for the cause.",
        "A switch is broken.",
        "It is replaced.",
    ]


def test_what_lies_ahead_is_no_outage(hosted: Cast, exchange: Product) -> None:
    with pytest.raises(OutageTooSoon):
        declare_outage(
            actor=hosted.ben.actor,
            provider=hosted.northwind,
            title="No calls",
            words="Soon.",
            products=[exchange],
            since_at=TEN + timedelta(minutes=1),
            at=TEN,
        )

    assert not Outage.objects.exists()


def test_likely_are_tickets_about_its_products_at_its_time(hosted: Cast, outage: Outage) -> None:
    during = ticket_of(hosted)
    earlier = ticket_of(hosted, hours=-4)
    other = open_shipped(customer=hosted.eve, opened_at=TEN, request="Fault", impact="Total loss")

    assert list(likely_tickets(outage)) == [during]

    link_ticket(actor=hosted.ben.actor, outage=outage, ticket=during, at=TEN)
    assert list(likely_tickets(outage)) == []
    assert list(linked_tickets(outage)) == [during]
    assert {earlier.pk, other.pk}.isdisjoint(ticket.pk for ticket in linked_tickets(outage))


def test_a_ticket_belongs_to_one_outage_at_a_time(hosted: Cast, outage: Outage, exchange: Product) -> None:
    ticket, other = ticket_of(hosted), declare(hosted, exchange)
    link_ticket(actor=hosted.ben.actor, outage=outage, ticket=ticket, at=TEN)

    with pytest.raises(TicketHasItsOutage):
        link_ticket(actor=hosted.ben.actor, outage=other, ticket=ticket, at=TEN)
    unlink_ticket(actor=hosted.ben.actor, outage=outage, ticket=ticket, at=TEN)
    link_ticket(actor=hosted.ben.actor, outage=other, ticket=ticket, at=TEN)

    assert OutageTicket.objects.get(unlinked_at=None).outage == other


def test_one_answer_reaches_every_ticket_and_each_keeps_its_own_clocks(
    hosted: Cast, outage: Outage, exchange: Product
) -> None:
    make_unit(hosted.orchard, exchange, "main", kind="service")
    first, late = ticket_of(hosted), ticket_of(hosted, hours=2)
    for ticket in (first, late):
        link_ticket(actor=hosted.ben.actor, outage=outage, ticket=ticket, at=TEN)
    answered_at = ny("2026-06-09 12:10")

    count = answer_tickets(actor=hosted.ben.actor, outage=outage, words="A switch is broken.", at=answered_at)

    met = Promise.objects.filter(ticket__in=[first, late], met_at__isnull=False).order_by("ticket_id")
    assert count == 2
    assert [promise.ticket_id for promise in met] == [first.pk, late.pk]
    assert {promise.met_at for promise in met} == {answered_at}
    assert Entry.objects.filter(kind="ticket.answered", detail__outage=outage.pk).count() == 2


def test_strangers_find_nothing_and_members_may_not(hosted: Cast, outage: Outage) -> None:
    with pytest.raises(NotThere):
        update_outage(actor=hosted.tom.actor, outage=outage, words="Mine.", at=TEN)
    with pytest.raises(NotThere):
        update_outage(actor=hosted.eve.actor, outage=outage, words="Mine.", at=TEN)
    with pytest.raises(NotAllowed):
        update_outage(actor=hosted.ada.actor, outage=outage, words="Mine.", at=TEN)

    assert outage.updates.count() == 1
