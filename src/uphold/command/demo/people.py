"""Brings the cast to the desk: providers, staff, teams, customers, with the sign-ins of all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from uphold.access import Actor, Role
from uphold.command.demo.cast import (
    ORGANISATIONS,
    PROVIDERS,
    SHOWN_SIGN_INS,
    STAFF,
    TEAMS,
    ContactSketch,
    OrganisationSketch,
    StaffSketch,
)
from uphold.people.actions.contact import add_contact
from uphold.people.actions.invitation import accept_invitation, invite_contact, invite_staff
from uphold.people.actions.organisation import add_organisation
from uphold.people.actions.provider import add_provider
from uphold.people.actions.staff import add_staff, grant_role
from uphold.people.actions.team import add_team, join_team
from uphold.people.actors import actor_for_contact, actor_for_staff
from uphold.people.models import Contact, Organisation, Provider, Staff

SYSTEM = Actor.system()
SIGNING_IN = frozenset(email for _, email in SHOWN_SIGN_INS)
"""Making an account is slow on purpose, so only those get one whose sign-ins are shown."""


@dataclass(slots=True)
class People:
    """Everybody by their key in the cast."""

    providers: dict[str, Provider] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        return (
            actor_for_staff(self.staff[key]) if key in self.staff else actor_for_contact(self.contacts[key])
        )

    def provider_of(self, contact_key: str) -> Provider:
        name = self.contacts[contact_key].organisation.name
        return next(self.providers[each.provider] for each in ORGANISATIONS if each.name == name)


def bring_people(*, password: str, at: datetime) -> People:
    """All who sign in have the same password, which is made anew for each demonstration."""
    people = People()
    for sketch in PROVIDERS:
        people.providers[sketch.key] = add_provider(
            actor=SYSTEM, name=sketch.name, ticket_prefix=sketch.prefix, at=at
        )
    for member in STAFF:
        people.staff[member.key] = _staff(member, people, password=password, at=at)
    for provider, teams in TEAMS.items():
        for name, members in teams.items():
            team = add_team(actor=SYSTEM, provider=people.providers[provider], name=name, at=at)
            for member_key in members:
                join_team(actor=SYSTEM, team=team, staff=people.staff[member_key], at=at)
    for customer in ORGANISATIONS:
        _organisation(customer, people, password=password, at=at)
    return people


def _staff(sketch: StaffSketch, people: People, *, password: str, at: datetime) -> Staff:
    (first, role), *others = sketch.roles.items()
    staff = add_staff(
        actor=SYSTEM,
        provider=people.providers[first],
        name=sketch.name,
        email=sketch.email,
        role=role,
        at=at,
    )
    for provider, other_role in others:
        grant_role(actor=SYSTEM, staff=staff, provider=people.providers[provider], role=other_role, at=at)
    accept_invitation(token=invite_staff(actor=SYSTEM, staff=staff, at=at).token, password=password, at=at)
    return Staff.objects.get(pk=staff.pk)


def _organisation(sketch: OrganisationSketch, people: People, *, password: str, at: datetime) -> None:
    provider = people.providers[sketch.provider]
    organisation = add_organisation(actor=SYSTEM, provider=provider, name=sketch.name, at=at)
    people.organisations[sketch.name] = organisation
    for person in sketch.contacts:
        people.contacts[person.key] = _contact(person, organisation, password=password, at=at)


def _contact(sketch: ContactSketch, organisation: Organisation, *, password: str, at: datetime) -> Contact:
    contact = add_contact(
        actor=SYSTEM,
        organisation=organisation,
        name=sketch.name,
        email=sketch.email,
        telephone=sketch.telephone,
        role=Role(sketch.role),
        at=at,
    )
    if contact.email in SIGNING_IN:
        invited = invite_contact(actor=SYSTEM, contact=contact, at=at)
        accept_invitation(token=invited.token, password=password, at=at)
    return Contact.objects.select_related("organisation").get(pk=contact.pk)
