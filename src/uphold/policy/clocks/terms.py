"""Terms of a target: how much time a promise grants, on which calendar, and how strongly it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from uphold.policy.time.calendar import Calendar
from uphold.policy.time.days import add_business_days, end_of_business_day


@dataclass(frozen=True, slots=True)
class Within:
    """So many open seconds on the calendar; at least one. `every 4 hours` grants the same to each cycle."""

    seconds: int

    def __post_init__(self) -> None:
        if self.seconds <= 0:
            raise ValueError(f"A target of {self.seconds} seconds is none; leave it out.")


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """The same time of day so many business days after the start."""

    days: int

    def __post_init__(self) -> None:
        if self.days <= 0:
            raise ValueError(f"A target of {self.days} business days is none; leave it out.")


@dataclass(frozen=True, slots=True)
class EndOfDay:
    """The last closing of the n-th business day after the start; 0 is that of the day itself."""

    days_ahead: int = 1


@dataclass(frozen=True, slots=True)
class NoInstant:
    """`as soon as possible`: the clock runs and can be stopped, but no instant is promised."""


Budget = Within | BusinessDays | EndOfDay | NoInstant


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetTerms:
    """What is promised: the budget, the calendar it is counted on, and the commitment.

    commitment: "target", "best effort" or "as agreed". `warn_seconds` of open time before it is due a warning
    is wanted; None for no warning.
    """

    budget: Budget
    calendar: Calendar
    commitment: str = "target"
    warn_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """Terms and the instant from which they hold; None says that nothing is promised from then on.

    They apply to the whole clock from its start: a change of priority keeps the time used.
    """

    from_at: datetime
    terms: TargetTerms | None


def first_due_at(terms: TargetTerms, *, started_at: datetime) -> datetime | None:
    """The due instant of a clock that is never paused; None when no instant is promised. Raises NeverOpens.

    >>> from datetime import UTC
    >>> from uphold.policy.time.calendar import compile_calendar
    >>> from uphold.policy.time.hours import AlwaysHours
    >>> terms = TargetTerms(budget=Within(3600), calendar=compile_calendar(AlwaysHours()))
    >>> first_due_at(terms, started_at=datetime(2026, 8, 16, 7, 10, tzinfo=UTC)).isoformat()
    '2026-08-16T08:10:00+00:00'
    """
    if isinstance(terms.budget, Within):
        return terms.calendar.add(started_at, seconds=terms.budget.seconds)
    if isinstance(terms.budget, BusinessDays):
        return add_business_days(terms.calendar, at=started_at, days=terms.budget.days)
    if isinstance(terms.budget, EndOfDay):
        return end_of_business_day(terms.calendar, at=started_at, days_ahead=terms.budget.days_ahead)
    return None
