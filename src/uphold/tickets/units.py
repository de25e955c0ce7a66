"""The units that a ticket may be about: the installed base and what the contract names, as one list for its reader."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from uphold.agreements.models import CoveredUnit, Version
from uphold.agreements.queries import Terms, local_day, units_covered
from uphold.people.models import Organisation, Provider
from uphold.policy.document.agreement import Agreement as Compiled
from uphold.policy.scenario.warranty_end import product_row
from uphold.products.access import UNIT_ROWS
from uphold.products.cover import first_of, names_of
from uphold.products.models import Unit
from uphold.products.queries import STANDS
from uphold.products.warranty import is_supported, warranty_by
from uphold.tickets.bridge import WARRANTY

MOST_LISTED = 200
"""More than that nobody looks through: the number is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedUnit:
    """`key` is its name, with its kind where two are called alike. One of `unit` and `covered` may be None."""

    key: str
    kind: str
    name: str
    unit: Unit | None
    covered: CoveredUnit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whose units, under which contract, on which day."""

    organisation_id: int
    provider_id: int
    contract_id: int | None
    version: Version
    at: datetime

    @property
    def on(self) -> date:
        return local_day(self.version, self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Facts by name, and the last day of warranty, which a case holds by itself."""

    facts: dict[str, str]
    warranty_until: date | None


def place_under(terms: Terms, organisation: Organisation, provider: Provider, *, at: datetime) -> Place:
    return Place(
        organisation_id=organisation.pk,
        provider_id=provider.pk,
        contract_id=terms.contract.pk if terms.contract else None,
        version=terms.version,
        at=at,
    )


def units_to_name(place: Place, *, chosen: int | None = None) -> list[NamedUnit]:
    """What stands at the customer and what the contract names on the day, by kind and name; one more than listed.

    `chosen` is a unit that is among them also where it no longer stands there.
    """
    standing = units_at(place).filter(STANDS | Q(pk=chosen))
    units = standing.order_by("kind", "name", "pk")[: MOST_LISTED + 1]
    return joined(units, covered_at(place)[: MOST_LISTED + 1])


def has_units(place: Place) -> bool:
    """Whether there is anything to choose from, in one statement."""
    units = units_at(place).order_by().values_list("pk")
    return units.union(covered_at(place).order_by().values_list("pk")).exists()


def unit_named(place: Place, key: str) -> NamedUnit | None:
    """The one of this key, also where it no longer stands there; None where nobody knows it."""
    names = {key, key.rpartition(" (")[0]}
    found = joined(
        units_at(place).filter(name__in=names).order_by("kind", "name", "pk"),
        covered_at(place).filter(name__in=names),
    )
    return next((each for each in found if each.key == key), None)


def facts_of_unit(agreement: Compiled, named: NamedUnit, *, place: Place) -> dict[str, str]:
    """What the unit brings along to the case: its product, and what is not as usual on the day of opening."""
    unit = named.unit
    if unit is None:
        return {}
    facts: dict[str, str] = {}
    row = product_row(agreement, product=unit.product.name, family=unit.product.family)
    if row is not None:
        facts["product"] = row.name
    version = agreement.facts.get("version")
    if unit.version is not None and version is not None and unit.version.name in version.values:
        facts["version"] = unit.version.name
    if not is_supported(unit, on=place.on):
        facts["supported"] = "no"
    if cover_of(named, place=place) is None and covered_at(place).exists():
        facts["covered"] = "no"
    until = warranty_by(agreement, unit).on
    return facts | ({} if until is None else {WARRANTY: until.isoformat()})


def brought_along(agreement: Compiled, named: NamedUnit | None, *, place: Place) -> Brought:
    """The same as a case takes it, for a ticket that nobody opened yet."""
    facts = facts_of_unit(agreement, named, place=place) if named else {}
    until = facts.pop(WARRANTY, None)
    return Brought(facts=facts, warranty_until=date.fromisoformat(until) if until else None)


def cover_of(named: NamedUnit, *, place: Place) -> CoveredUnit | None:
    """The name in the contract that it goes by: its own, that of its deployment, or of what it replaced."""
    if named.covered is not None or named.unit is None:
        return named.covered
    names = names_of(named.unit)
    return first_of(covered_at(place).filter(name__in=[name for _, name in names]), names)


def units_at(place: Place) -> QuerySet[Unit]:
    units = Unit.objects.filter(organisation_id=place.organisation_id, provider_id=place.provider_id)
    return units.select_related(*UNIT_ROWS)


def covered_at(place: Place) -> QuerySet[CoveredUnit]:
    return units_covered(contract_id=place.contract_id, version=place.version, at=place.at)


def joined(units: Iterable[Unit], covered: Iterable[CoveredUnit]) -> list[NamedUnit]:
    """One of each kind and name, the installed base first."""
    by_name: dict[tuple[str, str], tuple[Unit | None, CoveredUnit | None]] = {
        (unit.kind, unit.name): (unit, None) for unit in units
    }
    for each in covered:
        unit, _ = by_name.get((each.kind, each.name), (None, None))
        by_name[each.kind, each.name] = (unit, each)
    return keyed(by_name)


def keyed(
    by_name: dict[tuple[str, str], tuple[Unit | None, CoveredUnit | None]],
) -> list[NamedUnit]:
    counted = Counter(name for _, name in by_name)
    return [
        NamedUnit(
            key=f"{name} ({kind})" if counted[name] > 1 else name,
            kind=kind,
            name=name,
            unit=unit,
            covered=covered,
        )
        for (kind, name), (unit, covered) in by_name.items()
    ]
