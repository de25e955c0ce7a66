"""Files on tickets."""

from uphold.access import Actor
from uphold.files.actions import Brought, keep_files
from uphold.tickets.models import Attachment, Message, Ticket


def make_attachment(ticket: Ticket, *, name: str = "trunk.log", content: bytes = b"down\n") -> Attachment:
    """A file that came with words of the system, which everybody on the ticket sees."""
    message = Message.objects.create(
        ticket=ticket, kind=Message.Kind.PUBLIC, body="The log.", at=ticket.opened_at
    )
    [file] = keep_files(
        by=Actor.system(),
        organisation_id=ticket.organisation_id,
        files=[Brought(name, [content])],
        at=ticket.opened_at,
    )
    return Attachment.objects.create(ticket=ticket, message=message, file=file)
