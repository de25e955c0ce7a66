"""Writing: the entry, the news for live pages and the order for the worker, all in the transaction of the change."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model
from procrastinate.contrib.django import app

from uphold.access import Actor
from uphold.journal.kinds import REACTING
from uphold.journal.models import Entry

CHANNEL = "uphold_live"
REACTION_TASK = "react"

Detail = Mapping[str, Any]


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


def subject_kind(about: Model | type[Model]) -> str:
    """The kind by which entries name a row: "ticket", "contract"."""
    return about._meta.model_name or ""  # noqa: SLF001 - the documented name of a model


def tell(topics: Sequence[str], *, entry_id: int) -> None:
    """Heard by open pages when the transaction commits; ui/live.py is the ear."""
    payload = json.dumps({"topics": list(topics), "entry": entry_id})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
