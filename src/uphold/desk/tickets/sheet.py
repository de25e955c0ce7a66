"""Everything the desk shows about one ticket, loaded once: rows, journal, and what the agreement answers now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import CharField, Value

from uphold.access import Actor, ActorKind, Permission
from uphold.agreements.models import DecisionRecord
from uphold.agreements.queries import decisions_about
from uphold.credits.models import CreditAccount
from uphold.desk.tickets.running import Running, running_of
from uphold.journal.models import Entry
from uphold.metering.asking import account_behind, metered_of
from uphold.metering.bridge import work_of
from uphold.metering.models import Charge, WorkEntry
from uphold.metering.needs import Offer, offer_needed
from uphold.metering.queries import charges_of, work_on
from uphold.oncall.foreseeing import foreseen
from uphold.people.models import Contact, Staff
from uphold.policy.decide.rule import Citation, Rule
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.answer import Answer, EscalationAnswer
from uphold.policy.scenario.case import Work
from uphold.policy.scenario.duties import Duties
from uphold.policy.scenario.metered import Metered
from uphold.policy.scenario.quotes import Prices, prices
from uphold.scheduling.queries import Offers, offers
from uphold.standing.bridge import Behind
from uphold.tickets.access import get_ticket
from uphold.tickets.bridge import case_of
from uphold.tickets.models import Message, Ticket
from uphold.tickets.queries import conversation, timeline
from uphold.tickets.retiming import agreement_of, ask_with, behind_ticket
from uphold.tickets.turning import turns_of_ticket
from uphold.ui.decided.record import Citations, citations_of
from uphold.ui.reader import Reader, zone_of

OF_CHARGES = frozenset({"ticket.settled", "ticket.refunded", "ticket.work_reversed"})
"""Entries behind which charges may stand although no work does."""

Key = tuple[str, int]
"""A person as journal entries name him: kind and id."""


@dataclass(frozen=True)
class Sheet:
    """Loaded rows; the answers are asked when they are read, and once."""

    actor: Actor
    ticket: Ticket
    reader: Reader
    entries: Sequence[Entry]
    work: Sequence[WorkEntry]

    @cached_property
    def agreement(self) -> Agreement:
        return agreement_of(self.ticket)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The clock of the agreement."""
        return zone_of(self.ticket)

    @cached_property
    def behind(self) -> Behind:
        """What the account owes and what rests for it, loaded once for every question."""
        return behind_ticket(self.ticket)

    @cached_property
    def answer(self) -> Answer:
        """What the agreement says now, the work that was done included."""
        return self.asked(self.entries)

    def what_if(self, kind: str, detail: Mapping[str, Any]) -> Answer:
        """What it would say if this happened now. Nothing is written."""
        supposed = Entry(
            kind=kind,
            by_kind=self.actor.kind.value,
            by_id=self.actor.id,
            at=self.reader.now,
            detail=dict(detail),
        )
        return self.asked([*self.entries, supposed])

    def asked(self, entries: Sequence[Entry]) -> Answer:
        return ask_with(self.ticket, entries=entries, at=self.reader.now, work=self._work, behind=self.behind)

    def what_if_worked(self, work: Work) -> Answer:
        """What it would say if this work alone had been done."""
        return ask_with(
            self.ticket,
            entries=self.entries,
            at=max(self.reader.now, work.ended_at),
            work=[work],
            behind=self.behind,
        )

    @property
    def duties(self) -> Duties:
        """Whose turn it was; the events alone say it."""
        return turns_of_ticket(self.ticket, entries=self.entries, at=self.reader.now)

    @cached_property
    def prices(self) -> Prices:
        """What a minute of work costs now and when hours change, after the work that was done already."""
        at = self.reader.now
        case = case_of(self.ticket, entries=self.entries, at=at, work=self._work)
        return prices(self.agreement, case, at=at)

    def prices_before(self, work: Work) -> Prices:
        """What the first minute of a stretch of work cost, after all that is logged."""
        at = self.reader.now
        case = case_of(self.ticket, entries=self.entries, at=at, work=self._work)
        return prices(
            self.agreement,
            case,
            at=work.started_at,
            known_at=at,
            problem=work.problem,
            facts=work.facts,
        )

    @cached_property
    def charges(self) -> list[Charge]:
        """What was settled, and what came back; not asked for where nothing can have been."""
        is_settled = any(getattr(entry, "settlement", None) for entry in self.work)
        is_told = any(entry.kind in OF_CHARGES for entry in self.entries)
        return list(charges_of(self.ticket)) if is_settled or is_told else []

    @cached_property
    def account(self) -> CreditAccount | None:
        """The credits of the customer, where this agreement charges any."""
        return account_behind(self.ticket)

    @cached_property
    def metered(self) -> Metered:
        """What all work comes to so far, what is open of it and why."""
        return metered_of(
            self.ticket,
            account=self.account,
            entries=self.entries,
            work=self.work,
            at=self.reader.now,
        )

    @cached_property
    def offer(self) -> Offer | None:
        """What needs a consent that nobody gave."""
        case = case_of(self.ticket, entries=self.entries, at=self.reader.now)
        return offer_needed(self.agreement, case)

    @cached_property
    def ahead(self) -> EscalationAnswer:
        """What the agreement would say if escalation were asked for now."""
        return foreseen(
            self.ticket, by=self.actor, at=self.reader.now, entries=self.entries, behind=self.behind
        )

    @cached_property
    def times(self) -> Offers:
        """The times of the next weeks that can be booked, and what each asks for."""
        return offers(self.ticket, at=self.reader.now, team_id=self.ticket.team_id)

    @cached_property
    def running(self) -> Running | None:
        """The timer of whoever reads, on whatever ticket."""
        return running_of(self.actor, at=self.reader.now)

    @cached_property
    def messages(self) -> list[Message]:
        return list(conversation(self.actor, self.ticket))

    @cached_property
    def decisions(self) -> list[DecisionRecord]:
        return list(decisions_about(self.ticket))

    @cached_property
    def names(self) -> Mapping[Key, str]:
        """Everybody whom the journal of this ticket names; those who neither wrote nor take care are asked for."""
        named = {(entry.by_kind, entry.by_id) for entry in self.entries if entry.by_id is not None}
        named |= {
            (ActorKind.STAFF.value, entry.detail["staff"])
            for entry in self.entries
            if entry.detail.get("staff")
        }
        known = names_at_hand(self.ticket, self.messages)
        return known | names_of(named - known.keys())

    @cached_property
    def citations(self) -> Citations:
        """Every deciding row by its place."""
        return citations_of(self.agreement)

    def rule_at(self, kind: str, citation: Citation) -> Rule | None:
        rules = self.agreement.rules.get(kind, ())
        return next((rule for rule in rules if rule.citation == citation), None)

    def may(self, need: Permission) -> bool:
        return self.actor.may(need, provider_id=self.ticket.provider_id)

    @property
    def _work(self) -> list[Work]:
        return [work_of(entry) for entry in self.work]


