"""Why is it due then? A clock's life as stretches, one line each: what counted, and why the rest did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from uphold.policy.clocks.clock import Reading, joined_pauses
from uphold.policy.time.calendar import Calendar
from uphold.policy.time.hours import WeeklyHours
from uphold.policy.time.instants import Span, whole_second
from uphold.policy.time.local import instant_at, local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a clock's life, half-open.

    kind: open, closed, holiday, paused or ended; only open stretches have seconds.
    """

    starts_at: datetime
    ends_at: datetime
    kind: str
    seconds: int = 0


def explain(reading: Reading) -> tuple[Stretch, ...]:
    """The stretches from the start to the due instant, or to where the clock stopped or stands; none
    unpromised.

    The seconds of the open stretches add up to the time used, or to the target of a clock that has not yet
    reached it.

    >>> from datetime import UTC
    >>> from uphold.policy.clocks.clock import Run, read_clock
    >>> from uphold.policy.clocks.terms import Promise, TargetTerms, Within
    >>> from uphold.policy.time.calendar import compile_calendar
    >>> from uphold.policy.time.hours import AlwaysHours
    >>> opened_at = datetime(2026, 8, 16, 7, 10, tzinfo=UTC)
    >>> terms = TargetTerms(budget=Within(3600), calendar=compile_calendar(AlwaysHours()))
    >>> run = Run(started_at=opened_at, promises=(Promise(opened_at, terms),))
    >>> [(one.kind, one.seconds) for one in explain(read_clock(run, at=opened_at))]
    [('open', 3600)]
    """
    if reading.terms is None:
        return ()
    now = whole_second(reading.ended_at or reading.at)
    until = now if reading.ended_at or reading.due_at is None else max(now, reading.due_at)
    return tuple(_stretches(reading, reading.terms.calendar, now=now, until=until))


def _stretches(reading: Reading, calendar: Calendar, *, now: datetime, until: datetime) -> Iterator[Stretch]:
    begin = whole_second(reading.run.started_at)
    for pause in joined_pauses(reading.run.pauses, started_at=begin, now=now):
        yield from _counted(calendar, Span(begin, pause.starts_at))
        ends_at = pause.ends_at or until
        if pause.starts_at < ends_at:
            yield Stretch(starts_at=pause.starts_at, ends_at=ends_at, kind=pause.kind)
        begin = ends_at
    yield from _counted(calendar, Span(begin, until))


def _counted(calendar: Calendar, span: Span) -> Iterator[Stretch]:
    begin = span.starts_at
    for part in calendar.segments(span.starts_at, span.ends_at):
        yield from _closed(calendar, Span(begin, part.starts_at))
        yield Stretch(starts_at=part.starts_at, ends_at=part.ends_at, kind="open", seconds=part.seconds)
        begin = part.ends_at
    yield from _closed(calendar, Span(begin, span.ends_at))


def _closed(calendar: Calendar, span: Span) -> Iterator[Stretch]:
    """A closed stretch, parted where a day begins or ends that is closed for a holiday."""
    begin = span.starts_at
    while begin < span.ends_at:
        on = local_date(begin, zone=calendar.zone)
        is_holiday, ends_at = _is_holiday(calendar, on), begin
        while ends_at < span.ends_at and _is_holiday(calendar, on) == is_holiday:
            on += timedelta(days=1)
            ends_at = instant_at(on, time(), zone=calendar.zone)
        ends_at = min(ends_at, span.ends_at)
        yield Stretch(starts_at=begin, ends_at=ends_at, kind="holiday" if is_holiday else "closed")
        begin = ends_at


def _is_holiday(calendar: Calendar, on: date) -> bool:
    """Whether the date would be worked if it were no holiday."""
    hours = calendar.hours
    if not isinstance(hours, WeeklyHours):
        return False
    is_worked = any(on.weekday() in rule.weekdays for rule in hours.rules)
    return is_worked and on in hours.holidays.in_year(on.year)
