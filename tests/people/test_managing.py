"""Adding, renaming, deactivating: by administrators alone, and never so that nobody is left to administer."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.instants import at
from tests.cast.people import Cast, make_organisation, make_worker
from uphold.access import NotAllowed, Permission, Role
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.people.actions import (
    add_contact,
    add_organisation,
    add_provider,
    add_team,
    deactivate_contact,
    deactivate_staff,
    grant_role,
    join_team,
    revoke_role,
)
from uphold.people.actors import actor_of
from uphold.people.models import Contact, Organisation, Provider, Team
from uphold.people.queries import organisation_list, staff_list

MONDAY = at("2026-06-08 09:00")


def test_whoever_adds_a_provider_administers_it(cast: Cast) -> None:
    eastward = add_provider(actor=cast.olga.actor, name="Eastward", ticket_prefix="ew", at=MONDAY)

    assert eastward.ticket_prefix == "EW"
    assert actor_of(cast.olga.actor.account_id or 0).may(Permission.STAFF_MANAGE, provider_id=eastward.pk)
    assert [entry.kind for entry in entries_about(eastward)] == ["provider.added"]


@pytest.mark.parametrize(
    ("name", "prefix", "code"),
    [
        ("Northwind", "XX", "name_taken"),
        ("Eastward", "NW", "prefix_taken"),
        ("Eastward", "9A", "prefix_malformed"),
        (" ", "EW", "name_missing"),
    ],
)
def test_what_a_provider_cannot_be_called(cast: Cast, name: str, prefix: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        add_provider(actor=cast.olga.actor, name=name, ticket_prefix=prefix, at=MONDAY)

    assert refusal.value.code == code
    assert Provider.objects.count() == 2


@pytest.mark.parametrize("name", ["ada", "max", "eve", "ben", "nia", "lea", "tom"])
def test_only_administrators_add_organisations(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        add_organisation(actor=getattr(cast, name).actor, provider=cast.northwind, name="Mill", at=MONDAY)

    assert Organisation.objects.count() == 2


def test_an_address_stands_once_in_an_organisation(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        add_contact(
            actor=cast.olga.actor,
            organisation=cast.harbour,
            name="Other Ada",
            email="ADA@harbour.example",
            at=MONDAY,
        )

    assert refusal.value.sentence == "The address ada@harbour.example is already in use."
    assert Contact.objects.filter(organisation=cast.harbour).count() == 2


def test_a_zone_that_does_not_exist_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        add_organisation(
            actor=cast.olga.actor, provider=cast.northwind, name="Mill", zone="Mars/Base", at=MONDAY
        )

    assert refusal.value.code == "zone_unknown"


def test_a_deactivated_contact_is_locked_out(cast: Cast) -> None:
    deactivate_contact(actor=cast.olga.actor, contact=cast.ada.contact, at=MONDAY)

    assert actor_of(cast.ada.actor.account_id or 0).is_anonymous


def leave(cast: Cast) -> object:
    return deactivate_staff(actor=cast.olga.actor, staff=cast.olga.staff, at=MONDAY)


def step_down(cast: Cast) -> object:
    return grant_role(
        actor=cast.olga.actor, staff=cast.olga.staff, provider=cast.northwind, role=Role.AGENT, at=MONDAY
    )


def resign(cast: Cast) -> object:
    return revoke_role(actor=cast.olga.actor, staff=cast.olga.staff, provider=cast.northwind, at=MONDAY)


@pytest.mark.parametrize("go", [leave, step_down, resign])
def test_the_last_administrator_stays(cast: Cast, go: Callable[[Cast], object]) -> None:
    with pytest.raises(Refused) as refusal:
        go(cast)

    assert refusal.value.code == "last_administrator"
    assert actor_of(cast.olga.actor.account_id or 0).may(Permission.STAFF_MANAGE)


def test_an_administrator_goes_when_another_is_there(cast: Cast) -> None:
    make_worker("Ute", of=cast.northwind, role=Role.ADMINISTRATOR)

    deactivate_staff(actor=cast.olga.actor, staff=cast.olga.staff, at=MONDAY)

    assert actor_of(cast.olga.actor.account_id or 0).is_anonymous


def test_nobody_joins_the_team_of_a_provider_that_he_does_not_work_for(cast: Cast) -> None:
    team = add_team(actor=cast.olga.actor, provider=cast.northwind, name="Voice", at=MONDAY)

    with pytest.raises(Refused) as refusal:
        join_team(actor=cast.olga.actor, team=team, staff=cast.tom.staff, at=MONDAY)

    assert refusal.value.code == "cannot_join_team"
    assert Team.objects.get().members.count() == 0


def test_lists_take_as_many_statements_for_twenty_rows_as_for_two(cast: Cast) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            for organisation in organisation_list(cast.olga.actor):
                list(organisation.providers.all())
            for staff in staff_list(cast.olga.actor):
                [grant.provider.name for grant in staff.grants.all()]
        return len(captured)

    for_two = statements()
    for number in range(18):
        make_organisation(f"Mill {number}", of=[cast.northwind])
        make_worker(f"Agent{number}", of=cast.northwind)

    assert statements() == for_two == 5
