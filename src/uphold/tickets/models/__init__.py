"""Rows of tickets, one file a noun."""

from uphold.tickets.models.message import Message
from uphold.tickets.models.promise import Alarm, Promise
from uphold.tickets.models.series import NumberSeries
from uphold.tickets.models.ticket import Ticket, TicketAnnex

__all__ = ["Alarm", "Message", "NumberSeries", "Promise", "Ticket", "TicketAnnex"]
