"""Hours: when somebody is there, as an agreement states it: rows, windows, exceptions, all other hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from uphold.policy.time.holidays import NO_HOLIDAYS, Holidays
from uphold.policy.time.instants import DAY_SECONDS


class Weekday(IntEnum):
    """The days of the week, numbered as `date.weekday()` does."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


EVERY_WEEKDAY = frozenset(Weekday)
WORKING_WEEK = EVERY_WEEKDAY - {Weekday.SATURDAY, Weekday.SUNDAY}


class MalformedTime(ValueError):
    """A wall time was not written HH:MM or HH:MM:SS between 00:00 and 24:00."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a time of day; write it like '09:00', at most '24:00'.")


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """Opening and closing by the wall clock, in seconds after midnight (0 to 86400). Half-open.

    A closing that is not after the opening lies on the next day, equal times are 24 hours. A shift belongs to
    the day it starts on: a holiday takes away the shift that starts on it, whole, and cuts none from the day
    before.

    >>> Shift(32_400, 61_200) == shift("09:00", "17:00")
    True
    """

    opens_second: int
    closes_second: int

    def __post_init__(self) -> None:
        if not (0 <= self.opens_second < DAY_SECONDS and 0 <= self.closes_second <= DAY_SECONDS):
            raise MalformedTime(f"{self.opens_second} to {self.closes_second} seconds")

    @property
    def length_seconds(self) -> int:
        """Length by the wall clock; on a day when clocks change the real length differs.

        >>> shift("22:00", "06:00").length_seconds
        28800
        """
        return (self.closes_second - self.opens_second - 1) % DAY_SECONDS + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRule:
    """One row: a shift on some weekdays. Weekday names do not include holidays; `is_on_holidays` does.

    `zone` (IANA) is whose wall clock the shift reads, None the zone of the Hours.
    """

    weekdays: frozenset[Weekday]
    shift: Shift
    is_on_holidays: bool = False
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class WeekMoment:
    """A moment of the week: `Friday 17:00 America/Los_Angeles`; `second` counts from midnight to 86400."""

    weekday: Weekday
    second: int
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A row from one moment of the week to the first such other moment after it, perhaps in two zones.

    It belongs to the day it opens on: if that is a holiday it opens only with `is_on_holidays`.
    """

    opens: WeekMoment
    closes: WeekMoment
    is_on_holidays: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedHours:
    """The shifts of one date, in place of all rows; none closes the day.

    A holiday wins over them, unless `is_despite_holiday` says that this holiday is worked.
    """

    on: date
    shifts: tuple[Shift, ...]
    is_despite_holiday: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A stretch of one date taken out of whatever is open then."""

    on: date
    shift: Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyHours:
    """Rows that add up, with holidays, dated hours and breaks; `zone` is the one that days are counted in.

    >>> office = WeeklyHours(
    ...     zone="America/New_York", rules=(HoursRule(weekdays=WORKING_WEEK, shift=shift("09:00", "17:00")),)
    ... )
    >>> office.rules[0].shift.length_seconds
    28800
    """

    zone: str
    rules: tuple[HoursRule, ...] = ()
    windows: tuple[Window, ...] = ()
    holidays: Holidays = NO_HOLIDAYS
    dated: tuple[DatedHours, ...] = ()
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherHours:
    """`all other hours`: every instant that lies in none of `than`, holidays of those included."""

    zone: str
    than: tuple[Hours, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlwaysHours:
    """Around the clock, every day. The zone only says when a day begins."""

    zone: str = "UTC"


Hours = WeeklyHours | OtherHours | AlwaysHours


def shift(opens: str, closes: str) -> Shift:
    """A shift from two wall times. Raises MalformedTime.

    >>> shift("20:00", "24:00")
    Shift(opens_second=72000, closes_second=86400)
    """
    return Shift(second_of_day(opens) % DAY_SECONDS, second_of_day(closes))


def second_of_day(text: str) -> int:
    """Seconds after midnight of `HH:MM` or `HH:MM:SS`, up to `24:00`. Raises MalformedTime.

    >>> second_of_day("09:30"), second_of_day("24:00")
    (34200, 86400)
    """
    parts = text.split(":")
    if len(parts) not in {2, 3} or not all(
        part.isascii() and part.isdigit() and len(part) <= 2 for part in parts
    ):
        raise MalformedTime(text)
    hour, minute, second = (*(int(part) for part in parts), 0)[:3]
    seconds = hour * 3600 + minute * 60 + second
    if minute > 59 or second > 59 or seconds > DAY_SECONDS:
        raise MalformedTime(text)
    return seconds
