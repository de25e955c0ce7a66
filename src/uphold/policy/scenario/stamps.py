"""Stamps: instants, dates and lengths as scenarios write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from uphold.policy.time.local import UnknownZone, zone_of

ZONED = re.compile(r"(?P<local>[^\[\]]+)\[(?P<zone>[^\[\]]+)\]")
LASTED = re.compile(
    r"P(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


class MalformedStamp(ValueError):
    """An instant, date or length that cannot be read."""


def instant_in(text: object) -> datetime:
    """The UTC instant of RFC 3339 with an offset, or of a local time with its zone. Raises MalformedStamp.

    A local time that comes twice is the first of the two; one that a zone leaves out is moved on by the gap.

    >>> instant_in("2027-03-14T01:30[America/New_York]").isoformat()
    '2027-03-14T06:30:00+00:00'
    """
    if not isinstance(text, str):
        raise MalformedStamp(f"{text!r} is not an instant; write it like '2026-06-09T14:15:00Z'")
    zoned = ZONED.fullmatch(text.strip())
    try:
        stated = datetime.fromisoformat(zoned["local"] if zoned else text.strip())
        if stated.tzinfo is not None:
            return stated.astimezone(UTC)
        if zoned is not None:
            return stated.replace(tzinfo=zone_of(zoned["zone"])).astimezone(UTC)
    except UnknownZone as unknown:
        raise MalformedStamp(str(unknown).rstrip(".")) from None
    except (ValueError, OverflowError):
        raise MalformedStamp(f"'{text}' is not an instant; write it like '2026-06-09T14:15:00Z'") from None
    raise MalformedStamp(f"'{text}' names no offset; write it like '{text}Z' or '{text}[America/New_York]'")


def date_in(text: object) -> date:
    """The date written YYYY-MM-DD. Raises MalformedStamp."""
    try:
        if isinstance(text, str) and len(text.strip()) == 10:
            return date.fromisoformat(text.strip())
    except ValueError:
        raise MalformedStamp(f"'{text}' is no day of the calendar") from None
    raise MalformedStamp(f"'{text}' is not a date; write it like '2026-01-31'")


def length_in(text: object) -> timedelta:
    """The length of an ISO 8601 duration of days and less. Raises MalformedStamp.

    >>> length_in("PT12M20S").seconds
    740
    """
    found = LASTED.fullmatch(text.strip()) if isinstance(text, str) else None
    parts = {name: int(count) for name, count in found.groupdict().items() if count} if found else {}
    if not parts or len(str(text)) > 30:
        raise MalformedStamp(f"'{text}' is not a length; write it like 'PT1H30M'")
    return timedelta(**parts)


def stamp_of(at: datetime) -> str:
    """The instant in UTC as RFC 3339.

    >>> stamp_of(datetime(2026, 6, 9, 14, 15, tzinfo=UTC))
    '2026-06-09T14:15:00Z'
    """
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
