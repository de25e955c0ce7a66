"""Products: what is sold, until when each is sold and supported, and how many of each stand at customers."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.products.place import around
from uphold.kit import now
from uphold.products.access import get_product
from uphold.products.models import Product, ProductVersion
from uphold.products.queries import product_list, version_list
from uphold.ui.components.fact import Fact
from uphold.ui.components.field import Field
from uphold.ui.installed.wording import PRODUCT_KINDS, day_words, support_words
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

LONGEST_WORDS = 100


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product, or one version of it, as a row."""

    name: str
    href: str
    family: str
    kind: str
    newest: str
    sold_until: str
    support: str
    is_support_over: bool
    units: int
    units_href: str
    is_active: bool = True
    released: str = ""


@desk_page(need=Permission.PRODUCT_READ)
def index(request: PageRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS]
    on = now().date()
    values = {
        "words": words,
        "field": Field(
            name="q", label=gettext("Name or family"), kind="search", value=words, id="filter-words"
        ),
        "rows": [row_of(product, on=on) for product in product_list(request.actor, words=words)],
        "may_manage": request.actor.may(Permission.PRODUCT_MANAGE),
    }
    return shown(request, "desk/products/products.html", around(request, values, tab="products"))


@desk_page(need=Permission.PRODUCT_READ)
def show(request: PageRequest, product_id: int) -> HttpResponse:
    product = get_product(request.actor, product_id)
    on = now().date()
    values = {
        "product": product,
        "facts": facts_of(product, on=on),
        "rows": [version_row(version, product=product, on=on) for version in version_list(product)],
        "may_manage": request.actor.may(Permission.PRODUCT_MANAGE, provider_id=product.provider_id),
        "units_href": units_href(product),
    }
    return shown(request, "desk/products/product.html", around(request, values, tab=""))


def row_of(product: Product, *, on: date) -> ProductRow:
    newest = next(iter(product.versions.all()), None)
    return ProductRow(
        name=product.name,
        href=reverse("desk:product", args=[product.pk]),
        family=product.family,
        kind=str(PRODUCT_KINDS[product.kind]),
        newest=newest.name if newest else "",
        sold_until=day_words(product.sale_ends_on),
        support=day_words(product.support_ends_on),
        is_support_over=product.support_ends_on is not None and product.support_ends_on < on,
        units=getattr(product, "units_count", 0),
        units_href=units_href(product),
        is_active=product.is_active,
    )


def version_row(version: ProductVersion, *, product: Product, on: date) -> ProductRow:
    """Its own days, else those of the product."""
    support = version.support_ends_on or product.support_ends_on
    return ProductRow(
        name=version.name,
        href=reverse("desk:version-change", args=[version.pk]),
        family="",
        kind="",
        newest="",
        sold_until=day_words(version.sale_ends_on or product.sale_ends_on),
        support=day_words(support),
        is_support_over=support is not None and support < on,
        units=getattr(version, "units_count", 0),
        units_href="",
        released=day_words(version.released_on),
    )


def facts_of(product: Product, *, on: date) -> list[Fact]:
    sold = day_words(product.sale_ends_on)
    return [
        Fact(gettext("Provider"), product.provider.name),
        Fact(gettext("Kind"), str(PRODUCT_KINDS[product.kind])),
        *([Fact(gettext("Family"), product.family)] if product.family else []),
        Fact(gettext("Sold until"), sold or gettext("no end named")),
        Fact(gettext("Support"), support_words(product.support_ends_on, on=on)),
        *([Fact(gettext("Status page"), gettext("a component of it"))] if product.is_on_status_page else []),
        *([] if product.is_active else [Fact(gettext("Listed"), gettext("no longer"))]),
    ]


def units_href(product: Product) -> str:
    return f"{reverse('desk:units')}?product={product.pk}"
