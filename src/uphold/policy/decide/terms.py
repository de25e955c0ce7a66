"""The agreed terms a cell can state: durations, money, rates, answers and the three ways of saying nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Unsaid(StrEnum):
    """What a cell says when it states no term: nothing said, said to be nothing, or left to the parties."""

    NOT_SAID = "not said"
    NONE = "none"
    AS_AGREED = "as agreed"


class Unit(StrEnum):
    """Units of a duration. Business units count on named hours; the others on the clock of the row."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    BUSINESS_HOUR = "business hour"
    BUSINESS_DAY = "business day"


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount of time: `30 minutes`, `8 business hours`, `8 Support hours`, `every 4 hours`, `5 business days`.

    `hours` names the Hours that a `8 Support hours` counts on (the unit is then HOUR); None elsewhere.
    """

    count: Decimal
    unit: Unit
    hours: str | None = None
    is_repeated: bool = False
    is_best_effort: bool = False
    is_as_agreed: bool = False


@dataclass(frozen=True, slots=True)
class EndOfBusinessDay:
    """`end of the next business day` (days_ahead 1) or `end of the business day` (days_ahead 0)."""

    days_ahead: int = 1
    is_best_effort: bool = False
    is_as_agreed: bool = False


@dataclass(frozen=True, slots=True)
class AsSoonAsPossible:
    """Orders work and promises no instant."""

    is_best_effort: bool = False
    is_as_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount with its ISO 4217 currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Rate:
    """Money per unit of work or of counting: `$125.00 per hour`, `$50.00 per event`. A bare amount is per `entry`."""

    money: Money
    per: str


@dataclass(frozen=True, slots=True)
class CreditRate:
    """Support credits per minute of work: `1 credit per minute`, `1.5 credits per minute`."""

    credits: Decimal
    per: str = "minute"


@dataclass(frozen=True, slots=True)
class Free:
    """`included` or `no charge`; `word` is the one that was written."""

    word: str


@dataclass(frozen=True, slots=True)
class Share:
    """Money owed back as a share: `5 % of the monthly fee per started 30 minutes`."""

    percent: Decimal
    of: str
    per_started_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What happens to a request, a capability or a claim: the fixed word, and what the cell goes on to name."""

    word: str
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """One or more names, as declared: a priority, metrics, a channel, weekdays."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Free words, for people."""

    text: str


@dataclass(frozen=True, slots=True)
class YesNo:
    """`yes` or `no`."""

    is_yes: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A bare number: a level, an amount of credits."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Day:
    """A date of the calendar."""

    on: date


Term = (
    Unsaid
    | Duration
    | EndOfBusinessDay
    | AsSoonAsPossible
    | Money
    | Rate
    | CreditRate
    | Free
    | Share
    | Answer
    | Names
    | Words
    | YesNo
    | Number
    | Day
)
