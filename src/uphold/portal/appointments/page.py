"""The page of a ticket's appointments: what is booked and what it still needs, and the times that can be booked."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from uphold.access import Permission
from uphold.portal.agreements.pages import citation_href
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.scheduling.models import Appointment
from uphold.scheduling.queries import appointments_of, offers
from uphold.tickets.access import get_ticket
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of
from uphold.ui.arranged.card import Card, card_of
from uphold.ui.arranged.times import Times, times_of
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of, zone_of
from uphold.ui.respond import changed, shown

PAGE = "portal/appointments/show.html"


@portal_page(need=Permission.APPOINTMENT_READ)
def show(request: PageRequest, number: str) -> HttpResponse:
    ticket = get_ticket(request.actor, number, need=Permission.APPOINTMENT_READ)
    return shown(request, f"{PAGE}#appointments", values_of(request, ticket))


def values_of(request: PageRequest, ticket: Ticket) -> dict[str, Any]:
    reader = reader_of(request)
    is_at_work = ticket.status not in Ticket.AT_REST
    cards = cards_of(request, ticket, reader=reader)
    values = {
        "ticket": ticket,
        "cards": cards,
        "has_ahead": any(card.is_ahead for card in cards),
        "times": times_on(ticket, reader=reader, is_every=is_every(request)) if is_at_work else None,
        "every_href": "" if is_every(request) else "?every=1",
    }
    return framed(request, values, current="tickets", topics=[f"ticket:{ticket.number}"])


def cards_of(request: PageRequest, ticket: Ticket, *, reader: Reader) -> list[Card]:
    """What is still to come first, then what is over, the latest first."""
    rows = list(appointments_of(request.actor, ticket))
    ahead = [row for row in rows if row.is_ahead]
    over = [row for row in reversed(rows) if not row.is_ahead]
    return [card_on(row, ticket, reader=reader) for row in (*ahead, *over)]


def card_on(row: Appointment, ticket: Ticket, *, reader: Reader) -> Card:
    zone = zone_of(ticket)
    return card_of(
        row,
        agreement=agreement_of(ticket),
        zone=reader.zone_beside(zone),
        agreement_zone=zone,
        now=reader.now,
        href=citation_href,
    )


def is_every(request: PageRequest) -> bool:
    """Whether all times are asked for, and not a few of each day."""
    return "every" in request.GET


def times_on(
    ticket: Ticket, *, reader: Reader, without: Appointment | None = None, is_every: bool = False
) -> Times:
    """Whoever comes is ours to say; the customer chooses a time."""
    found = offers(ticket, at=reader.now, without=without, is_every=is_every)
    return times_of(found, zone=reader.zone_beside(zone_of(ticket)), now=reader.now, href=citation_href)


def again(request: PageRequest, ticket: Ticket, *, said: str) -> HttpResponse:
    fresh = get_ticket(request.actor, ticket.number, need=Permission.APPOINTMENT_READ)
    here = reverse("portal:ticket-appointments", args=[ticket.number])
    return changed(request, f"{PAGE}#appointments", values_of(request, fresh), to=here, said=said)
