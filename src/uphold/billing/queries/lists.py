"""Lists: invoices, payments and disputes, the latest first; they page by key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from django.core.signing import BadSignature, dumps, loads
from django.db.models import DecimalField, F, Model, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from uphold.access import Actor
from uphold.billing.access import (
    visible_disputes,
    visible_invoices,
    visible_payments,
    visible_repayments,
)
from uphold.billing.models import Dispute, Invoice, Payment, Repayment
from uphold.policy.invoices.totals import NOTHING

PAGE_SIZE = 50
SALT = "uphold.billing.page"
AMOUNT = DecimalField(max_digits=14, decimal_places=2)
Row = TypeVar("Row", bound=Model)


class InvoiceState(StrEnum):
    """What an invoice is to whoever waits for the money."""

    OPEN = "open"
    OVERDUE = "overdue"
    DISPUTED = "disputed"
    PAID = "paid"
    CREDITED = "credited"
    NOTE = "credit note"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceFilters:
    """What a page's address says; empty means any."""

    provider_id: int | None = None
    organisation_id: int | None = None
    state: InvoiceState | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class InvoicePage:
    """Rows with `disputed`, what is objected to of each; `next_key` is None on the last page."""

    invoices: tuple[Invoice, ...]
    next_key: str | None


@dataclass(frozen=True, slots=True)
class PaymentPage:
    """Rows with `allocated`, what each pays by now, and what of it went back."""

    payments: tuple[Payment, ...]
    next_key: str | None


@dataclass(frozen=True, slots=True)
class RepaymentPage:
    repayments: tuple[Repayment, ...]
    next_key: str | None


@dataclass(frozen=True, slots=True)
class DisputePage:
    disputes: tuple[Dispute, ...]
    next_key: str | None


def invoice_list(
    actor: Actor,
    filters: InvoiceFilters | None = None,
    *,
    on: date,
    after: str | None = None,
    size: int = PAGE_SIZE,
) -> InvoicePage:
    """What the actor may read; `on` is the day by which something is overdue."""
    rows = with_disputed(visible_invoices(actor)).select_related("organisation", "provider", "corrects")
    rows = chosen(rows, filters or InvoiceFilters(), on=on).defer("seller", "buyer")
    kept, next_key = page_of(rows, field="issued_on", after=after, size=size)
    return InvoicePage(kept, next_key)


def payment_list(
    actor: Actor,
    *,
    provider_id: int | None = None,
    organisation_id: int | None = None,
    after: str | None = None,
    size: int = PAGE_SIZE,
) -> PaymentPage:
    rows = visible_payments(actor).select_related(
        "organisation", "provider", "recorded_by", "reversal", "reverses"
    )
    rows = narrowed(rows, provider_id=provider_id, organisation_id=organisation_id)
    total = Coalesce(Sum("allocations__amount"), Value(NOTHING), output_field=AMOUNT)
    kept, next_key = page_of(rows.annotate(allocated=total), field="received_on", after=after, size=size)
    return PaymentPage(kept, next_key)


def repayment_list(
    actor: Actor,
    *,
    provider_id: int | None = None,
    organisation_id: int | None = None,
    after: str | None = None,
    size: int = PAGE_SIZE,
) -> RepaymentPage:
    rows = visible_repayments(actor).select_related("organisation", "provider", "reversal", "reverses")
    rows = narrowed(rows, provider_id=provider_id, organisation_id=organisation_id)
    kept, next_key = page_of(rows, field="repaid_on", after=after, size=size)
    return RepaymentPage(kept, next_key)


def dispute_list(
    actor: Actor,
    *,
    provider_id: int | None = None,
    is_open: bool | None = None,
    after: str | None = None,
    size: int = PAGE_SIZE,
) -> DisputePage:
    rows = visible_disputes(actor).select_related(
        "line__invoice__organisation", "raised_by", "noted_by", "answered_by"
    )
    if provider_id is not None:
        rows = rows.filter(line__invoice__provider_id=provider_id)
    if is_open is not None:
        rows = rows.filter(state=Dispute.State.OPEN) if is_open else rows.exclude(state=Dispute.State.OPEN)
    kept, next_key = page_of(rows, field="raised_at", after=after, size=size)
    return DisputePage(kept, next_key)


