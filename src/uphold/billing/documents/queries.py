"""Loading invoices with what their documents say, many at once; and how far the documents of a run are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from uphold.billing.documents.manuscript import Manuscript, manuscript_of
from uphold.billing.models import Allocation, Document, Invoice, InvoiceLine, InvoiceRun, Seller

FORMS = (Document.Form.PDF, Document.Form.UBL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    made: int
    total: int

    @property
    def is_done(self) -> bool:
        return self.made == self.total


def progress_of(run: InvoiceRun) -> Progress:
    """How many invoices and credit notes of the run have all their documents."""
    counted = Invoice.objects.filter(run=run).aggregate(
        total=Count("pk"), made=Count("pk", filter=~Q(pk__in=without_documents().values("pk")))
    )
    return Progress(made=counted["made"], total=counted["total"])


def without_documents(*, run: InvoiceRun | None = None, until: datetime | None = None) -> QuerySet[Invoice]:
    """Invoices that lack a document, the oldest first; those of a run, or issued before an instant."""
    rows = Invoice.objects.all()
    if run is not None:
        rows = rows.filter(run=run)
    if until is not None:
        rows = rows.filter(issued_at__lt=until)
    has = {form: Exists(Document.objects.filter(invoice=OuterRef("pk"), form=form)) for form in FORMS}
    return rows.filter(~has[Document.Form.PDF] | ~has[Document.Form.UBL]).order_by("pk")


def manuscripts_of(invoice_ids: Sequence[int]) -> dict[int, Manuscript]:
    """The manuscripts by the ids of their invoices, with a fixed number of statements."""
    invoices = Invoice.objects.select_related("corrects").in_bulk(invoice_ids)
    lines: dict[int, list[InvoiceLine]] = defaultdict(list)
    for line in InvoiceLine.objects.filter(invoice__in=invoice_ids).select_related("tax_rate"):
        lines[line.invoice_id].append(line)
    paid: dict[int, list[Allocation]] = defaultdict(list)
    for allocation in paid_at_issue(invoice_ids):
        paid[allocation.invoice_id or 0].append(allocation)
    providers = {invoice.provider_id for invoice in invoices.values()}
    logos = dict(Seller.objects.filter(provider__in=providers).values_list("provider_id", "logo"))
    return {
        pk: manuscript_of(invoice, lines=lines[pk], paid=paid[pk], logo=logos.get(invoice.provider_id))
        for pk, invoice in invoices.items()
    }


def paid_at_issue(invoice_ids: Sequence[int]) -> QuerySet[Allocation]:
    """What had been paid by the moment of issue: a document that is made late says what it would have said then."""
    rows = Allocation.objects.filter(invoice__in=invoice_ids, invoice__kind=Invoice.Kind.INVOICE)
    return rows.filter(at__lte=F("invoice__issued_at")).select_related("payment").order_by("at", "pk")
