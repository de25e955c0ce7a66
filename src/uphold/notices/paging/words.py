"""What a page says: which ticket, which step, why, and the link by which it is taken."""

import json
from dataclasses import dataclass
from datetime import UTC

from django.utils.translation import gettext as _

from uphold.mail.addresses import public_address
from uphold.oncall.actions.paging import token_of
from uphold.oncall.models import Attempt


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    body: str


def words_of(attempt: Attempt) -> Words:
    page, ticket = attempt.page, attempt.page.ticket
    escalation = page.escalation
    if escalation is None:
        sentence = _("Urgent outside hours: {number} of {organisation}.")
    elif escalation.step == page.step:
        sentence = _("{number} of {organisation} was escalated to {contact}.")
    else:
        sentence = _("{number} of {organisation} waits: nobody answered before {contact}.")
    said = sentence.format(number=ticket.number, organisation=ticket.organisation.name, contact=page.contact)
    parts = [
        said,
        ticket.subject,
        escalation.reason if escalation else "",
        _("Take it (this link is yours alone, works once, until {until} UTC): {link}").format(
            until=f"{attempt.expires_at.astimezone(UTC):%Y-%m-%d %H:%M}", link=link_of(attempt)
        ),
        _("The ticket: {link}").format(link=f"{public_address()}/desk/tickets/{ticket.number}"),
    ]
    return Words(subject=f"[{ticket.number}] {said}", body="\n\n".join(part for part in parts if part))


def link_of(attempt: Attempt) -> str:
    return f"{public_address()}/page/{token_of(attempt.nonce)}"


def posted(attempt: Attempt) -> str:
    """The body of a webhook: the text that is signed and sent, the same characters each time."""
    page = attempt.page
    stamp = attempt.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    data = {
        "ticket": page.ticket.number,
        "subject": page.ticket.subject,
        "step": page.step,
        "contact": page.contact,
        "call": attempt.number,
        "take": link_of(attempt),
    }
    message = {"type": "page", "timestamp": stamp, "data": data}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))
