"""What the page of one ticket shows: the conversation, the timeline, the promises."""

from django.db.models import Prefetch, QuerySet

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.tickets.access import visible_messages
from uphold.tickets.models import Attachment, Message, Promise, Ticket

INTERNAL = ("ticket.noted", "ticket.assigned", "ticket.warned")


def conversation(actor: Actor, ticket: Ticket) -> QuerySet[Message]:
    """The words in order, each with its author and the files it brought; notes for the staff alone."""
    brought = Prefetch("attachments", Attachment.objects.select_related("file").order_by("id"))
    return visible_messages(actor, ticket).prefetch_related(brought)


def timeline(actor: Actor, ticket: Ticket) -> QuerySet[Entry]:
    """What happened, in order; what concerns the staff alone is left out for contacts."""
    entries = entries_about(ticket)
    return entries if actor.is_staff or actor.is_system else entries.exclude(kind__in=INTERNAL)


def promises_of_ticket(ticket: Ticket) -> QuerySet[Promise]:
    """Every promise as last stored, in the order of metric and cycle."""
    return ticket.promises.order_by("metric", "cycle")
