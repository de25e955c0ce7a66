"""The credits of the demonstration: packages that were bought, invoiced and paid, and what was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from uphold.billing.actions import invoice_now, record_payment
from uphold.command.demo.people import People
from uphold.credits.actions import account_of, grant_goodwill, order_package, set_warning
from uphold.credits.models import CreditAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """A package, ordered so many days ago by a contact, and paid so many days after; `paid_after` None: not yet."""

    by: str
    package: str
    days_ago: int
    paid_after: int | None


PURCHASES: Final = (
    Purchase(by="ivan", package="10 hours", days_ago=75, paid_after=9),
    Purchase(by="anna", package="2 hours", days_ago=61, paid_after=12),
    Purchase(by="ivan", package="2 hours", days_ago=3, paid_after=None),
)
GOODWILL: Final = (("kwame", 10, "Ten minutes to see how it works, with our compliments."),)
WARNINGS: Final = {"ivan": 60, "anna": 30}


def fill_purses(people: People, *, now: datetime) -> None:
    for purchase in PURCHASES:
        _buy(purchase, people, now=now)
    given_at = now - timedelta(days=20)
    for key, credits_given, reason in GOODWILL:
        grant_goodwill(
            actor=people.actor("tomas"),
            account=_account(key, people),
            credits=credits_given,
            reason=reason,
            key=f"goodwill for {key}",
            at=given_at,
        )
    for key, below in WARNINGS.items():
        set_warning(
            actor=people.actor("tomas"), account=_account(key, people), below_credits=below, at=given_at
        )


def _buy(purchase: Purchase, people: People, *, now: datetime) -> None:
    ordered_at = now - timedelta(days=purchase.days_ago)
    account = _account(purchase.by, people)
    order = order_package(
        actor=people.actor(purchase.by),
        account=account,
        package=purchase.package,
        key=f"{purchase.by} {purchase.days_ago}",
        at=ordered_at,
    )
    clerk, provider = people.actor("petra"), people.provider_of(purchase.by)
    organisation = people.contacts[purchase.by].organisation
    invoices = invoice_now(
        actor=clerk, organisation=organisation, provider=provider, orders=[order], at=ordered_at
    )
    if purchase.paid_after is None:
        return
    paid_at = ordered_at + timedelta(days=purchase.paid_after)
    for invoice in invoices:
        record_payment(
            actor=clerk,
            organisation=organisation,
            provider=provider,
            amount=invoice.gross_amount,
            currency=invoice.currency,
            received_on=paid_at.date(),
            reference=invoice.number,
            key=f"demonstration {invoice.number}",
            at=paid_at,
        )


def _account(key: str, people: People) -> CreditAccount:
    return account_of(
        organisation_id=people.contacts[key].organisation_id, provider_id=people.provider_of(key).pk
    )
