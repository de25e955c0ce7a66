"""Verbs of units: into the installed base, changed, moved to another site, retired and taken back."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.models import Customership, Organisation, Provider
from uphold.products.access import begin_with_unit, require_served
from uphold.products.models import Product, ProductVersion, Site, Unit
from uphold.products.refusals import NotOfThisUnit, SerialIsTaken, UnitIsReplaced, ValueIsUnknown, named
from uphold.products.timeline import record_unit, set_fields
from uphold.products.warranty import warranty_of

LONGEST_NAME = 80
STATES = (Unit.State.IN_USE, Unit.State.SPARE, Unit.State.RETURNED)
"""Where a unit may be put by hand; it is retired and replaced by verbs of their own."""


class NotACustomer(Refused):
    code, kind, text = "not_a_customer", INVALID, gettext_lazy("{0} is no customer of {1}.")


class UnitIsThere(Refused):
    code, kind, text = "unit_is_there", CONFLICT, gettext_lazy("{0} is there already.")


class UnitIsRetired(Refused):
    code, kind, text = "unit_is_retired", CONFLICT, gettext_lazy("{0} is retired already.")


@atomic
def add_unit(
    *,
    actor: Actor,
    provider: Provider,
    organisation: Organisation,
    product: Product,
    kind: str,
    name: str,
    version: ProductVersion | None = None,
    site: Site | None = None,
    deployment: Unit | None = None,
    state: str = Unit.State.IN_USE.value,
    shipped_on: date | None = None,
    purchased_on: date | None = None,
    warranty_ends_on: date | None = None,
    at: datetime,
) -> Unit:
    """`warranty_ends_on` only where it does not follow from the agreement and the unit's days."""
    require_served(actor, Permission.UNIT_MANAGE, provider_id=provider.pk, what="provider")
    if not Customership.objects.filter(organisation=organisation, provider=provider).exists():
        raise NotACustomer(organisation.name, provider.name)
    unit = Unit(
        provider=provider,
        organisation=organisation,
        product=product,
        version=version,
        site=site,
        deployment=deployment,
        kind=known(kind, Unit.Kind.values),
        name=named(name, longest=LONGEST_NAME),
        state=known(state, [each.value for each in STATES]),
        shipped_on=shipped_on,
        purchased_on=purchased_on,
        warranty_ends_on=warranty_ends_on,
        added_at=at,
    )
    require_fitting(unit)
    unit.under_warranty_until = warranty_of(unit, at=at).on
    save_new(unit)
    record_unit(unit, "unit.added", by=actor, at=at)
    return unit


@atomic
def change_unit(
    *,
    actor: Actor,
    unit: Unit,
    product: Product,
    version: ProductVersion | None = None,
    deployment: Unit | None = None,
    shipped_on: date | None = None,
    purchased_on: date | None = None,
    warranty_ends_on: date | None = None,
    at: datetime,
) -> Unit:
    """What was recorded wrongly, or changed: a newer version, another deployment, its days."""
    unit = begin_with_unit(actor, unit)
    said = {
        "product": product,
        "version": version,
        "deployment": deployment,
        "shipped_on": shipped_on,
        "purchased_on": purchased_on,
        "warranty_ends_on": warranty_ends_on,
    }
    changed = set_fields(unit, said)
    if changed:
        require_fitting(unit)
        unit.under_warranty_until = warranty_of(unit, at=at).on
        unit.save(update_fields=[*changed, "under_warranty_until"])
        record_unit(unit, "unit.changed", by=actor, at=at, detail={"fields": changed})
    return unit


@atomic
def put_unit(*, actor: Actor, unit: Unit, state: str, at: datetime) -> Unit:
    """In use, on the shelf as a spare, or returned; also back from being retired. What was replaced stays so."""
    unit = begin_with_unit(actor, unit)
    if unit.replaced_by is not None:
        raise UnitIsReplaced(unit.name, unit.replaced_by.name)
    changed = set_fields(unit, {"state": known(state, [each.value for each in STATES])})
    if changed:
        unit.save(update_fields=["state"])
        record_unit(unit, "unit.changed", by=actor, at=at, detail={"fields": changed})
    return unit


@atomic
def move_unit(*, actor: Actor, unit: Unit, site: Site | None, at: datetime) -> Unit:
    """To another place of the same customer, or to none that is known."""
    unit = begin_with_unit(actor, unit)
    moved = set_fields(unit, {"site": site})
    if not moved:
        raise UnitIsThere(unit.name)
    require_fitting(unit)
    unit.save(update_fields=["site"])
    before, after = moved["site"]
    record_unit(unit, "unit.moved", by=actor, at=at, detail={"from": before, "to": after})
    return unit


@atomic
def retire_unit(*, actor: Actor, unit: Unit, at: datetime) -> Unit:
    """Out of use for good; its history stays."""
    unit = begin_with_unit(actor, unit)
    if unit.replaced_by is not None:
        raise UnitIsReplaced(unit.name, unit.replaced_by.name)
    if unit.state == Unit.State.RETIRED:
        raise UnitIsRetired(unit.name)
    before, unit.state = unit.state, Unit.State.RETIRED
    unit.save(update_fields=["state"])
    record_unit(unit, "unit.retired", by=actor, at=at, detail={"from": before})
    return unit


def save_new(unit: Unit) -> None:
    taken = SerialIsTaken(unit.name)
    with refused_by("unit_serial_once", taken), refused_by("unit_name_once_a_customer", taken):
        unit.save(force_insert=True)


def require_fitting(unit: Unit) -> None:
    """The product is the provider's, the version the product's, site and deployment the customer's."""
    if unit.product.provider_id != unit.provider_id:
        raise NotOfThisUnit(unit.product.name)
    if unit.version is not None and unit.version.product_id != unit.product_id:
        raise NotOfThisUnit(unit.version.name)
    if unit.site is not None and unit.site.organisation_id != unit.organisation_id:
        raise NotOfThisUnit(unit.site.name)
    if unit.deployment is not None and not is_deployment_of(unit.deployment, unit):
        raise NotOfThisUnit(unit.deployment.name)


def is_deployment_of(deployment: Unit, unit: Unit) -> bool:
    is_same_customer = (deployment.organisation_id, deployment.provider_id) == (
        unit.organisation_id,
        unit.provider_id,
    )
    return deployment.kind == Unit.Kind.DEPLOYMENT and is_same_customer and deployment.pk != unit.pk


def known(value: str, values: list[str]) -> str:
    if value not in values:
        raise ValueIsUnknown(value, ", ".join(values))
    return str(value)
