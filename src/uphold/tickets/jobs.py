"""The sweep: warns before a target ends and records its breach, exactly once, also after the worker was down.

A row is the truth: `Promise.alarm_at` says when there is something to do, the alarm's unique constraint says that
it was done. Tickets are locked a batch at a time and skipped when somebody works on them: the next sweep finds them.
A ticket whose clocks cannot be derived holds up no other; the sweep fails when it has seen them all.
"""

from datetime import datetime

from uphold.access import Actor
from uphold.journal.queries import entries_about
from uphold.journal.queries import entry as entry_of
from uphold.kit.transaction import atomic
from uphold.policy.scenario.answer import TargetAnswer
from uphold.standing.bridge import NOTHING, Behind
from uphold.standing.queries import Customer, customer_of, customers_suspended
from uphold.tickets.locking import with_terms
from uphold.tickets.mass import batches, open_ticket_ids_of, retime_batch
from uphold.tickets.models import Alarm, Promise, Ticket
from uphold.tickets.resting import follow_account
from uphold.tickets.retiming import ask_with, behind_tickets, store
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
    accounts = behind_tickets(tickets)
    for ticket in tickets:
        try:
            raise_alarms(ticket, behind=accounts.get(customer_of(ticket), NOTHING), at=at)
        except Exception as failure:  # noqa: BLE001 - raised again when every other ticket was seen
            failure.add_note(f"ticket {ticket.number}")
            failures.append(failure)
    return [ticket.pk for ticket in tickets]


@atomic
def raise_alarms(ticket: Ticket, *, behind: Behind, at: datetime) -> None:
    """Folds the clocks as they are now, records what is due, and stores when to look next.

    Alarms move no clock, so the answer is still right when they are recorded.
    """
    entries = list(entries_about(ticket))
    answered = ask_with(ticket, entries=entries, at=at, behind=behind)
    for target in answered.targets:
        raise_alarm(ticket, target, at=at)
    follow_account(ticket, answered, entries=entries, at=at)
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


def follow_standing(entry_id: int, *, at: datetime) -> int:
    """The reaction to what was suspended or restored: that customer's open tickets, a batch at a time."""
    entry = entry_of(entry_id)
    if entry.organisation_id is None:
        raise ValueError("what is said of a standing is said of an organisation")
    return follow_customer((entry.organisation_id, entry.detail["provider"]), at=at)


def follow_suspensions(at: datetime) -> int:
    """Everything that is suspended now: for a ticket that was opened in the moment of the decision."""
    return sum(follow_customer(customer, at=at) for customer in customers_suspended())


def follow_customer(customer: Customer, *, at: datetime) -> int:
    """Safe to run twice: clocks are derived, and a status that follows already is left alone."""
    organisation_id, provider_id = customer
    ids = open_ticket_ids_of(organisation_id=organisation_id, provider_id=provider_id)
    return sum(retime_batch(batch, at=at) for batch in batches(ids))
