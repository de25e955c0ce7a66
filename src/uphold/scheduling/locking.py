"""Locking for appointments: the engineers' rows first, then the ticket, then the appointment.

The trigger that keeps appointments apart takes the engineer's lock too. Whoever holds it waits for nobody there, so
every verb that may move or free somebody's time takes it before anything else.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from uphold.access import Actor, NotThere, Permission, require
from uphold.people.models import Staff
from uphold.scheduling.models import Appointment
from uphold.scheduling.refusals import AppointmentChanged, AppointmentIsOver
from uphold.tickets.locking import lock_ticket
from uphold.tickets.models import Ticket
from uphold.tickets.refusals import TicketIsOver


@dataclass(frozen=True, slots=True)
class Held:
    """An appointment that is ours, with its ticket."""

    ticket: Ticket
    appointment: Appointment


def hold(actor: Actor, appointment: Appointment, *, need: Permission, also: Iterable[int] = ()) -> Held:
    """The first step of a verb on an appointment. `also` are engineers whom it may come to."""
    require_door(actor, appointment.ticket, need=need)
    lock_engineers({appointment.staff_id, *also})
    ticket = lock_ticket(appointment.ticket)
    locked = Appointment.objects.select_for_update(of=("self",), no_key=True).select_related(
        "staff", "team", "contact"
    )
    row = locked.get(pk=appointment.pk)
    if row.staff_id != appointment.staff_id:
        raise AppointmentChanged
    row.ticket = ticket
    return Held(ticket, row)


def hold_ahead(actor: Actor, appointment: Appointment, *, need: Permission, also: Iterable[int] = ()) -> Held:
    """The same for verbs on what is still to come, on a ticket that is not over."""
    held = hold(actor, appointment, need=need, also=also)
    require_ahead(held.appointment)
    if held.ticket.is_over:
        raise TicketIsOver(held.ticket.number)
    return held


def require_ahead(appointment: Appointment) -> None:
    if not appointment.is_ahead:
        raise AppointmentIsOver(appointment.get_state_display().lower())


def require_door(actor: Actor, ticket: Ticket, *, need: Permission) -> None:
    """As the door of tickets, for rights on appointments."""
    is_stranger = (actor.is_contact and actor.organisation_id != ticket.organisation_id) or (
        actor.is_staff and ticket.provider_id not in actor.grants
    )
    if is_stranger:
        raise NotThere("appointment")
    require(actor, need, provider_id=ticket.provider_id)


def lock_engineers(staff_ids: Iterable[int]) -> None:
    """By id, as everybody does."""
    rows = Staff.objects.select_for_update(no_key=True).filter(pk__in=set(staff_ids)).order_by("pk")
    list(rows.values_list("pk", flat=True))
