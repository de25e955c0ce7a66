"""The table of roles says what each may, and no more."""

import pytest

from uphold.access import PERMISSIONS, Actor, ActorKind, NotAllowed, Permission, Role, require

NORTHWIND, SOUTHGATE = 1, 2


def staff(role: Role) -> Actor:
    return Actor(kind=ActorKind.STAFF, id=7, grants={NORTHWIND: role})


def contact(role: Role) -> Actor:
    return Actor(kind=ActorKind.CONTACT, id=8, organisation_id=3, role=role)


def test_every_role_stands_in_the_table() -> None:
    assert set(PERMISSIONS) == set(Role)


def test_a_lead_may_everything_that_an_agent_may() -> None:
    assert PERMISSIONS[Role.AGENT] < PERMISSIONS[Role.LEAD] < PERMISSIONS[Role.ADMINISTRATOR]


def test_an_agent_of_one_provider_may_nothing_at_another() -> None:
    ben = staff(Role.AGENT)

    assert ben.may(Permission.TICKET_REPLY, provider_id=NORTHWIND)
    assert not ben.may(Permission.TICKET_REPLY, provider_id=SOUTHGATE)


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        (Actor.anonymous(), set[Permission]()),
        (contact(Role.MEMBER), {Permission.TICKET_READ, Permission.TICKET_REPLY}),
        (contact(Role.MANAGER), {Permission.TICKET_READ, Permission.TICKET_REPLY, Permission.REPORT_READ}),
        (staff(Role.AGENT), {Permission.TICKET_READ, Permission.TICKET_REPLY, Permission.TICKET_ASSESS}),
        (
            staff(Role.LEAD),
            {
                Permission.TICKET_READ,
                Permission.TICKET_REPLY,
                Permission.TICKET_ASSESS,
                Permission.TICKET_DECIDE,
                Permission.REPORT_READ,
            },
        ),
    ],
    ids=["anonymous", "member", "manager", "agent", "lead"],
)
def test_what_each_may_of_some_rights(actor: Actor, allowed: set[Permission]) -> None:
    asked = {
        Permission.TICKET_READ,
        Permission.TICKET_REPLY,
        Permission.TICKET_ASSESS,
        Permission.TICKET_DECIDE,
        Permission.REPORT_READ,
        Permission.AGREEMENT_PUBLISH,
    }

    assert {need for need in asked if actor.may(need)} == allowed


def test_what_the_table_does_not_give_is_refused() -> None:
    with pytest.raises(NotAllowed) as refusal:
        require(staff(Role.AGENT), Permission.AGREEMENT_PUBLISH, provider_id=NORTHWIND)

    assert (refusal.value.code, refusal.value.kind) == ("not_allowed", "forbidden")


def program(*rights: Permission) -> Actor:
    return Actor(kind=ActorKind.PROGRAM, id=9, provider_id=NORTHWIND, permissions=frozenset(rights))


def test_a_program_has_the_rights_of_its_token_for_its_provider_alone() -> None:
    dashboard = program(Permission.STANDING_READ)

    assert dashboard.may(Permission.STANDING_READ)
    assert dashboard.may(Permission.STANDING_READ, provider_id=NORTHWIND)
    assert not dashboard.may(Permission.STANDING_READ, provider_id=SOUTHGATE)
    assert not dashboard.may(Permission.TICKET_READ, provider_id=NORTHWIND)
    assert dashboard.provider_ids_for(Permission.STANDING_READ) == (NORTHWIND,)
    assert dashboard.provider_ids_for(Permission.TICKET_READ) == ()


def test_a_program_is_neither_staff_nor_contact_nor_system() -> None:
    dashboard = program(*Permission)

    kinds = ("is_program", "is_staff", "is_contact", "is_system", "is_anonymous")
    assert [kind for kind in kinds if getattr(dashboard, kind)] == ["is_program"]
