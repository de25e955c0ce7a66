"""Dates as a foreign log writes them, read into instants."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from uphold.tickets.incidents.mapping import ISO_DATES, Layout


@lru_cache(maxsize=65_536)
def read_instants(text: str, layout: Layout) -> tuple[datetime, ...]:
    """The instants a written date may stand for, earliest first; raises ValueError when it stands for none.

    There are two only in the hour that a zone's clock repeats. A time that the clock skips is moved past the
    gap. An offset in the text wins over the zone of the layout.
    """
    written = datetime.fromisoformat(text) if layout.dates == ISO_DATES else _by_pattern(text, layout)
    if written.tzinfo is not None:
        return (written.astimezone(UTC),)
    first = written.replace(tzinfo=layout.zone, fold=0).astimezone(UTC)
    second = written.replace(tzinfo=layout.zone, fold=1).astimezone(UTC)
    return (first, second) if second > first else (first,)


def _by_pattern(text: str, layout: Layout) -> datetime:
    return datetime.strptime(text, layout.dates)  # noqa: DTZ007 - the caller adds the zone of the layout
