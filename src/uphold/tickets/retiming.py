"""Deriving again what is stored to be indexed: promises, priority, what is due next. The journal is the truth."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from uphold.agreements.bridge import compiled
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.policy.decide.terms import Number
from uphold.policy.document.agreement import Agreement as Compiled
from uphold.policy.scenario.answer import Answer, TargetAnswer
from uphold.policy.scenario.answering import answer
from uphold.policy.scenario.case import Work
from uphold.policy.scenario.clocked import Clocked
from uphold.standing.bridge import NOTHING, Behind
from uphold.standing.queries import Customer, behind_many, customer_of
from uphold.tickets.bridge import case_of, priority_of, promise_of
from uphold.tickets.models import Alarm, Promise, Ticket
from uphold.tickets.models.ticket import NEVER
from uphold.tickets.resting import follow_account
from uphold.tickets.unlogged import without_unlogged
from uphold.tickets.warning import with_warnings

RUNNING = Promise.State.RUNNING.value
MISSED = Promise.State.MISSED.value
BEST_EFFORT = "best effort"
DERIVED = (
    "priority",
    "state",
    "within",
    "within_seconds",
    "clock",
    "commitment",
    "due_at",
    "warn_at",
    "met_at",
    "breached_at",
    "since",
    "used_seconds",
    "alarm_at",
    "said",
    "document",
    "clause",
    "anchor",
    "row",
    "line",
    "ribbon",
)
TICKET_DERIVED = ("current_priority", "priority_level", "service", "status_said", "queue_at", "is_breached")


def ask(ticket: Ticket, *, at: datetime, work: Sequence[Work] = ()) -> Answer:
    """Everything the agreement decides about the ticket at this moment. Writes nothing."""
    return ask_with(ticket, entries=entries_about(ticket), at=at, work=work)


def ask_with(
    ticket: Ticket,
    *,
    entries: Iterable[Entry],
    at: datetime,
    work: Sequence[Work] = (),
    behind: Behind | None = None,
) -> Answer:
    """`behind` is what stands behind the ticket, where it was loaded for many; else it is loaded here."""
    agreement = agreement_of(ticket)
    loaded = behind_ticket(ticket) if behind is None else behind
    case = case_of(ticket, entries=entries, at=at, work=work, behind=loaded)
    answered = with_warnings(answer(agreement, case), agreement=agreement, case=case)
    return without_unlogged(answered, stated=ticket.facts)


def agreement_of(ticket: Ticket) -> Compiled:
    """The versions in force at opening: they govern the ticket for good."""
    return compiled(ticket.version, [each.version for each in ticket.annex_bindings.all()])


def behind_ticket(ticket: Ticket) -> Behind:
    """What the account owed since the ticket was opened, and what was suspended for it; history was judged without.

    A ticket that came through the door knows whether there is anything to load.
    """
    if ticket.is_history or not getattr(ticket, "is_owing", True):
        return NOTHING
    return behind_tickets([ticket]).get(customer_of(ticket), NOTHING)


def behind_tickets(tickets: Sequence[Ticket]) -> Mapping[Customer, Behind]:
    """The same for many, by customer, in one statement or two."""
    if not tickets:
        return {}
    since = min(ticket.opened_at for ticket in tickets)
    return behind_many({customer_of(ticket) for ticket in tickets}, since=since)


def retime(ticket: Ticket, *, at: datetime) -> Answer:
    """Folds the clocks again, stores the due instants, lets the status follow the account. The ticket is locked."""
    entries = list(entries_about(ticket))
    answered = ask_with(ticket, entries=entries, at=at)
    follow_account(ticket, answered, entries=entries, at=at)
    store(ticket, answered)
    return answered


def store(ticket: Ticket, answered: Answer) -> None:
    """Promises with the instants at which the sweep must look, and what the ticket's row repeats."""
    alarms = frozenset(ticket.alarms.values_list("metric", "cycle", "kind"))
    store_promises(ticket, answered, alarms=alarms)
    derive(ticket, answered)
    ticket.save(update_fields=TICKET_DERIVED)


def store_promises(ticket: Ticket, answered: Answer, *, alarms: frozenset[tuple[str, int, str]]) -> None:
    promises = promises_of(ticket, answered, alarms=alarms)
    if promises:
        Promise.objects.bulk_create(
            promises,
            update_conflicts=True,
            unique_fields=["ticket", "metric", "cycle"],
            update_fields=DERIVED,
        )
    kept = {(promise.metric, promise.cycle) for promise in promises}
    stale = [
        key for key, *name in ticket.promises.values_list("pk", "metric", "cycle") if tuple(name) not in kept
    ]
    if stale:
        Promise.objects.filter(pk__in=stale).delete()


def promises_of(
    ticket: Ticket, answered: Answer | Clocked, *, alarms: frozenset[tuple[str, int, str]]
) -> list[Promise]:
    return [
        promise_of(
            ticket,
            target,
            priority=priority_of(target, answered.priority),
            alarm_at=None if ticket.is_history else next_alarm_at(target, alarms=alarms),
        )
        for target in answered.targets
    ]


def next_alarm_at(target: TargetAnswer, *, alarms: frozenset[tuple[str, int, str]]) -> datetime | None:
    """When the sweep must look: at the breach, or before that at the warning, each unless it was recorded."""
    if (target.metric, target.cycle, Alarm.Kind.BREACH.value) in alarms:
        return None
    if target.breached_at is not None:
        return target.breached_at
    if target.state != RUNNING or target.due_at is None:
        return None
    is_warned = (target.metric, target.cycle, Alarm.Kind.WARNING.value) in alarms
    return target.due_at if is_warned or target.warn_at is None else min(target.warn_at, target.due_at)


def derive(ticket: Ticket, answered: Answer | Clocked) -> None:
    """What the row repeats of the answer, so that lists can be filtered and sorted."""
    ticket.current_priority = answered.priority.value or ""
    ticket.priority_level = level_of(agreement_of(ticket), ticket.current_priority)
    ticket.service = answered.service.value or ""
    ticket.status_said = next((step.status for step in reversed(answered.lifecycle) if step.status), "")
    ticket.queue_at = min(filter(None, map(owed_at, answered.targets)), default=NEVER)
    ticket.is_breached = any(
        target.breached_at is not None and target.commitment != BEST_EFFORT for target in answered.targets
    )


def owed_at(target: TargetAnswer) -> datetime | None:
    """When it is due, or was: what was firmly promised stays owed, and comes first, until it is done."""
    if target.state == RUNNING:
        return target.due_at
    is_owed = target.state == MISSED and target.met_at is None and target.commitment != BEST_EFFORT
    return target.breached_at if is_owed else None


def level_of(agreement: Compiled, priority: str) -> int | None:
    for entry in agreement.entries.get("priority", ()):
        if entry.name == priority:
            level = entry.cells.get("level")
            return int(level.value) if isinstance(level, Number) else None
    return None
