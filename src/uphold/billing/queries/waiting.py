"""Who has something to invoice: customers with settled charges or orders that are on no invoice."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from uphold.billing.billables import open_charges, open_orders
from uphold.people.models import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A customer with what stands on no invoice, by currency, before tax."""

    organisation: Organisation
    amounts: dict[str, Decimal]


def customers_waiting(
    organisations: QuerySet[Organisation], *, provider_id: int, until_on: date, words: str = "", most: int
) -> tuple[list[Waiting], int]:
    """The first of them by name, and how many there are in all."""
    sums: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    charges = open_charges(provider_id=provider_id, until_on=until_on).filter(~Q(amount=0))
    for organisation_id, currency, amount in (
        charges.order_by().values_list("organisation_id", "currency").annotate(Sum("amount"))
    ):
        sums[organisation_id][currency] += amount
    orders = open_orders(provider_id=provider_id, until_on=until_on).order_by()
    for organisation_id, currency, amount in orders.values_list(
        "account__organisation_id", "currency"
    ).annotate(Sum("price")):
        sums[organisation_id][currency] += amount
    known = organisations.filter(pk__in=sums.keys(), name__icontains=words).order_by("name", "pk")
    return [Waiting(organisation=each, amounts=dict(sums[each.pk])) for each in known[:most]], known.count()
