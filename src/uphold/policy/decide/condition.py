"""Conditions of a row: what a fact must be for the row to decide."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

FactValue = frozenset[str] | Decimal
"""A fact as stated: names (one, or several for a set such as hours) or a number in the unit of the fact."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """Met when the fact is, or for a set contains, one of the names. Names are spelled as declared.

    >>> OneOf(frozenset({"High", "Urgent"})).admits(frozenset({"High"}))
    True
    """

    names: frozenset[str]

    def admits(self, value: FactValue) -> bool:
        """Whether the value meets the condition; a number never does."""
        return isinstance(value, frozenset) and not self.names.isdisjoint(value)


@dataclass(frozen=True, slots=True)
class NotOneOf:
    """Met when the fact is known and none of the names.

    >>> NotOneOf(frozenset({"Urgent"})).admits(frozenset({"High"}))
    True
    """

    names: frozenset[str]

    def admits(self, value: FactValue) -> bool:
        """Whether the value meets the condition; a number never does."""
        return isinstance(value, frozenset) and self.names.isdisjoint(value)


@dataclass(frozen=True, slots=True)
class Between:
    """Met by a number from `low` to `high`; None leaves that end open, `is_over_*` excludes the bound itself.

    `more than 10` is Between(Decimal(10), None, is_over_low=True); `15 or more` is Between(Decimal(15), None).

    >>> Between(Decimal(10), None, is_over_low=True).admits(Decimal(10))
    False
    """

    low: Decimal | None
    high: Decimal | None
    is_over_low: bool = False
    is_under_high: bool = False

    def admits(self, value: FactValue) -> bool:
        """Whether the number lies within the bounds; names never do."""
        if not isinstance(value, Decimal):
            return False
        if self.low is not None and (value < self.low or (self.is_over_low and value == self.low)):
            return False
        return self.high is None or value < self.high or (value == self.high and not self.is_under_high)


Condition = OneOf | NotOneOf | Between
