"""Business days: dates on which the hours open at all, counted; never converted from or to hours.

A date is that of the calendar's zone, and a shift belongs to the date it starts on. Counting begins with the
day after the one asked on: the day of a request does not count.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from uphold.policy.time.calendar import Calendar
from uphold.policy.time.hours import Hours, WeeklyHours
from uphold.policy.time.instants import epoch_of, instant_of
from uphold.policy.time.local import instant_at, local_date, zone_of
from uphold.policy.time.opening import DayShift, Stretch, joined, open_shifts, stretches
from uphold.policy.time.timeline import PATIENCE_YEARS, NeverOpens


@dataclass(frozen=True, slots=True)
class BusinessDay:
    """A date with its first opening and its last closing, UTC."""

    on: date
    opens_at: datetime
    closes_at: datetime


def business_days_of(hours: Hours, *, year: int) -> tuple[BusinessDay, ...]:
    """The business days of a year, in order.

    >>> from uphold.policy.time.hours import AlwaysHours
    >>> len(business_days_of(AlwaysHours(), year=2026))
    365
    """
    return _business_days_of(hours, year)


def nth_business_day(calendar: Calendar, *, on: date, days: int) -> BusinessDay:
    """The n-th business day strictly after a date; negative days count back from it. Raises NeverOpens.

    Raises ValueError for 0 days, which name no business day of their own.
    """
    if days == 0:
        raise ValueError("0 business days after a date name no day.")
    forward = days > 0
    year, remaining, idle_years = on.year, abs(days), 0
    while idle_years < PATIENCE_YEARS:
        found = business_days_of(calendar.hours, year=year)
        dates = [day.on for day in found]
        left = found[bisect_right(dates, on) :] if forward else found[: bisect_left(dates, on)][::-1]
        if remaining <= len(left):
            return left[remaining - 1]
        remaining -= len(left)
        idle_years = 0 if left else idle_years + 1
        year += 1 if forward else -1
    asked_at = instant_at(on, time(), zone=calendar.zone)
    raise NeverOpens(epoch_of(asked_at), side="after" if forward else "before")


def nth_business_day_opening(calendar: Calendar, *, at: datetime, days: int) -> datetime:
    """The opening of the n-th business day after the day of `at`: when work may begin after n days' notice.

    >>> from datetime import UTC
    >>> from uphold.policy.time.calendar import compile_calendar
    >>> from uphold.policy.time.hours import WORKING_WEEK, HoursRule, shift
    >>> rule = HoursRule(weekdays=WORKING_WEEK, shift=shift("09:00", "17:00"))
    >>> office = compile_calendar(WeeklyHours(zone="America/New_York", rules=(rule,)))
    >>> monday = datetime(2026, 9, 14, 15, 0, tzinfo=UTC)
    >>> nth_business_day_opening(office, at=monday, days=5).isoformat()
    '2026-09-21T13:00:00+00:00'
    """
    return nth_business_day(calendar, on=local_date(at, zone=calendar.zone), days=days).opens_at


def end_of_business_day(calendar: Calendar, *, at: datetime, days_ahead: int = 1) -> datetime:
    """The last closing of the n-th business day after the day of `at`: `end of the next business day` is 1.

    0 is the end of the business day of `at`; where that day is none, or over, of the next one.
    """
    on = local_date(at, zone=calendar.zone)
    if days_ahead == 0:
        today = [day for day in business_days_of(calendar.hours, year=on.year) if day.on == on]
        if today and at <= today[0].closes_at:
            return today[0].closes_at
    return nth_business_day(calendar, on=on, days=max(days_ahead, 1)).closes_at


def add_business_days(calendar: Calendar, *, at: datetime, days: int) -> datetime:
    """The same time of day on the n-th business day after the day of `at`, moved into that day's hours.

    Before the first opening it is the opening, after the last closing the closing, in between two shifts the
    next opening; 0 days give `at`. Raises NeverOpens.
    """
    if days == 0:
        return at
    local = at.astimezone(zone_of(calendar.zone))
    day = nth_business_day(calendar, on=local.date(), days=days)
    wished = instant_at(day.on, local.time(), zone=calendar.zone)
    within = min(max(wished, day.opens_at), day.closes_at)
    is_at_work = calendar.timeline.is_open(epoch_of(within) - 1)
    return within if is_at_work else calendar.roll_forward(within)


@lru_cache(maxsize=1024)
def _business_days_of(hours: Hours, year: int) -> tuple[BusinessDay, ...]:
    first_on, last_on = date(year, 1, 1), date(year, 12, 31)
    if isinstance(hours, WeeklyHours) and not hours.windows:
        parts: Iterable[DayShift] = open_shifts(hours, first_on=first_on, last_on=last_on)
    else:
        around = stretches(hours, first_on=date(year - 1, 12, 25), last_on=date(year + 1, 1, 7))
        parts = _by_local_date(around, hours.zone)
    ends: dict[int, Stretch] = {}
    for day, start, end in parts:
        first, last = ends.get(day, (start, end))
        ends[day] = (min(first, start), max(last, end))
    return tuple(
        BusinessDay(date.fromordinal(day), instant_of(first), instant_of(last))
        for day, (first, last) in sorted(ends.items())
        if date.fromordinal(day).year == year
    )


def _by_local_date(parts: list[Stretch], zone: str) -> Iterator[DayShift]:
    """Stretches cut at the midnights of a zone, each with its date."""
    for start, end in joined(parts):
        begin = start
        while begin < end:
            on = local_date(instant_of(begin), zone=zone)
            midnight = epoch_of(instant_at(date.fromordinal(on.toordinal() + 1), time(), zone=zone))
            yield on.toordinal(), begin, min(midnight, end)
            begin = min(midnight, end)
