"""Instants: aware datetimes outside, whole seconds since 1970 inside, so that every sum is exact and fast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY_SECONDS = 86_400
EPOCH_ORDINAL = 719_163
"""`date(1970, 1, 1).toordinal()`."""


class NaiveInstant(ValueError):
    """An instant without a zone was given; there is no default zone."""

    def __init__(self, instant: datetime) -> None:
        super().__init__(f"{instant.isoformat()} names no zone; give an aware datetime.")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, half-open: `starts_at` belongs to it, `ends_at` does not. Both are aware.

    >>> Span(EPOCH, EPOCH + timedelta(hours=2)).seconds
    7200
    """

    starts_at: datetime
    ends_at: datetime

    @property
    def seconds(self) -> int:
        """Real seconds from start to end, clock changes included."""
        return epoch_of(self.ends_at) - epoch_of(self.starts_at)


def epoch_of(instant: datetime) -> int:
    """Whole seconds since 1970-01-01T00:00Z; fractions are floored. Raises NaiveInstant.

    >>> epoch_of(datetime(1970, 1, 1, 0, 1, 0, 999_999, tzinfo=UTC))
    60
    """
    try:
        return (instant - EPOCH) // SECOND
    except TypeError:
        raise NaiveInstant(instant) from None


def whole_second(instant: datetime) -> datetime:
    """The instant without its fraction of a second.

    >>> whole_second(datetime(2026, 1, 1, 0, 0, 0, 999_999, tzinfo=UTC)).microsecond
    0
    """
    return instant - timedelta(microseconds=instant.microsecond) if instant.microsecond else instant


def instant_of(epoch_seconds: int) -> datetime:
    """The UTC datetime of whole seconds since 1970. Raises OverflowError outside the years 1 to 9999.

    >>> instant_of(86_400).isoformat()
    '1970-01-02T00:00:00+00:00'
    """
    return EPOCH + timedelta(0, epoch_seconds)
