"""Opening: hours laid out on the time line as stretches of whole seconds, sorted, joined, without overlaps.

Interval ends are wall times: in an overlap the first occurrence counts, in a gap the clock is read as if it
had not been put forward (the rule of RFC 5545 and of Temporal's "compatible"). A stretch that vanishes so is
dropped; a date that a zone leaves out (Apia, 30 December 2011) has no hours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import itemgetter

from uphold.policy.time.hours import AlwaysHours, Hours, HoursRule, OtherHours, Shift, WeeklyHours, Window
from uphold.policy.time.instants import DAY_SECONDS, EPOCH_ORDINAL, SECOND
from uphold.policy.time.local import zone_of

Stretch = tuple[int, int]
"""Start and end in seconds since 1970, half-open."""
DayShift = tuple[int, int, int]
"""The ordinal of the date that a shift belongs to, its start and its end."""
LONGEST_WINDOW_DAYS = 9


def stretches(hours: Hours, *, first_on: date, last_on: date) -> list[Stretch]:
    """The open stretches of the UTC days `first_on` to `last_on`, cut at their ends.

    >>> stretches(AlwaysHours(), first_on=date(1970, 1, 1), last_on=date(1970, 1, 1))
    [(0, 86400)]
    """
    begins, ends = _midnight(first_on.toordinal()), _midnight(last_on.toordinal() + 1)
    if isinstance(hours, AlwaysHours):
        return [(begins, ends)]
    if isinstance(hours, OtherHours):
        taken = [
            part for other in hours.than for part in stretches(other, first_on=first_on, last_on=last_on)
        ]
        return without([(begins, ends)], joined(taken))
    whole = joined((start, end) for _, start, end in shifts(hours, first_on=first_on, last_on=last_on))
    return clipped(without(whole, _breaks(hours)), begins=begins, ends=ends)


def shifts(hours: WeeklyHours, *, first_on: date, last_on: date) -> Iterator[DayShift]:
    """Every shift and window that may touch the UTC days, by its own date, before joining and breaks.

    A shift that vanishes in a gap of the clock comes with an end before its start.
    """
    first, last = first_on.toordinal() - LONGEST_WINDOW_DAYS, last_on.toordinal() + 2
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    free = {on.toordinal() for year in years for on in hours.holidays.in_year(year)}
    by_zone: dict[str, list[HoursRule]] = defaultdict(list)
    for rule in hours.rules:
        by_zone[rule.zone or hours.zone].append(rule)
    dated = {exception.on.toordinal(): exception for exception in hours.dated}
    worked = {day for day, exception in dated.items() if day not in free or exception.is_despite_holiday}
    for zone, rules in by_zone.items():
        yield from _laid_out(rules, zone=zone, days=range(first, last + 1), free=free, without_days=worked)
    exceptions = [(day, dated[day].shifts) for day in sorted(worked) if first <= day <= last]
    yield from _placed(exceptions, WallClock(hours.zone, first=first, last=last))
    for window in hours.windows:
        yield from _opened(window, days=range(first, last + 1), free=free, without_days=worked)


def open_shifts(hours: WeeklyHours, *, first_on: date, last_on: date) -> Iterator[DayShift]:
    """As `shifts`, with breaks taken out: a shift with a break in it comes in parts."""
    breaks = _breaks(hours)
    for day, start, end in shifts(hours, first_on=first_on, last_on=last_on):
        for part in without([(start, end)], breaks):
            yield day, *part


def joined(parts: Iterable[Stretch]) -> list[Stretch]:
    """Sorted, with touching and overlapping stretches made one and empty ones dropped.

    >>> joined([(5, 9), (1, 3), (3, 5), (7, 7)])
    [(1, 9)]
    """
    result: list[Stretch] = []
    reached = None
    for start, end in sorted(parts):
        if end <= start:
            continue
        if reached is None or start > reached:
            result.append((start, end))
            reached = end
        elif end > reached:
            result[-1] = (result[-1][0], end)
            reached = end
    return result


def without(whole: Sequence[Stretch], taken: Sequence[Stretch]) -> list[Stretch]:
    """What is left of sorted stretches when other sorted stretches are taken out.

    >>> without([(0, 10), (20, 30)], [(2, 4), (8, 22)])
    [(0, 2), (4, 8), (22, 30)]
    """
    result: list[Stretch] = []
    place = 0
    for start, end in whole:
        begin = start
        while place < len(taken) and taken[place][1] <= begin:
            place += 1
        at = place
        while at < len(taken) and taken[at][0] < end:
            if taken[at][0] > begin:
                result.append((begin, taken[at][0]))
            begin = max(begin, taken[at][1])
            at += 1
        if begin < end:
            result.append((begin, end))
    return result


def clipped(whole: Sequence[Stretch], *, begins: int, ends: int) -> list[Stretch]:
    """The parts of stretches that lie between two instants.

    >>> clipped([(0, 10), (20, 30)], begins=5, ends=20)
    [(5, 10)]
    """
    return [(max(start, begins), min(end, ends)) for start, end in whole if start < ends and end > begins]


class WallClock:
    """The wall clock of a zone over some days: turns a date and a second of the day into seconds since 1970.

    Reading the zone once a day instead of once a shift is what makes ten years compile in milliseconds.
    """

    __slots__ = ("_first", "_offsets", "_zone")

    def __init__(self, zone: str, *, first: int, last: int) -> None:
        self._zone = zone_of(zone)
        self._first = first
        self._offsets = [self._offset(datetime.fromordinal(day)) for day in range(first, last + 4)]

    def instant(self, day: int, second: int) -> int:
        """Seconds since 1970 when this clock reads `second` (up to two days) on the date numbered `day`."""
        if second >= DAY_SECONDS:
            day, second = day + second // DAY_SECONDS, second % DAY_SECONDS
        offset = self._offsets[day - self._first]
        if offset != self._offsets[day - self._first + 1]:
            offset = self._offset(datetime.fromordinal(day) + timedelta(seconds=second))
        return _midnight(day) + second - offset

    def has(self, day: int) -> bool:
        """Whether the date exists in the zone."""
        if self._offsets[day - self._first] == self._offsets[day - self._first + 1]:
            return True
        noon = (datetime.fromordinal(day) + timedelta(hours=12)).replace(tzinfo=self._zone)
        return noon.astimezone(UTC).astimezone(self._zone).toordinal() == day

    def _offset(self, wall: datetime) -> int:
        offset = wall.replace(tzinfo=self._zone).utcoffset() or timedelta()
        return offset // SECOND


def _laid_out(
    rules: Sequence[HoursRule], *, zone: str, days: range, free: set[int], without_days: set[int]
) -> Iterator[DayShift]:
    by_weekday = [tuple(rule.shift for rule in rules if day in rule.weekdays) for day in range(7)]
    on_holidays = tuple(rule.shift for rule in rules if rule.is_on_holidays)
    due = (
        (day, on_holidays if day in free else by_weekday[(day - 1) % 7])
        for day in days
        if day not in without_days
    )
    return _placed(due, WallClock(zone, first=days[0], last=days[-1]))


def _placed(due: Iterable[tuple[int, Sequence[Shift]]], clock: WallClock) -> Iterator[DayShift]:
    for day, parts in due:
        if not parts or not clock.has(day):
            continue
        for part in parts:
            closes = part.closes_second
            start = clock.instant(day, part.opens_second)
            end = clock.instant(day, closes if closes > part.opens_second else closes + DAY_SECONDS)
            yield day, start, end


def _opened(window: Window, *, days: range, free: set[int], without_days: set[int]) -> Iterator[DayShift]:
    opening = WallClock(window.opens.zone, first=days[0], last=days[-1])
    closing = WallClock(window.closes.zone, first=days[0] - 2, last=days[-1] + LONGEST_WINDOW_DAYS)
    for day in days:
        is_open = day not in without_days and (window.is_on_holidays or day not in free)
        if (day - 1) % 7 != window.opens.weekday or not is_open or not opening.has(day):
            continue
        start = opening.instant(day, window.opens.second)
        ends = (
            closing.instant(near, window.closes.second)
            for near in range(day - 2, day + LONGEST_WINDOW_DAYS)
            if (near - 1) % 7 == window.closes.weekday
        )
        yield day, start, next(end for end in ends if end > start)


def _breaks(hours: WeeklyHours) -> list[Stretch]:
    parts: list[Stretch] = []
    for day, group in groupby(
        sorted((one.on.toordinal(), one.shift) for one in hours.breaks), key=itemgetter(0)
    ):
        placed = _placed([(day, [part for _, part in group])], WallClock(hours.zone, first=day, last=day))
        parts.extend((start, end) for _, start, end in placed)
    return joined(parts)


def _midnight(day: int) -> int:
    return (day - EPOCH_ORDINAL) * DAY_SECONDS
