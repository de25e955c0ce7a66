"""The calendar: hours compiled, asked and answered in aware datetimes; answers are UTC.

`calendar.timeline` is the same in whole seconds since 1970; `batch` does many at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from uphold.policy.time.hours import Hours
from uphold.policy.time.instants import EPOCH, SECOND, Span, epoch_of, instant_of
from uphold.policy.time.timeline import Timeline, timeline

USUAL_FIRST_YEAR, USUAL_LAST_YEAR = 2021, 2030
"""Years compiled unless others are asked for; a question outside them is answered too, a little slower."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Compiled hours. Made by `compile_calendar`; equal when hours and compiled years are.

    Instants are aware (NaiveInstant otherwise); fractions of a second are floored unless a method says else.
    """

    timeline: Timeline

    @property
    def hours(self) -> Hours:
        """The hours it was compiled from."""
        return self.timeline.hours

    @property
    def zone(self) -> str:
        """The IANA zone that its days are counted in."""
        return self.timeline.hours.zone

    def add(self, start: datetime, *, seconds: int) -> datetime:
        """The earliest instant at which `seconds` of open time have passed since `start`, fractions kept.

        Used up exactly at closing, it is the closing; from a closed instant time runs from the next opening;
        0 gives `start` itself. Raises ValueError for negative seconds, NeverOpens.

        >>> from datetime import UTC
        >>> from uphold.policy.time.hours import AlwaysHours
        >>> opened_at = datetime(2026, 11, 1, 5, 20, tzinfo=UTC)
        >>> compile_calendar(AlwaysHours()).add(opened_at, seconds=3600).isoformat()
        '2026-11-01T06:20:00+00:00'
        """
        if start.microsecond and seconds > 0:
            return self._moved_exactly(start, seconds=seconds)
        return EPOCH + timedelta(0, self.timeline.add(epoch_of(start), seconds=seconds))

    def subtract(self, start: datetime, *, seconds: int) -> datetime:
        """The latest instant from which `seconds` of open time lead to `start`, fractions kept.

        0 gives `start` itself. Raises ValueError for negative seconds, NeverOpens.
        """
        if start.microsecond and seconds > 0:
            return self._moved_exactly(start, seconds=-seconds)
        return EPOCH + timedelta(0, self.timeline.subtract(epoch_of(start), seconds=seconds))

    def open_seconds(self, start: datetime, end: datetime) -> int:
        """Open seconds from `start` to `end`; negative when `end` comes first, so that stretches add up.

        Real elapsed seconds: a 24-hour shift over a clock change counts 23 or 25 hours.
        """
        return self.timeline.open_seconds(epoch_of(start), epoch_of(end))

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there: the opening instant is open, the closing instant is not."""
        return self.timeline.is_open(epoch_of(at))

    def roll_forward(self, at: datetime) -> datetime:
        """`at` when open, else the next opening. Raises NeverOpens."""
        return at if self.is_open(at) else self.next_opening(at)

    def roll_back(self, at: datetime) -> datetime:
        """`at` when the moment just before it is open, else the previous closing. Raises NeverOpens."""
        if at.microsecond and self.is_open(at):
            return at
        return instant_of(self.timeline.roll_back(epoch_of(at)))

    def next_opening(self, at: datetime) -> datetime:
        """The first opening after `at`, also when open at `at`. Raises NeverOpens."""
        return instant_of(self.timeline.next_opening(epoch_of(at)))

    def next_close(self, at: datetime) -> datetime:
        """The first closing after `at`. Raises NeverOpens, also for hours that never close."""
        return instant_of(self.timeline.next_close(epoch_of(at)))

    def segments(self, start: datetime, end: datetime) -> tuple[Span, ...]:
        """The open stretches between two instants, cut at both; none when `end` is not after `start`."""
        parts = self.timeline.segments(epoch_of(start), epoch_of(end))
        return tuple(Span(instant_of(opens), instant_of(closes)) for opens, closes in parts)

    def boundaries(self, start: datetime, end: datetime) -> tuple[datetime, ...]:
        """The openings and closings strictly between two instants, in order: where a rate may change."""
        return tuple(instant_of(edge) for edge in self.timeline.boundaries(epoch_of(start), epoch_of(end)))

    def _moved_exactly(self, start: datetime, *, seconds: int) -> datetime:
        """The move of a start with a fraction, which in a closed second is no open time and is dropped."""
        floor = epoch_of(start)
        fraction = timedelta(microseconds=start.microsecond)
        if self.timeline.is_open(floor):
            return EPOCH + self.timeline.moved(floor, seconds=seconds) * SECOND + fraction
        if seconds > 0:
            return instant_of(self.timeline.add(floor, seconds=seconds))
        return instant_of(self.timeline.subtract(floor, seconds=-seconds))


def compile_calendar(
    hours: Hours, *, first_year: int = USUAL_FIRST_YEAR, last_year: int = USUAL_LAST_YEAR
) -> Calendar:
    """Hours compiled over the years given; the same hours and years are compiled once.

    >>> from datetime import UTC
    >>> from uphold.policy.time.hours import WORKING_WEEK, HoursRule, WeeklyHours, shift
    >>> rule = HoursRule(weekdays=WORKING_WEEK, shift=shift("09:00", "17:00"))
    >>> office = WeeklyHours(zone="America/New_York", rules=(rule,))
    >>> friday = datetime(2026, 6, 12, 20, 30, tzinfo=UTC)
    >>> compile_calendar(office).add(friday, seconds=7200).isoformat()
    '2026-06-15T14:30:00+00:00'
    """
    return Calendar(timeline(hours, first_year=first_year, last_year=last_year))
