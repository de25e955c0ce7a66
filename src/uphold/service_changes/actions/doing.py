"""The provider takes a change up and marks it done; the installed base follows in the same transaction."""

from collections.abc import Sequence
from datetime import datetime

from uphold.access import Actor, Permission
from uphold.kit.transaction import atomic
from uphold.people.models import Staff
from uphold.products.actions import add_unit, change_unit, retire_unit
from uphold.products.models import Product, Unit
from uphold.service_changes.access import lock_change, require_door
from uphold.service_changes.models import ServiceChange
from uphold.service_changes.refusals import NamesDoNotFit, StateDoesNotFit, WordsMissing
from uphold.service_changes.timeline import record
from uphold.standing.access import require_capability

NEED = Permission.SERVICE_CHANGE_WORK
Kind, State = ServiceChange.Kind, ServiceChange.State


@atomic
def take_up_change(*, actor: Actor, change: ServiceChange, at: datetime) -> ServiceChange:
    require_door(actor, change, need=NEED)
    require_capability(organisation_id=change.organisation_id, provider_id=change.provider_id, at=at)
    change = lock_change(change.pk)
    if change.state != State.APPROVED:
        raise StateDoesNotFit(change.thing, change.state)
    change.state, change.taken_by, change.taken_at = State.IN_WORK, Staff.objects.get(pk=actor.id or 0), at
    change.save(update_fields=["state", "taken_by", "taken_at"])
    record(change, "taken_up", by=actor, at=at)
    return change


@atomic
def finish_change(
    *,
    actor: Actor,
    change: ServiceChange,
    outcome: str,
    names: Sequence[str] = (),
    unit_kind: str = Unit.Kind.SERVICE.value,
    at: datetime,
) -> ServiceChange:
    """`names` are those of the units that were added, as many as were asked for."""
    require_door(actor, change, need=NEED)
    require_capability(organisation_id=change.organisation_id, provider_id=change.provider_id, at=at)
    if not outcome.strip():
        raise WordsMissing("what was changed")
    require_in_work(change)
    units = carried_out(change, actor=actor, names=names, unit_kind=unit_kind, at=at)
    change = lock_change(change.pk)
    require_in_work(change)
    change.state, change.outcome, change.over_at = State.DONE, outcome.strip(), at
    change.save(update_fields=["state", "outcome", "over_at"])
    record(change, "done", by=actor, at=at, units=[unit.pk for unit in units])
    return change


def require_in_work(change: ServiceChange) -> None:
    if change.state != State.IN_WORK:
        raise StateDoesNotFit(change.thing, change.state)


def carried_out(
    change: ServiceChange, *, actor: Actor, names: Sequence[str], unit_kind: str, at: datetime
) -> list[Unit]:
    """The units' locks come before the change's."""
    if change.unit is None:
        if change.product is None:
            raise ValueError("what is added is a product")
        return added(change, change.product, actor=actor, names=names, unit_kind=unit_kind, at=at)
    if change.kind == Kind.REMOVE:
        return [retire_unit(actor=actor, unit=change.unit, at=at)]
    if change.product is None:
        return [change.unit]
    unit = change.unit
    is_same = change.product == unit.product
    return [
        change_unit(
            actor=actor,
            unit=unit,
            product=change.product,
            version=unit.version if is_same else None,
            deployment=unit.deployment,
            shipped_on=unit.shipped_on,
            purchased_on=unit.purchased_on,
            warranty_ends_on=unit.warranty_ends_on,
            at=at,
        )
    ]


def added(
    change: ServiceChange,
    product: Product,
    *,
    actor: Actor,
    names: Sequence[str],
    unit_kind: str,
    at: datetime,
) -> list[Unit]:
    given = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if len(given) != change.quantity:
        raise NamesDoNotFit(change.quantity)
    return [
        add_unit(
            actor=actor,
            provider=change.provider,
            organisation=change.organisation,
            product=product,
            kind=unit_kind,
            name=name,
            at=at,
        )
        for name in given
    ]
