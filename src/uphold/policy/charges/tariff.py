"""Tariffs: what the rows of one label say together about minimum, increment, rounding and additions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uphold.policy.charges.pieces import PER_ENTRY, PER_TICKET, UNITS, Piece
from uphold.policy.charges.rounding import Rounding, time_rounding, up_to
from uphold.policy.decide.rule import Rule
from uphold.policy.decide.terms import Duration, Money, Names, Rate, Term, Unit, Words

UNIT_SECONDS = {"second": 1, "minute": 60, "half hour": 1800, "hour": 3600}
"""Units of time that a rate may be counted in; any other is counted once."""
DURATION_SECONDS = {
    Unit.MINUTE: 60,
    Unit.HOUR: 3600,
    Unit.BUSINESS_HOUR: 3600,
    Unit.DAY: 86_400,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one tariff, as far as its rows state them."""

    minimum_seconds: int | None = None
    minimum_money: Money | None = None
    roundings: tuple[Rounding, ...] = ()
    plus: tuple[Rate, ...] = ()

    def billed_seconds(self, seconds: int) -> int:
        """Actual seconds brought to the minimum first, then to whole increments.

        >>> Terms(minimum_seconds=3600).billed_seconds(2100)
        3600
        """
        billed = max(seconds, self.minimum_seconds or 0)
        for rounding in self.roundings:
            billed = int(rounding.of(billed))
        return billed


def terms_of(pieces: Sequence[Piece]) -> Terms:
    """The terms of the rows that rate these pieces; of several minimums the longest counts."""
    rules = {id(piece.rule): piece.rule for piece in pieces if piece.rule is not None}.values()
    minimums = [rule.terms.get("minimum") for rule in rules]
    seconds = [seconds_of(minimum) for minimum in minimums if isinstance(minimum, Duration)]
    money = [minimum for minimum in minimums if isinstance(minimum, Money)]
    plus = (plus_of(rule.terms.get("plus")) for rule in rules)
    return Terms(
        minimum_seconds=max(seconds, default=None),
        minimum_money=max(money, key=lambda each: each.amount, default=None),
        roundings=tuple(dict.fromkeys(rounding for rule in rules for rounding in roundings_of(rule))),
        plus=tuple(dict.fromkeys(rate for rate in plus if rate is not None)),
    )


def per_of(rule: Rule) -> str:
    """What a minimum, increment or rounding of the row is counted over; the ticket unless the row says else."""
    term = rule.terms.get("per")
    word = term.names[0] if isinstance(term, Names) else term.text if isinstance(term, Words) else PER_TICKET
    plain = word.casefold()
    return plain if plain in UNITS else PER_TICKET


def roundings_of(rule: Rule) -> tuple[Rounding, ...]:
    """Increment and Rounding of a row; an increment is billed once started, unless Rounding gives a direction."""
    increment, words = rule.terms.get("increment"), rule.terms.get("rounding")
    named = (time_rounding(words.text),) if isinstance(words, Words) and _has_step(words.text) else ()
    if not isinstance(increment, Duration):
        return named
    started = up_to(seconds_of(increment))
    if isinstance(words, Words) and not named:
        return (Rounding(time_rounding(f"{words.text} 1 minute").direction, started.step),)
    return (started, *named)


def plus_of(term: Term | None) -> Rate | None:
    """What is added once a unit: a bare amount is added once an entry."""
    if isinstance(term, Money):
        return Rate(term, PER_ENTRY)
    return term if isinstance(term, Rate) else None


def seconds_of(duration: Duration) -> int:
    """The seconds of a length of work: an hour is an hour, on whatever clock."""
    return int(duration.count * DURATION_SECONDS.get(duration.unit, 0))


def _has_step(words: str) -> bool:
    return any(unit in words.casefold() for unit in ("second", "minute", "quarter", "hour"))