def sheet_of(
    actor: Actor, number: str, *, reader: Reader, need: Permission = Permission.TICKET_READ
) -> Sheet:
    """Through the door, with the journal and the work that stands."""
    ticket = get_ticket(actor, number, need=need)
    return Sheet(
        actor=actor,
        ticket=ticket,
        reader=reader,
        entries=list(timeline(actor, ticket)),
        work=list(work_on(ticket)),
    )


def names_at_hand(ticket: Ticket, messages: Sequence[Message]) -> dict[Key, str]:
    """Those who are loaded anyway."""
    staff = [ticket.assignee, *(message.staff for message in messages)]
    contacts = [ticket.opened_by, *(message.contact for message in messages)]
    return {
        **{(ActorKind.STAFF.value, each.pk): each.name for each in staff if each},
        **{(ActorKind.CONTACT.value, each.pk): each.name for each in contacts if each},
    }


def names_of(people: set[Key]) -> dict[Key, str]:
    """In one statement, or in none."""
    staff = {key for each_kind, key in people if each_kind == ActorKind.STAFF}
    contacts = {key for each_kind, key in people if each_kind == ActorKind.CONTACT}
    if not staff and not contacts:
        return {}
    of_staff = Staff.objects.filter(pk__in=staff).values_list("pk", "name", kind(ActorKind.STAFF))
    of_contacts = Contact.objects.filter(pk__in=contacts).values_list("pk", "name", kind(ActorKind.CONTACT))
    return {(each_kind, key): name for key, name, each_kind in of_staff.union(of_contacts)}


def kind(of: ActorKind) -> Value:
    return Value(of.value, output_field=CharField())


def happened_at(text: str) -> datetime:
    """An instant as the journal keeps it."""
    return datetime.fromisoformat(text)
