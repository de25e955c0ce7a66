"""What is on no invoice yet: charges that are settled and packages that were ordered, customer by customer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext

from uphold.billing.days import beginning_of, day_of, zone_of
from uphold.billing.lines import Billable, Cited
from uphold.billing.models import InvoiceLine
from uphold.credits.models import CreditOrder
from uphold.metering.models import Charge
from uphold.policy.scenario.missed import is_of_a_miss

CITED = ("document", "clause", "anchor", "row", "line")
CHARGE = (
    *(
        "id",
        "organisation_id",
        "ticket_id",
        "ticket__number",
        "kind",
        "tariff",
        "unit",
        "problem",
        "worked_on",
    ),
    *("actual_seconds", "accounted_seconds", "amount", "currency", "credits", "price", "reason", *CITED),
)
ORDER = (
    *("id", "account__organisation_id", "package", "granted_credits", "price", "currency", "ordered_at"),
    *CITED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from the first to the one before `until_on`. Work that cost nothing is shown for its own period alone."""

    from_on: date
    until_on: date


def open_charges(*, provider_id: int, until_on: date) -> QuerySet[Charge]:
    """Settled and on no invoice, for work of days before."""
    invoiced = InvoiceLine.objects.filter(charge=OuterRef("pk"))
    return Charge.objects.filter(~Exists(invoiced), provider_id=provider_id, worked_on__lt=until_on)


def open_orders(*, provider_id: int, until_on: date) -> QuerySet[CreditOrder]:
    """Ordered before, at a price, not withdrawn and on no invoice."""
    invoiced = InvoiceLine.objects.filter(order=OuterRef("pk"))
    until_at = beginning_of(until_on, provider_id=provider_id)
    return CreditOrder.objects.filter(
        ~Exists(invoiced), account__provider_id=provider_id, ordered_at__lt=until_at, price__gt=0
    ).exclude(state=CreditOrder.State.WITHDRAWN)


def billables_of(
    organisation_ids: Sequence[int], *, provider_id: int, period: Period
) -> dict[int, list[Billable]]:
    """In the order of days, and within a day as they came to be known; two statements."""
    found: dict[int, list[Billable]] = defaultdict(list)
    charges = open_charges(provider_id=provider_id, until_on=period.until_on).filter(
        ~Q(amount=0) | Q(worked_on__gte=period.from_on), organisation_id__in=organisation_ids
    )
    for row in charges.order_by("worked_on", "id").values(*CHARGE):
        found[row["organisation_id"]].append(billable_charge(row))
    orders = open_orders(provider_id=provider_id, until_on=period.until_on).filter(
        account__organisation_id__in=organisation_ids
    )
    zone = zone_of(provider_id)
    for row in orders.order_by("ordered_at", "id").values(*ORDER):
        found[row["account__organisation_id"]].append(billable_order(row, zone=zone))
    return found


def open_period(*, organisation_id: int, provider_id: int, issued_on: date) -> Period:
    """From the first day of which something of a customer is on no invoice until today."""
    until_on = issued_on + timedelta(days=1)
    charges = open_charges(provider_id=provider_id, until_on=until_on).filter(~Q(amount=0))
    worked_on = charges.filter(organisation_id=organisation_id).aggregate(first=Min("worked_on"))["first"]
    orders = open_orders(provider_id=provider_id, until_on=until_on)
    ordered = orders.filter(account__organisation_id=organisation_id).aggregate(first=Min("ordered_at"))[
        "first"
    ]
    days = [worked_on, day_of(ordered, provider_id=provider_id) if ordered else None, issued_on]
    return Period(from_on=min(day for day in days if day is not None), until_on=until_on)


def billable_charge(row: Mapping[str, object]) -> Billable:
    values = {name: row[name] for name in CHARGE}
    return Billable(
        key=key_of(row["ticket_id"], row["tariff"], row["unit"], row["problem"], kind=row["kind"]),
        is_promised=row["kind"] == Charge.Kind.REFUND and is_of_a_miss(str(row["unit"])),
        charge_id=values.pop("id"),  # type: ignore[arg-type]  # values of rows have no types
        on=values.pop("worked_on"),  # type: ignore[arg-type]  # values of rows have no types
        ticket_number=values.pop("ticket__number"),  # type: ignore[arg-type]  # values of rows have no types
        cited=Cited(**{name: values.pop(name) for name in CITED}),  # type: ignore[arg-type]  # as above
        **{name: values[name] for name in KEPT},  # type: ignore[arg-type]  # as above
    )


KEPT = (
    *("amount", "currency", "kind", "ticket_id", "actual_seconds", "accounted_seconds", "credits", "price"),
    *("reason", "problem"),
)


def billable_order(row: Mapping[str, object], *, zone: ZoneInfo) -> Billable:
    ordered_at: datetime = row["ordered_at"]  # type: ignore[assignment]  # values of rows have no types
    words = gettext("Package {package}: {credits} credits").format(
        package=row["package"], credits=row["granted_credits"]
    )
    return Billable(
        key=f"order {row['id']}",
        order_id=row["id"],  # type: ignore[arg-type]  # values of rows have no types
        amount=row["price"],  # type: ignore[arg-type]  # as above
        currency=row["currency"],  # type: ignore[arg-type]  # as above
        on=ordered_at.astimezone(zone).date(),
        cited=Cited(**{name: row[name] for name in CITED}),  # type: ignore[arg-type]  # as above
        words=words,
    )


def standing_amounts(billables: Iterable[Billable]) -> dict[str, Decimal]:
    """What is invoiced for the same work, less what came back, for keys of which something comes back now."""
    tickets = {each.ticket_id for each in billables if each.is_return and each.ticket_id is not None}
    return standing_of_tickets(tickets) if tickets else {}


def standing_of_tickets(ticket_ids: Iterable[int]) -> dict[str, Decimal]:
    """By key, for all keys of these tickets that are on an invoice; two statements."""
    standing: dict[str, Decimal] = defaultdict(Decimal)
    ids, names = list(ticket_ids), ("ticket_id", "tariff", "unit", "problem", "kind")
    for path, lines in (
        ("charge", InvoiceLine.objects.filter(charge__ticket_id__in=ids)),
        ("corrects__charge", InvoiceLine.objects.filter(charge=None, corrects__charge__ticket_id__in=ids)),
    ):
        told = [f"{path}__{name}" for name in names]
        for row in lines.order_by().values(*told).annotate(total=Sum("net_amount")):
            *place, kind = (row[name] for name in told)
            standing[key_of(*place, kind=kind)] += row["total"]
    return standing


def key_of(ticket_id: object, tariff: object, unit: object, problem: object, *, kind: object) -> str:
    """What the charge is for: refunds stand apart from the work they give back, under the row that brought them."""
    place = f"{ticket_id}|{tariff}|{unit}|{problem}"
    return f"refund {place}" if kind == Charge.Kind.REFUND else place


def key_of_charge(charge: Charge) -> str:
    return key_of(charge.ticket_id, charge.tariff, charge.unit, charge.problem, kind=charge.kind)
