"""Everything the portal shows about one ticket, loaded once, and what the agreement answers now."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from uphold.access import Permission
from uphold.journal.models import Entry
from uphold.metering.queries import ask_with_work
from uphold.policy.scenario.answer import AdmissionAnswer, Answer
from uphold.tickets.access import get_ticket
from uphold.tickets.models import Message, Ticket
from uphold.tickets.queries import conversation, timeline
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of, zone_of


@dataclass(frozen=True, slots=True)
class Sheet:
    ticket: Ticket
    reader: Reader
    zone: ZoneInfo
    answer: Answer
    messages: Sequence[Message]
    entries: Sequence[Entry]

    @property
    def reading_zone(self) -> ZoneInfo:
        """The reader's clock, or the agreement's until the reader's is known."""
        return self.reader.zone_beside(self.zone)

    @property
    def admission(self) -> AdmissionAnswer | None:
        """What the agreement said last about taking the ticket in."""
        return self.answer.admission[-1] if self.answer.admission else None

    @property
    def missing(self) -> tuple[str, ...]:
        return self.admission.missing if self.admission else ()


def sheet_of(request: PageRequest, number: str, *, need: Permission = Permission.TICKET_READ) -> Sheet:
    """Through the door."""
    ticket = get_ticket(request.actor, number, need=need)
    reader = reader_of(request)
    return Sheet(
        ticket=ticket,
        reader=reader,
        zone=zone_of(ticket),
        answer=ask_with_work(ticket, at=reader.now),
        messages=list(conversation(request.actor, ticket)),
        entries=list(timeline(request.actor, ticket)),
    )
