"""Appointments on the page of a ticket: what is to come, and the way to book."""

from collections.abc import Sequence
from dataclasses import dataclass

from uphold.access import Actor, Permission
from uphold.journal.models import Entry
from uphold.tickets.models import Ticket
from uphold.ui.arranged.lines import lines_ahead
from uphold.ui.components.status import Status
from uphold.ui.reader import Reader, zone_of


@dataclass(frozen=True, slots=True)
class Panel:
    """`lines` are appointments to come; `may_book` whether there is a way to more."""

    lines: tuple[tuple[str, Status], ...]
    may_book: bool


def panel_of(actor: Actor, ticket: Ticket, *, entries: Sequence[Entry], reader: Reader) -> Panel:
    zone = reader.zone_beside(zone_of(ticket))
    lines = lines_ahead(actor, ticket, entries=entries, reader=reader, zone=zone)
    may_book = ticket.status not in Ticket.AT_REST and actor.may(Permission.APPOINTMENT_BOOK)
    return Panel(lines, may_book)
