"""Moving the credits of one ticket: what was set aside goes back, work takes, and what is open is set aside anew."""

from datetime import datetime

from django.utils.translation import gettext

from uphold.access import Actor
from uphold.agreements.models import CoveredUnit
from uphold.credits.actions import record_movement, release_hold
from uphold.credits.bridge import held_by_lot, key_of, postings_of
from uphold.credits.models import CreditAccount, LedgerEntry, Movement, Place
from uphold.credits.postings import Cited, moved
from uphold.policy.credits.postings import Movement as PolicyMovement
from uphold.policy.scenario.metered import CreditEntry, Metered
from uphold.tickets.models import Ticket


def move_credits(
    account: CreditAccount, ticket: Ticket, metered: Metered, *, by: Actor, at: datetime
) -> None:
    """The account is locked. Where nothing is to be moved nothing is written."""
    held, wanted = held_by_lot(account, reference=ticket.number), wanted_of(metered)
    if not metered.entries and held == wanted:
        return
    if held:
        reason = gettext("No longer set aside for %(number)s") % {"number": ticket.number}
        key = next_key(account, ticket, "release")
        release_hold(account=account, reference=ticket.number, key=key, reason=reason, at=at)
    for entry in metered.entries:
        record_entry(account, ticket, entry, by=by, at=at)
    if wanted:
        set_aside(account, ticket, wanted, key=next_key(account, ticket, "hold"), at=at)


def next_key(account: CreditAccount, ticket: Ticket, word: str) -> str:
    """Numbered by what the ticket has moved so far; the account is locked, so nobody else counts."""
    count = LedgerEntry.objects.filter(account=account, reference=ticket.number).count()
    return f"{ticket.number}:{word}:{count}"


def wanted_of(metered: Metered) -> dict[int, int]:
    """The lots from which credits are to be set aside, by number."""
    return {int(posting.account): abs(posting.credits) for posting in metered.held if posting.credits}


def record_entry(
    account: CreditAccount, ticket: Ticket, entry: CreditEntry, *, by: Actor, at: datetime
) -> None:
    """Policy has asked the agreement whether the balance may go below zero; a debt here is one it allows."""
    cited = Cited(ticket.version_id, entry.citation) if entry.citation else None
    record_movement(
        account=account,
        movement=Movement(entry.entry.movement.value),
        postings=postings_of(entry.entry),
        work_at=entry.entry.at,
        key=key_of(entry.entry, reference=ticket.number),
        reference=ticket.number,
        problem=entry.entry.problem or "",
        reason=reason_of(entry, ticket),
        citation=cited,
        may_owe=True,
        by=by,
        at=at,
    )


def reason_of(entry: CreditEntry, ticket: Ticket) -> str:
    number = {"number": ticket.number}
    if entry.entry.movement is PolicyMovement.REVERSAL:
        return gettext("Work on %(number)s was taken back or let go") % number
    row = entry.citation.row if entry.citation else ""
    if entry.entry.movement is PolicyMovement.REFUND:
        return gettext("%(row)s, %(number)s") % {"row": row, **number}
    return gettext("Work on %(number)s: %(row)s") % {"row": row, **number}


def set_aside(
    account: CreditAccount, ticket: Ticket, wanted: dict[int, int], *, key: str, at: datetime
) -> None:
    postings = (
        posting
        for lot_id, amount in wanted.items()
        for posting in moved(amount=amount, lot_id=lot_id, out_of=Place.LOT, into=Place.HELD)
    )
    record_movement(
        account=account,
        movement=Movement.HOLD,
        postings=tuple(postings),
        work_at=at,
        key=key,
        reference=ticket.number,
        reason=gettext("Set aside for %(number)s until it is known what it costs")
        % {"number": ticket.number},
        at=at,
    )


def covered_unit_of(ticket: Ticket) -> str:
    """The serial number or deployment that the ticket states among its facts; its contract may hold credits for it."""
    stated = (ticket.facts.get(kind) for kind in CoveredUnit.Kind.values)
    return next((str(name) for name in stated if name), "")
