"""Replacing a unit: another goes out in its place, with the rest of its warranty."""

from datetime import datetime

from uphold.access import Actor, Permission
from uphold.kit.transaction import atomic
from uphold.products.access import lock_unit, require_served
from uphold.products.models import Unit
from uphold.products.refusals import CannotReplaceItself, NotOfThisUnit, UnitIsGone, UnitIsReplaced
from uphold.products.timeline import record_unit, set_fields
from uphold.products.warranty import warranty_of


@atomic
def replace_unit(unit: Unit, *, by: Unit, actor: Actor, at: datetime) -> Unit:
    """Gives back the unit that took its place, and takes over site, deployment and the last day of warranty.

    A replacement starts no warranty of its own. Where nothing tells until when the replaced one is under warranty, what
    is recorded of the other stays.
    """
    require_served(actor, Permission.UNIT_MANAGE, provider_id=unit.provider_id, what="unit")
    if unit.pk == by.pk:
        raise CannotReplaceItself(unit.name)
    locked = {key: lock_unit(key) for key in sorted((unit.pk, by.pk))}
    unit, by = locked[unit.pk], locked[by.pk]
    require_replaceable(unit, by=by)
    until = warranty_of(unit, at=at).on
    said = {"site": unit.site, "deployment": unit.deployment, "state": Unit.State.IN_USE.value}
    carried = set_fields(by, said | ({} if until is None else {"warranty_ends_on": until}))
    by.under_warranty_until = warranty_of(by, at=at).on
    by.save(update_fields=[*carried, "under_warranty_until"])
    unit.state, unit.replaced_by = Unit.State.REPLACED.value, by
    unit.save(update_fields=["state", "replaced_by"])
    record_unit(unit, "unit.replaced", by=actor, at=at, detail={"by": by.pk})
    detail = {"of": unit.pk, "fields": carried}
    record_unit(by, "unit.replaced", by=actor, at=at, detail=detail)
    return by


def require_replaceable(unit: Unit, *, by: Unit) -> None:
    if unit.replaced_by is not None:
        raise UnitIsReplaced(unit.name, unit.replaced_by.name)
    if (unit.organisation_id, unit.provider_id, unit.kind) != (by.organisation_id, by.provider_id, by.kind):
        raise NotOfThisUnit(by.name)
    if by.state in {Unit.State.REPLACED, Unit.State.RETIRED}:
        raise UnitIsGone(by.name)
    earlier = Unit.objects.filter(replaced_by=by).first()
    if earlier is not None:
        raise UnitIsReplaced(earlier.name, by.name)
