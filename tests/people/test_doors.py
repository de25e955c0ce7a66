"""Who sees whom: staff the customers and colleagues of their providers, contacts only their own."""

import pytest

from tests.cast.people import Cast, make_organisation
from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.people.access import (
    get_contact,
    get_organisation,
    get_provider,
    get_staff,
    visible_organisations,
    visible_providers,
    visible_staff,
)
from uphold.people.actors import actor_of
from uphold.people.models import Account

READ, MANAGE = Permission.ORGANISATION_READ, Permission.ORGANISATION_MANAGE


@pytest.mark.parametrize(
    ("name", "organisations"),
    [
        ("ada", ["Harbour Clinic"]),
        ("max", ["Harbour Clinic"]),
        ("eve", ["Orchard Foods"]),
        ("ben", ["Harbour Clinic", "Orchard Foods"]),
        ("nia", ["Harbour Clinic", "Orchard Foods"]),
        ("lea", ["Harbour Clinic", "Orchard Foods"]),
        ("olga", ["Harbour Clinic", "Orchard Foods"]),
        ("tom", ["Orchard Foods"]),
    ],
)
def test_which_organisations_each_sees(cast: Cast, name: str, organisations: list[str]) -> None:
    make_organisation("Nobody's Yet", of=[])

    seen = visible_organisations(getattr(cast, name).actor).order_by("name")

    assert [organisation.name for organisation in seen] == organisations


def test_a_stranger_sees_nothing(cast: Cast) -> None:
    stranger = Actor.anonymous()

    assert not visible_organisations(stranger).exists()
    assert not visible_providers(stranger).exists()
    assert not visible_staff(stranger).exists()


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("ada", NotAllowed),
        ("max", NotAllowed),
        ("eve", NotThere),
        ("ben", NotAllowed),
        ("nia", NotAllowed),
        ("lea", NotAllowed),
        ("olga", None),
        ("tom", NotThere),
    ],
)
def test_who_may_manage_the_harbour(cast: Cast, name: str, refusal: type[Exception] | None) -> None:
    actor = getattr(cast, name).actor

    if refusal is None:
        assert get_organisation(actor, cast.harbour.pk, need=MANAGE) == cast.harbour
    else:
        with pytest.raises(refusal):
            get_organisation(actor, cast.harbour.pk, need=MANAGE)


def test_a_member_may_not_read_the_pages_of_the_organisation_and_its_manager_may(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        get_organisation(cast.ada.actor, cast.harbour.pk, need=READ)

    assert get_organisation(cast.max.actor, cast.harbour.pk, need=READ) == cast.harbour


def test_another_provider_s_people_are_not_there(cast: Cast) -> None:
    with pytest.raises(NotThere):
        get_staff(cast.olga.actor, cast.tom.staff.pk, need=Permission.STAFF_MANAGE)
    with pytest.raises(NotThere):
        get_provider(cast.olga.actor, cast.southgate.pk, need=Permission.PROVIDER_MANAGE)
    with pytest.raises(NotThere):
        get_contact(cast.tom.actor, cast.ada.contact.pk, need=READ)


def test_an_account_becomes_the_actor_of_its_person(cast: Cast) -> None:
    assert actor_of(cast.ben.actor.account_id or 0) == cast.ben.actor
    assert actor_of(cast.max.actor.account_id or 0) == cast.max.actor


def test_an_account_whose_person_left_is_a_stranger(cast: Cast) -> None:
    cast.ben.staff.is_active = False
    cast.ben.staff.save(update_fields=["is_active"])
    nobody = Account.objects.create_user("nobody@nowhere.example")

    assert actor_of(cast.ben.actor.account_id or 0).is_anonymous
    assert actor_of(nobody.pk).is_anonymous


def test_a_closed_organisation_locks_its_people_out(cast: Cast) -> None:
    cast.harbour.is_active = False
    cast.harbour.save(update_fields=["is_active"])

    assert actor_of(cast.ada.actor.account_id or 0).is_anonymous
