"""Moments of the demonstration, told relative to the present, so that its clocks show what they should on any day.

"40m ago"        before now, by the wall
"3h open ago"    before now, counted in the hours of the desk
"Sat 02:10"      the last such hour that lies at least two days back; "Sat 02:10 7w ago": seven weeks before that
"35m", "2h open" after the opening of the ticket, by the wall or in the hours of the desk
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from uphold.policy.time.calendar import Calendar
from uphold.policy.time.local import instant_at, local_date

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SPAN = re.compile(
    r"(?:(?P<days>\d+)d)? ?(?:(?P<hours>\d+)h)? ?(?:(?P<minutes>\d+)m)?(?P<open> open)?(?P<ago> ago)?"
)
WEEKLY = re.compile(
    r"(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?P<hour>\d\d):(?P<minute>\d\d)(?: (?P<weeks>\d+)w ago)?"
)
LEAST_BACK = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Almanac:
    """The present and the hours of the desk."""

    now: datetime
    calendar: Calendar

    def opening(self, text: str) -> datetime:
        """The instant of an opening: "40m ago", "3h open ago" or "Sat 02:10"."""
        weekly = WEEKLY.fullmatch(text)
        return self._last(weekly) if weekly else self.step(text, opened_at=self.now)

    def step(self, text: str, *, opened_at: datetime) -> datetime:
        """The instant of a later step: after the opening, or before now when it says "ago"."""
        span = SPAN.fullmatch(text)
        if span is None or not text:
            raise ValueError(f"'{text}' is not a moment.")
        length = timedelta(**{unit: int(span[unit] or 0) for unit in ("days", "hours", "minutes")})
        if span["open"]:
            seconds = int(length.total_seconds())
            if span["ago"]:
                return self.calendar.subtract(self.now, seconds=seconds)
            return self.calendar.add(opened_at, seconds=seconds)
        return self.now - length if span["ago"] else opened_at + length

    def _last(self, weekly: re.Match[str]) -> datetime:
        zone = self.calendar.zone
        clock = time(int(weekly["hour"]), int(weekly["minute"]))
        on = local_date(self.now - LEAST_BACK, zone=zone)
        while (
            WEEKDAYS[on.weekday()] != weekly["weekday"]
            or instant_at(on, clock, zone=zone) > self.now - LEAST_BACK
        ):
            on -= timedelta(days=1)
        return instant_at(on - timedelta(weeks=int(weekly["weeks"] or 0)), clock, zone=zone)
