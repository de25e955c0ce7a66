"""The sweep: warns before a target ends and records its breach, exactly once, also after the worker was down.

A row is the truth: `Promise.alarm_at` says when there is something to do, the alarm's unique constraint says that
it was done. Tickets are locked a batch at a time and skipped when somebody works on them: the next sweep finds them.
A ticket whose clocks cannot be derived holds up no other; the sweep fails when it has seen them all.
"""

from datetime import datetime

from uphold.access import Actor
from uphold.kit.transaction import atomic
from uphold.policy.scenario.answer import TargetAnswer
from uphold.tickets.locking import with_terms
from uphold.tickets.models import Alarm, Promise, Ticket
from uphold.tickets.retiming import ask, store
from uphold.tickets.timeline import record

BATCH = 100
RUNNING = Promise.State.RUNNING.value


def sweep_clocks(at: datetime) -> int:
    """Raises every alarm that is due at this instant, each ticket once; returns how many were looked at."""
    swept, last_id = 0, 0
    failures: list[Exception] = []
    while batch := sweep_batch(at, after_id=last_id, failures=failures):
        swept, last_id = swept + len(batch), batch[-1]
    if failures:
        raise ExceptionGroup("clocks that cannot be derived", failures)
    return swept


@atomic
def sweep_batch(at: datetime, *, after_id: int, failures: list[Exception]) -> list[int]:
    due = Promise.objects.filter(alarm_at__lte=at).values("ticket_id")
    locked = Ticket.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    tickets = list(with_terms(locked).filter(pk__in=due, pk__gt=after_id).order_by("pk")[:BATCH])
    for ticket in tickets:
        try:
            raise_alarms(ticket, at=at)
        except Exception as failure:  # noqa: BLE001 - raised again when every other ticket was seen
            failure.add_note(f"ticket {ticket.number}")
            failures.append(failure)
    return [ticket.pk for ticket in tickets]


@atomic
def raise_alarms(ticket: Ticket, *, at: datetime) -> None:
    """Folds the clocks as they are now, records what is due, and stores when to look next.

    Alarms move no clock, so the answer is still right when they are recorded.
    """
    answered = ask(ticket, at=at)
    for target in answered.targets:
        raise_alarm(ticket, target, at=at)
    store(ticket, answered)


def raise_alarm(ticket: Ticket, target: TargetAnswer, *, at: datetime) -> None:
    """A breach happened at the due instant, whenever it is noticed; a warning that comes too late is none."""
    if target.breached_at is not None:
        keep(ticket, target, kind=Alarm.Kind.BREACH, happened_at=target.breached_at, at=at)
        return
    is_close = target.warn_at is not None and target.warn_at <= at
    if target.state == RUNNING and is_close and target.due_at is not None and target.warn_at is not None:
        keep(ticket, target, kind=Alarm.Kind.WARNING, happened_at=target.warn_at, at=at)


def keep(
    ticket: Ticket, target: TargetAnswer, *, kind: Alarm.Kind, happened_at: datetime, at: datetime
) -> None:
    """Recorded once, whoever sweeps, and however often."""
    _, is_new = Alarm.objects.get_or_create(
        ticket=ticket,
        metric=target.metric,
        cycle=target.cycle,
        kind=kind,
        defaults={"at": happened_at, "recorded_at": at},
    )
    if is_new:
        detail = {
            "metric": target.metric,
            "cycle": target.cycle,
            "commitment": target.commitment,
            "due": target.due_at.isoformat() if target.due_at else None,
        }
        name = "ticket.breached" if kind is Alarm.Kind.BREACH else "ticket.warned"
        record(ticket, name, by=Actor.system(), at=happened_at, detail=detail)
