"""Consent: a contact agrees to a price by name before the work - in the portal, by a link in a mail, by telephone."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.kit import CONFLICT, INVALID, MISSING, Refused
from uphold.kit.transaction import atomic
from uphold.metering.models import Consent, ConsentRequest
from uphold.metering.needs import Offer, what_needs_consent
from uphold.metering.queries import case_work
from uphold.people.actors import actor_for_contact
from uphold.people.models import Contact
from uphold.tickets.actions import agree, resume, wait
from uphold.tickets.locking import begin, lock_ticket
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import record

DAYS_OPEN = 7
SALT = "uphold.metering.consent"
LONGEST_SUBJECT, LONGEST_PRICE = 200, 120
FOR_CONSENT = "consent"


class NothingNeedsConsent(Refused):
    code, kind, text = (
        "nothing_needs_consent",
        CONFLICT,
        gettext_lazy("Nothing on ticket {0} needs a consent now; name what is agreed to."),
    )


class PriceMissing(Refused):
    code, kind, text = (
        "price_missing",
        INVALID,
        gettext_lazy("The agreement leaves the price to be agreed; name it."),
    )


class ConsentLinkSpent(Refused):
    code, kind, text = (
        "consent_link_spent",
        MISSING,
        gettext_lazy("This link does not work, or no longer. Ask for a new one."),
    )


class NobodyToAsk(Refused):
    code, kind, text = (
        "nobody_to_ask",
        CONFLICT,
        gettext_lazy("{0} is not here any more; ask another contact."),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """The row, and the token that only the contact may learn."""

    request: ConsentRequest
    token: str


@atomic
def record_consent(
    *, actor: Actor, ticket: Ticket, subject: str = "", price: str = "", at: datetime
) -> Consent:
    """A contact agrees himself, in the portal, to what was shown to him."""
    if not actor.is_contact or actor.id is None:
        raise NotAllowed(Permission.TICKET_REPLY)
    ticket = begin(actor, ticket, need=Permission.TICKET_REPLY)
    offer = offered(ticket, subject=subject, price=price, at=at)
    return keep(Consent(ticket=ticket, contact_id=actor.id, way=Consent.Way.PORTAL), offer, by=actor, at=at)


@atomic
def note_consent_by_telephone(
    *, actor: Actor, ticket: Ticket, contact: Contact, subject: str = "", price: str = "", at: datetime
) -> Consent:
    """What a contact said on the telephone, noted by the member of the staff who heard it."""
    if not actor.is_staff or actor.id is None:
        raise NotAllowed(Permission.TICKET_WORK)
    ticket = begin(actor, ticket, need=Permission.TICKET_WORK)
    require_of(ticket, contact)
    offer = offered(ticket, subject=subject, price=price, at=at)
    consent = Consent(ticket=ticket, contact=contact, way=Consent.Way.TELEPHONE, noted_by_id=actor.id)
    return keep(consent, offer, by=actor, at=at)


@atomic
def ask_for_consent(
    *, actor: Actor, ticket: Ticket, contact: Contact, subject: str = "", price: str = "", at: datetime
) -> Asked:
    """Asks by mail, with a link that works once, and waits for the answer; the agreement says which clocks stand still.

    The letter goes out by the entry that is written here.
    """
    ticket = begin(actor, ticket, need=Permission.TICKET_WORK)
    require_of(ticket, contact)
    offer = offered(ticket, subject=subject, price=price, at=at)
    request = ConsentRequest(
        ticket=ticket,
        contact=contact,
        asked_by_id=actor.id if actor.is_staff else None,
        nonce=secrets.token_hex(16),
    )
    word(request, offer)
    token = token_of(request)
    request.token_hash = hash_of(token)
    request.asked_at, request.expires_at = at, at + timedelta(days=DAYS_OPEN)
    request.save()
    record(ticket, "consent.asked", by=actor, at=at, detail=detail_of(request))
    wait_for_consent(ticket, by=actor, at=at)
    return Asked(request, token)


def open_consent_request(token: str, *, at: datetime) -> ConsentRequest:
    """What a link asks for, to be shown; one that is answered, expired or of a contact who left is not there."""
    requests = ConsentRequest.objects.select_related("contact__organisation", "ticket__provider")
    request = requests.filter(token_hash=hash_of(token), answered_at=None, expires_at__gt=at).first()
    if request is None or not request.contact.is_active or not request.contact.organisation.is_active:
        raise ConsentLinkSpent
    return request


@atomic
def answer_consent_request(*, token: str, is_agreed: bool, at: datetime) -> ConsentRequest:
    """The link's answer, yes or no, by the contact to whom it was sent. It spends the link."""
    request = open_consent_request(token, at=at)
    actor = actor_for_contact(request.contact)
    ticket = begin(actor, request.ticket, need=Permission.TICKET_REPLY)
    is_mine = ConsentRequest.objects.filter(pk=request.pk, answered_at=None).update(
        answered_at=at, is_refused=not is_agreed
    )
    if not is_mine:
        raise ConsentLinkSpent
    request.answered_at, request.is_refused = at, not is_agreed
    if not is_agreed:
        record(ticket, "consent.refused", by=actor, at=at, detail=detail_of(request) | {"as": "customer"})
        wait_no_longer(ticket, at=at)
        return request
    offer = Offer(
        subject=request.subject,
        price=request.price,
        clause=request.clause,
        anchor=request.anchor,
        line=request.line,
    )
    consent = Consent(ticket=ticket, contact=request.contact, way=Consent.Way.MAIL_LINK, request=request)
    keep(consent, offer, by=actor, at=at)
    return request


