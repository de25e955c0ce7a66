"""The page of one invoice: its lines with their clause, what was paid, how to pay, and what is disputed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Actor, Permission
from uphold.agreements.models import Version
from uphold.billing.access import get_invoice
from uphold.billing.documents.downloading import for_download
from uphold.billing.models import Dispute, Document, Invoice, InvoiceLine
from uphold.billing.ports.known import port_in_use
from uphold.billing.queries import InvoiceSheet, InvoiceState, invoice_page
from uphold.kit import now
from uphold.portal.agreements.pages import citation_href
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.ui.billed.lines import chip_of, count_words, price_words, tax_sums, tax_words, versions_of
from uphold.ui.billed.wording import DISPUTE, INVOICE, WAYS, State, day, money
from uphold.ui.components.clause import Clause
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Link
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

PAGE = "portal/invoices/show.html"


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """`withdrawal_href` is empty where there is nothing to withdraw."""

    state: State
    words: str
    answer: str
    withdrawal_href: str


@dataclass(frozen=True, slots=True)
class LineRow:
    position: int
    words: str
    reason: str
    ticket_href: str
    worked: str
    clause: Clause | None
    count: str
    price: str
    tax: str
    net: str
    is_waived: bool
    taken_back: str
    disputes: tuple[DisputeRow, ...]
    dispute_href: str


@portal_page(need=Permission.INVOICE_READ)
def show(request: PageRequest, invoice_id: int) -> HttpResponse:
    invoice = get_invoice(request.actor, invoice_id)
    sheet = invoice_page(request.actor, invoice, on=now().date())
    topic = f"organisation:{invoice.organisation_id}"
    values = framed(request, values_of(request.actor, sheet), current="invoices", topics=[topic])
    return shown(request, f"{PAGE}#sheet", values)


@portal_page(need=Permission.INVOICE_READ)
def document(request: PageRequest, invoice_id: int, form: str) -> HttpResponse:
    invoice = get_invoice(request.actor, invoice_id)
    if form not in Document.Form.values:
        raise Http404
    made = for_download(actor=request.actor, invoice=invoice, form=form, at=now())
    response = HttpResponse(made.content, content_type=made.content_type)
    way = "inline" if form == Document.Form.PDF else "attachment"
    response["Content-Disposition"] = f'{way}; filename="{made.name}"'
    return response


def values_of(actor: Actor, sheet: InvoiceSheet) -> dict[str, Any]:
    invoice, currency = sheet.invoice, sheet.invoice.currency
    disputed = invoice.disputed  # type: ignore[attr-defined]  # annotated by invoice_page
    payable = invoice.open_amount - min(disputed, invoice.open_amount)
    is_note = sheet.state is InvoiceState.NOTE
    versions = versions_of(sheet)
    may_dispute = actor.may(Permission.INVOICE_DISPUTE) and not is_note
    return {
        "invoice": invoice,
        "title": gettext("Credit note %(number)s") % {"number": invoice.number}
        if is_note
        else gettext("Invoice %(number)s") % {"number": invoice.number},
        "state": INVOICE[sheet.state],
        "topic": f"organisation:{invoice.organisation_id}",
        "facts": facts_of(sheet),
        "lines": [
            line_row(line, sheet=sheet, versions=versions, may_dispute=may_dispute) for line in sheet.lines
        ],
        "taxes": tax_sums(sheet),
        "net": money(invoice.net_amount, currency),
        "gross": money(invoice.gross_amount, currency),
        "paid": [
            (day(each.payment.received_on), str(WAYS[each.payment.way]), money(each.amount, currency))
            for each in sheet.allocations
        ],
        "notes": [
            Link(
                f"{note.number}, {money(note.gross_amount, currency)}",
                reverse("portal:invoice", args=[note.pk]),
            )
            for note in sheet.credit_notes
        ],
        "documents": documents_of(invoice),
        "payable": money(payable, currency) if payable > 0 and not is_note else "",
        "disputed": money(min(disputed, invoice.open_amount), currency) if disputed else "",
        "transfer": transfer_of(invoice),
        "pay_href": reverse("portal:invoice-payment", args=[invoice.pk])
        if payable > 0 and not is_note and actor.may(Permission.INVOICE_PAY) and port_in_use()
        else "",
    }


def facts_of(sheet: InvoiceSheet) -> list[Fact]:
    invoice = sheet.invoice
    facts = [
        Fact(gettext("From"), str(invoice.seller.get("legal_name") or invoice.provider.name)),
        Fact(gettext("Issued"), day(invoice.issued_on)),
    ]
    if invoice.corrects is not None:
        here = reverse("portal:invoice", args=[invoice.corrects.pk])
        facts.append(Fact(gettext("Takes back"), invoice.corrects.number, href=here))
    else:
        facts.append(Fact(gettext("Due"), day(invoice.due_on)))
    if invoice.buyer.get("reference"):
        facts.append(Fact(gettext("Your reference"), str(invoice.buyer["reference"])))
    if invoice.words:
        facts.append(Fact(gettext("Why"), invoice.words))
    return facts


def line_row(
    line: InvoiceLine, *, sheet: InvoiceSheet, versions: Mapping[int, Version], may_dispute: bool
) -> LineRow:
    currency = sheet.invoice.currency
    corrected = line.corrected  # type: ignore[attr-defined]  # annotated by invoice_page
    disputes = list(line.disputes.all())
    is_settled = any(each.state in {Dispute.State.OPEN, Dispute.State.REJECTED} for each in disputes)
    is_disputable = may_dispute and not is_settled and line.net_amount + corrected > 0
    here = reverse("portal:invoice-dispute", args=[sheet.invoice.pk, line.pk])
    return LineRow(
        position=line.position,
        words=line.words,
        reason=line.reason,
        ticket_href=reverse("portal:ticket", args=[line.ticket_number]) if line.ticket_number else "",
        worked=day(line.worked_on),
        clause=chip_of(line, versions=versions, href=citation_href),
        count=count_words(line),
        price=price_words(line, currency=currency),
        tax=tax_words(line),
        net=money(line.net_amount, currency),
        is_waived=line.is_waived,
        taken_back=money(corrected, currency) if corrected else "",
        disputes=tuple(dispute_row(each, may_withdraw=may_dispute) for each in disputes),
        dispute_href=here if is_disputable else "",
    )


def dispute_row(dispute: Dispute, *, may_withdraw: bool) -> DisputeRow:
    is_open = dispute.state == Dispute.State.OPEN
    return DisputeRow(
        state=DISPUTE[dispute.state],
        words=dispute.words,
        answer=dispute.answered_words,
        withdrawal_href=reverse("portal:dispute-withdrawal", args=[dispute.pk])
        if is_open and may_withdraw
        else "",
    )


def documents_of(invoice: Invoice) -> list[Link]:
    forms = {Document.Form.PDF: gettext("PDF"), Document.Form.UBL: gettext("File for programs")}
    return [
        Link(label, reverse("portal:invoice-document", args=[invoice.pk, form]), icon="download")
        for form, label in forms.items()
    ]


def transfer_of(invoice: Invoice) -> list[Fact]:
    """What a transfer needs: to whom, where, and the number to name."""
    seller = invoice.seller
    known = [
        (gettext("To"), seller.get("legal_name")),
        (gettext("Bank"), seller.get("bank_name")),
        (gettext("IBAN"), seller.get("iban")),
        (gettext("BIC"), seller.get("bic")),
        (gettext("Reference"), invoice.number),
    ]
    if not seller.get("iban"):
        return []
    return [Fact(label, str(value)) for label, value in known if value]
