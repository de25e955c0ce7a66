"""The list of a customer's invoices; what is open stands first on the page, as a sum."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from uphold.access import Permission
from uphold.billing.models import Invoice
from uphold.billing.queries import (
    InvoiceState,
    credit_sums,
    invoice_list,
    open_sums,
    repayment_list,
    state_of,
)
from uphold.kit import now
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.ui.billed.repaid import repayments_table
from uphold.ui.billed.wording import INVOICE, State, day, money
from uphold.ui.components.navigation import Pager
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

MOST_REPAID = 20


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    number: str
    href: str
    provider: str
    issued: str
    due: str
    gross: str
    open: str
    state: State


@portal_page(need=Permission.INVOICE_READ)
def show(request: PageRequest) -> HttpResponse:
    today, after = now().date(), request.GET.get("after")
    found = invoice_list(request.actor, on=today, after=after)
    topic = f"organisation:{request.actor.organisation_id}"
    values = {
        "rows": [row_of(row, today=today) for row in found.invoices],
        "sums": [money(total, currency) for currency, total in open_sums(request.actor).items()],
        "to_credit": [money(total, currency) for currency, total in credit_sums(request.actor).items()],
        "repaid": repayments_table(repayment_list(request.actor, size=MOST_REPAID).repayments),
        "topic": topic,
        "pager": pager_of(after, found.next_key),
    }
    around = framed(request, values, current="invoices", topics=[topic])
    return shown(request, "portal/invoices/index.html#list", around)


def row_of(invoice: Invoice, *, today: date) -> InvoiceRow:
    state = state_of(invoice, on=today)
    is_note = state is InvoiceState.NOTE
    return InvoiceRow(
        number=invoice.number,
        href=reverse("portal:invoice", args=[invoice.pk]),
        provider=invoice.provider.name,
        issued=day(invoice.issued_on),
        due="" if is_note else day(invoice.due_on),
        gross=money(invoice.gross_amount, invoice.currency),
        open=money(invoice.open_amount, invoice.currency) if not is_note and invoice.open_amount else "",
        state=INVOICE[state],
    )


def pager_of(after: str | None, next_key: str | None) -> Pager | None:
    if after is None and next_key is None:
        return None
    here = reverse("portal:invoices")
    return Pager(
        previous_href=here if after is not None else "",
        next_href=f"{here}?after={next_key}" if next_key else "",
    )
