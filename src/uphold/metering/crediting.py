"""Moving the credits of one ticket: what was set aside goes back, work takes, and what is open is set aside anew."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext

from uphold.credits.actions import Move, make_move
from uphold.credits.bridge import AccountSeen, account_seen, key_of, postings_of
from uphold.credits.models import CreditAccount, Lot, Movement, Place
from uphold.credits.postings import Cited, moved_all
from uphold.journal.write import Draft
from uphold.policy.credits.postings import Movement as PolicyMovement
from uphold.policy.scenario.metered import CreditEntry, Metered
from uphold.tickets.models import Ticket


def seen_by(ticket: Ticket, account: CreditAccount | None) -> AccountSeen:
    """What the ticket sees of the account behind it; nothing where no row charges credits."""
    if account is None:
        return AccountSeen()
    return account_seen(account, reference=ticket.number, covered_unit=ticket.covered_unit)


def move_credits(
    account: CreditAccount, ticket: Ticket, metered: Metered, *, seen: AccountSeen, at: datetime
) -> list[Draft]:
    """Returns the news. The account is locked, and `seen` as it is now, so what it does not know is new."""
    news: list[Draft] = []
    lots: Mapping[int, Lot] | None = seen.lots
    for move in moves_of(ticket, metered, seen=seen, at=at):
        if move.key not in seen.keys:
            news += make_move(account, move, lots=lots, at=at)[1]
            lots = None
    return news


def moves_of(ticket: Ticket, metered: Metered, *, seen: AccountSeen, at: datetime) -> Iterator[Move]:
    """Where nothing is to be moved there is none. Keys are numbered by what the ticket has moved so far."""
    wanted, number, count = wanted_of(metered), {"number": ticket.number}, len(seen.keys)
    if not metered.entries and seen.held == wanted:
        return
    if seen.held:
        yield Move(
            movement=Movement.RELEASE,
            postings=moved_all(seen.held, out_of=Place.HELD, into=Place.LOT),
            work_at=at,
            key=f"{ticket.number}:release:{count}",
            reference=ticket.number,
            reason=gettext("No longer set aside for %(number)s") % number,
        )
    for entry in metered.entries:
        yield move_of(entry, ticket)
    if wanted:
        yield Move(
            movement=Movement.HOLD,
            postings=moved_all(wanted, out_of=Place.LOT, into=Place.HELD),
            work_at=at,
            key=f"{ticket.number}:hold:{count}",
            reference=ticket.number,
            reason=gettext("Set aside for %(number)s until it is known what it costs") % number,
        )


def wanted_of(metered: Metered) -> dict[int, int]:
    """The lots from which credits are to be set aside, by number."""
    return {int(posting.account): abs(posting.credits) for posting in metered.held if posting.credits}


def move_of(entry: CreditEntry, ticket: Ticket) -> Move:
    """Policy has asked the agreement whether the balance may go below zero; a debt here is one it allows."""
    return Move(
        movement=Movement(entry.entry.movement.value),
        postings=postings_of(entry.entry),
        work_at=entry.entry.at,
        key=key_of(entry.entry, reference=ticket.number),
        reference=ticket.number,
        problem=entry.entry.problem or "",
        reason=reason_of(entry, ticket),
        citation=Cited(ticket.version_id, entry.citation) if entry.citation else None,
        may_owe=True,
    )


def reason_of(entry: CreditEntry, ticket: Ticket) -> str:
    number = {"number": ticket.number}
    if entry.entry.movement is PolicyMovement.REVERSAL:
        return gettext("Work on %(number)s was taken back or let go") % number
    row = entry.citation.row if entry.citation else ""
    if entry.entry.movement is PolicyMovement.REFUND:
        return gettext("%(row)s, %(number)s") % {"row": row, **number}
    return gettext("Work on %(number)s: %(row)s") % {"row": row, **number}
