"""Handing out documents: what was sent, and a preview of what would be sent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from uphold.access import Actor, Permission
from uphold.billing.access import enter
from uphold.billing.billables import Period
from uphold.billing.documents.jobs import order_of, render
from uphold.billing.documents.manuscript import manuscript_of
from uphold.billing.documents.press import house_press
from uphold.billing.drafting import CustomerDraft, InvoiceDraft
from uphold.billing.issuing import line_rows
from uphold.billing.models import Document, Invoice, Seller
from uphold.billing.parties import kept_seller

CONTENT_TYPES = {Document.Form.PDF: "application/pdf", Document.Form.UBL: "application/xml"}
ENDINGS = {Document.Form.PDF: "pdf", Document.Form.UBL: "xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    name: str
    content_type: str
    content: bytes


def for_download(*, actor: Actor, invoice: Invoice, form: str, at: datetime) -> Download:
    """The document as it was made; one that nobody made yet is made now."""
    enter(actor, invoice, need=Permission.INVOICE_READ)
    return document_of(invoice, form=form, at=at)


def document_of(invoice: Invoice, *, form: str, at: datetime) -> Download:
    """For those who need not ask: what leaves by mail."""
    known = Document.Form(form)
    render(invoice.pk, at=at)
    content = Document.objects.values_list("content", flat=True).get(invoice=invoice, form=known)
    return Download(
        name=f"{invoice.number}.{ENDINGS[known]}", content_type=CONTENT_TYPES[known], content=bytes(content)
    )


def preview_pdf(
    draft: CustomerDraft, invoice: InvoiceDraft, *, seller: Seller, period: Period, on: date, at: datetime
) -> bytes:
    """What the draft would look like, marked as a preview, without number and figures. Nothing is written."""
    row = Invoice(
        kind=Invoice.Kind.INVOICE,
        number="",
        issued_at=at,
        issued_on=on,
        due_on=on + timedelta(days=draft.payment_days),
        from_on=period.from_on,
        until_on=period.until_on,
        currency=invoice.currency,
        net_amount=invoice.totals.net,
        tax_amount=invoice.totals.tax,
        gross_amount=invoice.totals.gross,
        seller=kept_seller(seller),
        buyer=draft.buyer,
    )
    manuscript = manuscript_of(
        row, lines=line_rows(invoice.lines, invoice=row), logo=seller.logo, is_preview=True
    )
    return house_press().print(order_of(manuscript)).pdf
