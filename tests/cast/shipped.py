"""The agreements that we ship, in force for both customers of Northwind, and tickets under them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.cast.agreements import make_contract, make_version
from tests.cast.people import Caller, Cast, make_cast
from uphold.access import Actor
from uphold.agreements.models import Version
from uphold.credits.actions import account_of, lock_account, open_lot
from uphold.credits.models import Lot, Source
from uphold.kit.transaction import atomic
from uphold.people.models import Provider
from uphold.tickets.actions import open_ticket
from uphold.tickets.models import Ticket

AGREEMENTS = Path(__file__).parents[2] / "agreements"


def make_shipped_cast(name: str, *, changed: Mapping[str, str] | None = None) -> Cast:
    """Everybody there, and the document of this name in place of Northwind's own; `changed` rewrites parts of it."""
    everybody = make_cast()
    version = publish_shipped(everybody.northwind, name=name, changed=changed)
    make_contract(everybody.harbour, version=version)
    make_contract(everybody.orchard, version=version)
    return everybody


def publish_shipped(provider: Provider, *, name: str, changed: Mapping[str, str] | None = None) -> Version:
    text = (AGREEMENTS / f"{name}.md").read_text(encoding="utf-8")
    for old, new in (changed or {}).items():
        if old not in text:
            raise AssertionError(f"{old!r} is not in {name}")
        text = text.replace(old, new)
    return make_version(provider, text=text)


def open_shipped(
    *,
    customer: Caller,
    opened_at: datetime,
    request: str,
    impact: str = "",
    evidence: Sequence[str] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Ticket:
    """A ticket by the ticket system; words differ from ticket to ticket."""
    organisation = customer.contact.organisation
    return open_ticket(
        actor=customer.actor,
        provider=Provider.objects.get(name="Northwind"),
        organisation=organisation,
        subject=f"{request} at {organisation.name}",
        body=f"It is about this. That makes {Ticket.objects.count() + 1}.",
        channel="Ticket system",
        request=request,
        impact=impact,
        facts=facts,
        evidence=evidence,
        at=opened_at,
    )


@atomic
def give_credits(
    customer: Caller, *, amount: int, at: datetime, name: str = "2 hours", expires_at: datetime | None = None
) -> Lot:
    """A lot for everything, bought by this customer of Northwind."""
    account = account_of(
        organisation_id=customer.contact.organisation_id,
        provider_id=Provider.objects.get(name="Northwind").pk,
    )
    return open_lot(
        account=lock_account(account),
        source=Source.PURCHASED,
        name=name,
        credits=amount,
        opened_at=at,
        expires_at=expires_at,
        key=f"{customer.contact.name}:{name}:{at.isoformat()}",
        reason="Bought",
        by=Actor.system(),
        at=at,
    )
