"""Names in a log become people and teams of the desk: known ones by their name, new ones without any sign-in.

A new caller gets an address under `.invalid`, the domain that never exists (RFC 2606), unless the log gives one: so
that nothing is ever sent to somebody who was made up. New teams and staff are inactive: history names them.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import slugify

from uphold.access import Actor
from uphold.journal.write import write
from uphold.people.actions.contact import add_contact
from uphold.people.actions.organisation import add_organisation
from uphold.people.models import Contact, Organisation, Provider, Staff, Team

NOWHERE = "invalid"


class People:
    """The people of one import, each looked up or made once."""

    def __init__(self, provider: Provider, *, source: str, by: Actor, at: datetime) -> None:
        self.provider = provider
        self.source = source
        self.by = by
        self.at = at
        self.organisations: dict[str, Organisation] = {}
        self.contacts: dict[tuple[int, str], Contact] = {}
        self.teams: dict[str, Team] = {}
        self.staff: dict[str, Staff] = {}

    def organisation(self, name: str) -> Organisation:
        """A customer of the provider by that name, or a new one."""
        if name not in self.organisations:
            known = Organisation.objects.filter(providers=self.provider, name=name).order_by("pk").first()
            self.organisations[name] = known or add_organisation(
                actor=self.by, provider=self.provider, name=name, at=self.at
            )
        return self.organisations[name]

    def contact(self, name: str, organisation: Organisation) -> Contact:
        """The person of that name or address in the organisation, or a new one without sign-in."""
        key = organisation.pk, name
        if key not in self.contacts:
            address = name.lower() if _is_address(name) else self._nowhere(name)
            known = organisation.contacts.filter(email=address).first() or self._only_one(name, organisation)
            self.contacts[key] = known or add_contact(
                actor=self.by, organisation=organisation, name=name, email=address, at=self.at
            )
        return self.contacts[key]

    def team(self, name: str) -> Team:
        if name not in self.teams:
            self.teams[name], is_new = Team.objects.get_or_create(
                provider=self.provider, name=name, defaults={"is_active": False}
            )
            if is_new:
                write("team.added", about=self.teams[name], by=self.by, at=self.at)
        return self.teams[name]

    def person(self, name: str) -> Staff:
        """A member of the staff who stands in for a name: inactive, without sign-in and without any right."""
        if name not in self.staff:
            self.staff[name], is_new = Staff.objects.get_or_create(
                email=self._nowhere(name), defaults={"name": name, "is_active": False}
            )
            if is_new:
                write("staff.added", about=self.staff[name], by=self.by, at=self.at)
        return self.staff[name]

    def _only_one(self, name: str, organisation: Organisation) -> Contact | None:
        found = list(organisation.contacts.filter(name=name)[:2])
        return found[0] if len(found) == 1 else None

    def _nowhere(self, name: str) -> str:
        """Two names that look alike as addresses are told apart by a digest of the name."""
        digest = hashlib.sha256(f"{self.provider.pk} {name}".encode()).hexdigest()[:8]
        return f"{slugify(name)[:40] or 'nobody'}-{digest}@{slugify(self.source)[:40] or 'log'}.{NOWHERE}"


def _is_address(name: str) -> bool:
    try:
        validate_email(name)
    except ValidationError:
        return False
    return True
