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
YEARS = range(1970, 2200)
"""Farther years are a slip of the pen."""
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
        on = date_of(day) if day else self.opened_on
        if on is None:
            raise phrase.refuse(f"'{match[0]}' names no day; write it like '2026-08-15 02:00'.")
        if on.year not in YEARS:
            raise phrase.refuse(f"examples are about the years {YEARS.start} to {YEARS.stop - 1}.")
        try:
            stated = time.fromisoformat(clock.zfill(5) if clock.count(":") == 1 else clock.zfill(8))
            if offset:
                named = datetime.fromisoformat(f"{on.isoformat()}T{stated.isoformat()}{offset}")
                return named.astimezone(UTC), text[match.end() :].strip()
            return instant_at(on, stated, zone=zone or self.zone), text[match.end() :].strip()
        except UnknownZone as error:
            raise phrase.refuse(str(error)) from None
        except ValueError:
            raise phrase.refuse(
                f"'{match[0]}' is not an instant; write it like '2026-08-15 02:00'."
            ) from None

    def whole(self, text: str, phrase: Phrase) -> datetime:
        """The instant that a text is. Raises MalformedExample."""
        at, rest = self.leading(text, phrase)
        if rest:
            raise phrase.refuse(f"'{rest}' follows the instant and says nothing known.")
        return at

    def is_instant(self, text: str) -> bool:
        """Whether a text looks like an instant and nothing else."""
        return INSTANT.fullmatch(text) is not None


def date_of(text: str) -> date | None:
    """The date that a text is; None for one that the calendar does not have.

    >>> date_of("2026-02-30") is None
    True
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


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
