"""What a customer owes, and what stands to its credit."""

from decimal import Decimal

from django.db.models import F, QuerySet, Sum

from uphold.access import Actor
from uphold.billing.access import visible_invoices, visible_payments
from uphold.billing.models import Allocation, Invoice, Payment
from uphold.billing.queries.lists import with_disputed


def open_invoices(*, organisation_id: int, provider_id: int) -> list[Invoice]:
    """Oldest due first, each with `disputed`."""
    rows = Invoice.objects.filter(
        organisation_id=organisation_id,
        provider_id=provider_id,
        kind=Invoice.Kind.INVOICE,
        gross_amount__gt=F("paid_amount") + F("credited_amount"),
    )
    return list(with_disputed(rows).defer("seller", "buyer").order_by("due_on", "id"))


def credit_balances(*, organisation_id: int, provider_id: int) -> dict[str, Decimal]:
    """By currency, what was paid, pays nothing yet and did not go back."""
    return left_over(Payment.objects.filter(organisation_id=organisation_id, provider_id=provider_id))


def usual_currency(actor: Actor) -> str:
    """What forms begin with: the currency of the latest invoice that the actor may read; empty before the first."""
    latest = visible_invoices(actor).order_by("-pk").values_list("currency", flat=True).first()
    return latest or ""


def credit_sums(actor: Actor) -> dict[str, Decimal]:
    """By currency, what stands to credit of all payments that the actor may read."""
    return left_over(visible_payments(actor))


def left_over(payments: QuerySet[Payment]) -> dict[str, Decimal]:
    received = payments.order_by().values_list("currency").annotate(total=Sum("amount"))
    allocated = dict(
        Allocation.objects.filter(payment__in=payments)
        .order_by()
        .values_list("payment__currency")
        .annotate(total=Sum("amount"))
    )
    balances = {currency: total - allocated.get(currency, Decimal(0)) for currency, total in received}
    return {currency: total for currency, total in balances.items() if total}


def open_sums(actor: Actor) -> dict[str, Decimal]:
    """By currency, what is open on all invoices that the actor may read."""
    rows = (
        visible_invoices(actor).filter(kind=Invoice.Kind.INVOICE).order_by("currency").values_list("currency")
    )
    open_part = Sum(F("gross_amount") - F("paid_amount") - F("credited_amount"))
    return {currency: total for currency, total in rows.annotate(total=open_part) if total}
