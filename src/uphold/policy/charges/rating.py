"""Rating: what pieces of work come to, tariff by tariff, rounded once at the total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from uphold.policy.charges.minor_units import half_up_in
from uphold.policy.charges.pieces import COUNTED, PER_ENTRY, Piece, tariff_of
from uphold.policy.charges.rounding import TO_THE_CENT, Rounding
from uphold.policy.charges.tariff import UNIT_SECONDS, Terms, per_of, terms_of
from uphold.policy.decide.terms import Rate

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """Money for work. `amounts` are exact, one a piece, before minimum, increment and rounding."""

    amount: Decimal
    amounts: tuple[Fraction, ...]
    minimum_seconds: int | None


def bill(pieces: Sequence[Piece], *, rounding: Rounding = TO_THE_CENT) -> Bill:
    """The bill for the pieces that are rated in money; the others count nothing.

    >>> bill(()).amount
    Decimal('0.00')
    """
    groups = groups_of(pieces)
    terms = {key: terms_of(group) for key, group in groups.items()}
    total = sum((amount_of_group(group, terms[key]) for key, group in groups.items()), NOTHING)
    total += sum((money for _, money in counted_once(pieces)), NOTHING)
    minimums = [each.minimum_seconds for each in terms.values() if each.minimum_seconds]
    return Bill(
        amount=rounding.of(total),
        amounts=tuple(exact_amount(piece) for piece in pieces),
        minimum_seconds=max(minimums, default=None),
    )


def groups_of(pieces: Iterable[Piece]) -> Mapping[tuple[str, str], list[Piece]]:
    """The pieces that are rated in money, by tariff and by the unit that its minimum is counted over.

    >>> groups_of(())
    {}
    """
    groups: dict[tuple[str, str], list[Piece]] = {}
    for piece in pieces:
        if piece.rule is not None and isinstance(piece.rate, Rate):
            key = tariff_of(piece.rule), piece.unit(per_of(piece.rule))
            groups.setdefault(key, []).append(piece)
    return groups


def exact_amount(piece: Piece) -> Fraction:
    """The money for the actual seconds of a piece; 0 for a rate that does not count time."""
    return price_per_second(piece.rate) * piece.span.seconds if isinstance(piece.rate, Rate) else NOTHING


def rounded_amount(piece: Piece) -> Decimal:
    """The same in whole smallest units, as one line shows it; a bill is rounded once, at its total."""
    if not isinstance(piece.rate, Rate):
        return Decimal("0.00")
    return half_up_in(piece.rate.money.currency).of(exact_amount(piece))


def price_per_second(rate: Rate) -> Fraction:
    """The price of a second, 0 for a rate counted once an entry, event, ticket or day."""
    seconds = UNIT_SECONDS.get(rate.per)
    return Fraction(rate.money.amount) / seconds if seconds else NOTHING


def amount_of_group(pieces: Sequence[Piece], terms: Terms) -> Fraction:
    """One tariff over one unit: what minimum and rounding add costs as the last minute worked did."""
    seconds = sum(piece.span.seconds for piece in pieces)
    added = terms.billed_seconds(seconds) - seconds
    last = max(pieces, key=lambda piece: piece.span.ends_at)
    amount = sum((exact_amount(piece) for piece in pieces), NOTHING)
    if isinstance(last.rate, Rate):
        amount += price_per_second(last.rate) * added
    for rate in terms.plus:
        amount += price_per_second(rate) * (seconds + added)
    return max(amount, Fraction(terms.minimum_money.amount) if terms.minimum_money else NOTHING)


def counted_once(pieces: Iterable[Piece]) -> Iterable[tuple[tuple[str, str, Rate], Fraction]]:
    """Flat rates and additions, each once a unit that it is counted in, or as often as was counted on an entry."""
    once: dict[tuple[str, str, Rate], Fraction] = {}
    for piece in pieces:
        if piece.rule is None or not isinstance(piece.rate, Rate):
            continue
        for rate in (piece.rate, *terms_of([piece]).plus):
            per = rate.per if rate.per in COUNTED else PER_ENTRY
            times = 1 if rate.per in COUNTED else piece.counts.get(rate.per, 0)
            if times:
                once[tariff_of(piece.rule), piece.unit(per), rate] = Fraction(rate.money.amount) * Fraction(
                    times
                )
    return once.items()
