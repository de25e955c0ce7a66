"""The doors of the installed base: strangers are told that nothing is there, members that they may not."""

from django.db.models import QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.people.access import visible_organisations, visible_providers
from uphold.products.models import Product, ProductVersion, Site, Unit

UNIT_ROWS = ("provider", "organisation", "product", "version", "site", "deployment", "replaced_by")


def visible_products(actor: Actor) -> QuerySet[Product]:
    """Staff: their providers'; contacts: what those whose customers they are still list."""
    if actor.is_system:
        return Product.objects.all()
    if actor.is_contact:
        return Product.objects.filter(provider__in=visible_providers(actor), is_active=True)
    return Product.objects.filter(provider_id__in=actor.provider_ids_for(Permission.PRODUCT_READ))


def visible_versions(actor: Actor) -> QuerySet[ProductVersion]:
    return ProductVersion.objects.filter(product__in=visible_products(actor))


def visible_sites(actor: Actor) -> QuerySet[Site]:
    """Staff: the places of the customers of their providers; contacts: those of their organisation."""
    if actor.is_system:
        return Site.objects.all()
    if actor.is_contact:
        return Site.objects.filter(organisation_id=actor.organisation_id or 0)
    return Site.objects.filter(organisation__in=visible_organisations(actor))


def visible_units(actor: Actor) -> QuerySet[Unit]:
    """Staff: units of the providers they may read; contacts: those of their organisation."""
    if actor.is_system:
        return Unit.objects.all()
    if actor.is_contact:
        return Unit.objects.filter(organisation_id=actor.organisation_id or 0)
    return Unit.objects.filter(provider_id__in=actor.provider_ids_for(Permission.UNIT_READ))


def get_product(actor: Actor, product_id: int, *, need: Permission = Permission.PRODUCT_READ) -> Product:
    product = visible_products(actor).select_related("provider").filter(pk=product_id).first()
    if product is None:
        raise NotThere("product")
    if not actor.may(need, provider_id=product.provider_id):
        raise NotAllowed(need)
    return product


def get_version(
    actor: Actor, version_id: int, *, need: Permission = Permission.PRODUCT_READ
) -> ProductVersion:
    version = visible_versions(actor).select_related("product__provider").filter(pk=version_id).first()
    if version is None:
        raise NotThere("version")
    if not actor.may(need, provider_id=version.product.provider_id):
        raise NotAllowed(need)
    return version


def get_site(actor: Actor, site_id: int, *, need: Permission = Permission.UNIT_READ) -> Site:
    """The right must stand for one of the providers whose customer the organisation is."""
    site = visible_sites(actor).select_related("organisation").filter(pk=site_id).first()
    if site is None:
        raise NotThere("site")
    require_for_site(actor, site, need=need)
    return site


def get_unit(actor: Actor, unit_id: int, *, need: Permission = Permission.UNIT_READ) -> Unit:
    """The unit with what its page shows beside it."""
    unit = visible_units(actor).select_related(*UNIT_ROWS).filter(pk=unit_id).first()
    if unit is None:
        raise NotThere("unit")
    if not actor.may(need, provider_id=unit.provider_id):
        raise NotAllowed(need)
    return unit


def require_for_site(actor: Actor, site: Site, *, need: Permission) -> None:
    if not actor.may(need):
        raise NotAllowed(need)
    if actor.is_staff:
        serving = site.organisation.customerships.filter(provider_id__in=actor.provider_ids_for(need))
        if not serving.exists():
            raise NotAllowed(need)


def begin_with_product(actor: Actor, product: Product) -> Product:
    """The first step of a verb: through the door, then the lock."""
    require_served(actor, Permission.PRODUCT_MANAGE, provider_id=product.provider_id, what="product")
    locked = Product.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("provider").get(pk=product.pk)


def begin_with_unit(actor: Actor, unit: Unit) -> Unit:
    require_served(actor, Permission.UNIT_MANAGE, provider_id=unit.provider_id, what="unit")
    return lock_unit(unit.pk)


def lock_unit(unit_id: int) -> Unit:
    """The row as it is now, ours until the transaction ends."""
    locked = Unit.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related(*UNIT_ROWS).get(pk=unit_id)


def require_served(actor: Actor, need: Permission, *, provider_id: int, what: str) -> None:
    """Staff of another provider are told that nothing is there."""
    if actor.is_staff and provider_id not in actor.grants:
        raise NotThere(what)
    if not actor.may(need, provider_id=provider_id):
        raise NotAllowed(need)
