"""Stamps: instants, dates and lengths as scenarios write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from uphold.policy.time.local import UnknownZone, zone_of

ZONED = re.compile(r"(?P<local>[^\[\]]+)\[(?P<zone>[^\[\]]+)\]")
LASTED = re.compile(
    r"P(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


FIRST_YEAR, LAST_YEAR = 1970, 2199
"""Instants outside these years are slips of the pen."""
LONGEST = timedelta(days=366)


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
        if stated.tzinfo is None and zoned is not None:
            stated = stated.replace(tzinfo=zone_of(zoned["zone"]))
        if stated.tzinfo is not None:
            return within_years(stated.astimezone(UTC), text=text)
    except UnknownZone as unknown:
        raise MalformedStamp(str(unknown).rstrip(".")) from None
    except MalformedStamp:
        raise
    except (ValueError, OverflowError):
        raise MalformedStamp(f"'{text}' is not an instant; write it like '2026-06-09T14:15:00Z'") from None
    raise MalformedStamp(f"'{text}' names no offset; write it like '{text}Z' or '{text}[America/New_York]'")


def within_years(at: datetime, *, text: object) -> datetime:
    """The instant, if it lies in the years that agreements are about. Raises MalformedStamp."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise MalformedStamp(f"'{text}' lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return at


def date_in(text: object) -> date:
    """The date written YYYY-MM-DD. Raises MalformedStamp."""
    try:
        if isinstance(text, str) and len(text.strip()) == 10:
            return date.fromisoformat(text.strip())
    except ValueError:
        raise MalformedStamp(f"'{text}' is no day of the calendar") from None
    raise MalformedStamp(f"'{text}' is not a date; write it like '2026-01-31'")


def length_in(text: object) -> timedelta:
    """The length of an ISO 8601 duration of days and less, up to a year. Raises MalformedStamp.

    >>> length_in("PT12M20S").seconds
    740
    """
    found = LASTED.fullmatch(text.strip()) if isinstance(text, str) else None
    parts = {name: int(count) for name, count in found.groupdict().items() if count} if found else {}
    try:
        length = timedelta(**parts)
    except OverflowError:
        length = LONGEST + timedelta(1)
    if not parts or length > LONGEST:
        raise MalformedStamp(f"'{text}' is not a length of work; write it like 'PT1H30M'")
    return length


def stamp_of(at: datetime) -> str:
    """The instant in UTC as RFC 3339.

    >>> stamp_of(datetime(2026, 6, 9, 14, 15, tzinfo=UTC))
    '2026-06-09T14:15:00Z'
    """
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
