"""What a contract covers by name: serial numbers and deployments, from a day to a day."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.agreements.models import Contract, CoveredUnit
from uphold.journal.write import write
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic

LONGEST_NAME = 80


class UnitIsCovered(Refused):
    code, kind, text = "unit_is_covered", CONFLICT, gettext_lazy("The contract covers {0} already.")


class UnitHasNoName(Refused):
    code, kind, text = (
        "unit_has_no_name",
        INVALID,
        gettext_lazy("Give the serial number or the deployment's name, in up to {0} characters."),
    )


class UnknownKindOfUnit(Refused):
    code, kind, text = (
        "unknown_kind_of_unit",
        INVALID,
        gettext_lazy("A contract covers serial numbers and deployments."),
    )


class CoverOutsideTheContract(Refused):
    code, kind, text = (
        "cover_outside_the_contract",
        INVALID,
        gettext_lazy("The cover lies within the days of the contract."),
    )


class CoverEndsBeforeItsStart(Refused):
    code, kind, text = (
        "cover_ends_before_its_start",
        INVALID,
        gettext_lazy("The last day lies before the first."),
    )


@atomic
def add_covered_unit(
    *,
    actor: Actor,
    contract: Contract,
    kind: str,
    name: str,
    starts_on: date,
    ends_on: date | None = None,
    at: datetime,
) -> CoveredUnit:
    """`ends_on` is the first day on which it is not covered; None as long as the contract runs."""
    require(actor, Permission.CONTRACT_MANAGE, provider_id=contract.provider_id)
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise UnitHasNoName(LONGEST_NAME)
    if kind not in CoveredUnit.Kind.values:
        raise UnknownKindOfUnit
    contract = Contract.objects.select_for_update(no_key=True).get(pk=contract.pk)
    require_days(contract, starts_on=starts_on, ends_on=ends_on)
    with refused_by("covered_unit_once", UnitIsCovered(name)):
        unit = CoveredUnit.objects.create(
            contract=contract, kind=kind, name=name, starts_on=starts_on, ends_on=ends_on
        )
    record("contract.unit_covered", unit, by=actor, at=at)
    return unit


@atomic
def end_covered_unit(*, actor: Actor, unit: CoveredUnit, ends_on: date, at: datetime) -> CoveredUnit:
    """What the unit was granted before stays."""
    require(actor, Permission.CONTRACT_MANAGE, provider_id=unit.contract.provider_id)
    contract = Contract.objects.select_for_update(no_key=True).get(pk=unit.contract_id)
    unit = CoveredUnit.objects.select_related("contract").get(pk=unit.pk)
    require_days(contract, starts_on=unit.starts_on, ends_on=ends_on)
    unit.ends_on = ends_on
    unit.save(update_fields=["ends_on"])
    record("contract.unit_ended", unit, by=actor, at=at)
    return unit


def require_days(contract: Contract, *, starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on <= starts_on:
        raise CoverEndsBeforeItsStart
    is_within = contract.ends_on is None or (
        starts_on < contract.ends_on and (ends_on is None or ends_on <= contract.ends_on)
    )
    if starts_on < contract.starts_on or not is_within:
        raise CoverOutsideTheContract


def record(kind: str, unit: CoveredUnit, *, by: Actor, at: datetime) -> None:
    days = {"starts_on": unit.starts_on, "ends_on": unit.ends_on}
    detail: dict[str, str | int] = {name: day.isoformat() for name, day in days.items() if day is not None}
    write(
        kind,
        about=unit.contract,
        by=by,
        at=at,
        detail={"unit": unit.pk, "kind": unit.kind, **detail},
        organisation_id=unit.contract.organisation_id,
    )
