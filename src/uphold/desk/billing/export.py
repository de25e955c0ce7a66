"""The file for the accounting program: which provider, which days, in which form."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.billing.documents.exports import Accounts, Form, Period, export
from uphold.desk.administration.contracts import day_widget
from uphold.desk.billing.choices import chosen_provider, last_month, offer_providers
from uphold.desk.billing.place import Asking, asked
from uphold.desk.door import desk_page
from uphold.kit import now
from uphold.ui.page import PageRequest
from uphold.ui.respond import saved

READ = Permission.INVOICE_READ
FORMS = [
    (Form.XERO.value, gettext_lazy("Xero: invoices and credit notes")),
    (Form.QUICKBOOKS.value, gettext_lazy("QuickBooks Online: invoices and credit notes")),
    (Form.JOURNAL.value, gettext_lazy("Journal: debit and credit, with payments")),
]
USUAL = Accounts()
LONGEST_ACCOUNT = 40


class ExportForm(forms.Form):
    """`last_on` is in the period. The accounts are those of the books that the file goes to."""

    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    form = forms.ChoiceField(label=gettext_lazy("Form"), choices=FORMS)
    from_on = forms.DateField(label=gettext_lazy("First day"), widget=day_widget())
    last_on = forms.DateField(label=gettext_lazy("Last day"), widget=day_widget())
    receivable = forms.CharField(
        label=gettext_lazy("Account of receivables"), max_length=LONGEST_ACCOUNT, initial=USUAL.receivable
    )
    revenue = forms.CharField(
        label=gettext_lazy("Account of revenue"), max_length=LONGEST_ACCOUNT, initial=USUAL.revenue
    )
    tax = forms.CharField(label=gettext_lazy("Account of tax"), max_length=LONGEST_ACCOUNT, initial=USUAL.tax)
    bank = forms.CharField(
        label=gettext_lazy("Account of the bank"), max_length=LONGEST_ACCOUNT, initial=USUAL.bank
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"from_on", "last_on"} <= said.keys() and said["last_on"] < said["from_on"]:
            self.add_error("last_on", gettext("The last day is not before the first."))
        return said


@desk_page(need=READ, methods=["GET", "POST"])
def new(request: PageRequest) -> HttpResponse:
    form = ExportForm(request.POST or None, initial=last_month(now().date()))
    offer_providers(form, request.actor, READ)
    if request.method != "POST":
        return asked(request, form, asking())
    if not form.is_valid():
        return asked(request, form, asking(), status=422)
    said = form.cleaned_data
    provider = chosen_provider(form, request.actor, READ)
    lines = export(
        actor=request.actor,
        provider=provider,
        form=Form(said["form"]),
        period=Period(from_on=said["from_on"], until_on=said["last_on"] + timedelta(days=1)),
        accounts=Accounts(
            receivable=said["receivable"], revenue=said["revenue"], tax=said["tax"], bank=said["bank"]
        ),
    )
    return saved(lines, name=name_of(said, provider=provider.name))


def asking() -> Asking:
    return Asking(
        title=gettext("File for accounting"),
        button=gettext("Save the file"),
        help=gettext(
            "What was issued in these days, a line for each line of an invoice; credit notes below nothing."
            " The journal has the payments too. Nothing is changed here, so a file can be made again."
        ),
        back=reverse("desk:invoices"),
        back_words=gettext("Invoices"),
        said="",
        place="invoices",
    )


def name_of(said: Mapping[str, Any], *, provider: str) -> str:
    days = f"{said['from_on'].isoformat()}-{said['last_on'].isoformat()}"
    return f"{slugify(provider) or 'provider'}-{said['form']}-{days}.csv"
