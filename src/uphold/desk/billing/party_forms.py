"""What a seller, a buyer and a rate of tax are asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.billing.models import TaxRate
from uphold.billing.queries import tax_rates_of
from uphold.people.models import Provider

SMALL = forms.Textarea(attrs={"rows": 2})


class PartyForm(forms.Form):
    """What both parties have. Texts are checked by the verb, which names the field."""

    legal_name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    street = forms.CharField(label=gettext_lazy("Street"), max_length=200, required=False)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=20, required=False)
    city = forms.CharField(label=gettext_lazy("City"), max_length=120, required=False)
    country = forms.CharField(
        label=gettext_lazy("Country"), max_length=2, help_text=gettext_lazy("Two capitals: AT, US.")
    )
    vat_number = forms.CharField(
        label=gettext_lazy("VAT number"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("In the EU with the country first: ATU12345678."),
    )
    email = forms.CharField(label=gettext_lazy("E-mail for invoices"), max_length=254, required=False)

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()


class SellerForm(PartyForm):
    tax_number = forms.CharField(label=gettext_lazy("Tax number"), max_length=40, required=False)
    telephone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    bank_name = forms.CharField(label=gettext_lazy("Bank"), max_length=120, required=False)
    iban = forms.CharField(label=gettext_lazy("IBAN"), max_length=42, required=False)
    bic = forms.CharField(label=gettext_lazy("BIC"), max_length=11, required=False)
    payment_words = forms.CharField(
        label=gettext_lazy("How to pay, in words"), max_length=500, required=False, widget=SMALL
    )
    footer = forms.CharField(label=gettext_lazy("Footer"), max_length=500, required=False, widget=SMALL)
    colour = forms.CharField(
        label=gettext_lazy("Colour"), max_length=7, widget=forms.TextInput(attrs={"type": "color"})
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy("PNG or JPEG, at most 200 kB. Empty: it stays as it is."),
    )
    invoice_prefix = forms.CharField(
        label=gettext_lazy("Prefix of invoices"),
        max_length=12,
        help_text=gettext_lazy("INV makes INV-1, INV-2; the numbers go on when the prefix changes."),
    )
    credit_note_prefix = forms.CharField(label=gettext_lazy("Prefix of credit notes"), max_length=12)
    payment_days = forms.IntegerField(label=gettext_lazy("Days to pay"), min_value=0, max_value=365)
    reminder_days = forms.IntegerField(
        label=gettext_lazy("Days overdue until a reminder"),
        min_value=1,
        max_value=365,
        required=False,
        help_text=gettext_lazy(
            "One letter an invoice goes by itself. Empty: only when somebody asks for it."
        ),
    )
    default_tax_rate = forms.ChoiceField(label=gettext_lazy("Usual rate of tax"), required=False)
    shows_waived_lines = forms.BooleanField(
        label=gettext_lazy("Show work that cost nothing, with the reason"), required=False
    )

    def clean_iban(self) -> str:
        return str(self.cleaned_data["iban"]).replace(" ", "").upper()


class BuyerForm(PartyForm):
    reference = forms.CharField(
        label=gettext_lazy("Their reference"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("An order number, or a route of electronic invoices."),
    )
    tax_rate = forms.ChoiceField(label=gettext_lazy("Rate of tax"), required=False)
    payment_days = forms.IntegerField(
        label=gettext_lazy("Days to pay"), min_value=0, max_value=365, required=False
    )


class TaxRateForm(forms.Form):
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    percent = forms.DecimalField(
        label=gettext_lazy("Per cent"), min_value=0, max_value=100, max_digits=6, decimal_places=3
    )
    category = forms.ChoiceField(
        label=gettext_lazy("Category"),
        choices=[
            ("S", gettext_lazy("S: standard")),
            ("Z", gettext_lazy("Z: zero")),
            ("E", gettext_lazy("E: exempt")),
            ("AE", gettext_lazy("AE: reverse charge")),
            ("O", gettext_lazy("O: outside of tax")),
        ],
    )
    exemption_reason = forms.CharField(
        label=gettext_lazy("Why there is no tax"), max_length=200, required=False
    )


def rate_choices(form: forms.Form, name: str, *, provider: Provider, usual: str) -> dict[str, TaxRate]:
    """Fills the choice of rates; by value."""
    rates = {str(row.pk): row for row in tax_rates_of([provider.pk], is_active=True)}
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = [("", usual), *((key, rate_words(row)) for key, row in rates.items())]
    return rates


def rate_words(rate: TaxRate) -> str:
    return gettext("%(name)s, %(percent)s %%") % {
        "name": rate.name,
        "percent": f"{rate.percent.normalize():f}",
    }


def initial_of(row: Any, form: type[forms.Form]) -> dict[str, object]:  # noqa: ANN401 - a seller or a buyer
    """What is known of a party, for its form; rates by their key."""
    known = {name: getattr(row, name) for name in form.base_fields if name not in {"logo", "provider"}}
    return {name: str(value.pk) if isinstance(value, TaxRate) else value for name, value in known.items()}
