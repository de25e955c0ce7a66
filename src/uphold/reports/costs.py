"""What an hour costs: setting it, and finding the rate that was in force for a person on a day."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotThere, Permission, require
from uphold.journal.write import write
from uphold.kit import INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.people.models import Provider, Staff
from uphold.reports.models import CostRate

MOST = Decimal("1e9")


class CostIsNoPrice(Refused):
    code, kind, text = "cost_is_no_price", INVALID, gettext_lazy("An hour costs nothing or more.")


class CurrencyUnknown(Refused):
    code, kind, text = (
        "currency_unknown",
        INVALID,
        gettext_lazy("{0} is no currency; write its three letters, such as EUR."),
    )


@atomic
def set_cost_rate(
    *,
    actor: Actor,
    provider: Provider,
    staff: Staff | None = None,
    hourly_cost: Decimal,
    currency: str,
    from_on: date,
    at: datetime,
) -> CostRate:
    """From this day on; what was set for the same person and day is replaced, and both stand in the journal."""
    require(actor, Permission.REPORT_READ, provider_id=provider.pk)
    require(actor, Permission.BILLING_MANAGE, provider_id=provider.pk)
    if staff is not None and not staff.grants.filter(provider=provider).exists():
        raise NotThere("staff")
    if not hourly_cost.is_finite() or not 0 <= hourly_cost < MOST:
        raise CostIsNoPrice
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha() and currency.isupper()):
        raise CurrencyUnknown(currency)
    rate, _ = CostRate.objects.update_or_create(
        provider=provider,
        staff=staff,
        from_on=from_on,
        defaults={"hourly_cost": hourly_cost.quantize(Decimal("0.01")), "currency": currency},
    )
    detail = {
        "staff": staff.pk if staff else None,
        "hourly_cost": str(rate.hourly_cost),
        "currency": currency,
        "from": from_on.isoformat(),
    }
    write("cost_rate.set", about=provider, by=actor, at=at, detail=detail)
    return rate


def rates_of(provider_id: int) -> QuerySet[CostRate]:
    """All, the latest first; those of everybody before those of a person."""
    return (
        CostRate.objects.filter(provider_id=provider_id)
        .select_related("staff")
        .order_by("staff__name", "-from_on")
    )


@dataclass(frozen=True, slots=True)
class HourlyCosts:
    """The rates of one provider by person; None is everybody."""

    by_staff: dict[int | None, tuple[list[date], list[CostRate]]]

    def rate_on(self, day: date, *, staff_id: int) -> CostRate | None:
        """The person's own that is in force, else everybody's."""
        for key in (staff_id, None):
            days, rates = self.by_staff.get(key, ([], []))
            if place := bisect_right(days, day):
                return rates[place - 1]
        return None


def hourly_costs(provider_id: int) -> HourlyCosts:
    by_staff: dict[int | None, tuple[list[date], list[CostRate]]] = defaultdict(lambda: ([], []))
    for rate in CostRate.objects.filter(provider_id=provider_id).order_by("from_on"):
        days, rates = by_staff[rate.staff_id]
        days.append(rate.from_on)
        rates.append(rate)
    return HourlyCosts(dict(by_staff))
