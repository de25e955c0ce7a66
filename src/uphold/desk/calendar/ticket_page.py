"""The page of a ticket's appointments at the desk: each with what it needs and what can be done about it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from uphold.access import Permission
from uphold.desk.agreements.place import citation_href
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.people.models import Contact
from uphold.scheduling.models import Appointment
from uphold.scheduling.queries import appointments_of
from uphold.tickets.access import get_ticket, may
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of
from uphold.ui.arranged.card import Card, card_of
from uphold.ui.components.field import Choice, Field
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of, zone_of
from uphold.ui.respond import changed, shown

PAGE = "desk/calendar/ticket.html"


@desk_page(need=Permission.APPOINTMENT_READ)
def show(request: PageRequest, number: str) -> HttpResponse:
    ticket = get_ticket(request.actor, number, need=Permission.APPOINTMENT_READ)
    return shown(request, f"{PAGE}#appointments", values_of(request, ticket))


def values_of(request: PageRequest, ticket: Ticket) -> dict[str, Any]:
    actor, reader = request.actor, reader_of(request)
    values = {
        "ticket": ticket,
        "cards": cards_of(request, ticket, reader=reader),
        "may_book": may(actor, ticket, Permission.APPOINTMENT_BOOK),
        "may_waive": may(actor, ticket, Permission.TICKET_DECIDE),
        "is_at_work": ticket.status not in Ticket.AT_REST,
        "contacts": contact_field(ticket),
    }
    return framed(request, values, topics=[ticket.topics[0]])


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


def contact_field(ticket: Ticket) -> Field:
    """Whoever said something on the telephone."""
    people = Contact.objects.filter(organisation_id=ticket.organisation_id, is_active=True).order_by("name")
    choices = tuple(
        Choice(str(each.pk), each.name, is_chosen=each.pk == ticket.opened_by_id) for each in people
    )
    return Field("contact", "", kind="select", choices=choices, is_required=True)


def again(request: PageRequest, ticket: Ticket, *, said: str) -> HttpResponse:
    fresh = get_ticket(request.actor, ticket.number, need=Permission.APPOINTMENT_READ)
    here = reverse("desk:ticket-appointments", args=[ticket.number])
    return changed(request, f"{PAGE}#appointments", values_of(request, fresh), to=here, said=said)
