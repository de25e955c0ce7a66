"""A fact as written: one record of a file, with its place, and its parts read into our own values."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from uphold.policy.time.calendar import Calendar, compile_calendar
from uphold.policy.time.holidays import Holidays, holiday_on
from uphold.policy.time.hours import (
    Break,
    DatedHours,
    HoursRule,
    MalformedTime,
    Shift,
    Weekday,
    WeeklyHours,
    shift,
)
from uphold.policy.time.local import UnknownZone, zone_of

WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


class Unreadable(ValueError):
    """A record, or a part of it, is not in the format."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One record. `place` is file:line; a line that is no JSON object has a `fault` and no `record`."""

    place: str
    record: Mapping[str, Any]
    fault: str = ""

    @property
    def name(self) -> str:
        return str(self.record.get("id", self.place))

    @property
    def source(self) -> str:
        """The project that the fact comes from: the first word of its source."""
        words = str(self.record.get("source", "")).split()
        return words[0].rstrip(",:") if words else "(no source)"

    def part(self, key: str) -> Any:  # noqa: ANN401 - JSON of any shape
        """A part that must be there."""
        if key not in self.record:
            raise self.unreadable(f"'{key}' is missing")
        return self.record[key]

    def whole(self, key: str) -> int:
        """A whole number."""
        value = self.part(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.unreadable(f"'{key}' is not a whole number: {value!r}")
        return value

    def instant(self, key: str) -> datetime:
        return self.read_instant(self.part(key), key=key)

    def read_instant(self, text: object, *, key: str) -> datetime:
        """An instant with its offset, as UTC."""
        try:
            instant = datetime.fromisoformat(str(text))
        except ValueError:
            raise self.unreadable(f"'{key}' is not an instant: {text!r}") from None
        if instant.tzinfo is None:
            raise self.unreadable(f"'{key}' has no offset: {text!r}")
        return instant.astimezone(UTC)

    def calendar(self, weekly: object = None) -> Calendar:
        """The calendar of the record; `weekly` takes the place of its own weekly hours."""
        try:
            hours = _hours(self.record, self.part("weekly") if weekly is None else weekly)
            years = [int(str(self.record[key])[:4]) for key in ("start", "end") if key in self.record] or [
                2020
            ]
            return compile_calendar(hours, first_year=min(years) - 1, last_year=max(years) + 1)
        except (KeyError, TypeError, AttributeError, MalformedTime, UnknownZone, ValueError) as error:
            raise self.unreadable(f"the hours cannot be read: {error}") from error

    def unreadable(self, reason: str) -> Unreadable:
        return Unreadable(f"{self.place}: {self.name}: {reason}.")


def read_facts(lines: Sequence[str], *, path: str) -> Iterator[Fact]:
    """The facts of a file, empty lines left out."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            yield Fact(place, {}, fault=f"no JSON: {error}")
            continue
        is_record = isinstance(record, dict)
        yield Fact(place, record if is_record else {}, fault="" if is_record else "no JSON object")


def _hours(record: Mapping[str, Any], weekly: Any) -> WeeklyHours:  # noqa: ANN401 - JSON of any shape
    rules = [
        HoursRule(weekdays=frozenset({Weekday(WEEKDAYS[day])}), shift=part)
        for day, parts in weekly.items()
        for part in _shifts(parts)
    ]
    return WeeklyHours(
        zone=zone_of(record["tz"]).key,
        rules=tuple(rules),
        holidays=Holidays(
            dates=tuple(holiday_on(date.fromisoformat(on)) for on in record.get("holidays", ()))
        ),
        dated=tuple(
            DatedHours(on=date.fromisoformat(on), shifts=_shifts(parts))
            for on, parts in record.get("overrides", {}).items()
        ),
        breaks=tuple(
            Break(on=date.fromisoformat(on), shift=part)
            for on, parts in record.get("breaks", {}).items()
            for part in _shifts(parts)
        ),
    )


def _shifts(parts: Sequence[Sequence[str]]) -> tuple[Shift, ...]:
    return tuple(shift(opens, closes) for opens, closes in parts)
