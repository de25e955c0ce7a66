"""Readiness: attested by a person by name, added by the staff, waived by a lead with a reason."""

from datetime import datetime

from django.db.models import Max

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.scheduling.locking import Held, hold_ahead
from uphold.scheduling.models import Appointment, Readiness
from uphold.scheduling.progress import advance
from uphold.scheduling.refusals import ListedAlready, ReadyAlready, ReasonMissing
from uphold.scheduling.timeline import record

LONGEST_NAME = 200


@atomic
def attest_readiness(*, actor: Actor, item: Readiness, at: datetime) -> Appointment:
    """Somebody says by name that it is ready; with the last of them the appointment is confirmed."""
    held = hold_ahead(actor, item.appointment, need=Permission.APPOINTMENT_BOOK)
    row = open_item(held, item)
    row.attested_at = at
    row.attested_by_contact_id = actor.id if actor.is_contact else None
    row.attested_by_staff_id = actor.id if actor.is_staff else None
    row.save(update_fields=["attested_at", "attested_by_contact", "attested_by_staff"])
    return told(held, row, "appointment.readied", by=actor, at=at)


@atomic
def waive_readiness(*, actor: Actor, item: Readiness, reason: str, at: datetime) -> Appointment:
    """Left to those who decide what agreements leave to a manager."""
    held = hold_ahead(actor, item.appointment, need=Permission.TICKET_DECIDE)
    if not actor.is_staff:
        raise NotAllowed(Permission.TICKET_DECIDE)
    if not reason.strip():
        raise ReasonMissing
    row = open_item(held, item)
    row.waived_at, row.waived_by_id, row.waiver_reason = at, actor.id, reason.strip()
    row.save(update_fields=["waived_at", "waived_by", "waiver_reason"])
    return told(held, row, "appointment.readiness_waived", by=actor, at=at)


@atomic
def ask_readiness(*, actor: Actor, appointment: Appointment, name: str, at: datetime) -> Readiness:
    """One thing more, beside what the agreement asks for. A confirmed appointment stays confirmed."""
    if actor.is_contact:
        raise NotAllowed(Permission.APPOINTMENT_BOOK)
    held = hold_ahead(actor, appointment, need=Permission.APPOINTMENT_BOOK)
    if not name.strip():
        raise ReasonMissing
    last = held.appointment.readiness.aggregate(last=Max("position"))["last"] or 0
    row = Readiness(appointment=held.appointment, position=last + 1, name=name.strip()[:LONGEST_NAME])
    with refused_by("readiness_name_once", ListedAlready(row.name)):
        row.save(force_insert=True)
    told(held, row, "appointment.readiness_asked", by=actor, at=at)
    return row


def open_item(held: Held, item: Readiness) -> Readiness:
    row = held.appointment.readiness.filter(pk=item.pk).first()
    if row is None:
        raise NotThere("readiness")
    if not row.is_open:
        raise ReadyAlready(row.name)
    return row


def told(held: Held, row: Readiness, kind: str, *, by: Actor, at: datetime) -> Appointment:
    record(held.ticket, kind, held.appointment, by=by, at=at, readiness=row.pk, name=row.name)
    if held.appointment.state == Appointment.State.CONFIRMED:
        return held.appointment
    return advance(held.appointment, held.ticket, by=by, at=at)
