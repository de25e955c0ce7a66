"""Files that come with words: kept in the transaction of the message that brings them."""

from collections.abc import Sequence
from datetime import datetime

from uphold.access import Actor
from uphold.files.actions import Brought, keep_files
from uphold.tickets.models import Attachment, Message


def attach(message: Message, files: Sequence[Brought], *, by: Actor, at: datetime) -> list[Attachment]:
    """All of them, or a refusal that takes the message back as well."""
    if not files:
        return []
    ticket = message.ticket
    kept = keep_files(by=by, organisation_id=ticket.organisation_id, files=files, at=at)
    return Attachment.objects.bulk_create(
        Attachment(ticket=ticket, message=message, file=file) for file in kept
    )
