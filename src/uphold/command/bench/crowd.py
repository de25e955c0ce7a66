"""A desk as it is after years: one ticket that was opened by the book, copied a hundred thousand times by SQL.

Every fifth is at work. Three messages each; promises and entries stand as far from the opening as the original's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Model

from uphold.access import Actor, Role
from uphold.agreements.actions import conclude_contract, draft_document, publish_document
from uphold.command.demo.documents import shipped
from uphold.journal.models import Entry
from uphold.people.actions import add_contact, add_organisation, add_provider, add_staff
from uphold.people.models import Account, Contact, Staff
from uphold.tickets.actions import open_ticket
from uphold.tickets.models import Message, Promise, Ticket

ORGANISATIONS = 200
OPEN_EVERY = 5
APART = timedelta(minutes=4)
SYSTEM = Actor.system()
WORDS = (
    "line",
    "switch",
    "gateway",
    "handset",
    "trunk",
    "invoice",
    "extension",
    "router",
    "codec",
    "porting",
)
IS_OPEN = "n %% %(every)s = 0"
TICKET = {
    "number": "'CR-' || (old.serial + n)",
    "serial": "old.serial + n",
    "subject": "'The ' || (%(words)s::text[])[n %% 10 + 1] || ' of floor ' || n",
    "organisation_id": "(%(parties)s::bigint[])[n %% cardinality(%(parties)s::bigint[]) + 1]",
    "opened_by_id": "(%(callers)s::bigint[])[n %% cardinality(%(callers)s::bigint[]) + 1]",
    "assignee_id": "CASE WHEN n %% 3 > 0 THEN (%(staff)s::bigint[])[n %% cardinality(%(staff)s::bigint[]) + 1] END",
    "opened_at": "old.opened_at - n * %(apart)s::interval",
    "last_word_at": "old.last_word_at - n * %(apart)s::interval",
    "queue_at": "old.opened_at + (n %% 20000 - 10000) * interval '1 minute'",
    "status": f"CASE WHEN {IS_OPEN} THEN 'open' ELSE 'closed' END",
    "closed_at": f"CASE WHEN {IS_OPEN} THEN NULL ELSE old.opened_at END",
    "is_breached": "n %% 7 = 0",
}
COPIES = """tickets_ticket copied, tickets_ticket pattern
    WHERE pattern.id = %(ticket)s AND copied.provider_id = pattern.provider_id AND copied.serial > pattern.serial"""
BEFORE = "- (copied.serial - pattern.serial) * %(apart)s::interval"
PROMISE = {
    "ticket_id": "copied.id",
    "state": "CASE WHEN copied.status = 'open' THEN 'running' ELSE 'met' END",
    "due_at": "CASE WHEN copied.status = 'open' THEN copied.queue_at END",
    "alarm_at": "CASE WHEN copied.status = 'open' THEN copied.queue_at END",
    "met_at": "CASE WHEN copied.status = 'open' THEN NULL ELSE copied.opened_at END",
}
MESSAGE = {
    "ticket_id": "copied.id",
    "body": "copied.subject || ' says '"
    " || (%(words)s::text[])[(copied.serial * turn) %% 10 + 1] || ' ' || copied.serial * turn",
    "at": f"old.at {BEFORE}",
}
ENTRY = {"about_id": "copied.id", "at": f"old.at {BEFORE}"}


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who reads the pages, and the ticket that was the pattern."""

    agent: Staff
    caller: Contact
    ticket: Ticket


def make_crowd(*, tickets: int, at: datetime) -> Crowd:
    """`at` is when the latest was opened; each one before is some minutes older."""
    long_ago = at - APART * (tickets + 1)
    provider = add_provider(actor=SYSTEM, name="Crowd", ticket_prefix="CR", at=long_ago)
    text = shipped("stratelegy")
    version = draft_document(actor=SYSTEM, provider=provider, text=text, at=long_ago)
    version = publish_document(actor=SYSTEM, version=version, at=long_ago)
    parties = [
        add_organisation(actor=SYSTEM, provider=provider, name=f"Customer {number:03}", at=long_ago)
        for number in range(ORGANISATIONS)
    ]
    for party in parties:
        conclude_contract(
            actor=SYSTEM,
            organisation=party,
            provider=provider,
            agreement=version.agreement,
            starts_on=long_ago.date(),
            at=long_ago,
        )
    callers = [
        add_contact(
            actor=SYSTEM, organisation=party, name="Ann", email=f"ann@c{party.pk}.example", at=long_ago
        )
        for party in parties
    ]
    staff = [
        add_staff(
            actor=SYSTEM,
            provider=provider,
            name=f"Agent {n}",
            email=f"a{n}@crowd.example",
            role=Role.AGENT,
            at=at,
        )
        for n in range(20)
    ]
    for person in (staff[0], callers[0]):
        person.account = Account.objects.create_user(person.email)
        person.save(update_fields=["account"])
    ticket = open_ticket(
        actor=SYSTEM,
        provider=provider,
        organisation=parties[0],
        subject="No dial tone",
        body="Since this morning nobody hears anything.",
        channel="Telephone",
        request="Fault",
        impact="Partial loss",
        opened_by=callers[0],
        at=at,
    )
    copy_tickets(ticket, count=tickets, callers=callers, staff=staff)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return Crowd(staff[0], callers[0], ticket)


def copy_tickets(ticket: Ticket, *, count: int, callers: list[Contact], staff: list[Staff]) -> None:
    values = {
        "ticket": ticket.pk,
        "count": count,
        "apart": APART,
        "words": list(WORDS),
        "parties": [caller.organisation_id for caller in callers],
        "callers": [caller.pk for caller in callers],
        "staff": [person.pk for person in staff],
        "every": OPEN_EVERY,
    }
    insert(
        Ticket,
        TICKET,
        "tickets_ticket old, generate_series(1, %(count)s) n WHERE old.id = %(ticket)s",
        values,
    )
    insert(Promise, PROMISE, f"tickets_promise old, {COPIES} AND old.ticket_id = %(ticket)s", values)
    insert(
        Message,
        MESSAGE,
        f"tickets_message old, generate_series(1, 3) turn, {COPIES} AND old.ticket_id = %(ticket)s",
        values,
    )
    about = "old.about_kind = 'ticket' AND old.about_id = %(ticket)s"
    insert(Entry, ENTRY, f"journal_entry old, {COPIES} AND {about}", values)


def insert(model: type[Model], other: Mapping[str, str], source: str, values: Mapping[str, Any]) -> None:
    """Copies rows with every column as it was, but for the others."""
    described = model._meta  # noqa: SLF001 - the documented name
    columns = [
        str(each.column) for each in described.concrete_fields if not each.generated and not each.primary_key
    ]
    taken = ", ".join(other.get(column, f"old.{column}") for column in columns)
    statement = f"INSERT INTO {described.db_table} ({', '.join(columns)}) SELECT {taken} FROM {source}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
