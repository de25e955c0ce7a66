"""Every sentence that leaves the house by mail. A receipt repeats nothing that its reader wrote."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from uphold.journal.models import Entry
from uphold.mail.addresses import public_address
from uphold.mail.outbox import Letter
from uphold.notices.faults import finding_words, proposal_words
from uphold.people.actions.invitation import token_of
from uphold.people.models import Contact, Invitation, Staff
from uphold.tickets.models import Message, Ticket

TO_CONTACT: Mapping[str, str] = MappingProxyType(
    {
        "fault.decided": gettext_noop("What your request {number} came from is settled: {finding}."),
        "fault.proposed": gettext_noop(
            "We looked into what your request {number} came from, and propose: {finding}."
        ),
        "ticket.opened": gettext_noop("We have your request. Its number is {number}."),
        "ticket.answered": gettext_noop("There is an answer to your request {number}:"),
        "ticket.escalated": gettext_noop("Your request {number} went a step further, to {contact}."),
        "ticket.evidence_asked": gettext_noop("To go on with your request {number} we need: {missing}."),
        "ticket.page_taken": gettext_noop("Somebody has taken your request {number} in hand: {who}."),
        "ticket.released": gettext_noop("What your request {number} waited for is out: {kind} {version}."),
        "ticket.restored": gettext_noop("The service of your request {number} works again."),
        "ticket.resolved": gettext_noop("Your request {number} is solved. Answer if it is not."),
        "ticket.closed": gettext_noop("Your request {number} is closed."),
        "ticket.continued": gettext_noop("Work on your request {number} goes on."),
        "ticket.suspended": gettext_noop(
            "Work on your request {number} rests until the account is {until} (clause {clause})."
        ),
        "ticket.workaround_told": gettext_noop("There is a way around what your request {number} was about:"),
    }
)
OF_OUTCOME: Mapping[str, str] = MappingProxyType(
    {
        "patch": gettext_noop("Your request {number} met a bug; a patch for it is being made."),
        "update": gettext_noop("Your request {number} met a bug; an update that ends it is being made."),
        "works as documented": gettext_noop("What your request {number} met works as it is documented."),
        "none": gettext_noop("No change will be made for what your request {number} met."),
    }
)
WITH_WORDS = ("ticket.answered", "ticket.workaround_told")
"""Kinds of entry whose message is sent along."""
TO_STAFF: Mapping[str, str] = MappingProxyType(
    {
        "ticket.warned": gettext_noop("{metric} of {number} is due at {due}."),
        "ticket.breached": gettext_noop("{metric} of {number} was due at {due} and was missed."),
    }
)


def letter_to_contact(entry: Entry, ticket: Ticket, contact: Contact) -> Letter:
    sentence = sentence_to_contact(entry, ticket)
    words = proposal_words(entry, ticket) if entry.kind == "fault.proposed" else words_of(entry, ticket)
    link = f"{public_address()}/portal/tickets/{ticket.number}/"
    parts = [
        sentence,
        words,
        _("Read it, and what is promised: {link}").format(link=link),
        ticket.provider.name,
    ]
    return Letter(
        key=f"{entry.kind}:{entry.pk}:contact:{contact.pk}",
        to_address=contact.email,
        subject=f"[{ticket.number}] {sentence.rstrip(':')}",
        body="\n\n".join(part for part in parts if part),
        provider=ticket.provider,
        ticket=ticket,
    )


def sentence_to_contact(entry: Entry, ticket: Ticket) -> str:
    detail = entry.detail
    is_outcome = entry.kind == "ticket.outcome"
    template = OF_OUTCOME[detail["outcome"]] if is_outcome else TO_CONTACT[entry.kind]
    return _(template).format(
        number=ticket.number,
        missing=", ".join(detail.get("missing", ())),
        finding=finding_words(detail.get("facts", {})),
        kind=detail.get("kind", ""),
        version=detail.get("version", ""),
        until=detail.get("until") or _("in good standing"),
        clause=detail.get("clause") or "-",
        contact=detail.get("contact", ""),
        who=taker_of(detail),
    )


def taker_of(detail: Mapping[str, Any]) -> str:
    """By name, or the contact of the agreement whose address was called."""
    staff = Staff.objects.filter(pk=detail.get("staff") or 0).first()
    return staff.name if staff else detail.get("contact", "")


def letter_to_staff(entry: Entry, ticket: Ticket, staff: Staff) -> Letter:
    sentence = _(TO_STAFF[entry.kind]).format(
        metric=entry.detail["metric"].capitalize(),
        number=ticket.number,
        due=written(entry.detail.get("due"), zone=ticket.version.timezone),
    )
    link = f"{public_address()}/desk/tickets/{ticket.number}"
    return Letter(
        key=f"{entry.kind}:{entry.pk}:staff:{staff.pk}",
        to_address=staff.email,
        subject=f"[{ticket.number}] {sentence}",
        body=f"{sentence}\n\n{ticket.subject}\n\n{link}",
        provider=ticket.provider,
        ticket=ticket,
    )


def invitation_letter(invitation: Invitation) -> Letter:
    person = invitation.staff or invitation.contact
    if person is None:
        raise ValueError("the database keeps every invitation for one person")
    link = invitation_link(token_of(invitation))
    sentence = _("You are invited to the support desk. This link works once, until {day}:").format(
        day=f"{invitation.expires_at:%Y-%m-%d}"
    )
    return Letter(
        key=f"person.invited:{invitation.pk}",
        to_address=person.email,
        subject=_("Your invitation to the support desk"),
        body=f"{sentence}\n\n{link}",
        is_secret=True,
    )


def invitation_link(token: str) -> str:
    return f"{public_address()}/invitation/{token}"


def words_of(entry: Entry, ticket: Ticket) -> str:
    """The message that the entry is about, if it is an answer of the staff; of a receipt the unit that was chosen."""
    if entry.kind == "ticket.opened" and ticket.unit_name:
        return _("It is about {unit}.").format(unit=ticket.unit_name)
    if entry.kind not in WITH_WORDS or "message" not in entry.detail:
        return ""
    return Message.objects.get(pk=entry.detail["message"]).body


def written(instant: str | None, *, zone: str) -> str:
    """An instant as the agreement's clock shows it, with the name of that clock's zone."""
    if instant is None:
        return "-"
    return f"{datetime.fromisoformat(instant).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"
