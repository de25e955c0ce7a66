"""Taking a file in: what is new comes in whole, in one transaction, and what differs only where that is wanted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.agreements.bridge import compiled
from uphold.journal.write import Draft, write_all
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.models import Provider
from uphold.policy.document.agreement import Agreement as Compiled
from uphold.products.access import require_served
from uphold.products.actions import add_site, change_unit, move_unit, put_unit, retire_unit
from uphold.products.importing.columns import DAYS
from uphold.products.importing.planning import Difference, Plan, plan_units
from uphold.products.importing.rows import Row
from uphold.products.models import Site, Unit
from uphold.products.warranty import terms_of, warranty_by

BATCH = 500


class FileNotUsable(Refused):
    code, kind, text = "file_not_usable", INVALID, gettext_lazy("{0}")


class MeanwhileTaken(Refused):
    code, kind, text = (
        "meanwhile_taken",
        CONFLICT,
        gettext_lazy("Somebody brought in some of these units meanwhile; look at the preview again."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What came in and what changed, beside the plan that says what did not."""

    plan: Plan
    added: int
    changed: int
    sites: int


@atomic
def take_units_in(
    *,
    actor: Actor,
    provider: Provider,
    content: bytes,
    slashes: str = "",
    changes_known: bool = False,
    at: datetime,
) -> Arrived:
    """The same file again changes nothing: what is here stays, unless `changes_known` asks to follow the file.

    Two files of one provider come in one after the other: the second sees what the first brought.
    """
    require_served(actor, Permission.UNIT_MANAGE, provider_id=provider.pk, what="provider")
    Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)
    plan = plan_units(content, provider=provider, slashes=slashes)
    if plan.error:
        raise FileNotUsable(plan.error)
    different = [each for each in plan.different if changes_known]
    wanted = [*plan.new, *(each.row for each in different)]
    sites = sites_for(wanted, actor=actor, at=at)
    taken = MeanwhileTaken()
    with refused_by("unit_serial_once", taken), refused_by("unit_name_once_a_customer", taken):
        added = add_all(plan.new, provider=provider, sites=sites, by=actor, at=at)
    for each in different:
        follow(each, sites=sites, actor=actor, at=at)
    return Arrived(
        plan=plan, added=added, changed=len(different), sites=len(plan.new_sites if wanted else ())
    )


def sites_for(rows: Iterable[Row], *, actor: Actor, at: datetime) -> dict[tuple[int, str], Site]:
    """The site of each row, by customer and name; those that are not here come in."""
    sites: dict[tuple[int, str], Site] = {}
    for row in rows:
        key = (row.customer.pk, row.site_name)
        if row.site_name and key not in sites:
            sites[key] = row.site or add_site(
                actor=actor, organisation=row.customer, name=row.site_name, at=at
            )
    return sites


def add_all(
    rows: Iterable[Row], *, provider: Provider, sites: Mapping[tuple[int, str], Site], by: Actor, at: datetime
) -> int:
    """Deployments first, so that what belongs to one finds it."""
    agreements: dict[int, Compiled | None] = {}
    added = 0
    for is_deployment in (True, False):
        chosen = [row for row in rows if (row.kind == Unit.Kind.DEPLOYMENT) is is_deployment]
        deployments = deployments_of(chosen, provider=provider)
        units = [
            unit_of(row, provider=provider, sites=sites, deployments=deployments, at=at) for row in chosen
        ]
        for unit in units:
            unit.under_warranty_until = until_of(unit, agreements=agreements, at=at)
        for start in range(0, len(units), BATCH):
            batch = Unit.objects.bulk_create(units[start : start + BATCH])
            write_all([added_draft(unit) for unit in batch], by=by, at=at)
        added += len(units)
    return added


def deployments_of(rows: Iterable[Row], *, provider: Provider) -> dict[tuple[int, str], Unit]:
    names = {row.deployment_name for row in rows if row.deployment_name}
    found = Unit.objects.filter(provider=provider, kind=Unit.Kind.DEPLOYMENT, name__in=names)
    return {(unit.organisation_id, unit.name): unit for unit in found} if names else {}


def unit_of(
    row: Row,
    *,
    provider: Provider,
    sites: Mapping[tuple[int, str], Site],
    deployments: Mapping[tuple[int, str], Unit],
    at: datetime,
) -> Unit:
    return Unit(
        provider=provider,
        organisation=row.customer,
        product=row.product,
        version=row.version,
        site=sites.get((row.customer.pk, row.site_name)),
        deployment=deployments.get((row.customer.pk, row.deployment_name)),
        kind=row.kind,
        name=row.name,
        state=row.state or Unit.State.IN_USE.value,
        added_at=at,
        **{name: getattr(row, name) for name in DAYS},
    )


def until_of(unit: Unit, *, agreements: dict[int, Compiled | None], at: datetime) -> date | None:
    """The last day of warranty; each customer's agreement is asked for once."""
    if unit.organisation_id not in agreements:
        terms = terms_of(unit, at=at)
        agreements[unit.organisation_id] = compiled(terms.version, terms.annexes) if terms else None
    agreement = agreements[unit.organisation_id]
    return warranty_by(agreement, unit).on if agreement else unit.warranty_ends_on


def added_draft(unit: Unit) -> Draft:
    return Draft(
        kind="unit.added",
        about=unit,
        detail={"from": "file"},
        organisation_id=unit.organisation_id,
        topics=(f"units:{unit.provider_id}",),
    )


def follow(
    difference: Difference, *, sites: Mapping[tuple[int, str], Site], actor: Actor, at: datetime
) -> None:
    """Makes a unit what the file says, by the verbs of a person; an empty cell takes nothing away."""
    row, unit = difference.row, difference.unit
    deployment = deployments_of([row], provider=unit.provider).get((row.customer.pk, row.deployment_name))
    same_product = row.product.pk == unit.product_id
    unit = change_unit(
        actor=actor,
        unit=unit,
        product=row.product,
        version=row.version or (unit.version if same_product else None),
        deployment=deployment or unit.deployment,
        shipped_on=row.shipped_on or unit.shipped_on,
        purchased_on=row.purchased_on or unit.purchased_on,
        warranty_ends_on=row.warranty_ends_on or unit.warranty_ends_on,
        at=at,
    )
    if "site" in difference.fields:
        unit = move_unit(actor=actor, unit=unit, site=sites[row.customer.pk, row.site_name], at=at)
    if "state" in difference.fields:
        put(unit, state=row.state, actor=actor, at=at)


def put(unit: Unit, *, state: str, actor: Actor, at: datetime) -> None:
    if state == Unit.State.RETIRED:
        retire_unit(actor=actor, unit=unit, at=at)
    else:
        put_unit(actor=actor, unit=unit, state=state, at=at)
