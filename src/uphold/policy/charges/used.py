"""Used: how long work goes on for what a minimum, an increment or a rounding has charged already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from uphold.policy.charges.metering import demanded_credits
from uphold.policy.charges.pieces import Piece
from uphold.policy.charges.rating import NOTHING, amount_of_group, exact_amount, price_per_second
from uphold.policy.charges.tariff import Terms, terms_of
from uphold.policy.decide.terms import CreditRate, Rate
from uphold.policy.time.instants import SECOND, Span


def free_seconds(pieces: Sequence[Piece], *, following: Piece) -> int:
    """How many seconds of a following piece add nothing to what the pieces of its tariff and unit come to.

    0 where nothing was worked yet, and where the piece is of another rate so that it costs from its first second.

    >>> from uphold.policy.time.instants import EPOCH
    >>> later = Piece(span=Span(EPOCH, EPOCH), rule=None, rate=None, entry=0, problem=None, on=EPOCH.date())
    >>> free_seconds((), following=later)
    0
    """
    if not pieces:
        return 0
    worth = worth_of(pieces)
    lengths = sorted(lengths_of(pieces, following=following), reverse=True)
    return next((length for length in lengths if worth_of((*pieces, lasting(following, length))) == worth), 0)


def lengths_of(pieces: Sequence[Piece], *, following: Piece) -> Iterator[int]:
    """The lengths that may be free: what is missing to the billed seconds, and to a minimum of money."""
    terms = terms_of((*pieces, following))
    seconds = sum(piece.span.seconds for piece in pieces)
    yield terms.billed_seconds(seconds) - seconds
    yield seconds_left(pieces, terms, following=following)


def seconds_left(pieces: Sequence[Piece], terms: Terms, *, following: Piece) -> int:
    """The seconds that a minimum of money still pays for."""
    if terms.minimum_money is None or not isinstance(following.rate, Rate):
        return 0
    added = sum((price_per_second(rate) for rate in terms.plus), NOTHING)
    worked = sum((exact_amount(piece) + added * piece.span.seconds for piece in pieces), NOTHING)
    per_second = price_per_second(following.rate) + added
    left = Fraction(terms.minimum_money.amount) - worked
    return max(int(left / per_second), 0) if per_second else 0


def worth_of(pieces: Sequence[Piece]) -> Fraction:
    """The money or the credits of one tariff over one unit, before money is rounded."""
    if isinstance(pieces[-1].rate, CreditRate):
        return Fraction(demanded_credits(pieces))
    return amount_of_group(pieces, terms_of(pieces))


def lasting(piece: Piece, seconds: int) -> Piece:
    """The same piece, so long."""
    return replace(piece, span=Span(piece.span.starts_at, piece.span.starts_at + seconds * SECOND))
