"""Booking: a time of an engineer is promised to a ticket, on the terms that the agreement has for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from uphold.access import Actor, NotThere, Permission
from uphold.kit.constraints import told_of
from uphold.kit.transaction import atomic
from uphold.people.models import Contact, Staff
from uphold.policy.charges.prices import price_in
from uphold.policy.scenario.arranging import SlotTerms
from uphold.policy.scenario.readiness import Required
from uphold.policy.time.instants import Span
from uphold.scheduling.asking import Asked, asked_of, price_of, subject_of
from uphold.scheduling.availability import Engineer, engineers
from uphold.scheduling.locking import lock_engineers, require_door
from uphold.scheduling.models import Appointment, Readiness
from uphold.scheduling.progress import advance
from uphold.scheduling.refusals import (
    AppointmentEndsFirst,
    BookedThen,
    NotBookable,
    PriceUnreadable,
    SlotClosed,
    SlotNotOffered,
    SlotOver,
    SlotTaken,
)
from uphold.scheduling.timeline import record
from uphold.tickets.actions import ask_for, take_option
from uphold.tickets.actions.waiting import HandlingRests
from uphold.tickets.locking import begin_at_work
from uphold.tickets.models import Ticket
from uphold.tickets.resting import resting_by
from uphold.tickets.retiming import ask

CUSTOMER = "customer"
ONE_AT_A_TIME = "appointment_one_at_a_time"
LONGEST_SLOT = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Place:
    """An engineer's time, which was found to be open."""

    engineer: Engineer
    span: Span


@atomic
def book_appointment(
    *,
    actor: Actor,
    ticket: Ticket,
    staff: Staff,
    starts_at: datetime,
    ends_at: datetime | None = None,
    contact: Contact | None = None,
    is_unfamiliar: bool = False,
    price: str = "",
    reason: str = "",
    at: datetime,
) -> Appointment:
    """Asked for, and confirmed at once where nothing else is needed.

    Customers book slots; the staff may book any time of an engineer who is there (`ends_at`). `price` is named by the
    staff where the agreement leaves it open. `reason` is read by the customer where the row is the staff's to choose.
    """
    require_door(actor, ticket, need=Permission.APPOINTMENT_BOOK)
    lock_engineers([staff.pk])
    ticket = begin_at_work(actor, ticket, need=Permission.APPOINTMENT_BOOK)
    require_handled(ticket, at=at)
    asked = asked_of(ticket, at=at)
    place = place_of(actor, ticket, asked, staff=staff, starts_at=starts_at, ends_at=ends_at, at=at)
    require_one_at_a_time(ticket, place.span)
    [terms] = asked.terms([starts_at])
    require_offered(terms)
    ask_for(actor=actor, ticket=ticket, subject="appointment", wanted_at=starts_at, at=at)
    take(actor, ticket, terms, reason=reason, at=at)
    appointment = Appointment(
        provider_id=ticket.provider_id,
        ticket=ticket,
        team=place.engineer.team,
        staff=staff,
        contact=whom_to_meet(actor, ticket, contact),
        starts_at=place.span.starts_at,
        ends_at=place.span.ends_at,
        is_unfamiliar=is_unfamiliar and asked.asks_what_is_unfamiliar,
        uid=f"{uuid4()}",
        booked_by_kind=actor.kind.value,
        booked_by_id=actor.id,
        booked_at=at,
    )
    settle_terms(appointment, terms, price=price if actor.is_staff else "", currency=asked.agreement.currency)
    with told_of(ONE_AT_A_TIME, SlotTaken()):
        appointment.save(force_insert=True)
    list_readiness(appointment, asked.readiness(is_unfamiliar=appointment.is_unfamiliar))
    record(ticket, "appointment.asked", appointment, by=actor, at=at, price=appointment.price)
    return advance(appointment, ticket, by=actor, at=at)


