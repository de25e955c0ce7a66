"""Refunds: credits go back to the lots they came from, never more than was taken for the same problem."""

from __future__ import annotations

from datetime import datetime

from uphold.policy.credits.ledger import Ledger, summed
from uphold.policy.credits.postings import WORK, Entry, Movement, Posting

TAKEN = frozenset({Movement.DRAW, Movement.SETTLEMENT, Movement.REFUND, Movement.REVERSAL})


def refundable_credits(ledger: Ledger, *, problem: str | None, is_whole_ticket: bool = False) -> int:
    """What work on a problem took and was not given back; of all problems for a whole ticket.

    >>> refundable_credits(Ledger(), problem="p1")
    0
    """
    return sum(_taken_by_account(ledger, problem=problem, is_whole_ticket=is_whole_ticket).values())


def refund_credits(
    ledger: Ledger,
    *,
    amount: int,
    at: datetime,
    problem: str | None,
    is_whole_ticket: bool = False,
    key: str = "",
) -> tuple[Ledger, int]:
    """The ledger after credits went back to their lots, and how many did; those drawn last go back first.

    What work after `at` took stays taken. A lot that has ended meanwhile takes its credits back all the same: they
    were its own, and what ends a lot ends them as well.
    """
    left = amount
    postings: list[Posting] = []
    taken = _taken_by_account(ledger, problem=problem, is_whole_ticket=is_whole_ticket, before=at)
    for account, drawn in reversed(taken.items()):
        returned = min(drawn, left)
        left -= returned
        postings.append(Posting(account, returned))
    total = amount - left
    if total == 0:
        return ledger, 0
    entry = Entry(
        at=at,
        movement=Movement.REFUND,
        postings=summed((*postings, Posting(WORK, -total))),
        problem=problem,
        key=key,
    )
    return ledger.recording(entry), total


def _taken_by_account(
    ledger: Ledger, *, problem: str | None, is_whole_ticket: bool, before: datetime | None = None
) -> dict[str, int]:
    taken: dict[str, int] = {}
    for entry in ledger.entries:
        if entry.movement not in TAKEN or not (is_whole_ticket or entry.problem == problem):
            continue
        if before is not None and entry.at > before and entry.movement is not Movement.REFUND:
            continue
        for posting in entry.postings:
            if posting.account != WORK:
                taken[posting.account] = taken.get(posting.account, 0) - posting.credits
    return {account: amount for account, amount in taken.items() if amount > 0}
