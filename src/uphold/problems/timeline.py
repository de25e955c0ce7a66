"""The timeline of a bug: how its entries are written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.write import write
from uphold.problems.models import Bug


def record(
    bug: Bug,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
    topics: tuple[str, ...] = (),
) -> Entry:
    """`topics` are those of a ticket that it concerns; the bug's own page and its provider's list always hear."""
    return write(kind, about=bug, by=by, at=at, detail=detail, topics=(*bug.topics, *topics))
