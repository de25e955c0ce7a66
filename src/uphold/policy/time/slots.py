"""Slots: the stretches that can be booked - what weekly windows open, less absences and what is booked already."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter

from uphold.policy.time.holidays import NO_HOLIDAYS, Holidays
from uphold.policy.time.hours import HoursRule, Shift, Weekday, WeeklyHours
from uphold.policy.time.instants import Span, epoch_of, instant_of
from uphold.policy.time.opening import Stretch, joined, shifts

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookableWindow:
    """A shift of one weekday by a zone's wall clock in which somebody can be booked, in slots of `slot_seconds`.

    The slots of a window follow one another from its opening; what is left before its closing is none. They are real
    time: on a day when clocks change a window from midnight on has one slot of an hour more or less.
    """

    weekday: Weekday
    shift: Shift
    zone: str
    slot_seconds: int

    def __post_init__(self) -> None:
        if self.slot_seconds <= 0:
            raise ValueError("A slot lasts some time.")


def free_slots(
    windows: Iterable[BookableWindow],
    *,
    taken: Iterable[Span] = (),
    starts_at: datetime,
    ends_at: datetime,
    holidays: Holidays = NO_HOLIDAYS,
) -> tuple[Span, ...]:
    """The slots of the windows that begin at `starts_at` or later, end by `ends_at`, and touch nothing `taken`.

    In order, each once. Windows stay closed on `holidays`, whose dates are those of each window's own zone.

    >>> from datetime import UTC
    >>> from uphold.policy.time.hours import shift
    >>> window = BookableWindow(
    ...     weekday=Weekday.MONDAY, shift=shift("09:00", "13:00"), zone="America/New_York", slot_seconds=7200
    ... )
    >>> monday = datetime(2026, 9, 21, tzinfo=UTC)
    >>> taken = [Span(datetime(2026, 9, 21, 13, tzinfo=UTC), datetime(2026, 9, 21, 14, tzinfo=UTC))]
    >>> [slot.starts_at.isoformat() for slot in free_slots([window], taken=taken, starts_at=monday,
    ...                                                    ends_at=monday + ONE_DAY)]
    ['2026-09-21T15:00:00+00:00']
    """
    held = joined((epoch_of(span.starts_at), epoch_of(span.ends_at)) for span in taken)
    first_on, last_on = starts_at.date() - ONE_DAY, ends_at.date() + ONE_DAY
    found = {
        slot
        for window in windows
        for slot in _slots_of(window, first_on=first_on, last_on=last_on, holidays=holidays)
    }
    slots = [
        Span(instant_of(start), instant_of(end)) for start, end in sorted(found) if _is_free(start, end, held)
    ]
    return tuple(slot for slot in slots if slot.starts_at >= starts_at and slot.ends_at <= ends_at)


def _slots_of(
    window: BookableWindow, *, first_on: date, last_on: date, holidays: Holidays
) -> Iterator[Stretch]:
    """All slots of a window that begin on these days or near them, free or not."""
    rule = HoursRule(weekdays=frozenset({window.weekday}), shift=window.shift)
    hours = WeeklyHours(zone=window.zone, rules=(rule,), holidays=holidays)
    for _, opens, closes in shifts(hours, first_on=first_on, last_on=last_on):
        for start in range(opens, closes - window.slot_seconds + 1, window.slot_seconds):
            yield start, start + window.slot_seconds


def _is_free(start: int, end: int, held: Sequence[Stretch]) -> bool:
    """Whether a slot touches none of the sorted stretches; one that ends when another begins does not touch it."""
    before = bisect_left(held, end, key=itemgetter(0))
    return before == 0 or held[before - 1][1] <= start
