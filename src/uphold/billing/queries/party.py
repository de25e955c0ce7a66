"""Parties as forms and lists show them."""

from collections.abc import Sequence

from uphold.billing.models import Buyer, Seller, TaxRate


def sellers_of(provider_ids: Sequence[int]) -> dict[int, Seller]:
    """By provider; those that are not set are missing."""
    rows = Seller.objects.filter(provider__in=provider_ids).select_related("default_tax_rate")
    return {row.provider_id: row for row in rows}


def buyer_of(*, organisation_id: int, provider_id: int) -> Buyer | None:
    rows = Buyer.objects.filter(organisation=organisation_id, provider=provider_id)
    return rows.select_related("tax_rate").first()


def tax_rates_of(provider_ids: Sequence[int], *, is_active: bool | None = None) -> list[TaxRate]:
    rows = TaxRate.objects.filter(provider__in=provider_ids).select_related("provider")
    rows = rows if is_active is None else rows.filter(is_active=is_active)
    return list(rows.order_by("provider__name", "name"))
