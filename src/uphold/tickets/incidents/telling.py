"""Histories become rows: entries of the journal for what happened, and where the ticket stands after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from uphold.access import Actor, ActorKind
from uphold.journal.models import Entry
from uphold.journal.write import subject_kind
from uphold.tickets.incidents.history import Incident
from uphold.tickets.incidents.known import IMPORTED, SOURCE, detail_of
from uphold.tickets.incidents.mapping import Stage
from uphold.tickets.incidents.stand import Change, Named, Stand, Step, changes_between
from uphold.tickets.models import Message, Ticket

KINDS = {step: f"ticket.{step.value}" for step in Step}
STATUS = {
    Stage.OPEN: Ticket.Status.OPEN,
    Stage.WAITING: Ticket.Status.WAITING,
    Stage.RESOLVED: Ticket.Status.RESOLVED,
    Stage.CLOSED: Ticket.Status.CLOSED,
}
STOOD = ("status", "waiting_for", "resolved_at", "closed_at", "team", "assignee", "assessed_priority")
"""The fields of a ticket that `stand` sets."""


def opening_entries(ticket: Ticket, incident: Incident) -> list[Entry]:
    """That it was opened, and the priority that the log gave it then."""
    source = {SOURCE: incident.source}
    opened = entry(ticket, "ticket.opened", at=incident.opened_at, detail=source)
    if incident.priority is None:
        return [opened]
    detail = {"priority": incident.priority, "as": "agent", **source}
    return [opened, entry(ticket, KINDS[Step.ASSESSED], at=incident.opened_at, detail=detail)]


def change_entries(ticket: Ticket, changes: Iterable[Change], *, source: str) -> list[Entry]:
    return [
        entry(ticket, KINDS[change.step], at=change.at, by=change.by, detail=_detail(change, source))
        for change in changes
    ]


def arrival_entry(ticket: Ticket, stands: Sequence[Stand], *, source: str, by: Actor, at: datetime) -> Entry:
    """That rows came in, and which: by this entry they are known again."""
    told = entry(ticket, IMPORTED, at=at, detail=detail_of(stands, source=source))
    told.by_kind, told.by_id = by.kind.value, by.id
    return told


def entry(ticket: Ticket, kind: str, *, at: datetime, detail: dict[str, Any], by: Named = None) -> Entry:
    """An entry of history: it is written for the record alone, so nobody is told of it."""
    return Entry(
        kind=kind,
        about_kind=subject_kind(Ticket),
        about_id=ticket.pk,
        by_kind=(ActorKind.SYSTEM if by is None else ActorKind.STAFF).value,
        by_id=by if isinstance(by, int) else None,
        organisation_id=ticket.organisation_id,
        at=at,
        detail=detail,
    )


def opening_message(ticket: Ticket, incident: Incident) -> Message | None:
    """What the log says of the incident, as the words of the caller; None when it says nothing."""
    lines = [f"{label}: {value}" for label, value in incident.details.items()]
    if not lines:
        return None
    return Message(
        ticket=ticket,
        kind=Message.Kind.PUBLIC,
        contact_id=ticket.opened_by_id,
        body="\n".join(lines),
        at=incident.opened_at,
    )


def stand(ticket: Ticket, stands: Sequence[Stand]) -> None:
    """Puts the ticket where the last of its stands leaves it."""
    last = stands[-1]
    ticket.status = STATUS[last.state.stage]
    ticket.waiting_for = last.state.waiting_for or ""
    ticket.assessed_priority = last.priority or ""
    ticket.team_id = last.team if isinstance(last.team, int) else None
    ticket.assignee_id = last.assignee if isinstance(last.assignee, int) else None
    ticket.resolved_at = ticket.closed_at = None
    for change in changes_between(stands):
        if change.step is Step.REOPENED:
            ticket.resolved_at = ticket.closed_at = None
        elif change.step is Step.RESOLVED:
            ticket.resolved_at = change.at
        elif change.step is Step.CLOSED:
            ticket.closed_at = change.at


def _detail(change: Change, source: str) -> dict[str, Any]:
    """Events are those of an agent, whoever changed the record: the log does not tell customers from staff."""
    detail = {
        "priority": change.priority,
        "for": change.waiting_for,
        "team": change.team,
        "staff": change.assignee,
        "as": "agent",
        SOURCE: source,
    }
    return {name: value for name, value in detail.items() if value is not None}
