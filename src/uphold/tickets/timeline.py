"""The typed timeline: the kinds of entry that a ticket has, and how they are written."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.write import Draft, write, write_all
from uphold.policy.clocks.events import Happening
from uphold.tickets.models import Ticket

HAPPENINGS: Mapping[str, Happening] = MappingProxyType(
    {
        "appointment.cancelled": Happening.CALLED_OFF,
        "appointment.confirmed": Happening.ARRANGED,
        "appointment.moved": Happening.CALLED_OFF,
        "ticket.acknowledged": Happening.ACKNOWLEDGED,
        "ticket.agreed": Happening.AGREED,
        "ticket.answered": Happening.ANSWERED,
        "ticket.asked": Happening.ASKED,
        "ticket.assessed": Happening.ASSESSED,
        "ticket.closed": Happening.CLOSED,
        "ticket.closing": Happening.CLOSING,
        "ticket.declined": Happening.CLOSED,
        "ticket.evidence_asked": Happening.WAITING,
        "ticket.evidence_given": Happening.FOUND,
        "ticket.found": Happening.FOUND,
        "ticket.handed_over": Happening.HANDED_OVER,
        "ticket.outcome": Happening.OUTCOME,
        "ticket.priced": Happening.PRICED,
        "ticket.redirected": Happening.REDIRECTED,
        "ticket.released": Happening.RELEASED,
        "ticket.reopened": Happening.REOPENED,
        "ticket.resolved": Happening.RESOLVED,
        "ticket.restored": Happening.RESTORED,
        "ticket.resumed": Happening.RESUMED,
        "ticket.taken": Happening.TAKEN,
        "ticket.waiting": Happening.WAITING,
        "ticket.waived": Happening.WAIVED,
        "ticket.workaround_given": Happening.WORKAROUND_GIVEN,
        "ticket.wrote": Happening.WROTE,
    }
)
"""Entries that clocks, charges and decisions read. Others (opened, noted, assigned, warned …) they pass over."""


def record(
    ticket: Ticket, kind: str, *, by: Actor, at: datetime, detail: Mapping[str, Any] | None = None
) -> Entry:
    """Detail takes the names of a policy event (priority, for, to, facts …) and ids of messages and people."""
    return write(
        kind,
        about=ticket,
        by=by,
        at=at,
        detail=detail,
        organisation_id=ticket.organisation_id,
        topics=ticket.topics,
        is_history=ticket.is_history,
    )


def record_all(
    told: Sequence[tuple[Ticket, Mapping[str, Any]]], kind: str, *, by: Actor, at: datetime
) -> list[Entry]:
    """The same kind of entry on many tickets, each with its detail, in as many statements as on one."""
    drafts = [
        Draft(
            kind=kind,
            about=ticket,
            detail=detail,
            organisation_id=ticket.organisation_id,
            topics=ticket.topics,
            is_history=ticket.is_history,
        )
        for ticket, detail in told
    ]
    return write_all(drafts, by=by, at=at)
