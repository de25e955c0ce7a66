"""Changing an appointment before it begins: moved to another time or engineer, or called off; always with a reason."""

from datetime import datetime

from uphold.access import Actor, Permission
from uphold.kit.constraints import told_of
from uphold.kit.transaction import atomic
from uphold.people.models import Staff
from uphold.scheduling.actions.booking import (
    ONE_AT_A_TIME,
    place_of,
    require_handled,
    require_offered,
    require_one_at_a_time,
    settle_terms,
    take,
)
from uphold.scheduling.asking import asked_of
from uphold.scheduling.locking import hold, hold_ahead, require_ahead
from uphold.scheduling.models import Appointment, Change
from uphold.scheduling.progress import advance, wait_no_longer
from uphold.scheduling.refusals import AppointmentUnderWay, ReasonMissing, SlotTaken
from uphold.scheduling.timeline import record
from uphold.tickets.actions import ask_for
from uphold.tickets.retiming import retime

MOVED = (
    "staff",
    "team",
    "starts_at",
    "ends_at",
    "sequence",
    "subject",
    "price",
    "is_price_open",
    "needs_consent",
    "consented_at",
    "document",
    "clause",
    "anchor",
    "row",
    "line",
    "state",
    "confirmed_at",
    "reminded_day_at",
    "reminded_hour_at",
)


@atomic
def move_appointment(
    *,
    actor: Actor,
    appointment: Appointment,
    starts_at: datetime,
    ends_at: datetime | None = None,
    staff: Staff | None = None,
    reason: str,
    price: str = "",
    at: datetime,
) -> Appointment:
    """To another time: the old one is called off, and for the new one the agreement is asked as for the first."""
    chosen = staff or appointment.staff
    held = hold_ahead(actor, appointment, need=Permission.APPOINTMENT_BOOK, also=[chosen.pk])
    row, ticket = held.appointment, held.ticket
    require_before(row, reason, at=at)
    keep_change(row, Change.What.MOVED, actor=actor, reason=reason, moved_to_at=starts_at, at=at)
    call_off(row, "appointment.moved", actor=actor, at=at, moved_to=starts_at.isoformat())
    require_handled(ticket, at=at)
    asked = asked_of(ticket, at=at)
    place = place_of(
        actor, ticket, asked, staff=chosen, starts_at=starts_at, ends_at=ends_at, at=at, without_id=row.pk
    )
    require_one_at_a_time(ticket, place.span, without_id=row.pk)
    [terms] = asked.terms([starts_at])
    require_offered(terms)
    ask_for(actor=actor, ticket=ticket, subject="appointment", wanted_at=starts_at, at=at)
    take(actor, ticket, terms, reason=reason, at=at)
    row.staff, row.team = chosen, place.engineer.team
    row.starts_at, row.ends_at = place.span.starts_at, place.span.ends_at
    row.sequence += 1
    row.state, row.confirmed_at = Appointment.State.ASKED, None
    row.reminded_day_at = row.reminded_hour_at = None
    settle_terms(row, terms, price=price if actor.is_staff else "", currency=asked.agreement.currency)
    with told_of(ONE_AT_A_TIME, SlotTaken()):
        row.save(update_fields=MOVED)
    advance(row, ticket, by=actor, at=at)
    wait_no_longer(ticket, at=at)
    return row


@atomic
def cancel_appointment(*, actor: Actor, appointment: Appointment, reason: str, at: datetime) -> Appointment:
    """It does not take place. The engineer's time is free again, and what was arranged is arranged no more."""
    held = hold(actor, appointment, need=Permission.APPOINTMENT_BOOK)
    require_ahead(held.appointment)
    require_before(held.appointment, reason, at=at)
    return called_off(held.appointment, actor=actor, reason=reason, at=at)


@atomic
def lapse_appointment(*, appointment: Appointment, reason: str, at: datetime) -> bool:
    """The hour came and it was not confirmed: it does not take place. Whether there was anything to call off."""
    held = hold(Actor.system(), appointment, need=Permission.APPOINTMENT_BOOK)
    row = held.appointment
    if not row.is_ahead or row.state == Appointment.State.CONFIRMED or row.starts_at > at:
        return False
    called_off(row, actor=Actor.system(), reason=reason, at=at)
    return True


@atomic
def give_up_appointment(*, appointment: Appointment, reason: str, at: datetime) -> bool:
    """Its ticket is over, unless it was opened again meanwhile. Whether there was anything to call off."""
    held = hold(Actor.system(), appointment, need=Permission.APPOINTMENT_BOOK)
    row = held.appointment
    if not row.is_ahead or not held.ticket.is_over or row.starts_at <= at:
        return False
    called_off(row, actor=Actor.system(), reason=reason, at=at)
    return True


def called_off(row: Appointment, *, actor: Actor, reason: str, at: datetime) -> Appointment:
    row.sequence += 1
    keep_change(row, Change.What.CANCELLED, actor=actor, reason=reason, at=at)
    row.state, row.ended_at = Appointment.State.CANCELLED, at
    row.save(update_fields=["state", "ended_at", "sequence"])
    call_off(row, "appointment.cancelled", actor=actor, at=at, sequence=row.sequence)
    wait_no_longer(row.ticket, at=at)
    return row


def call_off(row: Appointment, kind: str, *, actor: Actor, at: datetime, **more: object) -> None:
    """Policy reads the entry: what was arranged for this instant is arranged no more."""
    record(row.ticket, kind, row, by=actor, at=at, **more)
    if not row.ticket.is_over:
        retime(row.ticket, at=at)


def require_before(row: Appointment, reason: str, *, at: datetime) -> None:
    if not reason.strip():
        raise ReasonMissing
    if row.starts_at <= at:
        raise AppointmentUnderWay


def keep_change(
    row: Appointment,
    what: Change.What,
    *,
    actor: Actor,
    reason: str,
    at: datetime,
    moved_to_at: datetime | None = None,
    missed_by: str = "",
) -> Change:
    return Change.objects.create(
        appointment=row,
        what=what,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        staff=row.staff,
        moved_to_at=moved_to_at,
        reason=reason.strip(),
        missed_by=missed_by,
        sequence=row.sequence,
        by_kind=actor.kind.value,
        by_id=actor.id,
        at=at,
    )
