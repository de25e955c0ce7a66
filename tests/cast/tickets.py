"""Tickets as customers open them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tests.cast.people import Caller
from uphold.people.models import Provider
from uphold.tickets.actions import open_ticket
from uphold.tickets.models import Ticket


def make_ticket(
    *,
    customer: Caller,
    opened_at: datetime,
    provider: Provider | None = None,
    subject: str = "No dial tone at the reception",
    body: str = "",
    request: str = "Fault",
    impact: str = "Everyone",
    facts: Mapping[str, Any] | None = None,
    evidence: Sequence[str] | None = ("Logs",),
    unit: str = "",
) -> Ticket:
    """Opened in the portal of the customer's first provider, by default a High fault with its logs.

    Words that nobody gave differ from ticket to ticket, because the same words twice are one form sent twice.
    """
    organisation = customer.contact.organisation
    return open_ticket(
        actor=customer.actor,
        provider=provider or organisation.providers.order_by("pk")[0],
        organisation=organisation,
        subject=subject,
        body=body or f"Nobody can call since this morning. That makes {Ticket.objects.count() + 1}.",
        channel="Portal",
        request=request,
        impact=impact,
        facts=facts,
        evidence=evidence,
        unit=unit,
        at=opened_at,
    )
