"""Incidents come in as tickets of history, some at a time; each lot comes in whole or not at all.

A lot is compared with what is here under the lock of the provider's numbers: so an import that was stopped can be
started again, and two at once do not meet. Rows are written many at a time, because the verbs of the desk write one
ticket at a time and tell people about it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import prefetch_related_objects

from uphold.access import Actor
from uphold.agreements.models import Version
from uphold.journal.models import Entry
from uphold.journal.queries import entries_of
from uphold.kit.transaction import atomic
from uphold.people.models import Provider
from uphold.tickets.incidents.comparison import Arrival, Comparison, compare
from uphold.tickets.incidents.history import Incident
from uphold.tickets.incidents.known import key_of, known_incidents
from uphold.tickets.incidents.mapping import Mapping
from uphold.tickets.incidents.people import People
from uphold.tickets.incidents.problem import Rejected
from uphold.tickets.incidents.rows import Row
from uphold.tickets.incidents.stand import Named, Stand, changes_between
from uphold.tickets.incidents.telling import (
    STOOD,
    arrival_entry,
    change_entries,
    opening_entries,
    opening_message,
    stand,
)
from uphold.tickets.models import Message, Promise, Ticket
from uphold.tickets.numbering import take_numbers
from uphold.tickets.retiming import DERIVED, TICKET_DERIVED, ask_with, derive, promises_of
from uphold.tickets.unlogged import NOT_IN_LOG

LOT = 100
OWN_FACTS = ("channel", "request", "impact")
NO_NAME = "Imported customers"
"""The organisation of incidents whose log names none."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What an import did. `rejected` are the rows that no longer fitted what was here."""

    new_count: int
    grown_count: int
    unchanged_count: int
    row_count: int
    rejected: tuple[Rejected, ...]


def bring_in(
    incidents: Sequence[Incident],
    *,
    mapping: Mapping,
    version: Version,
    by: Actor,
    at: datetime,
    told: Callable[[int], None] | None = None,
) -> Arrived:
    """Brings in what is not here yet. `told` hears after each lot how many incidents it held."""
    arriving = Arriving(mapping, version=version, by=by, at=at)
    done = []
    for lot in _lots(incidents):
        done.append(arriving.bring(lot))
        if told is not None:
            told(len(lot))
    return Arrived(
        new_count=sum(each.new_count for each in done),
        grown_count=sum(each.grown_count for each in done),
        unchanged_count=sum(each.unchanged_count for each in done),
        row_count=sum(each.row_count for each in done),
        rejected=tuple(rejected for each in done for rejected in each.rejected),
    )


def compare_all(incidents: Sequence[Incident], *, mapping: Mapping, provider: Provider) -> Comparison:
    """What bringing them in would do. Writes nothing."""
    keys = [key_of(incident.source, incident.number) for incident in incidents]
    return compare(incidents, known=known_incidents(provider, keys), mapping=mapping)


