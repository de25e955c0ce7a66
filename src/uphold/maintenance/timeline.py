"""What happens to planned work and outages is an entry of the journal: how those are written."""

from datetime import datetime
from typing import Any

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.write import write
from uphold.maintenance.models import Outage, PlannedWork


def record(work: PlannedWork, kind: str, *, by: Actor, at: datetime, **more: Any) -> Entry:  # noqa: ANN401 - values of the trade
    detail = {
        "starts": work.starts_at.isoformat(),
        "ends": work.ends_at.isoformat(),
        "sequence": work.sequence,
        **more,
    }
    return write(
        f"maintenance.{kind}", about=work, by=by, at=at, detail=detail, topics=[topic_of(work.provider_id)]
    )


def record_outage(outage: Outage, kind: str, *, by: Actor, at: datetime, **more: Any) -> Entry:  # noqa: ANN401 - values of the trade
    return write(
        f"outage.{kind}", about=outage, by=by, at=at, detail=more, topics=[topic_of(outage.provider_id)]
    )


def topic_of(provider_id: int) -> str:
    """Whoever looks at what a provider plans and what failed."""
    return f"maintenance:{provider_id}"
