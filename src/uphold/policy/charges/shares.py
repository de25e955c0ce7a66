"""Shares: what each piece of work adds to the bill, and how a rounded sum is parted without a cent left over."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from uphold.policy.charges.pieces import COUNTED, PER_ENTRY, Piece, tariff_of
from uphold.policy.charges.rating import (
    NOTHING,
    amount_of_group,
    counted_once,
    exact_amount,
    groups_of,
    price_per_second,
)
from uphold.policy.charges.rounding import Direction, Rounding, whole
from uphold.policy.charges.tariff import terms_of
from uphold.policy.decide.terms import Rate


def exact_shares(pieces: Sequence[Piece]) -> tuple[Fraction, ...]:
    """The money of each piece, with its part of additions; all together they are the bill before it is rounded.

    What a minimum or a rounding adds belongs to the piece that was worked last, what is counted once to the first.

    >>> exact_shares(())
    ()
    """
    shares = {id(piece): NOTHING for piece in pieces}
    for group in groups_of(pieces).values():
        terms = terms_of(group)
        for piece in group:
            added = sum((price_per_second(rate) for rate in terms.plus), NOTHING)
            shares[id(piece)] += exact_amount(piece) + added * piece.span.seconds
        last = max(group, key=lambda piece: piece.span.ends_at)
        worked = sum((shares[id(piece)] for piece in group), NOTHING)
        shares[id(last)] += amount_of_group(group, terms) - worked
    for (tariff, unit, rate), money in counted_once(pieces):
        counted = (piece for piece in pieces if is_counted_in(piece, tariff, unit=unit, rate=rate))
        first = min(counted, key=lambda piece: piece.span.starts_at)
        shares[id(first)] += money
    return tuple(shares[id(piece)] for piece in pieces)


def is_counted_in(piece: Piece, tariff: str, *, unit: str, rate: Rate) -> bool:
    """Whether a flat rate or an addition of this tariff is counted for the piece, in this unit."""
    if piece.rule is None or not isinstance(piece.rate, Rate) or tariff_of(piece.rule) != tariff:
        return False
    per = rate.per if rate.per in COUNTED else PER_ENTRY
    return piece.unit(per) == unit and rate in (piece.rate, *terms_of([piece]).plus)


def apportion(amounts: Sequence[Fraction], *, rounding: Rounding) -> tuple[Decimal, ...]:
    """The amounts in whole steps of a rounding, so that they sum to what their sum is rounded to.

    The steps that are left over go to the largest remainders, the first of those that are equal.

    >>> from uphold.policy.charges.rounding import TO_THE_CENT
    >>> [str(part) for part in apportion([Fraction(1, 3)] * 3, rounding=TO_THE_CENT)]
    ['0.34', '0.33', '0.33']
    """
    exact = [Fraction(amount) / Fraction(rounding.step) for amount in amounts]
    steps = [whole(each, direction=Direction.DOWN) for each in exact]
    left = whole(sum(exact, NOTHING), direction=rounding.direction) - sum(steps)
    by_remainder = sorted(range(len(exact)), key=lambda place: steps[place] - exact[place])
    for place in by_remainder[:left]:
        steps[place] += 1
    return tuple(each * rounding.step for each in steps)