def place_of(
    actor: Actor,
    ticket: Ticket,
    asked: Asked,
    *,
    staff: Staff,
    starts_at: datetime,
    ends_at: datetime | None,
    at: datetime,
    without_id: int | None = None,
) -> Place:
    """The engineer and the time, if he is there then. What else is booked the trigger tells."""
    if starts_at <= at:
        raise SlotOver
    if not staff.is_active or not staff.grants.filter(provider_id=ticket.provider_id).exists():
        raise NotBookable(staff.name, ticket.provider.name)
    until = ends_at or starts_at + LONGEST_SLOT
    found = engineers(
        ticket.provider_id, staff_id=staff.pk, starts_at=starts_at, ends_at=until, without_id=without_id
    )
    engineer = found[0] if found else Engineer(staff, None, ())
    if ends_at is not None and actor.is_staff:
        return any_time(engineer, Span(starts_at, ends_at))
    slots = engineer.slots(starts_at=starts_at, ends_at=until, holidays=asked.holidays)
    slot = next((each for each in slots if each.starts_at == starts_at), None)
    if slot is None:
        is_taken = any(each.starts_at <= starts_at and each.ends_at > starts_at for each in engineer.taken)
        raise SlotTaken if is_taken else SlotClosed
    return Place(engineer, slot)


def require_one_at_a_time(ticket: Ticket, span: Span, *, without_id: int = 0) -> None:
    """A form that is sent twice books one engineer, not two. The ticket is locked."""
    ahead = ticket.appointments.filter(state__in=Appointment.AHEAD).exclude(pk=without_id)
    if ahead.filter(starts_at__lt=span.ends_at, ends_at__gt=span.starts_at).exists():
        raise BookedThen(ticket.number)


def any_time(engineer: Engineer, span: Span) -> Place:
    if span.ends_at <= span.starts_at:
        raise AppointmentEndsFirst
    if engineer.is_away(span):
        raise SlotClosed
    return Place(engineer, span)


def require_handled(ticket: Ticket, *, at: datetime) -> None:
    """While handling rests for the account nothing is booked; the refusal names the row."""
    standing = resting_by(ask(ticket, at=at))
    if standing is not None:
        raise HandlingRests(ticket.number, standing.until or "", citation=standing.ruling.citation)


def require_offered(terms: SlotTerms) -> None:
    if not terms.is_bookable:
        raise SlotNotOffered(terms.ruling.citation)


def take(actor: Actor, ticket: Ticket, terms: SlotTerms, *, reason: str, at: datetime) -> None:
    """A row that is the staff's to choose is chosen with the booking; the customer's is by his consent."""
    option = terms.option
    if option is not None and CUSTOMER not in option.by:
        take_option(
            actor=actor,
            ticket=ticket,
            kind="admission",
            answer_word=option.answer,
            subject=option.subject,
            body=reason,
            at=at,
        )


def settle_terms(appointment: Appointment, terms: SlotTerms, *, price: str, currency: str) -> None:
    """What the time costs, by which row, and whether somebody has to agree to it."""
    is_choice = terms.option is not None and CUSTOMER in terms.option.by
    appointment.needs_consent = terms.needs_consent or is_choice
    appointment.subject = subject_of(terms) if appointment.needs_consent else ""
    appointment.price = named_price(price, currency=currency) if terms.is_as_agreed else price_of(terms)
    appointment.is_price_open = terms.is_as_agreed and not appointment.price
    appointment.consented_at = None
    cited = terms.charged_by if appointment.needs_consent or appointment.price else terms.ruling.citation
    appointment.document = cited.document if cited else ""
    appointment.clause = cited.clause if cited else ""
    appointment.anchor = cited.anchor if cited else ""
    appointment.row = cited.row if cited else ""
    appointment.line = cited.line if cited else None


def named_price(price: str, *, currency: str) -> str:
    """A price that somebody named, which must be readable as one: it is what the work is charged at."""
    words = price.strip()
    if words and price_in(words, currency=currency) is None:
        raise PriceUnreadable(words)
    return words


def whom_to_meet(actor: Actor, ticket: Ticket, contact: Contact | None) -> Contact | None:
    """The person named, or whoever books for himself, or whoever opened the ticket."""
    if contact is not None and contact.organisation_id != ticket.organisation_id:
        raise NotThere("contact")
    if contact is None and actor.is_contact and actor.id is not None:
        return Contact.objects.get(pk=actor.id)
    return contact or ticket.opened_by


def list_readiness(appointment: Appointment, required: Sequence[Required]) -> None:
    Readiness.objects.bulk_create(
        Readiness(
            appointment=appointment,
            position=position,
            name=each.name,
            meaning=each.meaning,
            anchor=each.citation.anchor,
            line=each.citation.line,
        )
        for position, each in enumerate(required, start=1)
    )
