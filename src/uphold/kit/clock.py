"""The only place that reads the time. Faces ask here; everything below them takes instants as arguments."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)


def now() -> datetime:
    return _stopped_at.get() or datetime.now(UTC)


@contextmanager
def stopped_at(instant: datetime) -> Iterator[None]:
    """Stands the clock still, in this context alone: for tests and for the making of demonstrations."""
    if instant.tzinfo is None:
        raise ValueError("An instant without a zone names no moment.")
    token = _stopped_at.set(instant)
    try:
        yield
    finally:
        _stopped_at.reset(token)
