"""What a contract covers by name, within the days of the contract."""

from datetime import date

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.access import NotAllowed
from uphold.agreements.actions import add_covered_unit, end_contract, end_covered_unit
from uphold.agreements.models import Contract, CoveredUnit
from uphold.journal.queries import entries_about
from uphold.kit import Refused

MONDAY = at("2026-06-08 09:00")


@pytest.fixture
def contract(cast: Cast) -> Contract:
    return Contract.objects.get(organisation=cast.harbour)


def cover(
    cast: Cast,
    contract: Contract,
    *,
    name: str = "SN-1",
    kind: str = "serial",
    starts_on: date = date(2026, 6, 1),
    ends_on: date | None = None,
) -> CoveredUnit:
    return add_covered_unit(
        actor=cast.olga.actor,
        contract=contract,
        kind=kind,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        at=MONDAY,
    )


def test_a_serial_number_is_covered_from_a_day_on(cast: Cast, contract: Contract) -> None:
    unit = cover(cast, contract, name=" SN-1 ")

    assert (unit.name, unit.kind, unit.starts_on, unit.ends_on) == ("SN-1", "serial", date(2026, 6, 1), None)
    entry = entries_about(contract).get(kind="contract.unit_covered")
    assert entry.detail == {"unit": unit.pk, "kind": "serial", "starts_on": "2026-06-01"}


def test_a_unit_is_covered_once(cast: Cast, contract: Contract) -> None:
    cover(cast, contract)

    with pytest.raises(Refused) as refusal:
        cover(cast, contract)

    assert refusal.value.sentence == "The contract covers SN-1 already."
    assert CoveredUnit.objects.count() == 1


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ({"name": " "}, "unit_has_no_name"),
        ({"name": "x" * 81}, "unit_has_no_name"),
        ({"kind": "dog"}, "unknown_kind_of_unit"),
        ({"starts_on": date(2025, 12, 31)}, "cover_outside_the_contract"),
        ({"starts_on": date(2027, 1, 1)}, "cover_outside_the_contract"),
        ({"ends_on": date(2027, 1, 2)}, "cover_outside_the_contract"),
        ({"ends_on": date(2026, 6, 1)}, "cover_ends_before_its_start"),
    ],
)
def test_what_is_no_cover_is_refused(
    cast: Cast, contract: Contract, stated: dict[str, object], code: str
) -> None:
    end_contract(actor=cast.olga.actor, contract=contract, ends_on=date(2027, 1, 1), at=MONDAY)

    with pytest.raises(Refused) as refusal:
        cover(cast, contract, **stated)  # type: ignore[arg-type]  # because each case states one of them

    assert refusal.value.code == code
    assert not CoveredUnit.objects.exists()


def test_the_cover_of_a_unit_ends(cast: Cast, contract: Contract) -> None:
    unit = cover(cast, contract)

    end_covered_unit(actor=cast.olga.actor, unit=unit, ends_on=date(2026, 7, 1), at=MONDAY)

    assert CoveredUnit.objects.get().ends_on == date(2026, 7, 1)
    assert entries_about(contract).get(kind="contract.unit_ended").detail["ends_on"] == "2026-07-01"


def test_a_cover_does_not_end_before_it_began(cast: Cast, contract: Contract) -> None:
    unit = cover(cast, contract)

    with pytest.raises(Refused):
        end_covered_unit(actor=cast.olga.actor, unit=unit, ends_on=date(2026, 6, 1), at=MONDAY)

    assert CoveredUnit.objects.get().ends_on is None


@pytest.mark.parametrize("name", ["ada", "max", "eve", "ben", "nia", "lea", "tom"])
def test_only_an_administrator_says_what_is_covered(cast: Cast, contract: Contract, name: str) -> None:
    unit = cover(cast, contract)
    actor = getattr(cast, name).actor

    with pytest.raises(NotAllowed):
        add_covered_unit(
            actor=actor,
            contract=contract,
            kind="serial",
            name="SN-2",
            starts_on=date(2026, 6, 1),
            at=MONDAY,
        )
    with pytest.raises(NotAllowed):
        end_covered_unit(actor=actor, unit=unit, ends_on=date(2026, 7, 1), at=MONDAY)

    assert CoveredUnit.objects.get().ends_on is None
