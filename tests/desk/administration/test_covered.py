"""What a contract covers by name, looked after on its page."""

from datetime import date

import pytest

from tests.cast.agreements import make_unit
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.desk.conftest import AsPerson
from uphold.agreements.models import Contract, CoveredUnit
from uphold.journal.models import Entry
from uphold.kit import stopped_at

TEN = at("2026-06-09 10:00")


def address(cast: Cast, more: str = "") -> str:
    return f"/desk/administration/contracts/{Contract.objects.get(organisation=cast.harbour).pk}{more}"


def test_a_unit_comes_under_the_contract_and_leaves_it(cast: Cast, as_person: AsPerson) -> None:
    client, said = as_person(cast.olga), {"kind": "deployment", "name": "east", "starts_on": "2026-06-01"}

    with stopped_at(TEN):
        client.post(address(cast, "/units/new"), said)
        unit = CoveredUnit.objects.get()
        client.post(address(cast, f"/units/{unit.pk}"), {"ends_on": "2026-12-01"})
        text = client.get(address(cast)).content.decode()

    unit.refresh_from_db()
    assert (unit.kind, unit.name) == ("deployment", "east")
    assert (unit.starts_on, unit.ends_on) == (date(2026, 6, 1), date(2026, 12, 1))
    assert f'<a href="{address(cast, f"/units/{unit.pk}")}">east</a>' in text
    assert "1 Dec 2026" in text


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"name": "SN-1"}, "name", "The contract covers SN-1 already."),
        ({"starts_on": "2025-12-31"}, "starts_on", "The cover lies within the days of the contract."),
        ({"ends_on": "2026-06-01"}, "ends_on", "The last day lies before the first."),
    ],
)
def test_what_cannot_be_covered_is_told_at_its_field(
    cast: Cast, as_person: AsPerson, changed: dict[str, str], field: str, words: str
) -> None:
    unit = make_unit(cast.harbour, "SN-1")
    said = {"kind": "serial", "name": "SN-2", "starts_on": "2026-06-01", "ends_on": ""} | changed
    before = Entry.objects.count()

    with stopped_at(TEN):
        response = as_person(cast.olga).post(address(cast, "/units/new"), said)

    told = response.content.decode().split(f'id="id_{field}-error"')[1][:300]
    assert response.status_code in {409, 422}
    assert words in told
    assert list(CoveredUnit.objects.all()) == [unit]
    assert Entry.objects.count() == before


def test_a_unit_of_another_contract_is_not_found_under_this_one(cast: Cast, as_person: AsPerson) -> None:
    unit = make_unit(cast.orchard, "SN-1")

    response = as_person(cast.olga).post(address(cast, f"/units/{unit.pk}"), {"ends_on": "2026-12-01"})

    unit.refresh_from_db()
    assert response.status_code == 404
    assert unit.ends_on is None
