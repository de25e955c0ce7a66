"""A ticket as a row of the customer's list."""

from dataclasses import replace

from django.urls import reverse

from uphold.tickets.models import Ticket
from uphold.ui.components.queue_row import QueueRow
from uphold.ui.decided.row import row_of as shared_row_of
from uphold.ui.reader import Reader


def row_of(ticket: Ticket, *, reader: Reader) -> QueueRow:
    """All are of one organisation, so whoever opened it stands in its place."""
    row = shared_row_of(ticket, reader=reader, href=reverse("portal:ticket", args=[ticket.number]))
    return replace(row, organisation=ticket.opened_by.name if ticket.opened_by else ticket.provider.name)
