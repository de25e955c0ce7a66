"""Verbs of products and their versions: what a provider sells, and until when each is sold and supported."""

from datetime import date, datetime

from uphold.access import Actor, Permission
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.models import Provider
from uphold.products.access import begin_with_product, require_served
from uphold.products.models import Product, ProductVersion
from uphold.products.refusals import NameIsTaken, SupportEndsBeforeSale, ValueIsUnknown, named
from uphold.products.timeline import record_product, set_fields

LONGEST_NAME = 120
LONGEST_VERSION = 80


@atomic
def add_product(
    *,
    actor: Actor,
    provider: Provider,
    name: str,
    kind: str,
    family: str = "",
    sale_ends_on: date | None = None,
    support_ends_on: date | None = None,
    is_on_status_page: bool = False,
    at: datetime,
) -> Product:
    """The days are the last on which it is sold, and supported."""
    require_served(actor, Permission.PRODUCT_MANAGE, provider_id=provider.pk, what="provider")
    name = named(name, longest=LONGEST_NAME)
    require_days(sale_ends_on, support_ends_on)
    with refused_by("product_once", NameIsTaken(name)):
        product = Product.objects.create(
            provider=provider,
            name=name,
            family=" ".join(family.split()),
            kind=known_kind(kind),
            sale_ends_on=sale_ends_on,
            support_ends_on=support_ends_on,
            is_on_status_page=is_on_status_page,
        )
    record_product(product, "product.added", by=actor, at=at)
    return product


@atomic
def change_product(
    *,
    actor: Actor,
    product: Product,
    name: str,
    kind: str,
    family: str = "",
    sale_ends_on: date | None = None,
    support_ends_on: date | None = None,
    is_on_status_page: bool = False,
    is_active: bool = True,
    at: datetime,
) -> Product:
    """What is no longer listed (`is_active`) keeps its units; nothing new comes in."""
    product = begin_with_product(actor, product)
    require_days(sale_ends_on, support_ends_on)
    changed = set_fields(
        product,
        {
            "name": named(name, longest=LONGEST_NAME),
            "kind": known_kind(kind),
            "family": " ".join(family.split()),
            "sale_ends_on": sale_ends_on,
            "support_ends_on": support_ends_on,
            "is_on_status_page": is_on_status_page,
            "is_active": is_active,
        },
    )
    if changed:
        with refused_by("product_once", NameIsTaken(product.name)):
            product.save(update_fields=list(changed))
        record_product(product, "product.changed", by=actor, at=at, detail={"fields": changed})
    return product


@atomic
def add_version(
    *,
    actor: Actor,
    product: Product,
    name: str,
    released_on: date | None = None,
    sale_ends_on: date | None = None,
    support_ends_on: date | None = None,
    at: datetime,
) -> ProductVersion:
    """Its own days win over the product's."""
    product = begin_with_product(actor, product)
    name = named(name, longest=LONGEST_VERSION)
    require_days(sale_ends_on, support_ends_on)
    with refused_by("product_version_once", NameIsTaken(name)):
        version = ProductVersion.objects.create(
            product=product,
            name=name,
            released_on=released_on,
            sale_ends_on=sale_ends_on,
            support_ends_on=support_ends_on,
        )
    record_product(product, "version.added", by=actor, at=at, detail={"version": version.pk})
    return version


@atomic
def change_version(
    *,
    actor: Actor,
    version: ProductVersion,
    name: str,
    released_on: date | None = None,
    sale_ends_on: date | None = None,
    support_ends_on: date | None = None,
    at: datetime,
) -> ProductVersion:
    product = begin_with_product(actor, version.product)
    version = ProductVersion.objects.select_related("product__provider").get(pk=version.pk)
    require_days(sale_ends_on, support_ends_on)
    changed = set_fields(
        version,
        {
            "name": named(name, longest=LONGEST_VERSION),
            "released_on": released_on,
            "sale_ends_on": sale_ends_on,
            "support_ends_on": support_ends_on,
        },
    )
    if changed:
        with refused_by("product_version_once", NameIsTaken(version.name)):
            version.save(update_fields=list(changed))
        detail = {"version": version.pk, "fields": changed}
        record_product(product, "version.changed", by=actor, at=at, detail=detail)
    return version


def require_days(sale_ends_on: date | None, support_ends_on: date | None) -> None:
    if sale_ends_on is not None and support_ends_on is not None and support_ends_on < sale_ends_on:
        raise SupportEndsBeforeSale


def known_kind(kind: str) -> str:
    if kind not in Product.Kind.values:
        raise ValueIsUnknown(kind, ", ".join(Product.Kind.values))
    return kind