def state_of(invoice: Invoice, *, on: date) -> InvoiceState:
    """Of a row of `invoice_list` or `invoice_page`."""
    if invoice.kind == Invoice.Kind.CREDIT_NOTE:
        return InvoiceState.NOTE
    if invoice.open_amount == 0:
        return InvoiceState.CREDITED if invoice.credited_amount == invoice.gross_amount else InvoiceState.PAID
    disputed: Decimal = invoice.disputed  # type: ignore[attr-defined]  # annotated by with_disputed
    if disputed >= invoice.open_amount:
        return InvoiceState.DISPUTED
    return InvoiceState.OVERDUE if invoice.due_on < on else InvoiceState.OPEN


def with_disputed(rows: QuerySet[Invoice]) -> QuerySet[Invoice]:
    disputed = (
        Dispute.objects.filter(line__invoice=OuterRef("pk"), state=Dispute.State.OPEN)
        .order_by()
        .values("line__invoice")
        .annotate(total=Sum("disputed_amount"))
        .values("total")
    )
    return rows.annotate(
        disputed=Coalesce(Subquery(disputed), Value(NOTHING), output_field=AMOUNT),
        open=F("gross_amount") - F("paid_amount") - F("credited_amount"),
    )


def chosen(rows: QuerySet[Invoice], filters: InvoiceFilters, *, on: date) -> QuerySet[Invoice]:
    rows = narrowed(rows, provider_id=filters.provider_id, organisation_id=filters.organisation_id)
    if filters.words.strip():
        words = filters.words.strip()
        rows = rows.filter(Q(number__istartswith=words) | Q(organisation__name__icontains=words))
    if filters.state is InvoiceState.NOTE:
        return rows.filter(kind=Invoice.Kind.CREDIT_NOTE)
    return rows if filters.state is None else rows.filter(IN_STATE[filters.state](on))


IS_INVOICE = Q(kind=Invoice.Kind.INVOICE)
IN_STATE: Mapping[InvoiceState, Callable[[date], Q]] = MappingProxyType(
    {
        InvoiceState.OPEN: lambda on: IS_INVOICE & Q(open__gt=F("disputed"), due_on__gte=on),
        InvoiceState.OVERDUE: lambda on: IS_INVOICE & Q(open__gt=F("disputed"), due_on__lt=on),
        InvoiceState.DISPUTED: lambda _: IS_INVOICE & Q(disputed__gt=0, open__gt=0),
        InvoiceState.PAID: lambda _: IS_INVOICE & Q(open=0) & ~Q(credited_amount=F("gross_amount")),
        InvoiceState.CREDITED: lambda _: IS_INVOICE & Q(open=0, credited_amount=F("gross_amount")),
    }
)


def narrowed(rows: QuerySet[Row], *, provider_id: int | None, organisation_id: int | None) -> QuerySet[Row]:
    if provider_id is not None:
        rows = rows.filter(provider_id=provider_id)
    return rows if organisation_id is None else rows.filter(organisation_id=organisation_id)


def page_of(
    rows: QuerySet[Row], *, field: str, after: str | None, size: int
) -> tuple[tuple[Row, ...], str | None]:
    """One page, the latest first. A key that is not ours begins anew."""
    place = read_key(after)
    if place is not None:
        value, row_id = place
        rows = rows.filter(Q(**{f"{field}__lt": value}) | Q(**{field: value, "pk__lt": row_id}))
    found = list(rows.order_by(f"-{field}", "-pk")[: size + 1])
    kept = found[:size]
    if len(found) <= size:
        return tuple(kept), None
    last = kept[-1]
    return tuple(kept), dumps([getattr(last, field).isoformat(), last.pk], salt=SALT)


def read_key(key: str | None) -> tuple[str, int] | None:
    if not key:
        return None
    try:
        value, row_id = loads(key, salt=SALT)
    except (BadSignature, ValueError):
        return None
    return value, row_id
