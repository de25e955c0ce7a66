"""Opening a ticket: by a contact in the portal, or by an agent on behalf of a caller."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotThere, Permission, require
from uphold.agreements.bridge import compiled
from uphold.agreements.queries import Terms, terms_in_force
from uphold.files.actions import Brought
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.people.models import Contact, Organisation, Provider
from uphold.tickets.actions.attaching import attach
from uphold.tickets.actions.talking import SENT_TWICE, worded
from uphold.tickets.actions.unit import found_unit, record_unit, set_unit
from uphold.tickets.deciding import keep_admission, keep_priority, keep_targets
from uphold.tickets.locking import lock_ticket
from uphold.tickets.models import Message, Ticket, TicketAnnex
from uphold.tickets.naming import Stated, require_known
from uphold.tickets.numbering import take_number
from uphold.tickets.refusals import SaidAlready
from uphold.tickets.retiming import retime
from uphold.tickets.timeline import record
from uphold.tickets.units import NamedUnit, place_under


class NothingAgreed(Refused):
    code, kind, text = "nothing_agreed", CONFLICT, gettext_lazy("{0} has no agreement in force with {1}.")


class SubjectMissing(Refused):
    code, kind, text = "subject_missing", INVALID, gettext_lazy("Give the ticket a subject.")


class CallerIsElsewhere(Refused):
    code, kind, text = "caller_is_elsewhere", INVALID, gettext_lazy("{0} does not belong to {1}.")


@atomic
def open_ticket(
    *,
    actor: Actor,
    provider: Provider,
    organisation: Organisation,
    subject: str,
    body: str,
    channel: str,
    request: str = "",
    impact: str = "",
    facts: Mapping[str, Any] | None = None,
    evidence: Sequence[str] | None = None,
    requested_priority: str = "",
    opened_by: Contact | None = None,
    concerns: Organisation | None = None,
    unit: str = "",
    files: Sequence[Brought] = (),
    at: datetime,
) -> Ticket:
    """The version in force now governs the ticket for good. `evidence` None: nothing was said about it.

    `unit` is the name of one that stands at the customer or that the contract covers.
    """
    require_may_open(actor, provider=provider, organisation=organisation, opened_by=opened_by)
    if not subject.strip():
        raise SubjectMissing
    words = worded(body)
    terms = terms_in_force(organisation_id=organisation.pk, provider_id=provider.pk, at=at)
    if terms is None:
        raise NothingAgreed(organisation.name, provider.name)
    stated = Stated(channel=channel, request=request, impact=impact, priority=requested_priority)
    agreement = compiled(terms.version, terms.annexes)
    require_known(agreement, stated=stated, facts=facts or {}, evidence=evidence or ())
    serial, subject = take_number(provider), subject.strip()
    opener_id = opened_by.pk if opened_by else actor.id if actor.is_contact else None
    require_new(provider, organisation, opener_id=opener_id, subject=subject, words=words, at=at)
    ticket = create(
        Ticket(
            provider=provider,
            number=serial.number,
            serial=serial.serial,
            subject=subject,
            organisation=organisation,
            concerns=concerns,
            opened_by_id=opener_id,
            channel=channel,
            request=request,
            impact=impact,
            facts=dict(facts or {}),
            evidence=None if evidence is None else list(evidence),
            requested_priority=requested_priority,
            opened_at=at,
            last_word_at=at,
        ),
        terms=terms,
        named=found_unit(place_under(terms, organisation, provider, at=at), unit),
    )
    first = first_words(ticket, actor=actor, body=words, files=files, at=at)
    return judged(ticket, actor=actor, message=first, at=at)


def require_may_open(
    actor: Actor, *, provider: Provider, organisation: Organisation, opened_by: Contact | None
) -> None:
    if actor.is_contact:
        if actor.organisation_id != organisation.pk:
            raise NotThere("organisation")
        require(actor, Permission.TICKET_OPEN)
        return
    require(actor, Permission.TICKET_OPEN_FOR, provider_id=provider.pk)
    if opened_by is not None and opened_by.organisation_id != organisation.pk:
        raise CallerIsElsewhere(opened_by.name, organisation.name)


def require_new(
    provider: Provider,
    organisation: Organisation,
    *,
    opener_id: int | None,
    subject: str,
    words: str,
    at: datetime,
) -> None:
    """A form that was sent twice opens one ticket. The number was taken, so nobody opens another meanwhile."""
    twice = Message.objects.filter(
        ticket__organisation=organisation,
        ticket__provider=provider,
        ticket__opened_by_id=opener_id,
        ticket__subject=subject,
        ticket__opened_at__gt=at - SENT_TWICE,
        ticket__opened_at__lte=at,
        body=words,
    )
    first = twice.select_related("ticket").first()
    if first is not None:
        raise SaidAlready(first.ticket.number)


def create(ticket: Ticket, *, terms: Terms, named: NamedUnit | None) -> Ticket:
    ticket.contract, ticket.version = terms.contract, terms.version
    if named is not None:
        set_unit(ticket, named, agreement=compiled(terms.version, terms.annexes))
    ticket.save(force_insert=True)
    TicketAnnex.objects.bulk_create(
        TicketAnnex(ticket=ticket, version=annex, position=position)
        for position, annex in enumerate(terms.annexes)
    )
    return lock_ticket(ticket)


def first_words(
    ticket: Ticket, *, actor: Actor, body: str, files: Sequence[Brought], at: datetime
) -> Message:
    """A caller's words are the caller's own, whoever wrote them down."""
    message = Message.objects.create(
        ticket=ticket,
        kind=Message.Kind.PUBLIC,
        contact_id=ticket.opened_by_id,
        staff_id=actor.id if actor.is_staff and ticket.opened_by_id is None else None,
        body=body,
        at=at,
    )
    attach(message, files, by=actor, at=at)
    return message


def judged(ticket: Ticket, *, actor: Actor, message: Message, at: datetime) -> Ticket:
    """Asks the agreement, and keeps what it said about priority, admission and promises."""
    entry = record(ticket, "ticket.opened", by=actor, at=at, detail={"message": message.pk})
    answered = retime(ticket, at=at)
    if not ticket.requested_priority:
        ticket.requested_priority = ticket.current_priority
        ticket.save(update_fields=["requested_priority"])
    keep_priority(ticket, answered, entry=entry)
    keep_admission(ticket, answered, entry=entry)
    keep_targets(ticket, answered, entry=entry)
    if ticket.unit_name:
        record_unit(ticket, by=actor, at=at)
    return ticket
