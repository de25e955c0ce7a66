"""How an appointment ended: it took place, or somebody was not there."""

from datetime import datetime

from uphold.access import Actor, NotAllowed, Permission
from uphold.kit.transaction import atomic
from uphold.scheduling.actions.changing import keep_change
from uphold.scheduling.locking import Held, hold, require_ahead
from uphold.scheduling.models import Appointment, Change
from uphold.scheduling.progress import wait_no_longer
from uphold.scheduling.refusals import AppointmentToCome, ReasonMissing
from uphold.scheduling.timeline import record

CUSTOMER, PROVIDER = "customer", "provider"


@atomic
def end_appointment(*, actor: Actor, appointment: Appointment, at: datetime) -> Appointment:
    """It took place; what was worked is logged on the ticket as ever."""
    held = hold_begun(actor, appointment, at=at)
    return ended(held, Appointment.State.DONE, "appointment.done", by=actor, at=at)


@atomic
def miss_appointment(
    *, actor: Actor, appointment: Appointment, missed_by: str, reason: str, at: datetime
) -> Appointment:
    """Somebody was not there: the customer, or we. His time is free again from now on."""
    held = hold_begun(actor, appointment, at=at)
    if missed_by not in {CUSTOMER, PROVIDER} or not reason.strip():
        raise ReasonMissing
    keep_change(held.appointment, Change.What.NO_SHOW, actor=actor, reason=reason, missed_by=missed_by, at=at)
    return ended(held, Appointment.State.NO_SHOW, "appointment.missed", by=actor, at=at, missed_by=missed_by)


def hold_begun(actor: Actor, appointment: Appointment, *, at: datetime) -> Held:
    """The staff say how it ended, once it has begun."""
    held = hold(actor, appointment, need=Permission.APPOINTMENT_BOOK)
    if not actor.is_staff:
        raise NotAllowed(Permission.TICKET_WORK)
    require_ahead(held.appointment)
    if held.appointment.starts_at > at:
        raise AppointmentToCome
    return held


def ended(
    held: Held, state: Appointment.State, kind: str, *, by: Actor, at: datetime, **more: object
) -> Appointment:
    row = held.appointment
    row.state, row.ended_at = state, at
    row.save(update_fields=["state", "ended_at"])
    record(held.ticket, kind, row, by=by, at=at, **more)
    wait_no_longer(held.ticket, at=at)
    return row
