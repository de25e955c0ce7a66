"""The ledger of credits: lots and entries; every balance is derived from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from uphold.policy.credits.lots import Lot, in_draw_order
from uphold.policy.credits.postings import ISSUED, OWED, Entry, Movement, Posting


@dataclass(frozen=True, slots=True)
class Ledger:
    """Lots, each an account under its name, and the entries that moved credits between accounts.

    >>> Ledger().balance
    0
    """

    lots: tuple[Lot, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def balance(self) -> int:
        """The credits in all lots, less what is owed where a balance below zero is allowed."""
        return sum(self.held_by(lot.name) for lot in self.lots) + self.held_by(OWED)

    def held_by(self, account: str) -> int:
        """The credits an account holds: of a lot what is left of it."""
        return sum(
            posting.credits
            for entry in self.entries
            for posting in entry.postings
            if posting.account == account
        )

    def available(self, at: datetime) -> int:
        """The credits that may be drawn at an instant: those of open lots that have not ended."""
        return sum(self.held_by(lot.name) for lot in self.lots if lot.is_open(at))

    def moved(self, movement: Movement) -> int:
        """The credits that entries of one movement took out of lots and debt; what came back is negative."""
        inside = {lot.name for lot in self.lots} | {OWED}
        taken = (
            posting.credits
            for entry in self.entries
            if entry.movement is movement
            for posting in entry.postings
            if posting.account in inside
        )
        return -sum(taken)

    def drawable(self, at: datetime) -> tuple[Lot, ...]:
        """The lots that may be drawn at an instant, in the order in which they are drawn."""
        return in_draw_order(tuple(lot for lot in self.lots if lot.is_open(at)))

    def recording(self, *entries: Entry) -> Ledger:
        """The ledger with further entries."""
        return Ledger(self.lots, (*self.entries, *entries))


def open_lot(ledger: Ledger, lot: Lot) -> Ledger:
    """The ledger with one more lot and the credits in it. Raises ValueError when the name is taken."""
    if any(known.name == lot.name for known in ledger.lots):
        raise ValueError(f"There is a lot called '{lot.name}' already.")
    return Ledger((*ledger.lots, lot), (*ledger.entries, _opening(lot, amount=lot.credits)))


def ledger_seen(lots: Sequence[Lot], *, entries: Iterable[Entry] = ()) -> Ledger:
    """The ledger as one ticket sees it: `lots` with what is left of each now, and the ticket's own entries behind it.

    What is left counts what the ticket holds and does not count what its entries took, so the entries may be looked
    at without taking anything twice.

    >>> from uphold.policy.time.instants import EPOCH
    >>> lot = Lot(name="7", credits=18, opened_at=EPOCH)
    >>> drawn = Entry(at=EPOCH, movement=Movement.DRAW, postings=(Posting("7", -42), Posting("work", 42)))
    >>> ledger_seen([lot], entries=[drawn]).available(EPOCH)
    18
    """
    known = tuple(entries)
    own = summed(posting for entry in known for posting in entry.postings)
    moved = {posting.account: posting.credits for posting in own}
    openings = tuple(_opening(lot, amount=lot.credits - moved.get(lot.name, 0)) for lot in lots)
    return Ledger(tuple(lots), (*openings, *known))


def summed(postings: Iterable[Posting]) -> tuple[Posting, ...]:
    """One posting an account, in the order of first mention; accounts that gain nothing are left out."""
    sums: dict[str, int] = {}
    for posting in postings:
        sums[posting.account] = sums.get(posting.account, 0) + posting.credits
    return tuple(Posting(account, total) for account, total in sums.items() if total)


def _opening(lot: Lot, *, amount: int) -> Entry:
    postings = (Posting(lot.name, amount), Posting(ISSUED, -amount))
    return Entry(at=lot.opened_at, movement=Movement.OPENING, postings=postings)
