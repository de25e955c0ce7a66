"""Writing: the entry, the news for live pages and the order for the worker, all in the transaction of the change."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from uphold.access import Actor
from uphold.journal.kinds import REACTING
from uphold.journal.models import Entry

CHANNEL = "uphold_live"
REACTION_TASK = "react"

Detail = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry that is written together with others."""

    kind: str
    about: Model
    detail: Detail = field(default_factory=dict)
    organisation_id: int | None = None
    topics: Sequence[str] = ()
    is_history: bool = False


def write(
    kind: str,
    *,
    about: Model,
    by: Actor,
    at: datetime,
    detail: Detail | None = None,
    organisation_id: int | None = None,
    topics: Sequence[str] = (),
    is_history: bool = False,
) -> Entry:
    """History (an import) is written for the record alone: nobody is told and nothing is set in motion."""
    entry = Entry.objects.create(
        kind=kind,
        about_kind=subject_kind(about),
        about_id=about.pk,
        by_kind=by.kind.value,
        by_id=by.id,
        organisation_id=organisation_id,
        at=at,
        detail=dict(detail or {}),
    )
    if is_history:
        return entry
    if topics:
        tell(topics, entry_id=entry.pk)
    if kind in REACTING:
        app.configure_task(REACTION_TASK, allow_unknown=True).defer(entry_id=entry.pk)
    return entry


def write_all(drafts: Sequence[Draft], *, by: Actor, at: datetime) -> list[Entry]:
    """As `write`, for many: a statement for the entries, one for the news, one for the worker."""
    entries = Entry.objects.bulk_create(
        Entry(
            kind=draft.kind,
            about_kind=subject_kind(draft.about),
            about_id=draft.about.pk,
            by_kind=by.kind.value,
            by_id=by.id,
            organisation_id=draft.organisation_id,
            at=at,
            detail=dict(draft.detail),
        )
        for draft in drafts
    )
    fresh = [(draft, entry) for draft, entry in zip(drafts, entries, strict=True) if not draft.is_history]
    tell_all([(draft.topics, entry.pk) for draft, entry in fresh if draft.topics])
    orders: list[JSONDict] = [{"entry_id": entry.pk} for _, entry in fresh if entry.kind in REACTING]
    if orders:
        app.configure_task(REACTION_TASK, allow_unknown=True).batch_defer(*orders)
    return entries


def subject_kind(about: Model | type[Model]) -> str:
    """The kind by which entries name a row: "ticket", "contract"."""
    return about._meta.model_name or ""  # noqa: SLF001 - the documented name of a model


def tell(topics: Sequence[str], *, entry_id: int | None = None) -> None:
    """Heard by open pages when the transaction commits; ui/live.py is the ear."""
    tell_all([(topics, entry_id)])


def tell_all(news: Sequence[tuple[Sequence[str], int | None]]) -> None:
    payloads = [json.dumps({"topics": list(topics), "entry": entry_id}) for topics, entry_id in news]
    if payloads:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload", [CHANNEL, payloads]
            )
