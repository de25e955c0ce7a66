"""Rows of tickets, one file a noun."""

from uphold.tickets.models.attachment import Attachment
from uphold.tickets.models.message import Message
from uphold.tickets.models.promise import Alarm, Promise
from uphold.tickets.models.series import NumberSeries
from uphold.tickets.models.ticket import Ticket, TicketAnnex

__all__ = ["Alarm", "Attachment", "Message", "NumberSeries", "Promise", "Ticket", "TicketAnnex"]
