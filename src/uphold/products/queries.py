"""Named loads of the installed base: products with what stands of each, units by page, what happened to one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.core.signing import BadSignature, dumps, loads
from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.products.access import UNIT_ROWS, visible_products, visible_sites, visible_units
from uphold.products.models import Product, ProductVersion, Site, Unit

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

PAGE_SIZE = 50
SALT = "uphold.products.page"
ENDING_DAYS = 90
"""How many days ahead the end of support is said to be near."""
STANDING = (Unit.State.IN_USE, Unit.State.SPARE)
"""The states in which a unit is part of what stands at a customer."""
STANDS = Q(state__in=[state.value for state in STANDING])
STATED = {"standing": STANDS, "gone": ~STANDS}
"""States of several kinds, as one asks for them."""
SUPPORT_ENDS_ON = Coalesce("version__support_ends_on", "product__support_ends_on")


class Counted(TypedDict):
    units_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFilters:
    """What a page's address says; empty means any. `state` may also be "standing" or "gone".

    `support` and `warranty` are "ended" or "running", on `on`; `support` also "ending" soon, `warranty` also "none".
    """

    on: date
    words: str = ""
    provider_id: int | None = None
    organisation_id: int | None = None
    product_id: int | None = None
    site_id: int | None = None
    kind: str = ""
    state: str = ""
    support: str = ""
    warranty: str = ""


@dataclass(frozen=True, slots=True)
class UnitPage:
    """`next_key` is the key of the page after this one; None on the last."""

    units: tuple[Unit, ...]
    next_key: str | None


def product_list(
    actor: Actor, *, words: str = "", provider_id: int | None = None
) -> "QuerySet[WithAnnotations[Product, Counted]]":
    """By name, each with its versions and `units_count` of those that stand at customers."""
    standing = Count("units", filter=Q(units__state__in=[state.value for state in STANDING]))
    products = visible_products(actor).filter(Q(name__icontains=words) | Q(family__icontains=words))
    if provider_id is not None:
        products = products.filter(provider_id=provider_id)
    products = products.select_related("provider").prefetch_related(
        Prefetch("versions", queryset=newest_versions())
    )
    return products.annotate(units_count=standing).order_by("-is_active", "name", "id")


def version_list(product: Product) -> "QuerySet[WithAnnotations[ProductVersion, Counted]]":
    """The newest first, each with `units_count` of those that stand at customers."""
    standing = Count("units", filter=Q(units__state__in=[state.value for state in STANDING]))
    return newest_versions().filter(product=product).annotate(units_count=standing)


def newest_versions() -> QuerySet[ProductVersion]:
    return ProductVersion.objects.order_by(Coalesce("released_on", date.min).desc(), "-id")


def site_list(actor: Actor, *, organisation_id: int) -> "QuerySet[WithAnnotations[Site, Counted]]":
    """By name, each with `units_count` of those that the actor may see and that stand there."""
    mine = visible_units(actor).filter(STANDS)
    standing = Count("units", filter=Q(units__in=mine))
    sites = visible_sites(actor).filter(organisation_id=organisation_id)
    return sites.annotate(units_count=standing).order_by("-is_active", "name", "id")


def unit_list(
    actor: Actor, *, filters: UnitFilters, after: str | None = None, size: int = PAGE_SIZE
) -> UnitPage:
    """By name, with all that a row shows. A key that is not ours begins anew."""
    units = filtered(visible_units(actor), filters).select_related(*UNIT_ROWS)
    place = read_key(after)
    if place is not None:
        name, key = place
        units = units.filter(Q(name__gte=name), Q(name__gt=name) | Q(pk__gt=key))
    found = list(units.order_by("name", "pk")[: size + 1])
    return UnitPage(tuple(found[:size]), key_of(found[size - 1]) if len(found) > size else None)


def units_of_customer(actor: Actor, *, organisation_id: int, provider_id: int) -> QuerySet[Unit]:
    """What stands at a customer, in the order in which it is offered to choose from."""
    units = visible_units(actor).filter(organisation_id=organisation_id, provider_id=provider_id)
    return units.filter(STANDS).select_related(*UNIT_ROWS).order_by("kind", "name", "pk")


def parts_of(unit: Unit) -> QuerySet[Unit]:
    """The units of a deployment."""
    return unit.parts.select_related(*UNIT_ROWS).order_by("name", "pk")


def replaced_unit(unit: Unit) -> Unit | None:
    """The unit in whose place this one went out."""
    return Unit.objects.filter(replaced_by=unit).select_related("product").first()


def history(unit: Unit) -> QuerySet[Entry]:
    """What happened to a unit, the last first; its tickets are asked of tickets, which stand above."""
    return entries_about(unit).order_by("-at", "-id")


def filtered(units: QuerySet[Unit], filters: UnitFilters) -> QuerySet[Unit]:
    same: Mapping[str, int | str | None] = {
        "provider_id": filters.provider_id,
        "organisation_id": filters.organisation_id,
        "product_id": filters.product_id,
        "site_id": filters.site_id,
        "kind": filters.kind or None,
    }
    units = units.filter(**{name: value for name, value in same.items() if value is not None})
    for word in filters.words.split():
        units = units.filter(
            Q(name__icontains=word)
            | Q(product__name__icontains=word)
            | Q(site__name__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    if filters.state:
        units = units.filter(STATED.get(filters.state, Q(state=filters.state)))
    return by_warranty(by_support(units, filters), filters)


def by_support(units: QuerySet[Unit], filters: UnitFilters) -> QuerySet[Unit]:
    if not filters.support:
        return units
    units = units.annotate(support_ended_on=SUPPORT_ENDS_ON)
    if filters.support == "ended":
        return units.filter(support_ended_on__lt=filters.on)
    if filters.support == "ending":
        soon = date.fromordinal(filters.on.toordinal() + ENDING_DAYS)
        return units.filter(support_ended_on__gte=filters.on, support_ended_on__lte=soon)
    return units.filter(Q(support_ended_on=None) | Q(support_ended_on__gte=filters.on))


def by_warranty(units: QuerySet[Unit], filters: UnitFilters) -> QuerySet[Unit]:
    if filters.warranty == "ended":
        return units.filter(under_warranty_until__lt=filters.on)
    if filters.warranty == "running":
        return units.filter(under_warranty_until__gte=filters.on)
    return units.filter(under_warranty_until=None) if filters.warranty == "none" else units


def key_of(unit: Unit) -> str:
    return dumps([unit.name, unit.pk], salt=SALT)


def read_key(key: str | None) -> tuple[str, int] | None:
    if not key:
        return None
    try:
        name, unit_id = loads(key, salt=SALT)
    except BadSignature:
        return None
    return str(name), int(unit_id)
