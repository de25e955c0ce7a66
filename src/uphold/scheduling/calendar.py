"""Appointments as events of calendar files."""

from datetime import datetime
from zoneinfo import ZoneInfo

from uphold.kit.calendar_file import CalendarEvent, Guest, Standing
from uphold.scheduling.models import Appointment

STANDINGS = {
    Appointment.State.ASKED.value: Standing.TENTATIVE,
    Appointment.State.AWAITING_READINESS.value: Standing.TENTATIVE,
    Appointment.State.CANCELLED.value: Standing.CANCELLED,
    Appointment.State.NO_SHOW.value: Standing.CANCELLED,
}
"""All others are confirmed."""


def event_of(
    appointment: Appointment, *, address: str, organiser: Guest, guests: tuple[Guest, ...] = (), at: datetime
) -> CalendarEvent:
    """`address` is where its reader finds the appointment. Its ticket and the terms of that were loaded with it."""
    ticket = appointment.ticket
    return CalendarEvent(
        uid=appointment.uid,
        sequence=appointment.sequence,
        standing=STANDINGS.get(appointment.state, Standing.CONFIRMED),
        summary=f"{ticket.subject} ({ticket.number})",
        description="\n".join(filter(None, (ticket.organisation.name, appointment.price, address))),
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        zone=ZoneInfo(ticket.version.timezone),
        stamped_at=at,
        address=address,
        organiser=organiser,
        guests=guests,
    )
