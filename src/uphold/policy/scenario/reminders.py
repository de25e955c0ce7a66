"""Reminders: the words of a Notice row, read as instants before the work begins."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from types import MappingProxyType

from uphold.policy.time.local import instant_at, zone_of

PART = re.compile(r"(?P<count>\d{1,4}|a|an|one|two|three|five|seven|ten) (?P<unit>minute|hour|day|week)s?\b")
COUNTS = MappingProxyType({"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "five": 5, "seven": 7, "ten": 10})
DAYS = MappingProxyType({"day": 1, "week": 7})
LENGTHS = MappingProxyType({"minute": timedelta(minutes=1), "hour": timedelta(hours=1)})
USUAL = "one day before"


def reminders_at(words: str | None, *, starts_at: datetime, zone: str) -> tuple[datetime, ...]:
    """The instants of the reminders, the earliest first; the day before where the agreement says none.

    Days are counted on the wall clock of the zone.

    >>> from datetime import UTC
    >>> begins = datetime(2026, 3, 29, 20, tzinfo=UTC)
    >>> [at.isoformat() for at in reminders_at(None, starts_at=begins, zone="Europe/Berlin")]
    ['2026-03-28T21:00:00+00:00']
    >>> [at.isoformat() for at in reminders_at("2 hours before", starts_at=begins, zone="Europe/Berlin")]
    ['2026-03-29T18:00:00+00:00']
    """
    parts = list(PART.finditer((words or USUAL).lower())) or list(PART.finditer(USUAL))
    return tuple(
        sorted({before(part["count"], part["unit"], starts_at=starts_at, zone=zone) for part in parts})
    )


def before(count: str, unit: str, *, starts_at: datetime, zone: str) -> datetime:
    number = COUNTS.get(count) or int(count)
    if unit in LENGTHS:
        return starts_at - number * LENGTHS[unit]
    local = starts_at.astimezone(zone_of(zone))
    on = local.date() - timedelta(days=number * DAYS[unit])
    return instant_at(on, local.time().replace(tzinfo=None), zone=zone)
