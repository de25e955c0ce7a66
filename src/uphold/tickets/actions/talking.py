"""Words: a public reply, a call taken, a note among the staff."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from uphold.access import Actor, ActorKind, NotThere, Permission
from uphold.files.actions import Brought
from uphold.kit.transaction import atomic
from uphold.people.models import Contact
from uphold.tickets.actions.attaching import attach
from uphold.tickets.deciding import keep_met
from uphold.tickets.locking import begin, lock_ticket
from uphold.tickets.models import Message, Ticket
from uphold.tickets.refusals import SaidAlready, WordsMissing, WordsTooLong
from uphold.tickets.retiming import retime
from uphold.tickets.timeline import record

ENDED_BY_WORDS = {"customer", "evidence"}
LONGEST_WORDS = 50_000
"""PostgreSQL indexes the words of up to a megabyte, and refuses more."""
SENT_TWICE = timedelta(seconds=10)
"""The same words of the same person within this time are one form that was sent twice."""


@atomic
def reply(*, actor: Actor, ticket: Ticket, body: str, files: Sequence[Brought] = (), at: datetime) -> Message:
    """An answer when the staff write; a word of the customer when a contact does."""
    ticket = begin(actor, ticket, need=Permission.TICKET_REPLY)
    if actor.is_contact and actor.id is not None:
        message = hear(ticket, contact_id=actor.id, by=actor, body=body, at=at)
    else:
        message = answer(ticket, by=actor, body=body, at=at)
    attach(message, files, by=actor, at=at)
    return message


@atomic
def take_call(*, actor: Actor, ticket: Ticket, contact: Contact, body: str, at: datetime) -> Message:
    """What a contact said by telephone, written down by the staff; it counts as the contact's word."""
    ticket = begin(actor, ticket, need=Permission.TICKET_NOTE)
    if contact.organisation_id != ticket.organisation_id:
        raise NotThere("contact")
    return hear(ticket, contact_id=contact.pk, by=actor, body=body, at=at)


@atomic
def add_note(
    *, actor: Actor, ticket: Ticket, body: str, files: Sequence[Brought] = (), at: datetime
) -> Message:
    """Among the staff; no clock is touched."""
    ticket = begin(actor, ticket, need=Permission.TICKET_NOTE)
    message = say(ticket, kind=Message.Kind.NOTE, by=actor, body=body, at=at)
    attach(message, files, by=actor, at=at)
    record(ticket, "ticket.noted", by=actor, at=at, detail={"message": message.pk})
    return message


@atomic
def acknowledge(*, ticket: Ticket, at: datetime) -> Ticket:
    """Records that the receipt was sent. It is no answer, unless the agreement says so."""
    ticket = lock_ticket(ticket)
    record(ticket, "ticket.acknowledged", by=Actor.system(), at=at)
    retime(ticket, at=at)
    return ticket


def answer(ticket: Ticket, *, by: Actor, body: str, at: datetime) -> Message:
    message = say(ticket, kind=Message.Kind.PUBLIC, by=by, body=body, at=at)
    entry = record(ticket, "ticket.answered", by=by, at=at, detail={"message": message.pk})
    if ticket.status == Ticket.Status.NEW:
        ticket.status = Ticket.Status.OPEN
    ticket.last_word_at = max(at, ticket.last_word_at)
    ticket.save(update_fields=["status", "last_word_at"])
    answered = retime(ticket, at=at)
    keep_met(ticket, answered, entry=entry)
    return message


def hear(ticket: Ticket, *, contact_id: int, by: Actor, body: str, at: datetime) -> Message:
    """A customer's word ends a wait for it, and brings a resolved ticket back."""
    caller = Actor(kind=ActorKind.CONTACT, id=contact_id, organisation_id=ticket.organisation_id)
    message = say(ticket, kind=Message.Kind.PUBLIC, by=caller, body=body, at=at)
    if ticket.status == Ticket.Status.RESOLVED:
        record(ticket, "ticket.reopened", by=by, at=at, detail={"as": "customer"})
        ticket.status, ticket.resolved_at = Ticket.Status.OPEN, None
    if ticket.waiting_for in ENDED_BY_WORDS:
        ticket.status, ticket.waiting_for = ticket.status_at_work, ""
    record(ticket, "ticket.wrote", by=by, at=at, detail={"message": message.pk, "as": "customer"})
    ticket.last_word_at = max(at, ticket.last_word_at)
    ticket.save(update_fields=["status", "waiting_for", "resolved_at", "last_word_at"])
    retime(ticket, at=at)
    return message


def say(ticket: Ticket, *, kind: Message.Kind, by: Actor, body: str, at: datetime) -> Message:
    said = words_of(kind=kind, by=by, body=body)
    if ticket.messages.filter(**said, at__gt=at - SENT_TWICE, at__lte=at).exists():
        raise SaidAlready(ticket.number)
    return Message.objects.create(ticket=ticket, at=at, **said)


def say_to_all(
    tickets: Sequence[Ticket], *, kind: Message.Kind, by: Actor, body: str, at: datetime
) -> list[Message]:
    """The same words in many tickets; those in which they were said just now are left out."""
    said = words_of(kind=kind, by=by, body=body)
    just_now = Message.objects.filter(**said, ticket__in=tickets, at__gt=at - SENT_TWICE, at__lte=at)
    told = set(just_now.values_list("ticket_id", flat=True))
    return Message.objects.bulk_create(
        Message(ticket=ticket, at=at, **said) for ticket in tickets if ticket.pk not in told
    )


def words_of(*, kind: Message.Kind, by: Actor, body: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "staff_id": by.id if by.is_staff else None,
        "contact_id": by.id if by.is_contact else None,
        "body": worded(body),
    }


def worded(body: str) -> str:
    """The words as they are kept; NUL, which no text can hold, is left out."""
    words = body.replace("\0", "").strip()
    if not words:
        raise WordsMissing
    if len(words) > LONGEST_WORDS:
        raise WordsTooLong(LONGEST_WORDS)
    return words
