"""Pages by key, what is derived for them, and which contract covers what."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.products import make_product, make_product_version, make_unit
from uphold.agreements.models import Contract
from uphold.products.cover import covered_by
from uphold.products.jobs import derive_warranties
from uphold.products.models import Unit
from uphold.products.queries import UnitFilters, product_list, unit_list

TEN = at("2026-06-09 10:00")
TODAY = UnitFilters(on=date(2026, 6, 9))


def test_pages_follow_one_another_without_gap_or_repeat(cast: Cast) -> None:
    phone = make_product(cast.northwind)
    names = [f"DP-{number}" for number in range(7)]
    for name in names:
        make_unit(cast.harbour, phone, name)
    make_unit(cast.harbour, phone, "DP-3", kind="deployment")

    seen, key = [], None
    for _ in range(3):
        page = unit_list(cast.ben.actor, filters=TODAY, after=key, size=3)
        seen += [unit.name for unit in page.units]
        key = page.next_key

    assert seen == sorted([*names, "DP-3"])
    assert key is None


def test_a_key_that_is_not_ours_begins_anew(cast: Cast) -> None:
    make_unit(cast.harbour, make_product(cast.northwind))

    page = unit_list(cast.ben.actor, filters=TODAY, after="made up")

    assert [unit.name for unit in page.units] == ["DP-1001"]


def test_twenty_units_are_loaded_in_one_statement(cast: Cast) -> None:
    for number in range(20):
        version = make_product_version(make_product(cast.northwind, f"P{number}"))
        make_unit(cast.harbour, version.product, f"DP-{number}", version=version)

    with CaptureQueriesContext(connection) as seen:
        page = unit_list(cast.ben.actor, filters=TODAY)
        told = [
            (unit.product.name, unit.organisation.name, unit.version and unit.version.name)
            for unit in page.units
        ]

    assert (len(told), len(seen)) == (20, 1)


def test_a_product_counts_what_stands_of_it_and_not_what_went(cast: Cast) -> None:
    phone = make_product(cast.northwind)
    for number, state in enumerate(["in use", "spare", "returned", "retired"]):
        unit = make_unit(cast.harbour, phone, f"DP-{number}")
        Unit.objects.filter(pk=unit.pk).update(state=state)

    counted = product_list(cast.ben.actor).get()

    assert counted.units_count == 2


def test_the_last_day_of_warranty_follows_the_agreement_that_comes_into_force(equipped: Cast) -> None:
    phone = make_product(equipped.northwind)
    unit = make_unit(equipped.harbour, phone, shipped_on=date(2025, 1, 31))
    stated = make_unit(equipped.harbour, phone, "DP-2", warranty_ends_on=date(2030, 1, 1))

    changed = derive_warranties(TEN)
    again = derive_warranties(TEN)

    unit.refresh_from_db()
    stated.refresh_from_db()
    assert (changed, again) == (1, 0)
    assert (unit.under_warranty_until, stated.under_warranty_until) == (date(2027, 1, 31), date(2030, 1, 1))


def test_without_a_contract_that_runs_nothing_is_covered(cast: Cast) -> None:
    unit = make_unit(cast.harbour, make_product(cast.northwind))
    Contract.objects.filter(organisation=cast.harbour).update(ends_on=date(2026, 6, 9))

    before, after = (covered_by(unit, on=date(2026, 6, day)) for day in (8, 9))

    assert (before.is_covered, after.is_covered, after.contract) == (True, False, None)
