"""Verbs of contacts: the people of an organisation."""

from datetime import datetime

from uphold.access import Actor, Permission, Role
from uphold.access.permissions import CONTACT_ROLES
from uphold.journal.write import write
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.access import require_for_organisation
from uphold.people.actions.refusals import AddressTaken, named
from uphold.people.models import Account, Contact, Organisation


@atomic
def add_contact(
    *,
    actor: Actor,
    organisation: Organisation,
    name: str,
    email: str,
    telephone: str = "",
    role: Role = Role.MEMBER,
    at: datetime,
) -> Contact:
    require_for_organisation(actor, organisation, need=Permission.ORGANISATION_MANAGE)
    address = email.strip().lower()
    with refused_by("contact_email_once", AddressTaken(address)):
        contact = Contact.objects.create(
            organisation=organisation,
            name=named(name),
            email=address,
            telephone=telephone.strip(),
            role=role_of_contact(role),
        )
    record("contact.added", contact, by=actor, at=at)
    return contact


@atomic
def change_contact(
    *, actor: Actor, contact: Contact, name: str, telephone: str = "", at: datetime
) -> Contact:
    """The address stays: people sign in with it."""
    require_for_organisation(actor, contact.organisation, need=Permission.ORGANISATION_MANAGE)
    contact.name, contact.telephone = named(name), telephone.strip()
    contact.save(update_fields=["name", "telephone"])
    record("contact.changed", contact, by=actor, at=at)
    return contact


@atomic
def grant_contact_role(*, actor: Actor, contact: Contact, role: Role, at: datetime) -> Contact:
    require_for_organisation(actor, contact.organisation, need=Permission.ORGANISATION_MANAGE)
    contact.role = role_of_contact(role)
    contact.save(update_fields=["role"])
    write(
        "contact.granted",
        about=contact,
        by=actor,
        at=at,
        detail={"role": contact.role},
        organisation_id=contact.organisation_id,
    )
    return contact


@atomic
def deactivate_contact(*, actor: Actor, contact: Contact, at: datetime) -> Contact:
    return set_active(actor, contact, is_active=False, at=at)


@atomic
def reactivate_contact(*, actor: Actor, contact: Contact, at: datetime) -> Contact:
    return set_active(actor, contact, is_active=True, at=at)


def set_active(actor: Actor, contact: Contact, *, is_active: bool, at: datetime) -> Contact:
    require_for_organisation(actor, contact.organisation, need=Permission.ORGANISATION_MANAGE)
    contact.is_active = is_active
    contact.save(update_fields=["is_active"])
    Account.objects.filter(contact=contact).update(is_active=is_active)
    record("contact.reactivated" if is_active else "contact.deactivated", contact, by=actor, at=at)
    return contact


def role_of_contact(role: Role) -> str:
    if role not in CONTACT_ROLES:
        raise ValueError(f"{role} is a role of the staff")
    return role.value


def record(kind: str, contact: Contact, *, by: Actor, at: datetime) -> None:
    write(kind, about=contact, by=by, at=at, organisation_id=contact.organisation_id)
