"""Metering: how many credits pieces of work take, and how long work may go on with the credits that are there."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from uphold.policy.charges.pieces import COUNTED, Piece
from uphold.policy.charges.rounding import UP_TO_THE_CREDIT
from uphold.policy.charges.tariff import UNIT_SECONDS, terms_of
from uphold.policy.decide.terms import CreditRate

NOTHING = Fraction(0)


def demanded_credits(pieces: Sequence[Piece]) -> int:
    """The whole credits that the pieces of one tariff and one unit take together, minimum and rounding applied once.

    >>> demanded_credits(())
    0
    """
    if not pieces:
        return 0
    seconds = sum(piece.span.seconds for piece in pieces)
    added = terms_of(pieces).billed_seconds(seconds) - seconds
    exact = exact_credits(pieces) + credits_per_second(pieces[-1].rate) * added + credits_counted_once(pieces)
    return int(UP_TO_THE_CREDIT.of(exact))


def exact_credits(pieces: Sequence[Piece]) -> Fraction:
    """The credits for the actual seconds, before minimum and rounding."""
    return sum((credits_per_second(piece.rate) * piece.span.seconds for piece in pieces), NOTHING)


def credits_counted_once(pieces: Sequence[Piece]) -> Fraction:
    """The credits of rates that do not count time, each once a unit that it is counted in."""
    once = {
        (piece.unit(piece.rate.per), piece.rate): Fraction(piece.rate.credits)
        for piece in pieces
        if isinstance(piece.rate, CreditRate) and piece.rate.per in COUNTED
    }
    return sum(once.values(), NOTHING)


def credits_per_second(rate: object) -> Fraction:
    """The credits a second takes; 0 for a rate that does not count time."""
    seconds = UNIT_SECONDS.get(rate.per) if isinstance(rate, CreditRate) else None
    return Fraction(rate.credits) / seconds if isinstance(rate, CreditRate) and seconds else NOTHING


def seconds_payable(piece: Piece, *, room: Fraction) -> int:
    """How many seconds of a piece so many credits pay for, all of them at most."""
    per_second = credits_per_second(piece.rate)
    if per_second <= 0:
        return piece.span.seconds if room > 0 else 0
    return min(piece.span.seconds, max(int(room / per_second), 0))
