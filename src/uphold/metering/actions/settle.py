"""Settling: what work comes to, written as soon as nothing that can still be found would change it."""

from collections.abc import Sequence
from datetime import datetime

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.journal.write import Draft, write_all
from uphold.kit.transaction import atomic
from uphold.metering.actions.fault import keep_fault_files
from uphold.metering.asking import metered_of
from uphold.metering.bridge import findings_of
from uphold.metering.charging import write_charges
from uphold.metering.crediting import move_credits
from uphold.metering.deciding import keep_metered
from uphold.metering.locking import Locked, lock_for_metering
from uphold.metering.models import Settlement, WorkEntry
from uphold.metering.queries import work_on
from uphold.metering.telling import news_of
from uphold.policy.scenario.metered import Metered
from uphold.tickets.actions import wait
from uphold.tickets.models import Ticket

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
    work = list(work_on(ticket))
    metered = metered_of(ticket, account=locked.account, entries=entries_about(ticket), work=work, at=at)
    if locked.account is not None:
        move_credits(locked.account, ticket, metered, by=by, at=at)
    settled = write_settlements(metered, work=work, at=at)
    charges = write_charges(ticket, metered, reason=reason, at=at)
    told = write_all([*acts, *news_of(ticket, charges, settled=settled)], by=by, at=at)
    act = told[len(acts) - 1] if acts else asked_by
    if act is not None:
        keep_metered(ticket, metered, entry=act)
    keep_fault_files(ticket, metered, at=at)
    if any(each.paid_until is not None for each in settled):
        wait_for_credits(ticket, at=at)
    return metered


def write_settlements(metered: Metered, *, work: Sequence[WorkEntry], at: datetime) -> Sequence[Settlement]:
    rows = [
        Settlement(
            work=work[each.work],
            facts=findings_of(each.facts),
            paid_until=each.paid_until,
            settled_at=at,
        )
        for each in metered.settled
    ]
    return Settlement.objects.bulk_create(rows) if rows else rows


def wait_for_credits(ticket: Ticket, *, at: datetime) -> None:
    """Paid work pauses at zero. Whatever the ticket waits for already, it goes on waiting for that."""
    if ticket.status not in Ticket.AT_REST and not ticket.is_waiting:
        wait(actor=Actor.system(), ticket=ticket, waiting_for=FOR_CREDITS, at=at)
