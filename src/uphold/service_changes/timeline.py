"""What happens to a service change is an entry about it: how those are written."""

from datetime import datetime
from typing import Any

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.write import write
from uphold.service_changes.models import ServiceChange


def record(change: ServiceChange, kind: str, *, by: Actor, at: datetime, **more: Any) -> Entry:  # noqa: ANN401 - values of the trade
    return write(
        f"service_change.{kind}",
        about=change,
        by=by,
        at=at,
        detail={"ticket": change.ticket_id, "provider": change.provider_id, **more},
        organisation_id=change.organisation_id,
        topics=[f"service_changes:{change.provider_id}", *(change.ticket.topics if change.ticket else ())],
    )
