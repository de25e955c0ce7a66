"""Local time: instants as the wall clock of a zone reads them, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class UnknownZone(ValueError):
    """No such zone in the IANA database."""

    def __init__(self, name: str) -> None:
        super().__init__(f"'{name}' is not a zone; write one of the IANA database, like 'America/New_York'.")


def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises UnknownZone.

    >>> zone_of("Europe/Berlin").key
    'Europe/Berlin'
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone(name) from None


def due_local(due_at: datetime | None, *, zone: str) -> str | None:
    """The instant in RFC 3339 with the offset that is in force in the zone then; None stays None.

    >>> due_local(datetime(2026, 11, 1, 6, 20, tzinfo=UTC), zone="America/New_York")
    '2026-11-01T01:20:00-05:00'
    """
    return None if due_at is None else due_at.astimezone(zone_of(zone)).isoformat()


def local_date(at: datetime, *, zone: str) -> date:
    """The date that the zone's wall clock shows at an instant.

    >>> local_date(datetime(2026, 6, 13, 1, 0, tzinfo=UTC), zone="America/New_York")
    datetime.date(2026, 6, 12)
    """
    return at.astimezone(zone_of(zone)).date()


def instant_at(on: date, clock: time, *, zone: str) -> datetime:
    """The UTC instant when the zone's wall clock reads this; the first of two; moved past a gap by its
    length.

    >>> instant_at(date(2027, 3, 14), time(2, 30), zone="America/New_York").isoformat()
    '2027-03-14T07:30:00+00:00'
    """
    return datetime.combine(on, clock, tzinfo=zone_of(zone)).astimezone(UTC)
