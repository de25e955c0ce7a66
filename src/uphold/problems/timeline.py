"""The timelines of bugs and releases: how their entries are written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.write import write
from uphold.problems.models import Bug, Release


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


def record_release(
    release: Release,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
    organisation_id: int | None = None,
) -> Entry:
    """`organisation_id` where it concerns one customer."""
    topics = (f"releases:{release.provider_id}",)
    return write(
        kind, about=release, by=by, at=at, detail=detail, organisation_id=organisation_id, topics=topics
    )
