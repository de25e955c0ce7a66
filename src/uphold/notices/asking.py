"""The letter that asks a contact for a consent: what, at which price, by which clause, and a link that works once."""

from django.utils.translation import gettext as _

from uphold.mail.addresses import public_address
from uphold.mail.outbox import Letter
from uphold.metering.actions.consent import token_of
from uphold.metering.models import ConsentRequest


def consent_letter(request: ConsentRequest) -> Letter:
    ticket = request.ticket
    sentence = _("Before we go on with your request {number} we need your consent.").format(
        number=ticket.number
    )
    asked = _("{subject}: {price}") if request.price else "{subject}"
    clause = _("It is asked for by: {clause}").format(clause=request.clause) if request.clause else ""
    link = _("Agree or decline here. The link works once, until {day}: {link}").format(
        day=f"{request.expires_at:%Y-%m-%d}", link=consent_link(token_of(request))
    )
    parts = [
        sentence,
        asked.format(subject=request.subject, price=request.price),
        clause,
        link,
        ticket.provider.name,
    ]
    return Letter(
        key=f"consent.asked:{request.pk}",
        to_address=request.contact.email,
        subject=f"[{ticket.number}] {sentence}",
        body="\n\n".join(part for part in parts if part),
        provider=ticket.provider,
        ticket=ticket,
        is_secret=True,
    )


def consent_link(token: str) -> str:
    return f"{public_address()}/consent/{token}"