class Arriving:
    """One import: the agreement it comes under, and the people it has met."""

    def __init__(self, mapping: Mapping, *, version: Version, by: Actor, at: datetime) -> None:
        self.mapping = mapping
        self.version = version
        self.provider = version.agreement.provider
        self.by = by
        self.at = at
        self.people = People(self.provider, source=mapping.source, by=by, at=at)

    @atomic
    def bring(self, lot: Sequence[Incident]) -> Comparison:
        take_numbers(self.provider, count=0)
        comparison = compare_all(lot, mapping=self.mapping, provider=self.provider)
        tickets = self._new_tickets([each for each in comparison.arrivals if each.known is None])
        for arrival in comparison.arrivals:
            if arrival.known is not None:
                tickets.append(self._grown_ticket(arrival, arrival.known.ticket, arrival.known.stands))
        self._judge(tickets)
        return comparison

    def _new_tickets(self, arrivals: Sequence[Arrival]) -> list[Ticket]:
        numbers = take_numbers(self.provider, count=len(arrivals))
        tickets: list[Ticket] = []
        stands: list[list[Stand]] = []
        for arrival, number in zip(arrivals, numbers, strict=True):
            ticket = self._ticket(arrival.incident)
            ticket.number, ticket.serial = number.number, number.serial
            stands.append([self._met(row) for row in arrival.rows])
            stand(ticket, stands[-1])
            tickets.append(ticket)
        Ticket.objects.bulk_create(tickets)
        entries: list[Entry] = []
        messages = []
        for ticket, arrival, told in zip(tickets, arrivals, stands, strict=True):
            entries += opening_entries(ticket, arrival.incident)
            entries += self._entries(ticket, known=(), new=told)
            messages.append(opening_message(ticket, arrival.incident))
        Entry.objects.bulk_create(entries)
        Message.objects.bulk_create(message for message in messages if message is not None)
        prefetch_related_objects(tickets, "annex_bindings")
        return tickets

    def _grown_ticket(self, arrival: Arrival, ticket: Ticket, known: Sequence[Stand]) -> Ticket:
        new = [self._met(row) for row in arrival.rows]
        Entry.objects.bulk_create(self._entries(ticket, known=known, new=new))
        stand(ticket, sorted([*known, *new], key=lambda each: each.rank))
        ticket.save(update_fields=STOOD)
        return ticket

    def _entries(self, ticket: Ticket, *, known: Sequence[Stand], new: Sequence[Stand]) -> list[Entry]:
        """What the new stands change beyond what the known ones had changed already, and that they came in."""
        told = Counter(changes_between(known))
        told_now = Counter(changes_between(sorted([*known, *new], key=lambda each: each.rank)))
        source = self.mapping.source
        return [
            *change_entries(ticket, (told_now - told).elements(), source=source),
            arrival_entry(ticket, new, source=source, by=self.by, at=self.at),
        ]

    def _ticket(self, incident: Incident) -> Ticket:
        organisation = self.people.organisation(incident.organisation or NO_NAME)
        caller = self.people.contact(incident.caller, organisation) if incident.caller else None
        return Ticket(
            provider=self.provider,
            subject=incident.subject,
            organisation=organisation,
            opened_by=caller,
            version=self.version,
            channel=incident.facts.get("channel", ""),
            request=incident.facts.get("request", ""),
            impact=incident.facts.get("impact", ""),
            facts=self._facts(incident),
            requested_priority=incident.priority or "",
            opened_at=incident.opened_at,
            last_word_at=incident.opened_at,
            is_history=True,
            external_key=key_of(incident.source, incident.number),
        )

    def _facts(self, incident: Incident) -> dict[str, str | list[str]]:
        facts: dict[str, str | list[str]] = {
            name: value for name, value in incident.facts.items() if name not in OWN_FACTS
        }
        if self.mapping.not_in_log:
            facts[NOT_IN_LOG] = list(self.mapping.not_in_log)
        return facts

    def _met(self, row: Row) -> Stand:
        """The stand of a row with people in the place of names."""
        return replace(
            row.stand,
            by=self._person(row.stand.by),
            team=self.people.team(row.stand.team).pk if isinstance(row.stand.team, str) else None,
            assignee=self._person(row.stand.assignee),
        )

    def _person(self, name: Named) -> int | None:
        return self.people.person(name).pk if isinstance(name, str) else None

    def _judge(self, tickets: Sequence[Ticket]) -> None:
        """Asks the agreement about each ticket, and keeps what it promised."""
        entries: dict[int, list[Entry]] = {ticket.pk: [] for ticket in tickets}
        for entry in entries_of(Ticket, list(entries)):
            entries[entry.about_id].append(entry)
        promises: list[Promise] = []
        for ticket in tickets:
            answered = ask_with(ticket, entries=entries[ticket.pk], at=self.at)
            derive(ticket, answered)
            promises += promises_of(ticket, answered, alarms=frozenset())
        Ticket.objects.bulk_update(tickets, TICKET_DERIVED)
        Promise.objects.bulk_create(
            promises,
            update_conflicts=True,
            unique_fields=["ticket", "metric", "cycle"],
            update_fields=DERIVED,
        )


def _lots(incidents: Sequence[Incident]) -> Iterator[Sequence[Incident]]:
    for start in range(0, len(incidents), LOT):
        yield incidents[start : start + LOT]
