"""Whom an entry concerns."""

from uphold.access import ActorKind, Role
from uphold.journal.models import Entry
from uphold.people.models import Contact, Staff
from uphold.tickets.models import Ticket

TO_CONTACT = frozenset(
    {
        "fault.decided",
        "fault.proposed",
        "ticket.answered",
        "ticket.closed",
        "ticket.continued",
        "ticket.escalated",
        "ticket.evidence_asked",
        "ticket.opened",
        "ticket.outcome",
        "ticket.page_taken",
        "ticket.released",
        "ticket.resolved",
        "ticket.restored",
        "ticket.suspended",
        "ticket.workaround_told",
    }
)
TO_ASSIGNEE = frozenset(
    {
        "consent.expired",
        "consent.refused",
        "ticket.agreed",
        "ticket.asked",
        "ticket.assigned",
        "ticket.outcome",
        "ticket.released",
        "ticket.wrote",
    }
)
TO_ASSIGNEE_AND_LEADS = frozenset(
    {
        "fault.objected",
        "ticket.breached",
        "ticket.escalated",
        "ticket.page_ended",
        "ticket.page_skipped",
        "ticket.page_taken",
        "ticket.warned",
    }
)
TOLD = TO_CONTACT | TO_ASSIGNEE | TO_ASSIGNEE_AND_LEADS


def told_staff(entry: Entry, ticket: Ticket) -> list[Staff]:
    """The assignee; of warnings and breaches the leads too. Whoever left the provider is told no more."""
    if entry.kind == "ticket.asked" and entry.detail.get("subject") == "escalation":
        told = []  # the step that follows from it is told, or the refusal was shown to whoever asked
    elif entry.kind in TO_ASSIGNEE:
        told = [ticket.assignee] if ticket.assignee else []
    elif entry.kind in TO_ASSIGNEE_AND_LEADS:
        told = [*leads_of(ticket), *([ticket.assignee] if ticket.assignee else [])]
    else:
        told = []
    others = {staff.pk: staff for staff in told if not is_own(entry, ActorKind.STAFF, staff.pk)}
    working = Staff.objects.filter(grants__provider_id=ticket.provider_id, is_active=True)
    return list(working.filter(pk__in=others).order_by("pk").distinct())


def told_contact(entry: Entry, ticket: Ticket) -> Contact | None:
    """Whoever opened the ticket, unless the entry is his own; the receipt of a ticket he does get.

    What a ticket heard of its bug is told once for all tickets of the person (`notices.bugs`).
    """
    contact = ticket.opened_by
    if contact is None or not contact.is_active or entry.kind not in TO_CONTACT or "bug" in entry.detail:
        return None
    if entry.kind == "ticket.escalated" and not entry.detail["contact"]:
        return None
    is_receipt = entry.kind == "ticket.opened"
    return None if is_own(entry, ActorKind.CONTACT, contact.pk) and not is_receipt else contact


def leads_of(ticket: Ticket) -> list[Staff]:
    granted = Staff.objects.filter(grants__provider_id=ticket.provider_id, grants__role=Role.LEAD.value)
    return list(granted.filter(is_active=True).distinct())


def is_own(entry: Entry, kind: ActorKind, key: int) -> bool:
    return entry.by_kind == kind.value and entry.by_id == key
