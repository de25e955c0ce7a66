"""The rules of a zone as calendar files tell them: a VTIMEZONE of the changes around the events, one by one.

The library writes every change since 1970 as a list of dates, at the hour after the change, which several readers take
wrongly. Changes that stand alone, each at the hour that the clock showed before it, are read alike by all.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

AROUND = timedelta(days=400)
STEP = timedelta(days=1)
PRECISION = timedelta(seconds=1)


def zone_component(zone: ZoneInfo, *, first_at: datetime, last_at: datetime) -> Timezone:
    """What the clock of the zone did from a year before the first event to a year after the last."""
    component = Timezone()
    component.add("tzid", zone.key)
    begins = (first_at - AROUND).astimezone(UTC).replace(microsecond=0)
    component.add_component(observance(zone, begins, since=begins))
    for change in changes(zone, first_at=begins, last_at=last_at.astimezone(UTC) + AROUND):
        component.add_component(observance(zone, change, since=change - PRECISION))
    return component


def changes(zone: ZoneInfo, *, first_at: datetime, last_at: datetime) -> Iterator[datetime]:
    """The instants at which the clock is put, to the second."""
    at = first_at
    while at < last_at:
        after = at + STEP
        if offset(zone, at) != offset(zone, after):
            yield first_second(zone, before=at, after=after)
        at = after


def first_second(zone: ZoneInfo, *, before: datetime, after: datetime) -> datetime:
    while after - before > PRECISION:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        before, after = (middle, after) if offset(zone, middle) == offset(zone, before) else (before, middle)
    return after


def observance(zone: ZoneInfo, at: datetime, *, since: datetime) -> TimezoneDaylight | TimezoneStandard:
    """What holds from an instant on; it begins at what the clock showed before."""
    local = at.astimezone(zone)
    component = TimezoneDaylight() if local.dst() else TimezoneStandard()
    before = offset(zone, since)
    component.add("dtstart", (at + before).replace(tzinfo=None))
    component.add("tzoffsetfrom", before)
    component.add("tzoffsetto", offset(zone, at))
    component.add("tzname", local.tzname() or zone.key)
    return component


def offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
