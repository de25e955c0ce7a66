"""Work that stands, and what the agreement says it costs at a moment."""

from datetime import datetime

from django.db.models import QuerySet

from uphold.metering.bridge import work_of
from uphold.metering.models import WorkEntry
from uphold.policy.scenario.answer import Answer
from uphold.policy.scenario.case import Work
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import ask


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
