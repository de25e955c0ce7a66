"""Postings: one movement of credits is an entry whose postings sum to zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

ISSUED, HELD, WORK, OWED = "issued", "held", "work", "owed"
"""Accounts that are no lot: where credits come from, what is set aside, what work took, and debt."""


class Movement(StrEnum):
    """Why credits moved."""

    OPENING = "opening"
    HOLD = "hold"
    SETTLEMENT = "settlement"
    RELEASE = "release"
    DRAW = "draw"
    REFUND = "refund"
    REVERSAL = "reversal"


@dataclass(frozen=True, slots=True)
class Posting:
    """Credits that an account gained, or lost when negative."""

    account: str
    credits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One movement. `problem` names the event it was for; a ledger keeps entries for ever, a mistake is reversed.

    `at` is the date of the work, or of the event that brought something back. `key` names the movement within its
    ticket; metering makes it and reads in it which work a draw was for.
    """

    at: datetime
    movement: Movement
    postings: tuple[Posting, ...]
    problem: str | None = None
    key: str = ""

    def __post_init__(self) -> None:
        total = sum(posting.credits for posting in self.postings)
        if total != 0:
            raise ValueError(f"Postings of one entry sum to zero; these sum to {total}.")
