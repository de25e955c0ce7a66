"""Instants that an agreement's durations lead to, counted on the hours they name."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime

from uphold.policy.decide.terms import Duration, Unit
from uphold.policy.scenario.matter import ALWAYS, Matter
from uphold.policy.time.calendar import Calendar
from uphold.policy.time.days import nth_business_day_opening
from uphold.policy.time.local import instant_at, zone_of
from uphold.policy.time.timeline import NeverOpens

SECONDS = {Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.BUSINESS_HOUR: 3600, Unit.DAY: 86_400}
"""Lengths of units that have one; months and years are counted on the calendar by `later_by`."""
LAST_YEAR = 9998
MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


def after(
    matter: Matter, duration: Duration, *, since: datetime, clock: str | None = None
) -> datetime | None:
    """The instant so long after another; None where the hours it counts on are not named or never open.

    Business days lead to the opening of that day: the day of `since` does not count.
    """
    try:
        return counted(matter, duration, since=since, clock=clock)
    except NeverOpens:
        return None


def counted(matter: Matter, duration: Duration, *, since: datetime, clock: str | None) -> datetime | None:
    """As `after`. Raises NeverOpens."""
    if duration.unit is Unit.BUSINESS_DAY:
        calendar = calendar_of(matter, duration, clock=clock)
        days = int(duration.count)
        return nth_business_day_opening(calendar, at=since, days=days) if calendar and days else None
    if duration.unit in MONTHS:
        months = int(duration.count) * MONTHS[duration.unit]
        return later_by(since, months=months, zone=matter.agreement.timezone)
    calendar = calendar_of(matter, duration, clock=clock)
    seconds = int(duration.count * SECONDS[duration.unit])
    return calendar.add(since, seconds=seconds) if calendar else None


def calendar_of(matter: Matter, duration: Duration, *, clock: str | None) -> Calendar | None:
    """The calendar a duration counts on: the hours it names, business hours, or the clock of its row."""
    if duration.hours is not None:
        return matter.calendar(duration.hours)
    if duration.unit in {Unit.BUSINESS_HOUR, Unit.BUSINESS_DAY}:
        named = clock if clock not in {None, ALWAYS} else None
        return matter.business_calendar or (matter.calendar(named) if named else None)
    return matter.calendar(clock)


def later_by(at: datetime, *, months: int, zone: str) -> datetime | None:
    """The same day and time by the zone's clock so many months later, or the last day of that month.

    None beyond the calendar.

    >>> from datetime import UTC
    >>> later_by(datetime(2026, 1, 31, 17, tzinfo=UTC), months=5, zone="America/New_York").isoformat()
    '2026-06-30T16:00:00+00:00'
    """
    local = at.astimezone(zone_of(zone))
    year, month = local.year + (local.month - 1 + months) // 12, (local.month - 1 + months) % 12 + 1
    if year > LAST_YEAR:
        return None
    last_day = monthrange(year, month)[1]
    return instant_at(date(year, month, min(local.day, last_day)), local.time(), zone=zone)
