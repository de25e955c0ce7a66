"""What happens to an appointment stands on the timeline of its ticket: how those entries are written."""

from datetime import datetime
from typing import Any

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.write import write
from uphold.scheduling.models import Appointment
from uphold.tickets.models import Ticket


def record(
    ticket: Ticket,
    kind: str,
    appointment: Appointment,
    *,
    by: Actor,
    at: datetime,
    **more: Any,  # noqa: ANN401 - values of the trade, as details hold them
) -> Entry:
    """`wanted` is the instant that policy reads; the calendar of the provider hears of it too."""
    detail = {
        "appointment": appointment.pk,
        "staff": appointment.staff_id,
        "wanted": appointment.starts_at.isoformat(),
        "ends": appointment.ends_at.isoformat(),
        **more,
    }
    return write(
        kind,
        about=ticket,
        by=by,
        at=at,
        detail=detail,
        organisation_id=ticket.organisation_id,
        topics=(*ticket.topics, topic_of(ticket.provider_id)),
        is_history=ticket.is_history,
    )


def topic_of(provider_id: int) -> str:
    """Whoever looks at the calendar of a provider."""
    return f"calendar:{provider_id}"
