"""Rows to policy values and back: entries to events, a ticket to a case, targets to promises. Nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from uphold.access import ActorKind
from uphold.journal.models import Entry
from uphold.policy.clocks.events import Event
from uphold.policy.decide.condition import FactValue
from uphold.policy.scenario.answer import PriorityAnswer, Stretch, TargetAnswer
from uphold.policy.scenario.case import Case, Work
from uphold.standing.bridge import NOTHING, Behind
from uphold.tickets.models import Promise, Ticket
from uphold.tickets.timeline import HAPPENINGS
from uphold.tickets.unlogged import NOT_IN_LOG

ROLES = {
    ActorKind.STAFF.value: "agent",
    ActorKind.CONTACT.value: "customer",
    ActorKind.SYSTEM.value: "system",
}
TICKET_FACTS = ("channel", "request", "impact")
WARRANTY = "warranty until"


def case_of(
    ticket: Ticket,
    *,
    entries: Iterable[Entry],
    at: datetime,
    work: Sequence[Work] = (),
    behind: Behind = NOTHING,
) -> Case:
    """The ticket as the agreement judges it: what was stated at opening, and what happened since.

    `behind` is what the account owes and what was suspended for it.
    """
    stated = {name: getattr(ticket, name) for name in TICKET_FACTS if getattr(ticket, name)}
    stated |= ticket.facts | ticket.unit_facts
    until = stated.pop(WARRANTY, None)
    stated.pop(NOT_IN_LOG, None)
    return Case(
        opened_at=ticket.opened_at,
        at=max(at, ticket.opened_at),
        zone=ticket.organisation.zone or None,
        facts=facts_of(stated),
        evidence=None if ticket.evidence is None else tuple(ticket.evidence),
        warranty_until=date.fromisoformat(until) if until else None,
        events=(
            *(event_of(entry) for entry in entries if entry.kind in HAPPENINGS),
            *behind.events(opened_at=ticket.opened_at),
        ),
        work=tuple(work),
        account=behind.account(opened_at=ticket.opened_at),
    )


def event_of(entry: Entry) -> Event:
    """The entry in the words of policy; `as` in its detail names the role that an actor acted in."""
    detail: Mapping[str, Any] = entry.detail
    wanted = detail.get("wanted")
    return Event(
        at=entry.at,
        what=HAPPENINGS[entry.kind],
        by=detail.get("as") or ROLES[entry.by_kind],
        problem=detail.get("problem"),
        facts=facts_of(detail.get("facts", {})),
        subject=detail.get("subject"),
        wanted_at=datetime.fromisoformat(wanted) if wanted else None,
        waiting_for=detail.get("for"),
        priority=detail.get("priority"),
        to=detail.get("to"),
        kind=detail.get("kind"),
        answer=detail.get("answer"),
        outcome=detail.get("outcome"),
        metric=detail.get("metric"),
        price=detail.get("price"),
    )


def facts_of(stated: Mapping[str, Any]) -> dict[str, FactValue]:
    """Facts as stored in JSON: a name, a list of names, or a number."""
    return {name: fact_of(value) for name, value in stated.items()}


def fact_of(value: str | list[str] | int) -> FactValue:
    if isinstance(value, str):
        return frozenset({value})
    return frozenset(value) if isinstance(value, list) else Decimal(value)


def promise_of(ticket: Ticket, target: TargetAnswer, *, priority: str, alarm_at: datetime | None) -> Promise:
    cited = target.ruling.citation
    return Promise(
        ticket=ticket,
        metric=target.metric,
        cycle=target.cycle,
        priority=priority,
        state=target.state,
        within=target.within or "",
        within_seconds=target.within_seconds,
        clock=target.clock or "",
        commitment=target.commitment or "",
        due_at=target.due_at,
        warn_at=target.warn_at,
        met_at=target.met_at,
        breached_at=target.breached_at,
        since=target.since,
        used_seconds=target.used_seconds,
        alarm_at=alarm_at,
        said=target.ruling.said,
        document=cited.document if cited else "",
        clause=cited.clause if cited else "",
        anchor=cited.anchor if cited else "",
        row=cited.row if cited else "",
        line=cited.line if cited else None,
        ribbon=[ribbon_part(stretch) for stretch in target.stretches],
    )


def priority_of(target: TargetAnswer, priority: PriorityAnswer) -> str:
    """The priority that the promise was made for; empty where it depends on none.

    A breach belongs to the priority under which it happened, whatever the ticket became afterwards.
    """
    if target.breached_at is not None:
        under = [step.value for step in priority.history if step.at <= target.breached_at]
        return under[-1] if under else ""
    decided_by = target.ruling.because.get("priority")
    return min(decided_by) if isinstance(decided_by, frozenset) and decided_by else ""


def ribbon_part(stretch: Stretch) -> list[str | int]:
    """One stretch as stored: from, to, kind, seconds that counted."""
    return [stretch.starts_at.isoformat(), stretch.ends_at.isoformat(), stretch.kind, stretch.seconds]
