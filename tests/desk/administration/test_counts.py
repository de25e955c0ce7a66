"""What lists of administration cost: the same for a few rows and for many."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.agreements import make_contract
from tests.cast.people import Cast, make_caller, make_organisation, make_provider, make_worker
from tests.desk.conftest import AsPerson
from uphold.agreements.models import Version
from uphold.people.models import Grant, Team

HERE = "/desk/administration"


def add_organisation(cast: Cast, number: int) -> None:
    make_caller(f"Person{number}", at=make_organisation(f"Org{number} Ltd", of=[cast.northwind]))


def add_contact(cast: Cast, number: int) -> None:
    make_caller(f"Person{number}", at=cast.harbour)


def add_colleague(cast: Cast, number: int) -> None:
    make_worker(f"Worker{number}", of=cast.northwind)


def add_team(cast: Cast, number: int) -> None:
    Team.objects.create(provider=cast.northwind, name=f"Team {number}").members.add(cast.ben.staff)


def add_contract(cast: Cast, number: int) -> None:
    organisation = make_organisation(f"Org{number} Ltd", of=[cast.northwind])
    make_contract(organisation, version=Version.objects.get())


def add_provider(cast: Cast, number: int) -> None:
    provider = make_provider(f"Provider {number}", prefix=f"P{number}")
    Grant.objects.create(staff=cast.olga.staff, provider=provider, role="administrator")


@pytest.mark.parametrize(
    ("address", "add"),
    [
        ("organisations", add_organisation),
        ("organisations/{harbour}", add_contact),
        ("staff", add_colleague),
        ("teams", add_team),
        ("contracts", add_contract),
        ("providers", add_provider),
    ],
)
def test_a_list_costs_the_same_for_2_rows_more_and_for_20(
    address: str, add: Callable[[Cast, int], None], cast: Cast, as_person: AsPerson
) -> None:
    client = as_person(cast.olga)
    place = f"{HERE}/{address.format(harbour=cast.harbour.pk)}"

    def statements() -> int:
        with CaptureQueriesContext(connection) as said:
            assert client.get(place).status_code == 200
        return len(said)

    for number in range(2):
        add(cast, number)
    few = statements()
    for number in range(2, 20):
        add(cast, number)

    assert statements() == few
    assert few <= 12