@atomic
def let_run_out(*, request: ConsentRequest, at: datetime) -> bool:
    """Nobody answered in time: the ticket waits no longer for it, and the staff hear so. Safe to run twice.

    Where somebody agreed another way, or another answer is still awaited, there is nothing to tell; a ticket that waits
    for something else goes on waiting for that.
    """
    ticket = lock_ticket(request.ticket)
    open_ones = ConsentRequest.objects.filter(ticket=ticket, answered_at=None, ran_out_at=None)
    if not open_ones.filter(pk=request.pk, expires_at__lte=at).update(ran_out_at=at):
        return False
    is_agreed = Consent.objects.filter(ticket=ticket, at__gte=request.asked_at).exists()
    if not (is_agreed or ticket.is_over or open_ones.exists()):
        record(ticket, "consent.expired", by=Actor.system(), at=at, detail=detail_of(request))
        wait_no_longer(ticket, at=at)
    return True


def offered(ticket: Ticket, *, subject: str, price: str, at: datetime) -> Offer:
    """What the agreement asks consent for, in its words and at its price; what is named stands in their place."""
    needed = what_needs_consent(ticket, at=at)
    if needed is None and not subject.strip():
        raise NothingNeedsConsent(ticket.number)
    offer = (needed or Offer()).named(subject=subject.strip(), price=price.strip())
    if needed is not None and not offer.price:
        raise PriceMissing
    return offer


def wait_for_consent(ticket: Ticket, *, by: Actor, at: datetime) -> None:
    """Whatever the ticket waits for already, it goes on waiting for that."""
    if ticket.status not in Ticket.AT_REST and not ticket.is_waiting:
        wait(actor=by, ticket=ticket, waiting_for=FOR_CONSENT, at=at)


def wait_no_longer(ticket: Ticket, *, at: datetime) -> None:
    """A no is an answer as well, and the staff's turn. A yes ends the wait where it is agreed to."""
    if ticket.waiting_for == FOR_CONSENT:
        resume(actor=Actor.system(), ticket=ticket, at=at)


def keep(consent: Consent, offer: Offer, *, by: Actor, at: datetime) -> Consent:
    """The row by name, and the entry that charges read."""
    word(consent, offer)
    consent.at = at
    consent.save()
    ticket = consent.ticket
    agree(actor=by, ticket=ticket, to=offer.subject, price=offer.price, work=case_work(ticket), at=at)
    return consent


def word(row: Consent | ConsentRequest, offer: Offer) -> None:
    row.subject, row.price = offer.subject[:LONGEST_SUBJECT], offer.price[:LONGEST_PRICE]
    row.clause, row.anchor, row.line = offer.clause, offer.anchor, offer.line


def require_of(ticket: Ticket, contact: Contact) -> None:
    if contact.organisation_id != ticket.organisation_id:
        raise NotThere("contact")
    if not contact.is_active:
        raise NobodyToAsk(contact.name)


def token_of(request: ConsentRequest) -> str:
    """Made from the site's key and the row's nonce, so the database alone gives no link away."""
    return salted_hmac(SALT, request.nonce, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def detail_of(request: ConsentRequest) -> dict[str, str | int]:
    return {
        "request": request.pk,
        "contact": request.contact_id,
        "subject": request.subject,
        "price": request.price,
    }
