"""Instants and spans as people write them in an example: local to the agreement, or with a zone of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from uphold.policy.check.examples.phrases import Phrase
from uphold.policy.time.local import UnknownZone, instant_at

INSTANT = re.compile(
    r"(?:(\d{4}-\d{2}-\d{2})[T ])?(\d{1,2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?(?:\[([^\]]+)\])?(?![\w:])"
)
AMOUNT = re.compile(r"(\d+) (second|minute|hour|day)s?\b")
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads instants of one example: `zone` is that of the agreement, `opened_on` the local day of opening."""

    zone: str
    opened_on: date | None = None

    def leading(self, text: str, phrase: Phrase) -> tuple[datetime, str]:
        """The instant that a text begins with, in UTC, and what follows it. Raises MalformedExample."""
        match = INSTANT.match(text)
        if match is None:
            raise phrase.refuse(f"'{text}' does not begin with an instant; write it like '2026-08-15 02:00'.")
        day, clock, offset, zone = match.groups()
        on = date.fromisoformat(day) if day and is_date(day) else None if day else self.opened_on
        if on is None:
            raise phrase.refuse(f"'{match[0]}' names no day; write it like '2026-08-15 02:00'.")
        hour, minute, second = (*(int(part) for part in clock.split(":")), 0)[:3]
        if hour > 23 or minute > 59 or second > 59:
            raise phrase.refuse(f"'{clock}' is not a time of day; write it like '02:00'.")
        at = time(hour, minute, second)
        rest = text[match.end() :].strip()
        if offset:
            stated = offset.replace("Z", "+00:00")
            return datetime.fromisoformat(f"{on.isoformat()}T{at.isoformat()}{stated}").astimezone(UTC), rest
        try:
            return instant_at(on, at, zone=zone or self.zone), rest
        except UnknownZone as error:
            raise phrase.refuse(str(error)) from None

    def whole(self, text: str, phrase: Phrase) -> datetime:
        """The instant that a text is. Raises MalformedExample."""
        at, rest = self.leading(text, phrase)
        if rest:
            raise phrase.refuse(f"'{rest}' follows the instant and says nothing known.")
        return at

    def is_instant(self, text: str) -> bool:
        """Whether a text looks like an instant and nothing else."""
        return INSTANT.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether a text is a date of the calendar.

    >>> is_date("2026-02-30")
    False
    """
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def span_seconds(text: str) -> int | None:
    """The seconds of a span in words, or None when it is none.

    >>> span_seconds("1 hour 30 minutes"), span_seconds("soon")
    (5400, None)
    """
    parts = AMOUNT.findall(text)
    left = AMOUNT.sub("", text).replace(" and ", " ").strip(" ,")
    if not parts or left:
        return None
    return sum(int(count) * SECONDS[unit] for count, unit in parts)


def following(starts_at: datetime, clock_text: str, ends_at: datetime) -> datetime:
    """The end of a stretch: written as a bare time before its start, it is that of the next day."""
    is_bare = "-" not in clock_text
    return ends_at + timedelta(days=1) if is_bare and ends_at <= starts_at else ends_at


def written(at: datetime) -> str:
    """An instant in RFC 3339.

    >>> written(datetime(2026, 8, 15, 6, tzinfo=UTC))
    '2026-08-15T06:00:00+00:00'
    """
    return at.isoformat()
