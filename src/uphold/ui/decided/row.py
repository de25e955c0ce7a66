"""Tickets as rows of the queue: the next promise of each, with its ribbon."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from uphold.tickets.models import Promise, Ticket
from uphold.ui.components import promise as promises
from uphold.ui.components.promise import Promise as Said
from uphold.ui.components.queue_row import QueueRow
from uphold.ui.components.ribbon import Stretch
from uphold.ui.components.row_ribbon import RowRibbon, row_ribbon
from uphold.ui.decided.target import KINDS, promise_of
from uphold.ui.reader import Reader, person_of_staff, priority_of, waiting_words, zone_of

TAIL = 8
"""How many stretches a ribbon of 48 px can show; the last ones hold now and what is due."""
WORDS = ("first response", "next response", "update")
"""Metrics that owe words: once missed they stay owed, and come before what is due later."""


def row_of(ticket: Ticket, *, reader: Reader, href: str) -> QueueRow:
    """A ticket that nobody has answered or assessed yet stands out."""
    zone = zone_of(ticket)
    following = next_promise(ticket.promises.all())
    return QueueRow(
        number=ticket.number,
        subject=ticket.subject,
        href=href,
        promise=said_of(following, ticket=ticket, reader=reader),
        age=reader.when(ticket.last_word_at, zone),
        priority=priority_of(ticket),
        organisation=ticket.organisation.name,
        ribbon=ribbon_of(following, reader=reader),
        assignee=person_of_staff(ticket.assignee) if ticket.assignee else None,
        is_unread=ticket.status == Ticket.Status.NEW,
    )


def next_promise(stored: Iterable[Promise]) -> Promise | None:
    """What is owed next: overdue words, then what is due first, then what is overdue, stands still, or was met."""
    return min(stored, key=urgency, default=None)


def urgency(promise: Promise) -> tuple[int, float]:
    is_overdue = promise.state == Promise.State.MISSED and promise.met_at is None
    if is_overdue and promise.metric in WORDS:
        return 0, instant_of(promise.breached_at)
    if promise.state == Promise.State.RUNNING and promise.due_at:
        return 1, instant_of(promise.due_at)
    if is_overdue:
        return 2, instant_of(promise.breached_at)
    if promise.state == Promise.State.PAUSED:
        return 3, 0.0
    if promise.state in {Promise.State.MET, Promise.State.MISSED}:
        return 4, -instant_of(promise.met_at)
    return 5, 0.0


def instant_of(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0


def said_of(promise: Promise | None, *, ticket: Ticket, reader: Reader) -> Said:
    if promise is None:
        return promises.none_promised()
    zone = zone_of(ticket)
    return promise_of(
        promise,
        now=reader.now,
        zone=reader.zone_beside(zone),
        agreement_zone=zone,
        waiting_for=waiting_words(ticket.waiting_for) if promise.state == Promise.State.PAUSED else "",
    )


def ribbon_of(promise: Promise | None, *, reader: Reader) -> RowRibbon | None:
    if promise is None or not promise.ribbon or promise.state not in {"running", "paused", "missed"}:
        return None
    stretches = stretches_of(promise.ribbon[-TAIL:])
    due_at = promise.due_at or promise.breached_at
    return row_ribbon(stretches, now=reader.now, due_at=due_at) if stretches else None


def stretches_of(stored: Sequence[Sequence[str]]) -> list[Stretch]:
    parsed = (
        Stretch(datetime.fromisoformat(begins), datetime.fromisoformat(ends), KINDS[kind])
        for begins, ends, kind, *_ in stored
    )
    return [stretch for stretch in parsed if stretch.ends_at > stretch.starts_at]
