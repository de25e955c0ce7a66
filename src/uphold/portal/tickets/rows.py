"""Tickets as rows of the customer's list."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse

from uphold.people.models import Contact
from uphold.tickets.models import Ticket
from uphold.ui.components.queue_row import QueueRow
from uphold.ui.decided.row import row_of
from uphold.ui.reader import Reader


def rows_of(tickets: Sequence[Ticket], *, reader: Reader) -> list[QueueRow]:
    """All are of one organisation, so whoever opened each stands in its place; one statement."""
    openers = {ticket.opened_by_id for ticket in tickets if ticket.opened_by_id is not None}
    names = dict(Contact.objects.filter(pk__in=openers).values_list("pk", "name")) if openers else {}
    return [
        replace(
            row_of(ticket, reader=reader, href=reverse("portal:ticket", args=[ticket.number])),
            organisation=names.get(ticket.opened_by_id or 0, ticket.provider.name),
        )
        for ticket in tickets
    ]
