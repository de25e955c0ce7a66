"""Rows as components show them to whoever reads: instants in his zone, people, priorities, states."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext, gettext_lazy

from uphold.kit import now
from uphold.people.models import Contact, Staff
from uphold.tickets.models import Ticket
from uphold.ui.components.person import Person
from uphold.ui.components.priority import Priority
from uphold.ui.components.status import Status
from uphold.ui.components.when import When
from uphold.ui.page import PageRequest

LONGEST_ZONE = 64
UNKNOWN_LEVEL = 4

WAITING = {
    "customer": gettext_lazy("the customer"),
    "third party": gettext_lazy("a third party"),
    "monitoring": gettext_lazy("what the watch shows"),
    "appointment": gettext_lazy("the appointment"),
    "evidence": gettext_lazy("evidence"),
    "consent": gettext_lazy("consent"),
    "credits": gettext_lazy("credits"),
    "payment": gettext_lazy("payment"),
    "maintenance": gettext_lazy("planned work"),
}
STATUS_CODES = {"restored": "monitoring", "declined": "closed"}
"""How the component draws states that it has no picture of its own for."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, when, and on which clock; the agreement's clock is shown beside it where it differs."""

    now: datetime
    zone: ZoneInfo | None

    def zone_beside(self, agreement_zone: ZoneInfo) -> ZoneInfo:
        return self.zone or agreement_zone

    def when(self, at: datetime, agreement_zone: ZoneInfo) -> When:
        return When(at, self.now, self.zone_beside(agreement_zone), agreement_zone)


def reader_of(request: PageRequest) -> Reader:
    """The zone is the browser's, told by a cookie; until it is known the agreement's clock serves."""
    return Reader(now=now(), zone=zone_named(request.COOKIES.get("zone", "")))


@lru_cache(maxsize=512)
def zone_named(name: str) -> ZoneInfo | None:
    if not name or len(name) > LONGEST_ZONE:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_of(ticket: Ticket) -> ZoneInfo:
    """The clock of the agreement that governs a ticket."""
    return ZoneInfo(ticket.version.timezone)


def person_of_staff(staff: Staff) -> Person:
    return Person(name=staff.name, is_agent=True)


def person_of_contact(contact: Contact, *, detail: str = "") -> Person:
    return Person(name=contact.name, detail=detail)


def priority_of(ticket: Ticket) -> Priority | None:
    """With what was asked for, where another was decided."""
    if not ticket.current_priority:
        return None
    asked = ticket.requested_priority
    return Priority(
        name=ticket.current_priority,
        level=ticket.priority_level or UNKNOWN_LEVEL,
        was_requested=asked if asked and asked != ticket.current_priority else "",
    )


def status_of(ticket: Ticket) -> Status:
    """The state in a word; the agreement's own word for it where it has one."""
    words = {
        "new": gettext("new"),
        "open": gettext("open"),
        "waiting": gettext("waiting for %(whom)s") % {"whom": waiting_words(ticket.waiting_for)},
        "restored": ticket.status_said or gettext("restored, under watch"),
        "resolved": gettext("resolved"),
        "closed": gettext("closed"),
        "declined": gettext("declined"),
    }
    return Status(code=STATUS_CODES.get(ticket.status, ticket.status), words=words[ticket.status])


def waiting_words(waiting_for: str) -> str:
    """Whom or what a ticket waits for, as a sentence goes on."""
    return str(WAITING.get(waiting_for, waiting_for))
