"""Days and times of Hours: `Monday to Friday`, `holidays`, `09:00`, `Friday 17:00 America/Los_Angeles`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from uphold.policy.document.cells.words import ISO_DATE, date_of, zone_name
from uphold.policy.document.names import MalformedCell, key_of, nearest
from uphold.policy.time.hours import (
    EVERY_WEEKDAY,
    MalformedTime,
    Shift,
    Weekday,
    WeekMoment,
    Window,
    second_of_day,
)
from uphold.policy.time.instants import DAY_SECONDS

DAYS = {day.name.casefold(): day for day in Weekday}
SHORT = {day.name.casefold()[:3]: day for day in Weekday}
OTHER_HOURS = "all other hours"
ALWAYS = frozenset({"always", "around the clock"})
WHOLE_DAY = Shift(0, DAY_SECONDS)
RANGE = re.compile(r"\s+to\s+", re.IGNORECASE)
EXAMPLE = "write it like 'Monday to Friday', 'Saturday, Sunday', 'every day' or 'holidays'"


@dataclass(frozen=True, slots=True)
class OpenDays:
    """The days of a row: weekdays, whether holidays too, and single dates."""

    weekdays: frozenset[Weekday]
    is_on_holidays: bool = False
    dates: tuple[date, ...] = ()


def read_days(text: str) -> OpenDays:
    """The days that a cell names; `every day` includes holidays, weekday names do not. Raises MalformedCell.

    >>> sorted(read_days("Friday to Sunday").weekdays) == [4, 5, 6]
    True
    """
    if not text:
        raise MalformedCell("cell.days", f"the cell is empty; {EXAMPLE}")
    weekdays: set[Weekday] = set()
    dates: list[date] = []
    is_on_holidays = False
    for written in (each.strip() for each in text.split(",")):
        part = key_of(written)
        if part == "every day":
            weekdays |= EVERY_WEEKDAY
            is_on_holidays = True
        elif part in {"holidays", "holiday"}:
            is_on_holidays = True
        elif ISO_DATE.fullmatch(part):
            dates.append(date_of(part))
        else:
            first, *last = RANGE.split(written, maxsplit=1)
            weekdays |= _range(_weekday(first), _weekday(last[0] if last else first))
    return OpenDays(frozenset(weekdays), is_on_holidays, tuple(dates))


def read_edge(text: str, *, zone: str) -> WeekMoment | int | None:
    """Where hours begin or end: a moment of the week, seconds after midnight, or None for an empty cell.

    `zone` is that of a moment that states none. Raises MalformedCell.

    >>> read_edge("09:30", zone="UTC")
    34200
    >>> read_edge("Friday 17:00 America/Los_Angeles", zone="UTC").zone
    'America/Los_Angeles'
    """
    words = text.split()
    if not words:
        return None
    if len(words) in {2, 3} and key_of(words[0]) in DAYS:
        stated = zone_name(words[2]) if len(words) == 3 else zone
        return WeekMoment(DAYS[key_of(words[0])], _second_of_day(words[1]), stated)
    return _second_of_day(text)


def between(opens: WeekMoment | int | None, closes: WeekMoment | int | None) -> Window | Shift:
    """What lies between two edges; the whole day where both are empty. Raises MalformedCell.

    >>> between(79_200, 21_600).length_seconds
    28800
    """
    if isinstance(opens, WeekMoment) and isinstance(closes, WeekMoment):
        return Window(opens=opens, closes=closes)
    if isinstance(opens, WeekMoment) or isinstance(closes, WeekMoment):
        text = "From and To name a weekday both or neither, like 'Friday 17:00' and 'Monday 09:00'"
        raise MalformedCell("cell.time", text)
    if opens is None and closes is None:
        return WHOLE_DAY
    if opens is None or closes is None:
        text = "From and To go together; write both, like '09:00' and '17:00', or neither"
        raise MalformedCell("cell.time", text)
    return Shift(opens % DAY_SECONDS, closes)


def _second_of_day(text: str) -> int:
    try:
        return second_of_day(text.strip())
    except MalformedTime as malformed:
        raise MalformedCell("cell.time", str(malformed).rstrip(".")) from None


def _weekday(name: str) -> Weekday:
    key = key_of(name)
    found = DAYS.get(key, DAYS.get(key.removesuffix("s")))
    if found is None:
        short = SHORT.get(key)
        near = short.name.title() if short else nearest(name, [day.name.title() for day in Weekday])
        hint = f"did you mean '{near}'?" if near else EXAMPLE
        raise MalformedCell("cell.days", f"'{name}' is not a day; {hint}")
    return found


def _range(first: Weekday, last: Weekday) -> set[Weekday]:
    """From one weekday to the next such other one, over the end of the week where needed."""
    return {Weekday((first + offset) % 7) for offset in range((last - first) % 7 + 1)}
