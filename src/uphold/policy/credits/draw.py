"""Draw-down: credits leave the lots in order, at once or held first; a draw never overdraws unless told to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from uphold.policy.credits.ledger import Ledger
from uphold.policy.credits.postings import HELD, OWED, WORK, Entry, Movement, Posting


def draw_credits(
    ledger: Ledger,
    *,
    amount: int,
    at: datetime,
    problem: str | None = None,
    may_owe: bool = False,
    key: str = "",
) -> tuple[Ledger, int]:
    """The ledger after work took credits, and how many it took: all that are there at most, unless `may_owe`.

    >>> draw_credits(Ledger(), amount=5, at=datetime(2026, 1, 1))[1]
    0
    """
    movement = Entry(at=at, movement=Movement.DRAW, postings=(), problem=problem, key=key)
    return _moved(ledger, movement, WORK, amount=amount, may_owe=may_owe)


def hold_credits(
    ledger: Ledger, *, amount: int, at: datetime, problem: str | None = None
) -> tuple[Ledger, int]:
    """The ledger with credits set aside for work to come, and how many there were to set aside."""
    movement = Entry(at=at, movement=Movement.HOLD, postings=(), problem=problem)
    return _moved(ledger, movement, HELD, amount=amount, may_owe=False)


def settle_hold(ledger: Ledger, hold: Entry, *, amount: int, at: datetime) -> Ledger:
    """The ledger after work took so many of the credits held; the hold goes back first, and is drawn from."""
    held = sum(posting.credits for posting in hold.postings if posting.account == HELD)
    if not 0 <= amount <= held:
        raise ValueError(f"{amount} credits were to be settled and {held} are held.")
    taken = list(_taken_in_order(hold, amount=amount))
    released = ledger.recording(_reversed(hold, at=at))
    if amount == 0:
        return released
    settled = (*taken, Posting(WORK, amount))
    return released.recording(
        Entry(at=at, movement=Movement.SETTLEMENT, postings=settled, problem=hold.problem)
    )


def release_hold(ledger: Ledger, hold: Entry, *, at: datetime) -> Ledger:
    """The ledger with all the credits of a hold back in their lots."""
    return settle_hold(ledger, hold, amount=0, at=at)


def _moved(ledger: Ledger, movement: Entry, to: str, *, amount: int, may_owe: bool) -> tuple[Ledger, int]:
    if amount < 0:
        raise ValueError(f"{amount} credits cannot be drawn; a refund brings credits back.")
    postings = list(_out_of_lots(ledger, amount=amount, at=movement.at))
    taken = -sum(posting.credits for posting in postings)
    if may_owe and taken < amount:
        postings.append(Posting(OWED, taken - amount))
        taken = amount
    if taken == 0:
        return ledger, 0
    return ledger.recording(replace(movement, postings=(*postings, Posting(to, taken)))), taken


def _out_of_lots(ledger: Ledger, *, amount: int, at: datetime) -> Iterator[Posting]:
    left = amount
    for lot in ledger.drawable(at):
        taken = min(left, max(ledger.held_by(lot.name), 0))
        if taken:
            left -= taken
            yield Posting(lot.name, -taken)


def _taken_in_order(hold: Entry, *, amount: int) -> Iterator[Posting]:
    left = amount
    for posting in hold.postings:
        taken = min(-posting.credits, left)
        if taken > 0:
            left -= taken
            yield Posting(posting.account, -taken)


def _reversed(hold: Entry, *, at: datetime) -> Entry:
    postings = tuple(Posting(posting.account, -posting.credits) for posting in hold.postings)
    return Entry(at=at, movement=Movement.RELEASE, postings=postings, problem=hold.problem)
