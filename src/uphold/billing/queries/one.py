"""One invoice with everything that its page shows; a fixed number of statements."""

from dataclasses import dataclass
from datetime import date

from django.db.models import DecimalField, Prefetch, Sum, Value
from django.db.models.functions import Coalesce

from uphold.access import Actor
from uphold.billing.access import visible_invoices
from uphold.billing.models import Allocation, Dispute, Document, Invoice, InvoiceLine
from uphold.billing.queries.lists import InvoiceState, state_of, with_disputed
from uphold.policy.invoices.totals import NOTHING, Taxed, TaxGroup, totals_of

AMOUNT = DecimalField(max_digits=14, decimal_places=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceSheet:
    """`lines` have `corrected`, what was taken back of each, and `disputes`, the latest first."""

    invoice: Invoice
    state: InvoiceState
    lines: tuple[InvoiceLine, ...]
    taxes: tuple[TaxGroup, ...]
    allocations: tuple[Allocation, ...]
    credit_notes: tuple[Invoice, ...]
    documents: tuple[Document, ...]


def invoice_page(actor: Actor, invoice: Invoice, *, on: date) -> InvoiceSheet:
    """The row comes through the door; taxes are those of its lines."""
    visible = visible_invoices(actor)
    row = (
        with_disputed(visible)
        .select_related("organisation", "provider", "corrects", "run")
        .get(pk=invoice.pk)
    )
    disputes = Dispute.objects.select_related("raised_by", "noted_by", "answered_by").order_by("-raised_at")
    taken_back = Coalesce(Sum("corrections__net_amount"), Value(NOTHING), output_field=AMOUNT)
    lines = (
        InvoiceLine.objects.filter(invoice=row)
        .annotate(corrected=taken_back)
        .prefetch_related(Prefetch("disputes", queryset=disputes))
        .order_by("position")
    )
    taxed = [
        Taxed(net=line.net_amount, percent=line.tax_percent, category=line.tax_category) for line in lines
    ]
    paid = Allocation.objects.filter(invoice=row).select_related("payment").order_by("at", "id")
    return InvoiceSheet(
        invoice=row,
        state=state_of(row, on=on),
        lines=tuple(lines),
        taxes=totals_of(taxed, currency=row.currency).groups,
        allocations=tuple(paid),
        credit_notes=tuple(row.credit_notes.defer("seller", "buyer").order_by("id")),
        documents=tuple(row.documents.defer("content").order_by("form")),
    )
