"""Reading notifications."""

from datetime import datetime

from uphold.access import Actor
from uphold.kit.transaction import atomic
from uphold.notices.queries import unread
from uphold.tickets.models import Ticket


@atomic
def mark_read(*, actor: Actor, ticket: Ticket | None = None, at: datetime) -> int:
    """Everything of this ticket, or everything; returns how many there were."""
    own = unread(actor) if ticket is None else unread(actor).filter(ticket=ticket)
    return own.order_by().update(read_at=at)
