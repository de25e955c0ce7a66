"""Inviting: one link, once, for a week; and the first administrator of a new desk."""

from datetime import timedelta

import pytest

from tests.cast.instants import at
from tests.cast.people import PASSWORD, Cast
from uphold.access import NotAllowed, Permission, Role
from uphold.kit import Refused
from uphold.people.actions import (
    accept_invitation,
    add_contact,
    add_staff,
    deactivate_staff,
    invite_contact,
    invite_first_administrator,
    invite_staff,
)
from uphold.people.actors import actor_of
from uphold.people.models import Account, Invitation

MONDAY = at("2026-06-08 09:00")


def test_an_invited_agent_sets_a_password_and_may_work(cast: Cast) -> None:
    ivo = add_staff(
        actor=cast.olga.actor,
        provider=cast.northwind,
        name="Ivo",
        email="Ivo@Northwind.example",
        role=Role.AGENT,
        at=MONDAY,
    )
    invited = invite_staff(actor=cast.olga.actor, staff=ivo, at=MONDAY)

    account = accept_invitation(token=invited.token, password=PASSWORD, at=MONDAY + timedelta(days=6))

    assert account.email == "ivo@northwind.example"
    assert account.check_password(PASSWORD)
    assert actor_of(account.pk).may(Permission.TICKET_REPLY, provider_id=cast.northwind.pk)


def test_only_the_hash_of_the_token_is_stored(cast: Cast) -> None:
    zoe = add_contact(
        actor=cast.olga.actor, organisation=cast.harbour, name="Zoe", email="zoe@harbour.example", at=MONDAY
    )

    invited = invite_contact(actor=cast.olga.actor, contact=zoe, at=MONDAY)

    stored = Invitation.objects.values_list("nonce", "token_hash").get()
    assert invited.token not in stored


@pytest.mark.parametrize("days", [7, 30])
def test_a_link_works_for_a_week(cast: Cast, days: int) -> None:
    zoe = add_contact(
        actor=cast.olga.actor, organisation=cast.harbour, name="Zoe", email="zoe@harbour.example", at=MONDAY
    )
    invited = invite_contact(actor=cast.olga.actor, contact=zoe, at=MONDAY)

    with pytest.raises(Refused) as refusal:
        accept_invitation(token=invited.token, password=PASSWORD, at=MONDAY + timedelta(days=days))

    assert refusal.value.code == "invitation_not_there"
    assert not Account.objects.filter(email="zoe@harbour.example").exists()


def test_a_link_works_once_and_takes_older_ones_with_it(cast: Cast) -> None:
    zoe = add_contact(
        actor=cast.olga.actor, organisation=cast.harbour, name="Zoe", email="zoe@harbour.example", at=MONDAY
    )
    older = invite_contact(actor=cast.olga.actor, contact=zoe, at=MONDAY)
    newer = invite_contact(actor=cast.olga.actor, contact=zoe, at=MONDAY)
    accept_invitation(token=newer.token, password=PASSWORD, at=MONDAY)

    for token in (older.token, newer.token, "made up"):
        with pytest.raises(Refused) as refusal:
            accept_invitation(token=token, password=PASSWORD, at=MONDAY)
        assert refusal.value.code == "invitation_not_there"
    assert Account.objects.filter(email="zoe@harbour.example").count() == 1


def test_a_weak_password_is_refused_and_the_link_stays(cast: Cast) -> None:
    zoe = add_contact(
        actor=cast.olga.actor, organisation=cast.harbour, name="Zoe", email="zoe@harbour.example", at=MONDAY
    )
    invited = invite_contact(actor=cast.olga.actor, contact=zoe, at=MONDAY)

    with pytest.raises(Refused) as refusal:
        accept_invitation(token=invited.token, password="short", at=MONDAY)

    assert refusal.value.code == "password_refused"
    assert Invitation.objects.get().accepted_at is None


def test_somebody_who_left_cannot_use_the_link(cast: Cast) -> None:
    ivo = add_staff(
        actor=cast.olga.actor,
        provider=cast.northwind,
        name="Ivo",
        email="ivo@northwind.example",
        role=Role.AGENT,
        at=MONDAY,
    )
    invited = invite_staff(actor=cast.olga.actor, staff=ivo, at=MONDAY)
    deactivate_staff(actor=cast.olga.actor, staff=ivo, at=MONDAY)

    with pytest.raises(Refused):
        accept_invitation(token=invited.token, password=PASSWORD, at=MONDAY)

    assert not Account.objects.filter(email="ivo@northwind.example").exists()


@pytest.mark.parametrize("name", ["ada", "max", "eve", "ben", "nia", "lea", "tom"])
def test_only_administrators_invite(cast: Cast, name: str) -> None:
    actor = getattr(cast, name).actor

    with pytest.raises(NotAllowed):
        invite_contact(actor=actor, contact=cast.ada.contact, at=MONDAY)

    assert not Invitation.objects.exists()


@pytest.mark.django_db
def test_the_first_administrator_comes_by_a_link_and_only_once() -> None:
    words = {"name": "Olga", "email": "olga@new.example", "provider_name": "New Desk", "ticket_prefix": "nd"}
    invite_first_administrator(**words, at=MONDAY)
    again = invite_first_administrator(**words, at=MONDAY)
    account = accept_invitation(token=again.token, password=PASSWORD, at=MONDAY)

    with pytest.raises(Refused) as refusal:
        invite_first_administrator(**words, at=MONDAY)

    assert refusal.value.code == "administrator_exists"
    assert actor_of(account.pk).may(Permission.STAFF_MANAGE)
