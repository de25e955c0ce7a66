"""Appointments on the page of a ticket: what is to come, and the way to book."""

from collections.abc import Sequence
from dataclasses import dataclass

from uphold.access import Actor, Permission
from uphold.journal.models import Entry
from uphold.tickets.models import Ticket
from uphold.ui.arranged.lines import Line, lines_ahead
from uphold.ui.reader import Reader, zone_of


@dataclass(frozen=True, slots=True)
class Panel:
    """`lines` are appointments to come; `may_book` whether there is a way to more."""

    lines: tuple[Line, ...]
    may_book: bool

    @property
    def needs_yes(self) -> bool:
        """Whether the price of one waits for a consent: it is asked there, and not beside it once more."""
        return any(line.needs_yes for line in self.lines)


def panel_of(actor: Actor, ticket: Ticket, *, entries: Sequence[Entry], reader: Reader) -> Panel:
    zone = reader.zone_beside(zone_of(ticket))
    lines = lines_ahead(actor, ticket, entries=entries, reader=reader, zone=zone)
    may_book = ticket.status not in Ticket.AT_REST and actor.may(Permission.APPOINTMENT_BOOK)
    return Panel(lines, may_book)
