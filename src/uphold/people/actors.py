"""From an account to the actor whom doors ask, in one statement."""

from uphold.access import Actor, ActorKind, Role
from uphold.people.models import Account, Contact, Staff


def actor_of(account_id: int) -> Actor:
    """An account that belongs to nobody active is a stranger."""
    rows = Account.objects.filter(pk=account_id, is_active=True).values(
        "staff__id",
        "staff__name",
        "staff__is_active",
        "staff__grants__provider_id",
        "staff__grants__role",
        "contact__id",
        "contact__name",
        "contact__role",
        "contact__organisation_id",
        "contact__is_active",
        "contact__organisation__is_active",
    )
    for row in rows:
        if row["staff__is_active"]:
            grants = {
                each["staff__grants__provider_id"]: Role(each["staff__grants__role"])
                for each in rows
                if each["staff__grants__role"]
            }
            return staff_actor(
                row["staff__id"], name=row["staff__name"], account_id=account_id, grants=grants
            )
        if row["contact__is_active"] and row["contact__organisation__is_active"]:
            return Actor(
                kind=ActorKind.CONTACT,
                id=row["contact__id"],
                name=row["contact__name"],
                account_id=account_id,
                organisation_id=row["contact__organisation_id"],
                role=Role(row["contact__role"]),
            )
    return Actor.anonymous()


def staff_actor(staff_id: int, *, name: str, account_id: int | None, grants: dict[int, Role]) -> Actor:
    return Actor(kind=ActorKind.STAFF, id=staff_id, name=name, account_id=account_id, grants=grants)


def actor_for_staff(staff: Staff) -> Actor:
    """The actor of a member of the staff who may have no account yet: for imports, seeds and tests."""
    grants = {grant.provider_id: Role(grant.role) for grant in staff.grants.all()}
    return staff_actor(staff.pk, name=staff.name, account_id=staff.account_id, grants=grants)


def actor_for_contact(contact: Contact) -> Actor:
    """The actor of a contact who may have no account yet."""
    return Actor(
        kind=ActorKind.CONTACT,
        id=contact.pk,
        name=contact.name,
        account_id=contact.account_id,
        organisation_id=contact.organisation_id,
        role=Role(contact.role),
    )
