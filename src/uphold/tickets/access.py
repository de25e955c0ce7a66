"""The only door to tickets: strangers are told that nothing is there, members that they may not."""

from django.db.models import QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.standing.queries import owing_since
from uphold.tickets.locking import with_annexes
from uphold.tickets.models import Attachment, Message, Ticket


def visible_to(actor: Actor) -> QuerySet[Ticket]:
    """Staff: tickets of the providers they may read; contacts: those of their organisation."""
    if actor.is_system:
        return Ticket.objects.all()
    if actor.is_staff:
        return Ticket.objects.filter(provider_id__in=actor.provider_ids_for(Permission.TICKET_READ))
    if actor.organisation_id is None or not actor.may(Permission.TICKET_READ):
        return Ticket.objects.none()
    return Ticket.objects.filter(organisation_id=actor.organisation_id)


def get_ticket(actor: Actor, number: str, *, need: Permission = Permission.TICKET_READ) -> Ticket:
    """The ticket with what its page shows beside it, or a refusal."""
    ticket = (
        with_annexes(visible_to(actor))
        .select_related(
            "provider",
            "organisation",
            "concerns",
            "opened_by",
            "assignee",
            "team",
            "unit",
            "contract",
            "version__agreement",
        )
        .defer("search", "version__text")
        .annotate(is_owing=owing_since("opened_at"))
        .filter(number=number.upper())
        .first()
    )
    if ticket is None:
        raise NotThere("ticket")
    if not may(actor, ticket, need):
        raise NotAllowed(need)
    return ticket


def may(actor: Actor, ticket: Ticket, need: Permission) -> bool:
    """Whether somebody who sees the ticket may do this to it."""
    return actor.may(need, provider_id=ticket.provider_id)


def visible_messages(actor: Actor, ticket: Ticket) -> QuerySet[Message]:
    """Notes are the staff's own."""
    messages = ticket.messages.select_related("staff", "contact").defer("search").order_by("at", "id")
    return messages if actor.is_staff or actor.is_system else messages.filter(kind=Message.Kind.PUBLIC)


def visible_attachments(actor: Actor, ticket: Ticket) -> QuerySet[Attachment]:
    """Whoever sees the message sees what it brought."""
    attachments = Attachment.objects.filter(ticket=ticket).select_related("file").order_by("id")
    is_inside = actor.is_staff or actor.is_system
    return attachments if is_inside else attachments.filter(message__kind=Message.Kind.PUBLIC)


def get_attachment(actor: Actor, number: str, attachment_id: int) -> Attachment:
    ticket = get_ticket(actor, number)
    attachment = visible_attachments(actor, ticket).filter(pk=attachment_id).first()
    if attachment is None:
        raise NotThere("attachment")
    return attachment
