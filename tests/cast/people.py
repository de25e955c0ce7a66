"""The cast: two providers, two customers of the first, and everybody who works or calls there."""

from dataclasses import dataclass

from uphold.access import Actor, Role
from uphold.people.actors import actor_for_contact, actor_for_staff
from uphold.people.models import Account, Contact, Customership, Grant, Organisation, Provider, Staff

PASSWORD = "correct horse battery staple"


@dataclass(frozen=True, slots=True)
class Worker:
    """A member of the staff, and the actor he is."""

    staff: Staff
    actor: Actor


@dataclass(frozen=True, slots=True)
class Caller:
    """A contact of an organisation, and the actor he is."""

    contact: Contact
    actor: Actor


@dataclass(frozen=True, slots=True)
class Cast:
    """northwind serves harbour (ada member, max manager) and orchard (eve); southgate serves orchard too.

    ben and nia are agents of northwind, lea its lead, olga its administrator; tom is an agent of southgate.
    """

    northwind: Provider
    southgate: Provider
    harbour: Organisation
    orchard: Organisation
    ada: Caller
    max: Caller
    eve: Caller
    ben: Worker
    nia: Worker
    lea: Worker
    olga: Worker
    tom: Worker


def make_cast() -> Cast:
    northwind = make_provider("Northwind", prefix="NW")
    southgate = make_provider("Southgate", prefix="SG")
    harbour = make_organisation("Harbour Clinic", of=[northwind])
    orchard = make_organisation("Orchard Foods", of=[northwind, southgate])
    return Cast(
        northwind=northwind,
        southgate=southgate,
        harbour=harbour,
        orchard=orchard,
        ada=make_caller("Ada", at=harbour),
        max=make_caller("Max", at=harbour, role=Role.MANAGER),
        eve=make_caller("Eve", at=orchard),
        ben=make_worker("Ben", of=northwind),
        nia=make_worker("Nia", of=northwind),
        lea=make_worker("Lea", of=northwind, role=Role.LEAD),
        olga=make_worker("Olga", of=northwind, role=Role.ADMINISTRATOR),
        tom=make_worker("Tom", of=southgate),
    )


def make_provider(name: str, *, prefix: str) -> Provider:
    return Provider.objects.create(name=name, ticket_prefix=prefix)


def make_organisation(name: str, *, of: list[Provider], zone: str = "") -> Organisation:
    organisation = Organisation.objects.create(name=name, zone=zone)
    for provider in of:
        Customership.objects.create(organisation=organisation, provider=provider)
    return organisation


def make_caller(name: str, *, at: Organisation, role: Role = Role.MEMBER) -> Caller:
    email = f"{name.lower()}@{at.name.split()[0].lower()}.example"
    account = Account.objects.create_user(email, PASSWORD)
    contact = Contact.objects.create(
        organisation=at, account=account, name=name, email=email, role=role.value
    )
    return Caller(contact, actor_for_contact(contact))


def make_worker(name: str, *, of: Provider, role: Role = Role.AGENT) -> Worker:
    email = f"{name.lower()}@{of.name.lower()}.example"
    account = Account.objects.create_user(email, PASSWORD)
    staff = Staff.objects.create(account=account, name=name, email=email)
    Grant.objects.create(staff=staff, provider=of, role=role.value)
    return Worker(staff, actor_for_staff(staff))
