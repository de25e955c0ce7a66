"""Pieces of work: a segment, the row that rates it, the rate, and what its minimum is counted over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from uphold.policy.decide.rule import Rule
from uphold.policy.decide.terms import CreditRate, Rate
from uphold.policy.time.instants import Span

PER_ENTRY, PER_TICKET, PER_EVENT, PER_DAY = "entry", "ticket", "event", "day"
UNITS = (PER_ENTRY, PER_TICKET, PER_EVENT, PER_DAY)
"""What a minimum, an increment or a rounding may be counted over."""
COUNTED = (*UNITS, "visit", "month")
"""What a flat rate or an addition may be counted in; each interval of work is one visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of work that one row rates. `rule` None: no row speaks of it; `rate` None: it costs nothing.

    `entry` numbers the raw interval it was cut from; `problem` is the event it belongs to, None the ticket's own;
    `on` is its day by the agreement's clock; `counts` is what was counted on the interval, by its unit ("kilometre").
    """

    span: Span
    rule: Rule | None
    rate: Rate | CreditRate | None
    entry: int
    problem: str | None
    on: date
    counts: Mapping[str, Decimal] = field(default_factory=dict)

    def unit(self, per: str) -> str:
        """The unit of this kind that the piece belongs to; one problem of a ticket is one event."""
        named = {
            PER_ENTRY: str(self.entry),
            "visit": str(self.entry),
            PER_EVENT: self.problem or "",
            PER_DAY: self.on.isoformat(),
            "month": f"{self.on:%Y-%m}",
        }
        return named.get(per, "")


def tariff_of(rule: Rule) -> str:
    """The tariff a row belongs to: rows with one label in one clause of one document are one tariff."""
    place = rule.citation
    return f"{place.document}#{place.anchor}: {rule.label.casefold()}"
