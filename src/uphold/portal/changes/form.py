"""What is asked of somebody who wants his services changed."""

import secrets

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy

from uphold.access import Actor
from uphold.people.models import Provider
from uphold.products.access import visible_products, visible_units
from uphold.products.models import Product, Unit
from uphold.service_changes.actions.asking import MOST
from uphold.service_changes.models import ServiceChange

Kind = ServiceChange.Kind


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # because it takes none when it runs
    def label_from_instance(self, obj: object) -> str:
        return f"{obj.name} · {obj.product.name}" if isinstance(obj, Unit) else str(obj)


class ProductField(forms.ModelChoiceField):  # type: ignore[type-arg]  # because it takes none when it runs
    def label_from_instance(self, obj: object) -> str:
        return obj.name if isinstance(obj, Product) else str(obj)


class ChangeForm(forms.Form):
    """`key` makes the form that is sent twice one wish."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do you want?"),
        choices=[
            (Kind.ADD.value, gettext_lazy("Add something")),
            (Kind.CHANGE.value, gettext_lazy("Change a service")),
            (Kind.REMOVE.value, gettext_lazy("Remove a service")),
        ],
    )
    unit = UnitField(
        queryset=Unit.objects.none(),
        label=gettext_lazy("Which service is it about?"),
        empty_label=gettext_lazy("None: something is added"),
        required=False,
    )
    product = ProductField(
        queryset=Product.objects.none(),
        label=gettext_lazy("What is added, or what does it become?"),
        empty_label=gettext_lazy("Nothing else"),
        required=False,
    )
    quantity = forms.IntegerField(
        label=gettext_lazy("How many"), min_value=1, max_value=MOST, initial=1, required=True
    )
    wanted_on = forms.DateField(
        label=gettext_lazy("Wanted on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    words = forms.CharField(
        label=gettext_lazy("What we should know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput, initial=lambda: secrets.token_hex(16))


def form_for(actor: Actor, provider: Provider, data: object = None, *, unit: str = "") -> ChangeForm:
    """With the customer's services at this provider, and what the provider sells or sold."""
    units = visible_units(actor).filter(provider=provider, state__in=["in use", "spare"])
    form = ChangeForm(data, initial={"unit": unit, "kind": Kind.CHANGE.value if unit else Kind.ADD.value})  # type: ignore[arg-type]  # what was sent, or nothing
    services = units.filter(~Q(kind=Unit.Kind.SERIAL)).select_related("product").order_by("name", "pk")
    products = visible_products(actor).filter(provider=provider).order_by("name")
    for name, rows in (("unit", services), ("product", products)):
        field = form.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows
    return form
