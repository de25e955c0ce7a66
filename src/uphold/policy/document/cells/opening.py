"""Days and times of Hours: `Monday to Friday`, `holidays`, `09:00`, `Friday 17:00 America/Los_Angeles`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from uphold.policy.document.cells.words import ISO_DATE, date_of, zone_name
from uphold.policy.document.names import MalformedCell, key_of, nearest
from uphold.policy.time.hours import EVERY_WEEKDAY, MalformedTime, Shift, Weekday, WeekMoment, second_of_day
from uphold.policy.time.instants import DAY_SECONDS

DAYS = {day.name.casefold(): day for day in Weekday}
SHORT = {day.name.casefold()[:3]: day for day in Weekday}
OTHER_HOURS = "all other hours"
ALWAYS = frozenset({"always", "around the clock"})
WHOLE_DAY = Shift(0, DAY_SECONDS)
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
    for part in (key_of(each) for each in text.split(",")):
        if part == "every day":
            weekdays |= EVERY_WEEKDAY
            is_on_holidays = True
        elif part in {"holidays", "holiday"}:
            is_on_holidays = True
        elif ISO_DATE.fullmatch(part):
            dates.append(date_of(part))
        else:
            first, _, last = part.partition(" to ")
            weekdays |= _range(_weekday(first), _weekday(last or first))
    return OpenDays(frozenset(weekdays), is_on_holidays, tuple(dates))


def read_time(text: str) -> int:
    """Seconds after midnight of a wall time. Raises MalformedCell."""
    try:
        return second_of_day(text.strip())
    except MalformedTime as malformed:
        raise MalformedCell("cell.time", str(malformed).rstrip(".")) from None


def read_shift(opens: str, closes: str) -> Shift:
    """The shift between two wall times, the whole day where both are empty. Raises MalformedCell.

    >>> read_shift("22:00", "06:00").length_seconds
    28800
    """
    if not opens and not closes:
        return WHOLE_DAY
    if not opens or not closes:
        raise MalformedCell(
            "cell.time", "From and To go together; write both, like '09:00' and '17:00', or neither"
        )
    return Shift(read_time(opens) % DAY_SECONDS, read_time(closes))


def read_moment(text: str, *, zone: str) -> WeekMoment | None:
    """A moment of the week with its zone, None where the cell does not begin with a weekday.

    >>> read_moment("Friday 17:00 America/Los_Angeles", zone="UTC").zone
    'America/Los_Angeles'
    """
    words = text.split()
    if len(words) not in {2, 3} or key_of(words[0]) not in DAYS:
        return None
    stated = zone_name(words[2]) if len(words) == 3 else zone
    return WeekMoment(DAYS[key_of(words[0])], read_time(words[1]), stated)


def _weekday(name: str) -> Weekday:
    key = name.strip().removesuffix("s") if name.strip().removesuffix("s") in DAYS else name.strip()
    found = DAYS.get(key)
    if found is None:
        short = SHORT.get(key)
        near = short.name.title() if short else nearest(name, [day.name.title() for day in Weekday])
        hint = f"did you mean '{near}'?" if near else EXAMPLE
        raise MalformedCell("cell.days", f"'{name}' is not a day; {hint}")
    return found


def _range(first: Weekday, last: Weekday) -> set[Weekday]:
    """From one weekday to the next such other one, over the end of the week where needed."""
    return {Weekday((first + offset) % 7) for offset in range((last - first) % 7 + 1)}
