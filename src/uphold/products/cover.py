"""Which contract covers a unit on a day: by the names that it lists, or, where it lists none, as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from uphold.agreements.models import Contract, CoveredUnit
from uphold.products.models import Unit

MOST_REPLACED = 20
"""How far back a chain of replacements is followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """`covered_unit` is the name in the contract that the unit goes by, None where the contract lists no names.

    `contract` is the one in force for the customer, None where none is; it may list names and not this unit.
    """

    contract: Contract | None
    covered_unit: CoveredUnit | None
    is_covered: bool


def covered_by(unit: Unit, *, on: date) -> Cover:
    """A serial is covered by its own name, or with its deployment, or in place of the unit that it replaced."""
    contract = contract_on(unit, on=on)
    if contract is None:
        return Cover(contract=None, covered_unit=None, is_covered=False)
    listed = list(covered_units_on([contract.pk], on=on))
    found = first_of(listed, names_of(unit))
    return Cover(contract=contract, covered_unit=found, is_covered=found is not None or not listed)


def contract_on(unit: Unit, *, on: date) -> Contract | None:
    contracts = Contract.objects.filter(organisation_id=unit.organisation_id, provider_id=unit.provider_id)
    in_force = contracts.filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gt=on))
    return in_force.select_related("agreement").order_by("-starts_on").first()


def covered_units_on(contract_ids: Iterable[int], *, on: date) -> Iterable[CoveredUnit]:
    units = CoveredUnit.objects.filter(contract_id__in=contract_ids, starts_on__lte=on)
    return units.filter(Q(ends_on=None) | Q(ends_on__gt=on)).order_by("kind", "name")


def names_of(unit: Unit) -> list[tuple[str, str]]:
    """Kind and name of what may cover it, the nearest first."""
    names: list[tuple[str, str]] = []
    seen: Unit | None = unit
    while seen is not None and len(names) < MOST_REPLACED:
        names.append((seen.kind, seen.name))
        seen = Unit.objects.filter(replaced_by=seen).first()
    if unit.deployment is not None:
        names.append((unit.deployment.kind, unit.deployment.name))
    return names


def first_of(listed: Iterable[CoveredUnit], names: Iterable[tuple[str, str]]) -> CoveredUnit | None:
    by_name = {(each.kind, each.name): each for each in listed}
    return next((by_name[name] for name in names if name in by_name), None)
