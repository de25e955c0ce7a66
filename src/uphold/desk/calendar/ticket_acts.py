"""What the staff can do about an appointment: price, consent by telephone, readiness, another time, how it ended."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from uphold.access import NotThere, Permission
from uphold.desk.agreements.place import citation_href
from uphold.desk.calendar.ticket_page import again, card_on
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit import Refused
from uphold.kit.clock import now
from uphold.metering.actions import note_consent_to_appointment
from uphold.people.access import get_contact
from uphold.scheduling.access import get_appointment
from uphold.scheduling.actions import (
    ask_readiness,
    attest_readiness,
    cancel_appointment,
    end_appointment,
    miss_appointment,
    move_appointment,
    name_price,
    waive_readiness,
)
from uphold.scheduling.models import Appointment, Readiness
from uphold.scheduling.queries import appointments_of, offers
from uphold.scheduling.refusals import SlotNotOffered, SlotTaken
from uphold.tickets.access import get_ticket
from uphold.tickets.actions.waiting import HandlingRests
from uphold.ui.arranged.times import chosen_of, times_of
from uphold.ui.components.field import fields
from uphold.ui.decided.clause import clause_of
from uphold.ui.page import PageRequest, View
from uphold.ui.reader import reader_of, zone_of
from uphold.ui.respond import changed, shown

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

NEED = Permission.APPOINTMENT_BOOK
Perform = Callable[[PageRequest, Appointment, datetime], Appointment]


class MoveForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why, which the customer reads"), max_length=500)
    price = forms.CharField(
        label=gettext_lazy("Price, where the agreement leaves it open"), max_length=120, required=False
    )


def act(perform: Perform, *, said: "str | Words", need: Permission = NEED) -> View:
    """A button or a small form beside the appointment: done, and the page as it stands after it."""

    @desk_page(need=need, methods=["POST"])
    def view(request: PageRequest, number: str, appointment_id: int) -> HttpResponse:
        appointment = on_ticket(request, number, appointment_id, need=need)
        perform(request, appointment, now())
        return again(request, appointment.ticket, said=str(said))

    return view


def item_act(
    perform: Callable[[PageRequest, Readiness, datetime], object],
    *,
    said: "str | Words",
    need: Permission = NEED,
) -> View:
    """The same beside something that must be ready."""

    @desk_page(need=need, methods=["POST"])
    def view(request: PageRequest, number: str, appointment_id: int, item_id: int) -> HttpResponse:
        appointment = on_ticket(request, number, appointment_id, need=need)
        item = appointment.readiness.select_related("appointment__ticket").filter(pk=item_id).first()
        if item is None:
            raise NotThere("readiness")
        perform(request, item, now())
        return again(request, appointment.ticket, said=str(said))

    return view


price = act(
    lambda request, row, at: name_price(
        actor=request.actor, appointment=row, price=request.POST.get("price", ""), at=at
    ),
    said=gettext_lazy("The price is named. The customer is asked for his consent."),
)
end = act(
    lambda request, row, at: end_appointment(actor=request.actor, appointment=row, at=at),
    said=gettext_lazy("It took place."),
)
cancel = act(
    lambda request, row, at: cancel_appointment(
        actor=request.actor, appointment=row, reason=request.POST.get("reason", ""), at=at
    ),
    said=gettext_lazy("The appointment is called off."),
)
miss = act(
    lambda request, row, at: miss_appointment(
        actor=request.actor,
        appointment=row,
        missed_by=request.POST.get("missed_by", ""),
        reason=request.POST.get("reason", ""),
        at=at,
    ),
    said=gettext_lazy("It is noted that somebody was not there."),
)
attest = item_act(
    lambda request, item, at: attest_readiness(actor=request.actor, item=item, at=at),
    said=gettext_lazy("It is attested."),
)
waive = item_act(
    lambda request, item, at: waive_readiness(
        actor=request.actor, item=item, reason=request.POST.get("reason", ""), at=at
    ),
    said=gettext_lazy("It is not needed."),
    need=Permission.TICKET_DECIDE,
)


@desk_page(need=NEED, methods=["POST"])
def consent(request: PageRequest, number: str, appointment_id: int) -> HttpResponse:
    """What a contact agreed to on the telephone."""
    appointment = on_ticket(request, number, appointment_id, need=NEED)
    key = request.POST.get("contact", "")
    contact = get_contact(
        request.actor, int(key) if key.isdecimal() else 0, need=Permission.ORGANISATION_READ
    )
    note_consent_to_appointment(actor=request.actor, appointment=appointment, contact=contact, at=now())
    return again(request, appointment.ticket, said=gettext("The consent is noted."))


@desk_page(need=NEED, methods=["POST"])
def ask(request: PageRequest, number: str, appointment_id: int) -> HttpResponse:
    """One thing more that must be ready."""
    appointment = on_ticket(request, number, appointment_id, need=NEED)
    ask_readiness(actor=request.actor, appointment=appointment, name=request.POST.get("name", ""), at=now())
    return again(request, appointment.ticket, said=gettext("It is on the list."))


@desk_page(need=NEED, methods=["GET", "POST"])
def move(request: PageRequest, number: str, appointment_id: int) -> HttpResponse:
    appointment = on_ticket(request, number, appointment_id, need=NEED)
    reader, ticket, form = reader_of(request), appointment.ticket, MoveForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return asked_to_move(request, appointment, form)
    offer = chosen_of(
        offers(ticket, at=reader.now, without=appointment, is_every=True), request.POST.get("starts", "")
    )
    if offer is None:
        raise SlotTaken
    same = [each.staff for each in offer.free if each.staff.pk == appointment.staff_id]
    try:
        move_appointment(
            actor=request.actor,
            appointment=appointment,
            staff=(same or [offer.free[0].staff])[0],
            starts_at=offer.span.starts_at,
            reason=form.cleaned_data["reason"],
            price=form.cleaned_data["price"],
            at=reader.now,
        )
    except (SlotNotOffered, HandlingRests) as refusal:
        raise with_clause(refusal) from None
    here = reverse("desk:ticket-appointments", args=[ticket.number])
    return changed(request, "", {}, to=here, said=gettext("The appointment is moved."))


def asked_to_move(request: PageRequest, appointment: Appointment, form: MoveForm) -> HttpResponse:
    reader, ticket = reader_of(request), appointment.ticket
    zone = reader.zone_beside(zone_of(ticket))
    row = appointments_of(request.actor, ticket).get(pk=appointment.pk)
    is_every = "every" in request.GET
    found = offers(ticket, at=reader.now, without=appointment, is_every=is_every)
    with timezone.override(zone):
        values = {
            "ticket": ticket,
            "card": card_on(row, ticket, reader=reader),
            "times": times_of(found, zone=zone, now=reader.now, href=citation_href, is_named=True),
            "fields": fields(form, is_agreed=False),
            "every_href": "" if is_every else "?every=1",
        }
        status = 422 if form.is_bound else 200
        return shown(request, "desk/calendar/move.html", framed(request, values), status=status)


def on_ticket(request: PageRequest, number: str, appointment_id: int, *, need: Permission) -> Appointment:
    """Through both doors: the appointment of this ticket, or nothing."""
    ticket = get_ticket(request.actor, number, need=need)
    appointment = get_appointment(request.actor, appointment_id, need=need)
    if appointment.ticket_id != ticket.pk:
        raise NotThere("appointment")
    appointment.ticket = ticket
    return appointment


def with_clause(refusal: SlotNotOffered | HandlingRests) -> Refused:
    if refusal.citation is not None:
        vars(refusal)["clause"] = clause_of(refusal.citation, href=citation_href)
    return refusal
