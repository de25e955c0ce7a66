"""Work that stands, timers that run, and what the agreement says work costs at a moment."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from uphold.access import Actor
from uphold.metering.bridge import work_of
from uphold.metering.models import Timer, WorkEntry
from uphold.policy.scenario.answer import Answer
from uphold.policy.scenario.case import Work
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import ask

IDLE_AFTER = timedelta(minutes=30)
"""A timer that its owner has not answered for so long asks whether the work goes on."""


def standing_entries() -> QuerySet[WorkEntry]:
    """Entries that were not taken back."""
    return WorkEntry.objects.filter(reverses=None, reversal=None)


def work_on(ticket: Ticket) -> QuerySet[WorkEntry]:
    """The work on a ticket that stands, in the order in which it was done."""
    return standing_entries().filter(ticket=ticket).select_related("staff").order_by("started_at", "id")


def case_work(ticket: Ticket) -> list[Work]:
    """The same as the agreement reads it: for verbs of tickets whose decision is about a charge."""
    return [work_of(entry) for entry in work_on(ticket)]


def ask_with_work(ticket: Ticket, *, at: datetime) -> Answer:
    """Everything the agreement decides, work included: the charge with its lines, clause and alternatives."""
    return ask(ticket, at=at, work=case_work(ticket))


def timer_of(actor: Actor) -> Timer | None:
    """The one that runs for this person, with its ticket; others have none."""
    if not actor.is_staff or actor.id is None:
        return None
    timers = Timer.objects.filter(staff_id=actor.id).select_related("ticket", "staff")
    return timers.defer("ticket__search").first()


def idle_at(timer: Timer) -> datetime:
    """When it will have been silent for too long."""
    return timer.seen_at + IDLE_AFTER


def is_idle(timer: Timer, *, at: datetime) -> bool:
    return at >= idle_at(timer)
