"""The page of one invoice, and its documents."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Actor, Permission
from uphold.billing.access import get_invoice
from uphold.billing.documents.downloading import for_download
from uphold.billing.models import Document, Invoice
from uphold.billing.queries import InvoiceSheet, InvoiceState, invoice_page
from uphold.desk.billing.place import around
from uphold.desk.billing.runs import period_words
from uphold.desk.billing.sheet import line_rows, paid_row
from uphold.desk.door import desk_page
from uphold.kit import now
from uphold.ui.billed.lines import tax_sums, versions_of
from uphold.ui.billed.wording import INVOICE, day, money
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Link
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown


@desk_page(need=Permission.INVOICE_READ)
def show(request: PageRequest, invoice_id: int) -> HttpResponse:
    invoice = get_invoice(request.actor, invoice_id)
    sheet = invoice_page(request.actor, invoice, on=now().date())
    values = values_of(request.actor, sheet)
    topics = [f"organisation:{invoice.organisation_id}"]
    page = around(request, values, place="invoices", topics=topics)
    return shown(request, "desk/billing/invoice.html#sheet", page)


@desk_page(need=Permission.INVOICE_READ)
def document(request: PageRequest, invoice_id: int, form: str) -> HttpResponse:
    """The file as it was sent; one that nobody made yet is made now."""
    invoice = get_invoice(request.actor, invoice_id)
    if form not in Document.Form.values:
        raise Http404
    made = for_download(actor=request.actor, invoice=invoice, form=form, at=now())
    response = HttpResponse(made.content, content_type=made.content_type)
    way = "inline" if form == Document.Form.PDF else "attachment"
    response["Content-Disposition"] = f'{way}; filename="{made.name}"'
    return response


def values_of(actor: Actor, sheet: InvoiceSheet) -> dict[str, Any]:
    invoice = sheet.invoice
    may_issue = actor.may(Permission.INVOICE_ISSUE, provider_id=invoice.provider_id)
    currency = invoice.currency
    return {
        "invoice": invoice,
        "state": INVOICE[sheet.state],
        "title": title_of(invoice),
        "topic": f"organisation:{invoice.organisation_id}",
        "customer": invoice.buyer.get("legal_name") or invoice.organisation.name,
        "account_href": reverse("desk:account", args=[invoice.provider_id, invoice.organisation_id]),
        "facts": facts_of(sheet),
        "tiles": tiles_of(sheet),
        "lines": line_rows(actor, sheet, versions=versions_of(sheet), may_dispute=may_issue),
        "taxes": tax_sums(sheet),
        "net": money(invoice.net_amount, currency),
        "tax": money(invoice.tax_amount, currency),
        "gross": money(invoice.gross_amount, currency),
        "paid": [paid_row(each, currency=currency) for each in sheet.allocations],
        "notes": [
            Link(
                f"{note.number}, {money(note.gross_amount, currency)}",
                reverse("desk:invoice", args=[note.pk]),
            )
            for note in sheet.credit_notes
        ],
        "documents": documents_of(invoice),
        "acts": acts_of(actor, sheet, may_issue=may_issue),
    }


def title_of(invoice: Invoice) -> str:
    if invoice.kind == Invoice.Kind.CREDIT_NOTE:
        return gettext("Credit note %(number)s") % {"number": invoice.number}
    return gettext("Invoice %(number)s") % {"number": invoice.number}


def facts_of(sheet: InvoiceSheet) -> list[Fact]:
    invoice = sheet.invoice
    facts = [Fact(gettext("Issued"), day(invoice.issued_on))]
    if invoice.corrects is not None:
        here = reverse("desk:invoice", args=[invoice.corrects.pk])
        facts.append(Fact(gettext("Takes back"), invoice.corrects.number, href=here))
    else:
        facts.append(Fact(gettext("Due"), day(invoice.due_on)))
    if invoice.run is not None and invoice.corrects is None:
        facts.append(
            Fact(gettext("Run"), period_words(invoice.run), href=reverse("desk:run", args=[invoice.run.pk]))
        )
    if invoice.buyer.get("reference"):
        facts.append(Fact(gettext("Their reference"), str(invoice.buyer["reference"])))
    if invoice.words:
        facts.append(Fact(gettext("Why"), invoice.words))
    return facts


def tiles_of(sheet: InvoiceSheet) -> list[tuple[str, str, str]]:
    """Label, amount and look."""
    invoice = sheet.invoice
    if sheet.state is InvoiceState.NOTE:
        return [(gettext("Taken back"), money(invoice.gross_amount, invoice.currency), "")]
    disputed = invoice.disputed  # type: ignore[attr-defined]  # annotated by invoice_page
    known = [
        (gettext("In all"), invoice.gross_amount, ""),
        (gettext("Paid"), invoice.paid_amount, ""),
        (gettext("Credited"), invoice.credited_amount, ""),
        (gettext("Open"), invoice.open_amount, "missed" if sheet.state is InvoiceState.OVERDUE else ""),
        (gettext("Of that disputed"), min(disputed, invoice.open_amount), ""),
    ]
    return [
        (label, money(amount, invoice.currency), look)
        for place, (label, amount, look) in enumerate(known)
        if amount or place in {0, 3}
    ]


def documents_of(invoice: Invoice) -> list[Link]:
    forms = {Document.Form.PDF: gettext("PDF"), Document.Form.UBL: gettext("File for programs")}
    return [
        Link(label, reverse("desk:invoice-document", args=[invoice.pk, form]), icon="download")
        for form, label in forms.items()
    ]


def acts_of(actor: Actor, sheet: InvoiceSheet, *, may_issue: bool) -> list[Link]:
    invoice = sheet.invoice
    again = Link(gettext("Send again"), reverse("desk:invoice-letter", args=[invoice.pk]), icon="mail")
    if sheet.state is InvoiceState.NOTE:
        return [again] if may_issue else []
    acts = []
    if invoice.open_amount and actor.may(Permission.PAYMENT_RECORD, provider_id=invoice.provider_id):
        here = f"{reverse('desk:payment-new')}?invoice={invoice.pk}"
        acts.append(Link(gettext("Record a payment"), here, icon="coins", key="p"))
    if may_issue and sheet.state is InvoiceState.OVERDUE:
        here = reverse("desk:invoice-reminder", args=[invoice.pk])
        acts.append(Link(gettext("Remind"), here, icon="bell", key="m"))
    if may_issue:
        acts.append(again)
    if may_issue and invoice.credited_amount < invoice.gross_amount:
        here = reverse("desk:invoice-credit", args=[invoice.pk])
        acts.append(Link(gettext("Credit"), here, icon="rotate-ccw", key="x"))
    return acts
