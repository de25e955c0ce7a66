"""Loading by name."""

from collections.abc import Iterable

from uphold.journal.models import Entry
from uphold.oncall.models import Escalation
from uphold.tickets.models import Ticket

ESCALATED = "ticket.escalated"


def escalations_of(ticket: Ticket, *, entries: Iterable[Entry]) -> list[Escalation]:
    """The steps that were taken, in order, with whoever asked; not asked for where the journal knows of none."""
    if not any(entry.kind == ESCALATED for entry in entries):
        return []
    steps = Escalation.objects.filter(ticket=ticket).select_related("asked_by_staff", "asked_by_contact")
    return list(steps.order_by("at", "pk"))
