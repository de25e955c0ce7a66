"""Parties: who a provider is on invoices, its rates of tax, and how a customer is invoiced."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.billing.access import get_tax_rate
from uphold.billing.actions import add_tax_rate, retire_tax_rate, set_buyer, set_seller
from uphold.billing.models import Buyer, Seller, TaxRate
from uphold.billing.parties import BuyerTerms, SellerTerms
from uphold.billing.queries import buyer_of, sellers_of, tax_rates_of
from uphold.desk.administration.place import table_of
from uphold.desk.administration.place import tabs as administration_tabs
from uphold.desk.billing.choices import chosen_provider, provider_choices, providers_for
from uphold.desk.billing.party_forms import (
    BuyerForm,
    SellerForm,
    TaxRateForm,
    initial_of,
    rate_choices,
    rate_words,
)
from uphold.desk.billing.place import Asking, answered
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit import now
from uphold.people.access import get_organisation, get_provider
from uphold.ui.components.table import Table
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

MANAGE = Permission.BILLING_MANAGE
BOTH = ("GET", "POST")


@desk_page(need=MANAGE)
def index(request: PageRequest) -> HttpResponse:
    """Each provider with how it stands on invoices, and the rates of tax."""
    providers = providers_for(request.actor, MANAGE)
    sellers = sellers_of([each.pk for each in providers])
    rows = []
    for each in providers:
        seller = sellers.get(each.pk)
        cells = seller_cells(seller) if seller else (gettext("not set"), "", "")
        rows.append(((each.name, *cells), reverse("desk:seller", args=[each.pk])))
    columns = (gettext("Provider"), gettext("Name on invoices"), gettext("Country"), gettext("Numbers"))
    values = {
        "tabs": administration_tabs("invoicing"),
        "sellers": table_of(gettext("Providers"), columns, rows),
        "rates": rates_table(request.actor.provider_ids_for(MANAGE)),
    }
    page = framed(request, values, current="administration")
    return shown(request, "desk/billing/parties.html", page)


def seller_cells(seller: Seller) -> tuple[str, str, str]:
    return seller.legal_name, seller.country, f"{seller.invoice_prefix}, {seller.credit_note_prefix}"


def rates_table(provider_ids: Sequence[int]) -> Table:
    rows = [
        (
            (rate_words(each), each.provider.name, each.category, each.exemption_reason, in_use(each)),
            reverse("desk:tax-rate", args=[each.pk]) if each.is_active else "",
        )
        for each in tax_rates_of(provider_ids)
    ]
    columns = (gettext("Rate"), gettext("Provider"), gettext("Category"), gettext("Why"), gettext("State"))
    return table_of(gettext("Rates of tax"), columns, rows)


def in_use(rate: TaxRate) -> str:
    return gettext("in use") if rate.is_active else gettext("retired")


@desk_page(need=MANAGE, methods=BOTH)
def seller(request: PageRequest, provider_id: int) -> HttpResponse:
    provider = get_provider(request.actor, provider_id, need=MANAGE)
    row = sellers_of([provider.pk]).get(provider.pk)
    fresh = {"legal_name": provider.name, "country": "US", "colour": "#1f3a5f", "payment_days": 30}
    usual = {**fresh, "invoice_prefix": "INV", "credit_note_prefix": "CN", "shows_waived_lines": True}
    form = SellerForm(
        request.POST or None, request.FILES or None, initial=initial_of(row, SellerForm) if row else usual
    )
    rates = rate_choices(form, "default_tax_rate", provider=provider, usual=gettext("outside of tax"))
    asking = Asking(
        title=gettext("%(provider)s on invoices") % {"provider": provider.name},
        button=gettext("Save"),
        help=gettext("From the next invoice on; those that were issued stay as they are."),
        back=reverse("desk:invoicing"),
        back_words=gettext("Invoicing"),
        said=gettext("Saved."),
        has_file=True,
        place="",
    )

    def perform(said: Mapping[str, Any]) -> Seller:
        logo = said["logo"].read() if said["logo"] else (bytes(row.logo) if row and row.logo else None)
        values = {**said, "logo": logo, "default_tax_rate": rates.get(said["default_tax_rate"])}
        return set_seller(actor=request.actor, provider=provider, terms=SellerTerms(**values), at=now())

    return answered(request, form, asking, perform=perform)


@desk_page(need=Permission.INVOICE_ISSUE, methods=BOTH)
def buyer(request: PageRequest, provider_id: int, organisation_id: int) -> HttpResponse:
    """How one customer is invoiced; without it, by its name and the seller's terms."""
    provider = get_provider(request.actor, provider_id, need=Permission.INVOICE_ISSUE)
    organisation = get_organisation(request.actor, organisation_id, need=Permission.INVOICE_ISSUE)
    row = buyer_of(organisation_id=organisation.pk, provider_id=provider.pk)
    form = BuyerForm(
        request.POST or None,
        initial=initial_of(row, BuyerForm) if row else {"legal_name": organisation.name, "country": "US"},
    )
    rates = rate_choices(form, "tax_rate", provider=provider, usual=gettext("the usual one"))
    asking = Asking(
        title=gettext("%(customer)s on invoices of %(provider)s")
        % {"customer": organisation.name, "provider": provider.name},
        button=gettext("Save"),
        back=reverse("desk:account", args=[provider.pk, organisation.pk]),
        back_words=organisation.name,
        said=gettext("Saved."),
        place="invoices",
    )

    def perform(said: Mapping[str, Any]) -> Buyer:
        terms = BuyerTerms(**{**said, "tax_rate": rates.get(said["tax_rate"])})
        return set_buyer(
            actor=request.actor, organisation=organisation, provider=provider, terms=terms, at=now()
        )

    return answered(request, form, asking, perform=perform)


@desk_page(need=MANAGE, methods=BOTH)
def rate(request: PageRequest) -> HttpResponse:
    form = TaxRateForm(request.POST or None)
    form.fields["provider"].choices = provider_choices(request.actor, MANAGE)  # type: ignore[attr-defined]  # a choice
    asking = Asking(
        title=gettext("New rate of tax"),
        button=gettext("Add the rate"),
        help=gettext("A rate never changes: another percentage is another rate."),
        back=reverse("desk:invoicing"),
        back_words=gettext("Invoicing"),
        said=gettext("The rate is added."),
    )

    def perform(said: Mapping[str, Any]) -> TaxRate:
        provider = chosen_provider(form, request.actor, MANAGE)
        return add_tax_rate(actor=request.actor, at=now(), **{**said, "provider": provider})

    return answered(request, form, asking, perform=perform)


@desk_page(need=MANAGE, methods=BOTH)
def retire(request: PageRequest, rate_id: int) -> HttpResponse:
    row = get_tax_rate(request.actor, rate_id)
    asking = Asking(
        title=gettext("Retire %(rate)s") % {"rate": rate_words(row)},
        button=gettext("Retire the rate"),
        help=gettext("It is offered no more. What was invoiced at it stays."),
        back=reverse("desk:invoicing"),
        back_words=gettext("Invoicing"),
        said=gettext("The rate is retired."),
        is_danger=True,
    )
    form = forms.Form(request.POST if request.method == "POST" else None)
    return answered(
        request,
        form,
        asking,
        perform=lambda _: retire_tax_rate(actor=request.actor, rate=row, at=now()),
    )
