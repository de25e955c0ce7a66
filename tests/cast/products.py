"""Builders of the installed base: a product, a site, a unit, with days that the tests name."""

from datetime import UTC, date, datetime

from uphold.people.models import Organisation, Provider
from uphold.products.models import Product, ProductVersion, Site, Unit

ADDED_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def make_product(
    provider: Provider,
    name: str = "Desk phone",
    *,
    family: str = "",
    kind: str = "hardware",
    sale_ends_on: date | None = None,
    support_ends_on: date | None = None,
) -> Product:
    return Product.objects.create(
        provider=provider,
        name=name,
        family=family,
        kind=kind,
        sale_ends_on=sale_ends_on,
        support_ends_on=support_ends_on,
    )


def make_product_version(
    product: Product, name: str = "2.1", *, support_ends_on: date | None = None
) -> ProductVersion:
    return ProductVersion.objects.create(product=product, name=name, support_ends_on=support_ends_on)


def make_site(organisation: Organisation, name: str = "Quay 4", *, zone: str = "") -> Site:
    return Site.objects.create(organisation=organisation, name=name, zone=zone)


def make_unit(
    organisation: Organisation,
    product: Product,
    name: str = "DP-1001",
    *,
    kind: str = "serial",
    version: ProductVersion | None = None,
    site: Site | None = None,
    deployment: Unit | None = None,
    shipped_on: date | None = None,
    purchased_on: date | None = None,
    warranty_ends_on: date | None = None,
) -> Unit:
    return Unit.objects.create(
        provider=product.provider,
        organisation=organisation,
        product=product,
        version=version,
        site=site,
        deployment=deployment,
        kind=kind,
        name=name,
        shipped_on=shipped_on,
        purchased_on=purchased_on,
        warranty_ends_on=warranty_ends_on,
        under_warranty_until=warranty_ends_on,
        added_at=ADDED_AT,
    )
