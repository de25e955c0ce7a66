"""Windows: from the wall clock of a zone to two instants, over both changes of the clock."""

from dataclasses import dataclass
from datetime import UTC, datetime

from uphold.maintenance.refusals import WorkEndsFirst
from uphold.policy.time.local import instant_at, zone_of


@dataclass(frozen=True, slots=True)
class Times:
    """When it begins and ends, half-open."""

    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


def times_of(starts: datetime, ends: datetime, *, zone: str) -> Times:
    """From two readings of the zone's clock, without zones of their own.

    An hour that the clock skips is moved on by its length. Of an hour that it shows twice the first is meant; for the
    end the second, where the first would lie before the start.
    """
    starts_at = instant_at(starts.date(), starts.time(), zone=zone)
    ends_at = instant_at(ends.date(), ends.time(), zone=zone)
    if ends_at <= starts_at:
        ends_at = ends.replace(tzinfo=zone_of(zone), fold=1).astimezone(UTC)
    if ends_at <= starts_at:
        raise WorkEndsFirst
    return Times(starts_at, ends_at)
