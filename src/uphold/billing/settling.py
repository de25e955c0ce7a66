"""Settling: money is allocated to invoices, taken back from them, and what follows from that.

Whoever calls holds the customership. Triggers keep `paid_amount`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import DecimalField, F, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from uphold.access import Actor
from uphold.billing.models import Allocation, Invoice, InvoiceLine, Payment
from uphold.billing.standing import disputed_amounts, report
from uphold.credits.actions import credit_order
from uphold.credits.models import CreditOrder
from uphold.policy.invoices.allocation import Claim, Part, allocate, released
from uphold.policy.invoices.totals import NOTHING

AMOUNT = DecimalField(max_digits=14, decimal_places=2)


def open_invoices_of(*, organisation_id: int, provider_id: int) -> QuerySet[Invoice]:
    """Invoices of a customer on which something is open."""
    return unpaid(Invoice.objects.filter(organisation_id=organisation_id, provider_id=provider_id))


def unpaid(rows: QuerySet[Invoice]) -> QuerySet[Invoice]:
    return rows.filter(kind=Invoice.Kind.INVOICE, gross_amount__gt=F("paid_amount") + F("credited_amount"))


def claims_of(invoices: Iterable[Invoice]) -> list[Claim]:
    rows = list(invoices)
    disputed = disputed_amounts(row.pk for row in rows)
    return [
        Claim(key=row.pk, due_on=row.due_on, open=row.open_amount, disputed=disputed[row.pk]) for row in rows
    ]


def spare_payments(*, organisation_ids: Sequence[int], provider_id: int) -> QuerySet[Payment]:
    """Payments that are not allocated to the last cent, the oldest first, with what is left of each: `spare`."""
    return (
        Payment.objects.filter(
            organisation_id__in=organisation_ids, provider_id=provider_id, reverses=None, reversal=None
        )
        .annotate(
            spare=F("amount")
            - Coalesce(Sum("allocations__amount"), Value(NOTHING, output_field=AMOUNT), output_field=AMOUNT)
        )
        .filter(spare__gt=0)
        .order_by("received_on", "id")
    )


def allocate_spare(
    *, organisation_ids: Sequence[int], provider_id: int, at: datetime, named: Sequence[int] = ()
) -> set[int]:
    """Allocates what the customers have to their credit; the ids of the invoices that it pays."""
    touched: set[int] = set()
    payments = list(spare_payments(organisation_ids=organisation_ids, provider_id=provider_id))
    for payment in payments:
        invoices = open_invoices_of(organisation_id=payment.organisation_id, provider_id=provider_id)
        claims = claims_of(invoices.filter(currency=payment.currency).order_by("id"))
        spare: Decimal = payment.spare  # type: ignore[attr-defined]  # annotated by spare_payments
        parts = allocate(spare, claims, named=named)
        write_parts(payment, parts, at=at)
        touched |= {part.key for part in parts}
    return touched


def write_parts(payment: Payment, parts: Iterable[Part], *, at: datetime) -> None:
    Allocation.objects.bulk_create(
        Allocation(payment=payment, invoice_id=part.key, amount=part.amount, at=at) for part in parts
    )


def release(invoice: Invoice, *, excess: Decimal, at: datetime) -> None:
    """Frees so much of what was paid, the latest payment first; it stands to the customer's credit."""
    sums = (
        Allocation.objects.filter(invoice=invoice, payment__reverses=None, payment__reversal=None)
        .values("payment_id", "payment__received_on")
        .annotate(total=Sum("amount"))
        .order_by("payment__received_on", "payment_id")
    )
    parts = [Part(key=row["payment_id"], amount=row["total"]) for row in sums]
    Allocation.objects.bulk_create(
        Allocation(payment_id=part.key, invoice=invoice, amount=-part.amount, at=at)
        for part in released(excess, parts)
    )


def take_back(payment: Payment, *, by_payment: Payment, at: datetime) -> set[int]:
    """The parts of a reversed payment leave the invoices they paid."""
    sums = payment.allocations.order_by().values("invoice_id").annotate(total=Sum("amount"))
    parts = [Part(key=row["invoice_id"], amount=-row["total"]) for row in sums if row["total"]]
    write_parts(by_payment, parts, at=at)
    return {part.key for part in parts}


def after_change(invoice_ids: Iterable[int], *, by: Actor, at: datetime) -> list[Invoice]:
    """Credits the packages that are paid now, by money or by what came back, and tells standing; the invoices anew."""
    invoices = list(Invoice.objects.filter(pk__in=set(invoice_ids)).order_by("id"))
    credit_orders([row for row in invoices if row.open_amount == 0], by=by, at=at)
    report(invoices, at=at)
    return invoices


def credit_orders(paid: Sequence[Invoice], *, by: Actor, at: datetime) -> None:
    """A package is credited when its invoice is paid, unless its line was taken back."""
    if not paid:
        return
    waiting = InvoiceLine.objects.filter(
        invoice__in=paid, order__state=CreditOrder.State.ORDERED, corrections=None
    )
    for line in waiting.select_related("order").order_by("order__account_id", "order_id"):
        if line.order is not None:
            credit_order(order=line.order, by=by, at=at)
