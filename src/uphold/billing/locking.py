"""Locking: the customership orders all that happens to one customer's money, the seller all numbers of a provider.

The order everywhere: provider, customerships by id, the account of credits, seller. Invoices need no lock of their own.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from uphold.access import NotThere
from uphold.billing.models import Seller
from uphold.credits.models import CreditAccount, CreditOrder
from uphold.kit import CONFLICT, Refused
from uphold.people.models import Customership, Provider


class SellerMissing(Refused):
    code, kind, text = (
        "seller_missing",
        CONFLICT,
        gettext_lazy(
            "What {0} says of itself on invoices is not set yet. "
            "An administrator sets it under Administration, Invoicing."
        ),
    )


def lock_provider(provider: Provider) -> Provider:
    return Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)


def lock_customer(*, organisation_id: int, provider_id: int) -> Customership:
    """Ours until the transaction ends. Readers and foreign keys are not held up."""
    customership = lock_customers([organisation_id], provider_id=provider_id).get(organisation_id)
    if customership is None:
        raise NotThere("customer")
    return customership


def lock_credits(organisation_ids: Iterable[int], *, provider_id: int) -> None:
    """Before money may pay an order, which opens a lot: the accounts that have one."""
    ordered = CreditOrder.objects.filter(state=CreditOrder.State.ORDERED).values("account_id")
    accounts = CreditAccount.objects.select_for_update(no_key=True).filter(
        pk__in=ordered, organisation_id__in=list(organisation_ids), provider_id=provider_id
    )
    list(accounts.order_by("id"))


def lock_customers(organisation_ids: Iterable[int], *, provider_id: int) -> dict[int, Customership]:
    rows = Customership.objects.select_for_update(no_key=True).filter(
        organisation_id__in=list(organisation_ids), provider_id=provider_id
    )
    return {row.organisation_id: row for row in rows.order_by("id")}


def seller_of(provider: Provider) -> Seller:
    seller = Seller.objects.select_related("default_tax_rate").filter(provider=provider).first()
    if seller is None:
        raise SellerMissing(provider.name)
    return seller


def lock_seller(seller: Seller) -> Seller:
    """The numbers as they stand now; a number that is taken is given back when the transaction fails."""
    return Seller.objects.select_for_update(no_key=True).get(pk=seller.pk)
