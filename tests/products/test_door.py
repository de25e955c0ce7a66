"""The installed base: staff by provider, a customer his own units and what his provider still lists."""

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast, make_worker
from tests.cast.products import make_product, make_site, make_unit
from uphold.access import Actor, NotAllowed, NotThere, Permission, Role
from uphold.products.access import get_product, get_site, get_unit, visible_products, visible_units
from uphold.products.actions import add_product, change_site, retire_unit
from uphold.products.models import Product, Unit

TEN = at("2026-06-09 10:00")
EVERYBODY = ("ada", "max", "eve", "ben", "lea", "olga", "tom", "clara", "nobody")


@pytest.mark.parametrize(
    ("need", "answers"),
    [
        (Permission.UNIT_READ, "yes yes gone yes yes yes gone yes gone"),
        (Permission.UNIT_MANAGE, "no no gone yes yes yes gone no gone"),
    ],
)
def test_who_comes_to_a_unit(cast: Cast, need: Permission, answers: str) -> None:
    unit = make_unit(cast.harbour, make_product(cast.northwind))
    actors = actors_of(cast)

    found = {name: answer_of(get_unit, actors[name], unit.pk, need) for name in EVERYBODY}

    assert found == dict(zip(EVERYBODY, answers.split(), strict=True))


@pytest.mark.parametrize(
    ("need", "answers"),
    [
        (Permission.PRODUCT_READ, "yes yes yes yes yes yes gone yes gone"),
        (Permission.PRODUCT_MANAGE, "no no no no yes yes gone no gone"),
    ],
)
def test_who_comes_to_a_product(cast: Cast, need: Permission, answers: str) -> None:
    product = make_product(cast.northwind)
    actors = actors_of(cast)

    found = {name: answer_of(get_product, actors[name], product.pk, need) for name in EVERYBODY}

    assert found == dict(zip(EVERYBODY, answers.split(), strict=True))


@pytest.mark.parametrize(
    ("need", "answers"),
    [
        (Permission.UNIT_READ, "yes yes gone yes yes yes gone yes gone"),
        (Permission.UNIT_MANAGE, "no no gone yes yes yes gone no gone"),
    ],
)
def test_who_comes_to_a_site(cast: Cast, need: Permission, answers: str) -> None:
    site = make_site(cast.harbour)
    actors = actors_of(cast)

    found = {name: answer_of(get_site, actors[name], site.pk, need) for name in EVERYBODY}

    assert found == dict(zip(EVERYBODY, answers.split(), strict=True))


def test_lists_hold_what_the_doors_open(cast: Cast) -> None:
    ours, theirs = make_product(cast.northwind), make_product(cast.southgate)
    old = make_product(cast.northwind, "Fax")
    Product.objects.filter(pk=old.pk).update(is_active=False)
    at_harbour, at_orchard = make_unit(cast.harbour, ours), make_unit(cast.orchard, ours, "DP-1002")
    from_southgate = make_unit(cast.orchard, theirs)

    seen = {
        name: (
            set(visible_products(getattr(cast, name).actor)),
            set(visible_units(getattr(cast, name).actor)),
        )
        for name in ("ada", "eve", "ben", "tom")
    }

    assert seen == {
        "ada": ({ours}, {at_harbour}),
        "eve": ({ours, theirs}, {at_orchard, from_southgate}),
        "ben": ({ours, old}, {at_harbour, at_orchard}),
        "tom": ({theirs}, {from_southgate}),
    }


@pytest.mark.parametrize(("name", "refusal"), [("tom", NotThere), ("ada", NotAllowed), ("max", NotAllowed)])
def test_whoever_got_a_row_otherwise_cannot_act_on_it(
    cast: Cast, name: str, refusal: type[Exception]
) -> None:
    unit, actor = make_unit(cast.harbour, make_product(cast.northwind)), getattr(cast, name).actor

    with pytest.raises(refusal):
        retire_unit(actor=actor, unit=unit, at=TEN)
    with pytest.raises(refusal):
        add_product(actor=actor, provider=cast.northwind, name="Adapter", kind="hardware", at=TEN)
    with pytest.raises(refusal):
        change_site(actor=actor, site=make_site(cast.harbour), name="Quay 5", at=TEN)

    assert Unit.objects.get().state == "in use"
    assert Product.objects.count() == 1


def test_an_agent_keeps_the_installed_base_and_a_lead_the_products(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        add_product(actor=cast.ben.actor, provider=cast.northwind, name="Desk phone", kind="hardware", at=TEN)
    product = add_product(
        actor=cast.lea.actor, provider=cast.northwind, name="Desk phone", kind="hardware", at=TEN
    )

    assert Product.objects.get() == product


def actors_of(cast: Cast) -> dict[str, Actor]:
    known = {name: getattr(cast, name).actor for name in ("ada", "max", "eve", "ben", "lea", "olga", "tom")}
    clara = make_worker("Clara", of=cast.northwind, role=Role.CLERK)
    return known | {"clara": clara.actor, "nobody": Actor.anonymous()}


def answer_of(get: object, actor: Actor, key: int, need: Permission) -> str:
    assert callable(get)
    try:
        get(actor, key, need=need)
    except NotThere:
        return "gone"
    except NotAllowed:
        return "no"
    return "yes"
