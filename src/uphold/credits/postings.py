"""What the ledger is told: where credits go, and the row of an agreement that says why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uphold.credits.models import Place
from uphold.policy.decide.rule import Citation

INSIDE = frozenset({Place.LOT, Place.HELD, Place.OWED})
"""Places that make up what a customer has: lots, what is set aside of them, and debt."""


@dataclass(frozen=True, slots=True)
class LotPosting:
    """Credits that a place gains, or loses when negative; `lot_id` says whose they are, None for a debt."""

    place: Place
    lot_id: int | None
    credits: int


@dataclass(frozen=True, slots=True)
class Cited:
    """The row of an agreement that took or gave back, and the stored version it stands in."""

    version_id: int
    citation: Citation


def moved(*, amount: int, lot_id: int, out_of: Place, into: Place) -> tuple[LotPosting, LotPosting]:
    """Credits of one lot from a place to another."""
    return LotPosting(out_of, lot_id, -amount), LotPosting(into, lot_id, amount)


def moved_all(amounts: Mapping[int, int], *, out_of: Place, into: Place) -> tuple[LotPosting, ...]:
    """The same for several lots, each by its number with what is moved of it."""
    return tuple(
        posting
        for lot_id, amount in amounts.items()
        for posting in moved(amount=amount, lot_id=lot_id, out_of=out_of, into=into)
    )


def by_lot(postings: Iterable[LotPosting]) -> dict[int, int]:
    """What each lot gains, or loses when negative."""
    sums: dict[int, int] = {}
    for posting in postings:
        if posting.place is Place.LOT and posting.lot_id is not None:
            sums[posting.lot_id] = sums.get(posting.lot_id, 0) + posting.credits
    return sums


def gained(postings: Iterable[LotPosting]) -> int:
    """What a customer has more after it, or less when negative."""
    return sum(posting.credits for posting in postings if posting.place in INSIDE)
