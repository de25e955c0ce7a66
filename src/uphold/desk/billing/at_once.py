"""Invoicing one customer at once: who has something to invoice, and what he would get, before anybody issues it."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.billing.actions.invoice import draft_now, invoice_now
from uphold.billing.days import day_of
from uphold.billing.issuing import line_rows
from uphold.billing.lines import LineDraft
from uphold.billing.models import Invoice, InvoiceLine
from uphold.billing.queries.waiting import Waiting, customers_waiting
from uphold.desk.billing.choices import providers_for
from uphold.desk.billing.invoices import LONGEST_WORDS, select
from uphold.desk.billing.place import around, done, id_in
from uphold.desk.billing.sheet import LineRow
from uphold.desk.door import desk_page
from uphold.kit import now
from uphold.people.access import get_organisation, get_provider, visible_organisations
from uphold.people.models import Provider
from uphold.policy.invoices.totals import Totals
from uphold.ui.billed.lines import OUTSIDE, count_words, price_words, tax_words
from uphold.ui.billed.wording import day, money
from uphold.ui.components.clause import Clause
from uphold.ui.components.field import Field
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

ISSUE = Permission.INVOICE_ISSUE
MOST = 50


@desk_page(need=ISSUE)
def choose(request: PageRequest) -> HttpResponse:
    providers = providers_for(request.actor, ISSUE)
    asked = id_in(request.GET.get("provider", ""))
    provider = next((each for each in providers if each.pk == asked), providers[0])
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS]
    waiting, count = customers_waiting(
        visible_organisations(request.actor),
        provider_id=provider.pk,
        until_on=day_of(now(), provider_id=provider.pk) + timedelta(days=1),
        words=words,
        most=MOST,
    )
    known = [(str(each.pk), each.name) for each in providers]
    search = Field(
        name="q", label=gettext("Customer"), kind="search", value=words, id="filter-words", is_required=False
    )
    values = {
        "fields": [
            search,
            *([select("provider", gettext("Provider"), known, chosen=str(provider.pk))] if known[1:] else ()),
        ],
        "table": table_of(waiting, provider=provider) if waiting else None,
        "left_out": count - len(waiting),
        "provider": provider,
        "words": words,
    }
    return shown(request, "desk/billing/choose.html", around(request, values, place="invoices"))


@desk_page(need=ISSUE, methods=("GET", "POST"))
def draft(request: PageRequest, provider_id: int, organisation_id: int) -> HttpResponse:
    provider = get_provider(request.actor, provider_id, need=ISSUE)
    organisation = get_organisation(request.actor, organisation_id, need=ISSUE)
    if request.method == "POST":
        issued = invoice_now(actor=request.actor, organisation=organisation, provider=provider, at=now())
        said = gettext("The invoice is issued; its document follows by mail.")
        return done(request, said, to=reverse("desk:invoice", args=[issued[0].pk]))
    found = draft_now(organisation=organisation, provider=provider, at=now())
    values = {
        "organisation": organisation,
        "provider": provider,
        "parts": [
            *(
                part_of(each.lines, each.totals, currency=each.currency, title=gettext("Invoice"))
                for each in found.invoices
            ),
            *(
                part_of(
                    each.lines,
                    each.totals,
                    currency=each.invoice.currency,
                    title=gettext("Credit note for %(number)s") % {"number": each.invoice.number},
                )
                for each in found.credit_notes
            ),
        ],
        "problems": found.problems,
    }
    return shown(request, "desk/billing/draft.html", around(request, values, place="invoices"))


def table_of(waiting: list[Waiting], *, provider: Provider) -> Table:
    return Table(
        caption=gettext("Customers with something to invoice"),
        columns=(Column(gettext("Customer")), Column(gettext("On no invoice, before tax"), is_number=True)),
        rows=tuple(
            Row(
                cells=(
                    each.organisation.name,
                    ", ".join(money(amount, currency) for currency, amount in sorted(each.amounts.items())),
                ),
                href=reverse("desk:invoice-draft", args=[provider.pk, each.organisation.pk]),
            )
            for each in waiting
        ),
    )


def part_of(lines: tuple[LineDraft, ...], totals: Totals, *, currency: str, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "lines": [row_of(each, currency=currency) for each in line_rows(lines, invoice=Invoice())],
        "net": money(totals.net, currency),
        "taxes": [
            (f"{group.percent.normalize():f} %", money(group.net, currency), money(group.tax, currency))
            for group in totals.groups
            if group.category != OUTSIDE
        ],
        "gross": money(totals.gross, currency),
    }


def row_of(line: InvoiceLine, *, currency: str) -> LineRow:
    return LineRow(
        id=0,
        position=line.position,
        words=line.words,
        reason=line.reason,
        ticket=line.ticket_number,
        ticket_href=reverse("desk:ticket", args=[line.ticket_number]) if line.ticket_number else "",
        worked=day(line.worked_on),
        clause=Clause(number=line.anchor, label=line.row, href="") if line.anchor else None,
        count=count_words(line),
        price=price_words(line, currency=currency),
        tax=tax_words(line),
        net=money(line.net_amount, currency),
        is_waived=line.is_waived,
        taken_back="",
        disputes=(),
        dispute_href="",
    )
