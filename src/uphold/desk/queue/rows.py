"""Tickets as rows of the desk's queue; each leads to its page at the desk."""

from collections.abc import Iterable

from django.urls import reverse

from uphold.tickets.models import Ticket
from uphold.ui.components.queue_row import QueueRow
from uphold.ui.decided.row import row_of
from uphold.ui.reader import Reader


def rows_of(tickets: Iterable[Ticket], *, reader: Reader) -> list[QueueRow]:
    return [
        row_of(ticket, reader=reader, href=reverse("desk:ticket", args=[ticket.number])) for ticket in tickets
    ]
