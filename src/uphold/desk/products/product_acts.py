"""Acts on products and their versions, by leads."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.administration.choices import provider_choices, provider_of
from uphold.desk.door import desk_page
from uphold.desk.products.place import Asking, answered, day_field
from uphold.kit import now
from uphold.products.access import get_product, get_version
from uphold.products.actions import add_product, add_version, change_product, change_version
from uphold.products.actions.product import LONGEST_NAME, LONGEST_VERSION
from uphold.products.models import Product
from uphold.ui.installed.wording import PRODUCT_KINDS
from uphold.ui.page import PageRequest

BOTH = ("GET", "POST")
MANAGE = Permission.PRODUCT_MANAGE
DETAILS = ("name", "kind", "family", "sale_ends_on", "support_ends_on", "is_on_status_page", "is_active")
VERSION_DETAILS = ("name", "released_on", "sale_ends_on", "support_ends_on")
LAST_DAY = gettext_lazy("The last day.")


class ProductForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy(
            "As the agreement's table of products writes it, so that its warranty is found."
        ),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=[*PRODUCT_KINDS.items()])
    family = forms.CharField(label=gettext_lazy("Family"), max_length=LONGEST_NAME, required=False)
    sale_ends_on = day_field(gettext_lazy("Sold until"), help_text=LAST_DAY)
    support_ends_on = day_field(gettext_lazy("Supported until"), help_text=LAST_DAY)
    is_on_status_page = forms.BooleanField(
        label=gettext_lazy("Stands on the status page of the provider"), required=False
    )


class NewProductForm(ProductForm):
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    field_order = ("provider",)


class KnownProductForm(ProductForm):
    is_active = forms.BooleanField(
        label=gettext_lazy("Listed"),
        required=False,
        help_text=gettext_lazy("What is no longer listed keeps its units; nothing new comes in."),
    )


class VersionForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Version"), max_length=LONGEST_VERSION)
    released_on = day_field(gettext_lazy("Released on"))
    sale_ends_on = day_field(
        gettext_lazy("Sold until"), help_text=gettext_lazy("Empty: as long as the product.")
    )
    support_ends_on = day_field(
        gettext_lazy("Supported until"), help_text=gettext_lazy("Empty: as long as the product.")
    )


@desk_page(need=MANAGE, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    form = NewProductForm(request.POST or None)
    field = form.fields["provider"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
    field.choices = provider_choices(request.actor, need=MANAGE)

    def perform(said: Any) -> Product:  # noqa: ANN401 - cleaned data
        provider = provider_of(request.actor, said["provider"], need=MANAGE)
        details = {name: said[name] for name in DETAILS if name in said}
        return add_product(actor=request.actor, provider=provider, at=now(), **details)

    asking = Asking(
        title=gettext("New product"),
        button=gettext("Add it"),
        back=reverse("desk:products"),
        back_words=gettext("Products"),
        said=gettext("The product is listed."),
    )
    return answered(request, form, asking, perform=perform, to=address_of)


@desk_page(need=MANAGE, methods=BOTH)
def change(request: PageRequest, product_id: int) -> HttpResponse:
    product = get_product(request.actor, product_id, need=MANAGE)
    form = KnownProductForm(request.POST or None, initial={name: getattr(product, name) for name in DETAILS})
    asking = asking_about(product, gettext("Change %(name)s") % {"name": product.name})
    return answered(
        request,
        form,
        asking,
        perform=lambda said: change_product(actor=request.actor, product=product, at=now(), **said),
    )


@desk_page(need=MANAGE, methods=BOTH)
def new_version(request: PageRequest, product_id: int) -> HttpResponse:
    product = get_product(request.actor, product_id, need=MANAGE)
    asking = asking_about(product, gettext("New version of %(name)s") % {"name": product.name})
    return answered(
        request,
        VersionForm(request.POST or None),
        asking,
        perform=lambda said: add_version(actor=request.actor, product=product, at=now(), **said),
    )


@desk_page(need=MANAGE, methods=BOTH)
def change_of_version(request: PageRequest, product_version_id: int) -> HttpResponse:
    version = get_version(request.actor, product_version_id, need=MANAGE)
    form = VersionForm(
        request.POST or None, initial={name: getattr(version, name) for name in VERSION_DETAILS}
    )
    title = gettext("Change %(name)s") % {"name": f"{version.product.name} {version.name}"}
    return answered(
        request,
        form,
        asking_about(version.product, title),
        perform=lambda said: change_version(actor=request.actor, version=version, at=now(), **said),
    )


def asking_about(product: Product, title: str) -> Asking:
    return Asking(
        title=title,
        button=gettext("Save"),
        back=address_of(product),
        back_words=product.name,
        said=gettext("Saved."),
    )


def address_of(product: Product) -> str:
    return reverse("desk:product", args=[product.pk])
