"""Ageing: how long invoices have been due, in the columns that accountants read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from uphold.policy.invoices.allocation import Claim
from uphold.policy.invoices.totals import NOTHING

BUCKETS = ("0", "1-30", "31-60", "61-90", "90+")
"""Days past due; 0 is what is not due yet, or today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """What is open, by the days since it was due; what is disputed stands apart and in no bucket."""

    amounts: tuple[Decimal, ...]
    disputed: Decimal

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, self.disputed)


def aged(claims: Iterable[Claim], *, on: date) -> Aged:
    """The open amounts in their buckets on a day.

    >>> june = Claim(key=1, due_on=date(2026, 6, 1), open=Decimal("50.00"), disputed=Decimal("20.00"))
    >>> [str(amount) for amount in aged([june], on=date(2026, 7, 2)).amounts]
    ['0.00', '0.00', '30.00', '0.00', '0.00']
    """
    amounts = [NOTHING] * len(BUCKETS)
    disputed = NOTHING
    for claim in claims:
        amounts[bucket_of((on - claim.due_on).days)] += claim.payable
        disputed += claim.open - claim.payable
    return Aged(amounts=tuple(amounts), disputed=disputed)


def bucket_of(days: int) -> int:
    """The place among `BUCKETS` of so many days past due.

    >>> [bucket_of(days) for days in (-3, 0, 1, 30, 31, 60, 61, 90, 91)]
    [0, 0, 1, 1, 2, 2, 3, 3, 4]
    """
    if days <= 0:
        return 0
    return min(1 + (days - 1) // 30, len(BUCKETS) - 1)
