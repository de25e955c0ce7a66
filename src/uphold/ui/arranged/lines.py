"""Appointments to come, one line each, on the page of their ticket."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.scheduling.queries import ahead_of
from uphold.tickets.models import Ticket
from uphold.ui.arranged.card import needs_yes, status_of
from uphold.ui.arranged.times import span_words
from uphold.ui.components.status import Status
from uphold.ui.reader import Reader

OF_APPOINTMENTS = "appointment."


@dataclass(frozen=True, slots=True)
class Line:
    """`needs_yes`: its price waits for the customer's consent."""

    when: str
    status: Status
    needs_yes: bool


def lines_ahead(
    actor: Actor, ticket: Ticket, *, entries: Sequence[Entry], reader: Reader, zone: ZoneInfo
) -> tuple[Line, ...]:
    """When, and where each stands. Nothing is loaded where the ticket never had an appointment."""
    if not any(entry.kind.startswith(OF_APPOINTMENTS) for entry in entries):
        return ()
    return tuple(
        Line(
            span_words(row.starts_at, row.ends_at, zone=zone, now=reader.now), status_of(row), needs_yes(row)
        )
        for row in ahead_of(actor, ticket)
    )
