"""The list of invoices, by what is to be done about them."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.billing.models import Invoice
from uphold.billing.queries import InvoiceFilters, InvoiceState, invoice_list, state_of
from uphold.desk.billing.choices import providers_for
from uphold.desk.billing.place import around, id_in, pager_of
from uphold.desk.door import desk_page
from uphold.kit import now
from uphold.ui.billed.wording import INVOICE, State, day, money
from uphold.ui.components.field import Choice, Field
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

LONGEST_WORDS = 100


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    number: str
    href: str
    customer: str
    provider: str
    issued: str
    due: str
    gross: str
    open: str
    state: State


@desk_page(need=Permission.INVOICE_READ)
def index(request: PageRequest) -> HttpResponse:
    filters, after = filters_of(request), request.GET.get("after")
    today = now().date()
    found = invoice_list(request.actor, filters, on=today, after=after)
    providers = [(str(each.pk), each.name) for each in providers_for(request.actor, Permission.INVOICE_READ)]
    values = {
        "rows": [row_of(row, today=today) for row in found.invoices],
        "fields": fields_of(filters, providers),
        "has_several": len(providers) > 1,
        "is_filtered": filters != InvoiceFilters(),
        "may_issue": request.actor.may(Permission.INVOICE_ISSUE),
        "topics": [f"invoices:{key}" for key, _ in providers],
        "pager": pager_of(address_of(filters), after=after, next_key=found.next_key),
    }
    return shown(request, "desk/billing/invoices.html", around(request, values, place="invoices"))


def filters_of(request: PageRequest) -> InvoiceFilters:
    state = request.GET.get("state", "")
    return InvoiceFilters(
        provider_id=id_in(request.GET.get("provider", "")),
        organisation_id=id_in(request.GET.get("organisation", "")),
        state=InvoiceState(state) if state in list(InvoiceState) else None,
        words=request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS],
    )


def address_of(filters: InvoiceFilters) -> str:
    said = {
        "q": filters.words,
        "state": filters.state or "",
        "provider": str(filters.provider_id or ""),
        "organisation": str(filters.organisation_id or ""),
    }
    query = urlencode({name: value for name, value in said.items() if value})
    return f"{reverse('desk:invoices')}?{query}" if query else reverse("desk:invoices")


def row_of(invoice: Invoice, *, today: date) -> InvoiceRow:
    is_note = invoice.kind == Invoice.Kind.CREDIT_NOTE
    return InvoiceRow(
        number=invoice.number,
        href=reverse("desk:invoice", args=[invoice.pk]),
        customer=invoice.organisation.name,
        provider=invoice.provider.name,
        issued=day(invoice.issued_on),
        due="" if is_note else day(invoice.due_on),
        gross=money(invoice.gross_amount, invoice.currency),
        open=money(invoice.open_amount, invoice.currency) if not is_note and invoice.open_amount else "",
        state=INVOICE[state_of(invoice, on=today)],
    )


def fields_of(filters: InvoiceFilters, providers: list[tuple[str, str]]) -> list[Field]:
    states = [
        ("", gettext("any state")),
        *((state.value, str(INVOICE[state].label)) for state in InvoiceState),
    ]
    made = [
        Field(
            name="q",
            label=gettext("Number or customer"),
            kind="search",
            value=filters.words,
            id="filter-words",
        ),
        select("state", gettext("State"), states, chosen=filters.state or ""),
    ]
    if len(providers) > 1:
        known = [("", gettext("any provider")), *providers]
        made.append(select("provider", gettext("Provider"), known, chosen=str(filters.provider_id or "")))
    return made


def select(name: str, label: str, known: list[tuple[str, str]], *, chosen: str) -> Field:
    return Field(
        name=name,
        label=label,
        kind="select",
        choices=tuple(Choice(value, words, is_chosen=value == chosen) for value, words in known),
        id=f"filter-{name}",
    )
