"""The timeline: what happens to an evaluation or a return is an entry of its ticket."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from uphold.access import Actor
from uphold.hardware.models import ReturnAuthorization
from uphold.journal.models import Entry
from uphold.journal.write import write


def record_return(
    row: ReturnAuthorization, kind: str, *, by: Actor, at: datetime, detail: Mapping[str, Any] | None = None
) -> Entry:
    ticket = row.ticket
    return write(
        kind,
        about=ticket,
        by=by,
        at=at,
        detail={"return": row.pk, "number": row.number, **(detail or {})},
        organisation_id=row.organisation_id,
        topics=(*ticket.topics, *row.topics),
        is_history=ticket.is_history,
    )
