"""Shares: exact parts in whole cents that sum to a given total, the odd cents going to the largest remainders."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

CENT = Decimal("0.01")


def shared(total: Decimal, exact: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """The parts in cents, none further than a cent from what it is exactly. The parts sum to nearly the total.

    >>> [str(part) for part in shared(Decimal("1.00"), [Fraction(1, 3)] * 3)]
    ['0.34', '0.33', '0.33']
    """
    cents = [math.floor(part * 100) for part in exact]
    missing = int(total * 100) - sum(cents)
    by_remainder = sorted(range(len(exact)), key=lambda place: cents[place] - exact[place] * 100)
    for place in by_remainder[:missing]:
        cents[place] += 1
    return tuple(each * CENT for each in cents)
