"""Verbs of parties: who invoices, who is invoiced, and at which rates of tax."""

from dataclasses import fields
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.billing.locking import lock_customer, lock_provider
from uphold.billing.models import Buyer, Seller, TaxRate
from uphold.billing.parties import BuyerTerms, PartyFieldWrong, SellerTerms, check_buyer, check_seller
from uphold.journal.write import write
from uphold.kit import CONFLICT, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.models import Organisation, Provider


class TaxRateTaken(Refused):
    code, kind, text = "tax_rate_taken", CONFLICT, gettext_lazy("There is already a rate named {0}.")


class TaxRateInUse(Refused):
    code, kind, text = (
        "tax_rate_in_use",
        CONFLICT,
        gettext_lazy("{0} is the usual rate, or that of a customer; give them another first."),
    )


@atomic
def set_seller(*, actor: Actor, provider: Provider, terms: SellerTerms, at: datetime) -> Seller:
    """How the provider stands on invoices from now on; those that were issued stay as they are."""
    require(actor, Permission.BILLING_MANAGE, provider_id=provider.pk)
    check_seller(terms, provider_id=provider.pk)
    lock_provider(provider)
    seller, _ = Seller.objects.update_or_create(provider=provider, defaults=values_of(terms))
    write("seller.set", about=seller, by=actor, at=at, detail={"provider": provider.pk})
    return seller


@atomic
def set_buyer(
    *, actor: Actor, organisation: Organisation, provider: Provider, terms: BuyerTerms, at: datetime
) -> Buyer:
    require(actor, Permission.INVOICE_ISSUE, provider_id=provider.pk)
    check_buyer(terms, provider_id=provider.pk)
    lock_customer(organisation_id=organisation.pk, provider_id=provider.pk)
    buyer, _ = Buyer.objects.update_or_create(
        organisation=organisation, provider=provider, defaults=values_of(terms)
    )
    detail = {"provider": provider.pk}
    write("buyer.set", about=buyer, by=actor, at=at, detail=detail, organisation_id=organisation.pk)
    return buyer


@atomic
def add_tax_rate(
    *,
    actor: Actor,
    provider: Provider,
    name: str,
    percent: Decimal,
    category: str = "S",
    exemption_reason: str = "",
    at: datetime,
) -> TaxRate:
    """A rate never changes: another percentage is another rate."""
    require(actor, Permission.BILLING_MANAGE, provider_id=provider.pk)
    check_tax_rate(name, percent=percent, category=category, exemption_reason=exemption_reason)
    with refused_by("tax_rate_name_once", TaxRateTaken(name.strip())):
        rate = TaxRate.objects.create(
            provider=provider,
            name=name.strip(),
            percent=percent,
            category=category,
            exemption_reason=exemption_reason.strip(),
        )
    detail = {"provider": provider.pk, "percent": str(percent), "category": category}
    write("tax_rate.added", about=rate, by=actor, at=at, detail=detail)
    return rate


@atomic
def retire_tax_rate(*, actor: Actor, rate: TaxRate, at: datetime) -> TaxRate:
    """The rate is offered no more; what was invoiced at it stays."""
    require(actor, Permission.BILLING_MANAGE, provider_id=rate.provider_id)
    lock_provider(rate.provider)
    if Seller.objects.filter(default_tax_rate=rate).exists() or Buyer.objects.filter(tax_rate=rate).exists():
        raise TaxRateInUse(rate.name)
    rate.is_active = False
    rate.save(update_fields=["is_active"])
    write("tax_rate.retired", about=rate, by=actor, at=at, detail={"provider": rate.provider_id})
    return rate


def check_tax_rate(name: str, *, percent: Decimal, category: str, exemption_reason: str) -> None:
    """S has a percentage; the others have none, and E and AE say why (EN 16931, BR-E-10 and BR-AE-10)."""
    if not name.strip():
        raise PartyFieldWrong("name", gettext_lazy("Give the rate a name."))
    if category not in TaxRate.CATEGORIES:
        raise PartyFieldWrong("category", gettext_lazy("S, Z, E, AE or O."))
    if not 0 <= percent <= 100 or (percent == 0) == (category == "S"):
        raise PartyFieldWrong(
            "percent", gettext_lazy("Standard rates have a percentage, the others have none.")
        )
    if category in {"E", "AE"} and not exemption_reason.strip():
        raise PartyFieldWrong("exemption_reason", gettext_lazy("Say why there is no tax."))


def values_of(terms: SellerTerms | BuyerTerms) -> dict[str, object]:
    """The fields, without blanks around them; rows stay rows."""
    values = {field.name: getattr(terms, field.name) for field in fields(terms)}
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
