"""The installed base: what comes in, what changes, where it moves, what takes whose place."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast, make_organisation
from tests.cast.products import make_product, make_product_version, make_site, make_unit
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.products.actions import (
    add_site,
    add_unit,
    change_product,
    change_site,
    change_unit,
    move_unit,
    put_unit,
    replace_unit,
    retire_unit,
)
from uphold.products.models import Site, Unit

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")


def test_a_unit_comes_in_with_its_days_and_its_warranty(equipped: Cast) -> None:
    phone = make_product(equipped.northwind)

    unit = add_unit(
        actor=equipped.ben.actor,
        provider=equipped.northwind,
        organisation=equipped.harbour,
        product=phone,
        kind="serial",
        name=" DP-1001 ",
        shipped_on=date(2024, 2, 29),
        at=TEN,
    )

    assert (unit.name, unit.state, unit.under_warranty_until) == ("DP-1001", "in use", date(2026, 2, 28))
    entry = entries_about(unit).get()
    assert (entry.kind, entry.by_id, entry.organisation_id) == (
        "unit.added",
        equipped.ben.staff.pk,
        equipped.harbour.pk,
    )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "DP-1001"}, "serial_is_taken"),
        ({"name": " "}, "product_name_missing"),
        ({"kind": "gadget"}, "value_is_unknown"),
        ({"state": "replaced"}, "value_is_unknown"),
        ({"product": "southgate's"}, "not_of_this_unit"),
        ({"site": "orchard's"}, "not_of_this_unit"),
        ({"version": "another product's"}, "not_of_this_unit"),
        ({"deployment": "a serial"}, "not_of_this_unit"),
        ({"organisation": "southgate's alone"}, "not_a_customer"),
    ],
)
def test_what_does_not_fit_does_not_come_in(cast: Cast, changed: dict[str, str], code: str) -> None:
    phone = make_product(cast.northwind)
    first = make_unit(cast.harbour, phone)
    others = {
        "southgate's": make_product(cast.southgate),
        "orchard's": make_site(cast.orchard),
        "another product's": make_product_version(make_product(cast.northwind, "Gateway")),
        "a serial": first,
        "southgate's alone": make_organisation("Field House", of=[]),
    }
    words: dict[str, Any] = {
        "provider": cast.northwind,
        "organisation": cast.harbour,
        "product": phone,
        "kind": "serial",
        "name": "DP-1002",
    } | {name: others.get(value, value) for name, value in changed.items()}

    with pytest.raises(Refused) as refused:
        add_unit(actor=cast.ben.actor, at=TEN, **words)

    assert refused.value.code == code
    assert Unit.objects.get() == first


def test_two_customers_may_call_a_deployment_alike(cast: Cast) -> None:
    plan = make_product(cast.northwind, "Hosted exchange", kind="service")
    make_unit(cast.harbour, plan, "Main", kind="deployment")

    added = add_unit(
        actor=cast.ben.actor,
        provider=cast.northwind,
        organisation=cast.orchard,
        product=plan,
        kind="deployment",
        name="Main",
        at=TEN,
    )

    assert added.organisation == cast.orchard


def test_a_change_says_what_was_and_what_is(equipped: Cast) -> None:
    phone = make_product(equipped.northwind)
    version = make_product_version(phone)
    unit = make_unit(equipped.harbour, phone, shipped_on=date(2025, 1, 31))

    unit = change_unit(
        actor=equipped.ben.actor,
        unit=unit,
        product=phone,
        version=version,
        shipped_on=date(2025, 2, 28),
        at=NOON,
    )

    assert unit.under_warranty_until == date(2027, 2, 28)
    assert entries_about(unit).get().detail == {
        "fields": {"version": [None, version.pk], "shipped_on": ["2025-01-31", "2025-02-28"]}
    }


def test_what_is_said_again_is_no_change(cast: Cast) -> None:
    unit = make_unit(cast.harbour, make_product(cast.northwind), shipped_on=date(2025, 1, 31))

    change_unit(actor=cast.ben.actor, unit=unit, product=unit.product, shipped_on=date(2025, 1, 31), at=NOON)

    assert not entries_about(unit).exists()


def test_a_unit_moves_to_another_site_of_its_customer(cast: Cast) -> None:
    quay, tower = make_site(cast.harbour), make_site(cast.harbour, "Tower")
    unit = make_unit(cast.harbour, make_product(cast.northwind), site=quay)

    moved = move_unit(actor=cast.ben.actor, unit=unit, site=tower, at=NOON)
    with pytest.raises(Refused) as again:
        move_unit(actor=cast.ben.actor, unit=unit, site=tower, at=NOON)
    with pytest.raises(Refused) as elsewhere:
        move_unit(actor=cast.ben.actor, unit=unit, site=make_site(cast.orchard), at=NOON)

    assert moved.site == tower
    assert (again.value.code, elsewhere.value.code) == ("unit_is_there", "not_of_this_unit")
    assert [(entry.kind, entry.detail) for entry in entries_about(unit)] == [
        ("unit.moved", {"from": quay.pk, "to": tower.pk})
    ]


def test_a_retired_unit_can_come_back(cast: Cast) -> None:
    unit = make_unit(cast.harbour, make_product(cast.northwind))

    retired = retire_unit(actor=cast.ben.actor, unit=unit, at=TEN)
    with pytest.raises(Refused, match="retired already"):
        retire_unit(actor=cast.ben.actor, unit=unit, at=TEN)
    back = put_unit(actor=cast.ben.actor, unit=unit, state="spare", at=NOON)

    assert (retired.state, back.state) == ("retired", "spare")
    assert [entry.kind for entry in entries_about(unit)] == ["unit.retired", "unit.changed"]


def test_a_replacement_takes_over_place_and_the_rest_of_the_warranty(equipped: Cast) -> None:
    phone, quay = make_product(equipped.northwind), make_site(equipped.harbour)
    broken = make_unit(equipped.harbour, phone, site=quay, shipped_on=date(2025, 1, 31))
    fresh = make_unit(equipped.harbour, phone, "DP-2001", shipped_on=date(2026, 6, 8))

    out = replace_unit(broken, by=fresh, actor=equipped.ben.actor, at=NOON)

    broken.refresh_from_db()
    assert (broken.state, broken.replaced_by) == ("replaced", fresh)
    assert (out, out.site, out.warranty_ends_on) == (fresh, quay, date(2027, 1, 31))
    assert out.under_warranty_until == date(2027, 1, 31)
    assert [(entry.kind, entry.detail.get("by")) for entry in entries_about(broken)] == [
        ("unit.replaced", fresh.pk)
    ]
    assert entries_about(fresh).get().detail["of"] == broken.pk


def test_the_warranty_is_carried_through_several_replacements(equipped: Cast) -> None:
    phone = make_product(equipped.northwind)
    units = [
        make_unit(equipped.harbour, phone, f"DP-{number}", shipped_on=date(2025, 1, 31))
        for number in range(1, 4)
    ]

    for old, new in pairwise(units):
        replace_unit(old, by=new, actor=equipped.ben.actor, at=NOON)

    assert Unit.objects.get(name="DP-3").under_warranty_until == date(2027, 1, 31)


def test_without_a_known_warranty_nothing_is_carried(cast: Cast) -> None:
    phone = make_product(cast.northwind)
    broken = make_unit(cast.harbour, phone)
    fresh = make_unit(cast.harbour, phone, "DP-2001", warranty_ends_on=date(2028, 1, 1))

    out = replace_unit(broken, by=fresh, actor=cast.ben.actor, at=NOON)

    assert out.under_warranty_until == date(2028, 1, 1)


@pytest.mark.parametrize(
    "case", ["itself", "replaced already", "replaces already", "another customer's", "retired"]
)
def test_a_replacement_that_cannot_be_is_refused(cast: Cast, case: str) -> None:
    phone = make_product(cast.northwind)
    units = {name: make_unit(cast.harbour, phone, name) for name in ("A", "B", "C", "D")}
    units["E"] = make_unit(cast.orchard, phone, "E")
    replace_unit(units["A"], by=units["B"], actor=cast.ben.actor, at=TEN)
    retire_unit(actor=cast.ben.actor, unit=units["D"], at=TEN)
    old, new = {
        "itself": ("C", "C"),
        "replaced already": ("A", "C"),
        "replaces already": ("C", "B"),
        "another customer's": ("C", "E"),
        "retired": ("C", "D"),
    }[case]

    with pytest.raises(Refused):
        replace_unit(units[old], by=units[new], actor=cast.ben.actor, at=NOON)

    assert Unit.objects.filter(state="replaced").get().name == "A"


def test_what_was_replaced_is_neither_retired_nor_put_back(cast: Cast) -> None:
    phone = make_product(cast.northwind)
    old, new = make_unit(cast.harbour, phone, "A"), make_unit(cast.harbour, phone, "B")
    replace_unit(old, by=new, actor=cast.ben.actor, at=TEN)

    with pytest.raises(Refused, match="replaced by B"):
        retire_unit(actor=cast.ben.actor, unit=old, at=NOON)
    with pytest.raises(Refused, match="replaced by B"):
        put_unit(actor=cast.ben.actor, unit=old, state="in use", at=NOON)

    assert Unit.objects.get(name="A").state == "replaced"


def test_the_journal_holds_no_address_of_a_site(cast: Cast) -> None:
    site = add_site(
        actor=cast.ben.actor, organisation=cast.harbour, name="Quay 4", address="4 Quay Road", at=TEN
    )

    change_site(
        actor=cast.ben.actor, site=site, name="Quay 4", address="5 Quay Road", zone="Europe/Vienna", at=NOON
    )

    assert [(entry.kind, entry.detail) for entry in entries_about(site)] == [
        ("site.added", {}),
        ("site.changed", {"fields": {"address": None, "zone": ["", "Europe/Vienna"]}}),
    ]
    assert Site.objects.get().address == "5 Quay Road"


def test_support_that_ends_before_the_sale_is_refused(cast: Cast) -> None:
    phone = make_product(cast.northwind)

    with pytest.raises(Refused, match="support ends on the last day of sale or later"):
        change_product(
            actor=cast.lea.actor,
            product=phone,
            name="Desk phone",
            kind="hardware",
            sale_ends_on=date(2026, 6, 2),
            support_ends_on=date(2026, 6, 1),
            at=NOON,
        )

    phone.refresh_from_db()
    assert (phone.sale_ends_on, entries_about(phone).count()) == (None, 0)
