"""Appointments on the page of a ticket: what is to come, and the way to book."""

from collections.abc import Sequence
from dataclasses import dataclass

from uphold.access import Actor, Permission
from uphold.journal.models import Entry
from uphold.scheduling.queries import ahead_of
from uphold.tickets.models import Ticket
from uphold.ui.arranged.card import status_of
from uphold.ui.arranged.times import span_words
from uphold.ui.components.status import Status
from uphold.ui.reader import Reader, zone_of


@dataclass(frozen=True, slots=True)
class Panel:
    """`lines` are appointments to come; `may_book` whether there is a way to more."""

    lines: tuple[tuple[str, Status], ...]
    may_book: bool


def panel_of(actor: Actor, ticket: Ticket, *, entries: Sequence[Entry], reader: Reader) -> Panel:
    """Nothing is loaded where the ticket never had an appointment."""
    zone = reader.zone_beside(zone_of(ticket))
    has_some = any(entry.kind.startswith("appointment.") for entry in entries)
    lines = tuple(
        (span_words(row.starts_at, row.ends_at, zone=zone, now=reader.now), status_of(row))
        for row in (ahead_of(actor, ticket) if has_some else ())
    )
    may_book = ticket.status not in Ticket.AT_REST and actor.may(Permission.APPOINTMENT_BOOK)
    return Panel(lines, may_book)
