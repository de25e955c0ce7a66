"""Everything the portal shows about one ticket, loaded once, and what the agreement answers now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from uphold.access import ActorKind, Permission
from uphold.agreements.models import DecisionRecord
from uphold.agreements.queries import decisions_about
from uphold.journal.models import Entry
from uphold.metering.queries import case_work
from uphold.people.models import Contact
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.answer import AdmissionAnswer, Answer
from uphold.policy.scenario.duties import Duties
from uphold.tickets.access import get_ticket
from uphold.tickets.models import Message, Ticket
from uphold.tickets.queries import conversation, timeline
from uphold.tickets.retiming import agreement_of, ask_with
from uphold.tickets.turning import turns_of_ticket
from uphold.ui.decided.record import Citations, citations_of
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of, zone_of


@dataclass(frozen=True)
class Sheet:
    ticket: Ticket
    reader: Reader
    zone: ZoneInfo
    answer: Answer
    messages: Sequence[Message]
    entries: Sequence[Entry]
    decisions: Sequence[DecisionRecord]

    @property
    def reading_zone(self) -> ZoneInfo:
        """The reader's clock, or the agreement's until the reader's is known."""
        return self.reader.zone_beside(self.zone)

    @property
    def admission(self) -> AdmissionAnswer | None:
        """What the agreement said last about taking the ticket in; None once what it asked for has come.

        The agreement is asked at each contact, so what came since the last one is taken off here.
        """
        last = self.answer.admission[-1] if self.answer.admission else None
        if last is None or not last.missing:
            return last
        missing = tuple(name for name in last.missing if name not in self._brought)
        return replace(last, missing=missing) if missing else None

    @property
    def missing(self) -> tuple[str, ...]:
        return self.admission.missing if self.admission else ()

    @cached_property
    def _brought(self) -> frozenset[str]:
        given = [entry for entry in self.entries if entry.kind == "ticket.evidence_given"]
        return frozenset(given[-1].detail["facts"]["evidence"]) if given else frozenset()

    @cached_property
    def agreement(self) -> Agreement:
        return agreement_of(self.ticket)

    @property
    def duties(self) -> Duties:
        """Whose turn it was; the events alone say it."""
        return turns_of_ticket(self.ticket, entries=self.entries, at=self.reader.now)

    @cached_property
    def citations(self) -> Citations:
        return citations_of(self.agreement)

    @cached_property
    def names(self) -> Mapping[int, str]:
        """The customer's people whom the journal of this ticket names."""
        keys = {entry.by_id for entry in self.entries if entry.by_kind == ActorKind.CONTACT and entry.by_id}
        return dict(Contact.objects.filter(pk__in=keys).values_list("pk", "name"))


def sheet_of(request: PageRequest, number: str, *, need: Permission = Permission.TICKET_READ) -> Sheet:
    """Through the door."""
    ticket = get_ticket(request.actor, number, need=need)
    reader = reader_of(request)
    entries = list(timeline(request.actor, ticket))
    return Sheet(
        ticket=ticket,
        reader=reader,
        zone=zone_of(ticket),
        answer=ask_with(ticket, entries=entries, at=reader.now, work=case_work(ticket)),
        messages=list(conversation(request.actor, ticket)),
        entries=entries,
        decisions=list(decisions_about(ticket)),
    )
