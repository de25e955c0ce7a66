"""Numbers: a line cut at the thresholds in use, with one number for each part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from uphold.policy.decide.condition import Between

HALF = Decimal("0.5")


def numbers_between(conditions: Sequence[Between]) -> tuple[Decimal, ...]:
    """One number for each threshold and for each part between two, from 0 up.

    While all thresholds are whole numbers only whole numbers are looked at: nobody is eleven and a half days late.

    >>> [str(number) for number in numbers_between([Between(Decimal(10), None, is_over_low=True)])]
    ['0', '9', '10', '11']
    """
    bounds = {
        bound for condition in conditions for bound in (condition.low, condition.high) if bound is not None
    }
    thresholds = sorted(bound for bound in bounds if bound >= 0)
    is_whole = all(bound == bound.to_integral_value() for bound in thresholds)
    found = set(whole_numbers(thresholds) if is_whole else all_numbers(thresholds))
    return tuple(sorted({Decimal(0), *found}))


def whole_numbers(thresholds: Sequence[Decimal]) -> Iterable[Decimal]:
    """The thresholds and their whole neighbours."""
    for bound in thresholds:
        yield from (each for each in (bound - 1, bound, bound + 1) if each >= 0)


def all_numbers(thresholds: Sequence[Decimal]) -> Iterable[Decimal]:
    """The thresholds, a number between each two, one below the first and one above the last."""
    line = [Decimal(0), *(bound for bound in thresholds if bound > 0)]
    yield from line
    for low, high in pairwise(line):
        yield (low + high) * HALF
    yield line[-1] + 1
