"""What a customer can do about appointments: book, agree to the price, say what is ready, move, call off."""

from datetime import datetime

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import NotThere, Permission
from uphold.kit import CONFLICT, Refused
from uphold.kit.clock import now
from uphold.metering.actions import consent_to_appointment
from uphold.people.models import Staff
from uphold.portal.agreements.pages import citation_href
from uphold.portal.appointments.page import again, card_on, is_every, times_on
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.scheduling.access import get_appointment
from uphold.scheduling.actions import (
    attest_readiness,
    book_appointment,
    cancel_appointment,
    move_appointment,
)
from uphold.scheduling.models import Appointment
from uphold.scheduling.queries import appointments_of, offers
from uphold.scheduling.refusals import SlotNotOffered, SlotTaken
from uphold.tickets.access import get_ticket
from uphold.tickets.actions.waiting import HandlingRests
from uphold.tickets.models import Ticket
from uphold.ui.arranged.card import seen_of
from uphold.ui.arranged.times import chosen_of
from uphold.ui.components.field import fields
from uphold.ui.decided.clause import clause_of
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import changed, shown

NEED = Permission.APPOINTMENT_BOOK


class PriceChanged(Refused):
    code, kind, text = (
        "price_changed",
        CONFLICT,
        gettext_lazy("What you were shown is not what is asked now; read it again."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500)


@portal_page(need=NEED, methods=["POST"])
def book(request: PageRequest, number: str) -> HttpResponse:
    ticket = get_ticket(request.actor, number, need=NEED)
    at = now()
    staff, starts_at = whoever_is_free(ticket, request.POST.get("starts", ""), at=at)
    try:
        booked = book_appointment(
            actor=request.actor,
            ticket=ticket,
            staff=staff,
            starts_at=starts_at,
            is_unfamiliar=request.POST.get("unfamiliar") == "yes",
            at=at,
        )
    except (SlotNotOffered, HandlingRests) as refusal:
        raise with_clause(refusal) from None
    return again(request, ticket, said=said_of(booked))


@portal_page(need=NEED, methods=["POST"])
def consent(request: PageRequest, number: str, appointment_id: int) -> HttpResponse:
    appointment = on_ticket(request, number, appointment_id)
    if request.POST.get("seen", "") != seen_of(appointment):
        raise PriceChanged
    consent_to_appointment(actor=request.actor, appointment=appointment, at=now())
    return again(request, appointment.ticket, said=gettext("Your consent is recorded."))


@portal_page(need=NEED, methods=["POST"])
def attest(request: PageRequest, number: str, appointment_id: int, item_id: int) -> HttpResponse:
    appointment = on_ticket(request, number, appointment_id)
    item = appointment.readiness.select_related("appointment__ticket").filter(pk=item_id).first()
    if item is None:
        raise NotThere("readiness")
    attested = attest_readiness(actor=request.actor, item=item, at=now())
    return again(request, appointment.ticket, said=said_of(attested))


@portal_page(need=NEED, methods=["GET", "POST"])
def move(request: PageRequest, number: str, appointment_id: int) -> HttpResponse:
    """Asks for another time, the same way as for the first."""
    appointment = on_ticket(request, number, appointment_id)
    ticket, form = appointment.ticket, ReasonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return asked_to_move(request, appointment, form)
    at = now()
    staff, starts_at = whoever_is_free(ticket, request.POST.get("starts", ""), at=at, without=appointment)
    try:
        moved = move_appointment(
            actor=request.actor,
            appointment=appointment,
            staff=staff,
            starts_at=starts_at,
            reason=form.cleaned_data["reason"],
            at=at,
        )
    except (SlotNotOffered, HandlingRests) as refusal:
        raise with_clause(refusal) from None
    here = reverse("portal:ticket-appointments", args=[ticket.number])
    return changed(request, "", {}, to=here, said=said_of(moved))


@portal_page(need=NEED, methods=["POST"])
def cancel(request: PageRequest, number: str, appointment_id: int) -> HttpResponse:
    appointment = on_ticket(request, number, appointment_id)
    reason = request.POST.get("reason", "")
    cancel_appointment(actor=request.actor, appointment=appointment, reason=reason, at=now())
    return again(request, appointment.ticket, said=gettext("The appointment is called off."))


def asked_to_move(request: PageRequest, appointment: Appointment, form: ReasonForm) -> HttpResponse:
    reader, ticket = reader_of(request), appointment.ticket
    row = appointments_of(request.actor, ticket).get(pk=appointment.pk)
    values = {
        "ticket": ticket,
        "card": card_on(row, ticket, reader=reader),
        "times": times_on(ticket, reader=reader, without=appointment, is_every=is_every(request)),
        "fields": fields(form, is_agreed=False),
        "every_href": "" if is_every(request) else "?every=1",
    }
    around = framed(request, values, current="tickets")
    return shown(request, "portal/appointments/move.html", around, status=422 if form.is_bound else 200)


def on_ticket(request: PageRequest, number: str, appointment_id: int) -> Appointment:
    """Through both doors: the appointment of this ticket, or nothing."""
    ticket = get_ticket(request.actor, number, need=NEED)
    appointment = get_appointment(request.actor, appointment_id, need=NEED)
    if appointment.ticket_id != ticket.pk:
        raise NotThere("appointment")
    appointment.ticket = ticket
    return appointment


def whoever_is_free(
    ticket: Ticket, value: str, *, at: datetime, without: Appointment | None = None
) -> tuple[Staff, datetime]:
    """The engineer who comes at the time that was chosen: whoever came before stays, if he can."""
    found = offers(ticket, at=at, without=without, is_every=True)
    offer = chosen_of(found, value)
    if offer is None:
        raise SlotTaken
    same = [each.staff for each in offer.free if without and each.staff.pk == without.staff_id]
    return (same or [offer.free[0].staff])[0], offer.span.starts_at


def with_clause(refusal: SlotNotOffered | HandlingRests) -> Refused:
    if refusal.citation is not None:
        vars(refusal)["clause"] = clause_of(refusal.citation, href=citation_href)
    return refusal


def said_of(appointment: Appointment) -> str:
    said = {
        Appointment.State.CONFIRMED.value: gettext(
            "The appointment is confirmed. An invitation follows by mail."
        ),
        Appointment.State.AWAITING_READINESS.value: gettext(
            "The time is kept for you. Say that all is ready, and it is confirmed."
        ),
    }
    waits = gettext("The time is kept for you. It is confirmed once its price is agreed to.")
    return said.get(appointment.state, waits)
