"""The period of a report: a month, a quarter or days of one's own, by the clock of the provider's agreement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy

from uphold.kit import INVALID, Refused

MONTH = re.compile(r"(\d{4})-(\d{2})")
QUARTER = re.compile(r"(\d{4})-Q([1-4])")
YEARS = range(1970, 9999)
DAYS = "days"
"""The name of a period that two days bound."""


class PeriodUnknown(Refused):
    code, kind, text = (
        "period_unknown",
        INVALID,
        gettext_lazy("{0} is no period; name a month (2026-10), a quarter (2026-Q4) or two days."),
    )


class PeriodEndsBeforeItBegins(Refused):
    code, kind, text = (
        "period_ends_before_it_begins",
        INVALID,
        gettext_lazy("The period ends before it begins."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days are half-open: `until_on` is the first that is not in it. `name` finds it again: "2026-10", "2026-Q4"."""

    name: str
    from_on: date
    until_on: date
    zone: ZoneInfo

    @property
    def from_at(self) -> datetime:
        return datetime.combine(self.from_on, time(), tzinfo=self.zone)

    @property
    def until_at(self) -> datetime:
        return datetime.combine(self.until_on, time(), tzinfo=self.zone)

    @property
    def last_on(self) -> date:
        """The last day in it."""
        return self.until_on - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.until_on - self.from_on).days


def period_named(
    name: str, *, zone: ZoneInfo, at: datetime, from_on: date | None = None, last_on: date | None = None
) -> Period:
    """Without a name, the month of `at`. `last_on` belongs to days of one's own."""
    if name == DAYS:
        return _between(from_on, last_on, zone)
    if not name:
        return month_of(at.astimezone(zone).date(), zone=zone)
    if (month := MONTH.fullmatch(name)) and int(month[1]) in YEARS and 1 <= int(month[2]) <= 12:
        return month_of(date(int(month[1]), int(month[2]), 1), zone=zone)
    if (quarter := QUARTER.fullmatch(name)) and int(quarter[1]) in YEARS:
        return quarter_of(date(int(quarter[1]), 3 * int(quarter[2]), 1), zone=zone)
    raise PeriodUnknown(name)


def month_of(day: date, *, zone: ZoneInfo) -> Period:
    first = day.replace(day=1)
    return Period(name=f"{first:%Y-%m}", from_on=first, until_on=months_later(first, 1), zone=zone)


def quarter_of(day: date, *, zone: ZoneInfo) -> Period:
    number = (day.month - 1) // 3 + 1
    first = day.replace(month=3 * number - 2, day=1)
    return Period(name=f"{first.year}-Q{number}", from_on=first, until_on=months_later(first, 3), zone=zone)


def months_later(first: date, count: int) -> date:
    """The first day of a month so many months later; earlier when negative."""
    months = first.year * 12 + first.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _between(from_on: date | None, last_on: date | None, zone: ZoneInfo) -> Period:
    if from_on is None or last_on is None or not {from_on.year, last_on.year} <= set(YEARS):
        raise PeriodUnknown(f"{from_on or '…'} - {last_on or '…'}")
    if last_on < from_on:
        raise PeriodEndsBeforeItBegins
    return Period(name=DAYS, from_on=from_on, until_on=last_on + timedelta(days=1), zone=zone)
