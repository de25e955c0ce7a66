"""Where an appointment stands: asked, awaiting readiness, confirmed. Nothing else decides it, and verbs ask here."""

from datetime import datetime

from uphold.access import Actor
from uphold.scheduling.models import Appointment
from uphold.scheduling.timeline import record
from uphold.tickets.actions import resume, wait
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import retime

FOR_APPOINTMENT = "appointment"
State = Appointment.State


def advance(appointment: Appointment, ticket: Ticket, *, by: Actor, at: datetime) -> Appointment:
    """Stores the state that follows from price, consent and readiness; what is confirmed is arranged from then on."""
    state = state_of(appointment)
    was_confirmed = appointment.confirmed_at is not None
    appointment.state = state
    if state == State.CONFIRMED and not was_confirmed:
        appointment.confirmed_at = at
    appointment.save(update_fields=["state", "confirmed_at"])
    if state == State.CONFIRMED and not was_confirmed:
        record(ticket, "appointment.confirmed", appointment, by=by, at=at, sequence=appointment.sequence)
        retime(ticket, at=at)
        wait_for_it(ticket, at=at)
    return appointment


def state_of(appointment: Appointment) -> State:
    """A price that nobody named and a consent that nobody gave come first, then what must be ready."""
    if appointment.is_price_open or (appointment.needs_consent and appointment.consented_at is None):
        return State.ASKED
    items = appointment.readiness.filter(attested_at=None, waived_at=None)
    return State.AWAITING_READINESS if items.exists() else State.CONFIRMED


def wait_for_it(ticket: Ticket, *, at: datetime) -> None:
    """Whatever the ticket waits for already, it goes on waiting for that."""
    ticket.refresh_from_db(fields=["status", "waiting_for"])
    if ticket.status not in Ticket.AT_REST and not ticket.is_waiting:
        wait(actor=Actor.system(), ticket=ticket, waiting_for=FOR_APPOINTMENT, at=at)


def wait_no_longer(ticket: Ticket, *, at: datetime) -> None:
    """Unless another appointment of the ticket is confirmed."""
    ticket.refresh_from_db(fields=["status", "waiting_for"])
    if ticket.waiting_for != FOR_APPOINTMENT:
        return
    if not ticket.appointments.filter(state=State.CONFIRMED).exists():
        resume(actor=Actor.system(), ticket=ticket, at=at)
