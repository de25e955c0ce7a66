"""Lots: credits that came in together, and the order in which lots are drawn down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Source(StrEnum):
    """How credits came in: bought, included in the contract, or given."""

    PURCHASED = "purchased"
    INCLUDED = "included"
    GOODWILL = "goodwill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Credits that came in together. `expires_at` is the first instant they no longer count; None for never."""

    name: str
    credits: int
    opened_at: datetime
    source: Source = Source.PURCHASED
    expires_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.credits < 0:
            raise ValueError(f"A lot of {self.credits} credits is none.")

    def is_open(self, at: datetime) -> bool:
        """Whether its credits can be drawn at the instant."""
        return self.opened_at <= at and (self.expires_at is None or at < self.expires_at)


def in_draw_order(lots: tuple[Lot, ...]) -> tuple[Lot, ...]:
    """The lot that ends first is drawn first; of those that end together, or never, the oldest."""
    return tuple(
        sorted(lots, key=lambda lot: (lot.expires_at is None, lot.expires_at or lot.opened_at, lot.opened_at))
    )
