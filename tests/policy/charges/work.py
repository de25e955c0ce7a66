"""Pieces of work as the tests of charges and credits tell them: how long, at which rate, under which row."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

from uphold.policy.charges.pieces import Piece
from uphold.policy.decide.rule import Citation, Rule
from uphold.policy.decide.terms import CreditRate, Duration, Money, Names, Rate, Term, Unit, Words
from uphold.policy.time.instants import Span

NOON = datetime(2026, 8, 15, 12, tzinfo=UTC)
SATURDAY = date(2026, 8, 15)
NOTHING: Mapping[str, Decimal] = MappingProxyType({})


def row(label: str = "Emergency work", *, anchor: str = "5", **terms: Term) -> Rule:
    place = Citation("northwind", "1", "5. Emergencies", anchor, label, 40, label)
    return Rule("charge", label, (), {name.replace("_", " "): term for name, term in terms.items()}, place)


def minutes(count: str) -> Duration:
    return Duration(Decimal(count), Unit.MINUTE)


def hours(count: str) -> Duration:
    return Duration(Decimal(count), Unit.HOUR)


def dollars(amount: str, per: str = "hour") -> Rate:
    return Rate(Money(Decimal(amount), "USD"), per)


def credit(count: str = "1", per: str = "minute") -> CreditRate:
    return CreditRate(Decimal(count), per)


def per(unit: str) -> Names:
    return Names((unit,))


def words(text: str) -> Words:
    return Words(text)


def worked(
    lasted_seconds: int,
    rule: Rule | None,
    rate: Rate | CreditRate | None,
    *,
    after_seconds: int = 0,
    entry: int = 0,
    problem: str | None = None,
    on: date = SATURDAY,
    counts: Mapping[str, Decimal] = NOTHING,
) -> Piece:
    starts_at = NOON + timedelta(seconds=after_seconds)
    span = Span(starts_at, starts_at + timedelta(seconds=lasted_seconds))
    return Piece(span=span, rule=rule, rate=rate, entry=entry, problem=problem, on=on, counts=counts)
