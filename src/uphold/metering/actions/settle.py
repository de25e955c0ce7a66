"""Settling: what work comes to, written as soon as nothing that can still be found would change it."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.journal.write import Draft, write_all
from uphold.kit.transaction import atomic
from uphold.metering.actions.fault import keep_fault_files
from uphold.metering.asking import metered_with
from uphold.metering.bridge import findings_of, stretches_of
from uphold.metering.charging import write_charges
from uphold.metering.crediting import move_credits, seen_by
from uphold.metering.deciding import keep_metered
from uphold.metering.locking import Locked, lock_for_metering
from uphold.metering.models import Settlement, WorkEntry
from uphold.metering.queries import settling_work
from uphold.metering.telling import news_of
from uphold.policy.scenario.metered import Metered
from uphold.tickets.actions import wait
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import HAPPENINGS

FOR_CREDITS = "credits"


@atomic
def meter_ticket(*, ticket: Ticket, by: Actor, at: datetime) -> Metered:
    """All work on the ticket as it stands now. A second time writes nothing."""
    return settle(lock_for_metering(ticket), by=by, at=at)


def settle(
    locked: Locked,
    *,
    acts: Sequence[Draft] = (),
    asked_by: Entry | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Metered:
    """The same under locks that are held already.

    `acts` are what was done and is still to be told; the decision about the charge is kept beside the last of them, or
    beside `asked_by`, the entry of an act that metering had to read.
    """
    ticket = locked.ticket
    work, seen = list(settling_work(ticket)), seen_by(ticket, locked.account)
    metered = metered_with(seen.ledger, ticket, entries=events_of(ticket), work=work, at=at)
    moved = move_credits(locked.account, ticket, metered, seen=seen, at=at) if locked.account else []
    settled = write_settlements(metered, work=work, at=at)
    charges = write_charges(ticket, metered, reason=reason, at=at)
    told = write_all([*acts, *moved, *news_of(ticket, charges, settled=settled)], by=by, at=at)
    act = told[len(acts) - 1] if acts else asked_by
    if act is not None:
        keep_metered(ticket, metered, entry=act)
    keep_fault_files(ticket, metered, at=at)
    if any(each.paid_until is not None for each in settled):
        wait_for_credits(ticket, at=at)
    return metered


def events_of(ticket: Ticket) -> QuerySet[Entry]:
    """What happened to it in the eyes of the agreement; the log of its work, which grows, is not read again."""
    return entries_about(ticket).filter(kind__in=HAPPENINGS)


def write_settlements(metered: Metered, *, work: Sequence[WorkEntry], at: datetime) -> Sequence[Settlement]:
    rows = [
        Settlement(
            work=work[each.work],
            facts=findings_of(each.facts),
            paid_until=each.paid_until,
            paid=stretches_of(each.paid),
            settled_at=at,
        )
        for each in metered.settled
    ]
    return Settlement.objects.bulk_create(rows) if rows else rows


def wait_for_credits(ticket: Ticket, *, at: datetime) -> None:
    """Paid work pauses at zero. Whatever the ticket waits for already, it goes on waiting for that."""
    if ticket.status not in Ticket.AT_REST and not ticket.is_waiting:
        wait(actor=Actor.system(), ticket=ticket, waiting_for=FOR_CREDITS, at=at)
