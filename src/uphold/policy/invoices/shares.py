"""Shares: exact parts in whole steps that sum to a given total, the odd steps going to the largest remainders."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


def shared(total: Decimal, exact: Sequence[Fraction], *, step: Decimal) -> tuple[Decimal, ...]:
    """The parts in whole steps, none further than one from what it is exactly. The parts sum to nearly the total.

    >>> [str(part) for part in shared(Decimal("1.00"), [Fraction(1, 3)] * 3, step=Decimal("0.01"))]
    ['0.34', '0.33', '0.33']
    """
    in_steps = [part / Fraction(step) for part in exact]
    steps = [math.floor(part) for part in in_steps]
    missing = int(total / step) - sum(steps)
    by_remainder = sorted(range(len(exact)), key=lambda place: steps[place] - in_steps[place])
    for place in by_remainder[:missing]:
        steps[place] += 1
    return tuple(each * step for each in steps)
