"""Verbs of the staff: who works for which provider, in which role."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotAllowed, Permission, Role, require
from uphold.access.permissions import STAFF_ROLES
from uphold.journal.write import write
from uphold.kit import CONFLICT, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.actions.refusals import AddressTaken, named
from uphold.people.models import Account, Grant, Provider, Staff


class LastAdministrator(Refused):
    code, kind, text = (
        "last_administrator",
        CONFLICT,
        gettext_lazy("Nobody else administers {0}; make somebody else administrator first."),
    )


@atomic
def add_staff(*, actor: Actor, provider: Provider, name: str, email: str, role: Role, at: datetime) -> Staff:
    require(actor, Permission.STAFF_MANAGE, provider_id=provider.pk)
    address = email.strip().lower()
    with refused_by("people_staff_email_key", AddressTaken(address)):
        staff = Staff.objects.create(name=named(name), email=address)
    Grant.objects.create(staff=staff, provider=provider, role=role_of_staff(role))
    write("staff.added", about=staff, by=actor, at=at, detail={"provider": provider.pk, "role": role.value})
    return staff


@atomic
def rename_staff(*, actor: Actor, staff: Staff, name: str, at: datetime) -> Staff:
    require_for_staff(actor, staff)
    staff.name = named(name)
    staff.save(update_fields=["name"])
    write("staff.renamed", about=staff, by=actor, at=at)
    return staff


@atomic
def grant_role(*, actor: Actor, staff: Staff, provider: Provider, role: Role, at: datetime) -> Grant:
    """Gives the role for this provider, in place of the one before."""
    require(actor, Permission.STAFF_MANAGE, provider_id=provider.pk)
    lock_grants(provider)
    if role is not Role.ADMINISTRATOR:
        require_another_administrator(provider, than=staff)
    grant, _ = Grant.objects.update_or_create(
        staff=staff, provider=provider, defaults={"role": role_of_staff(role)}
    )
    write("staff.granted", about=staff, by=actor, at=at, detail={"provider": provider.pk, "role": role.value})
    return grant


@atomic
def revoke_role(*, actor: Actor, staff: Staff, provider: Provider, at: datetime) -> Staff:
    require(actor, Permission.STAFF_MANAGE, provider_id=provider.pk)
    lock_grants(provider)
    require_another_administrator(provider, than=staff)
    Grant.objects.filter(staff=staff, provider=provider).delete()
    write("staff.revoked", about=staff, by=actor, at=at, detail={"provider": provider.pk})
    return staff


@atomic
def deactivate_staff(*, actor: Actor, staff: Staff, at: datetime) -> Staff:
    """Ends every sign-in; what the person wrote and did stays."""
    require_for_staff(actor, staff)
    for provider in Provider.objects.filter(grants__staff=staff).order_by("pk"):
        lock_grants(provider)
        require_another_administrator(provider, than=staff)
    return set_active(staff, by=actor, is_active=False, at=at)


@atomic
def reactivate_staff(*, actor: Actor, staff: Staff, at: datetime) -> Staff:
    require_for_staff(actor, staff)
    return set_active(staff, by=actor, is_active=True, at=at)


def set_active(staff: Staff, *, by: Actor, is_active: bool, at: datetime) -> Staff:
    staff.is_active = is_active
    staff.save(update_fields=["is_active"])
    Account.objects.filter(staff=staff).update(is_active=is_active)
    write("staff.reactivated" if is_active else "staff.deactivated", about=staff, by=by, at=at)
    return staff


def require_for_staff(actor: Actor, staff: Staff) -> None:
    """A person's name and sign-in are the business of those who administer all providers that he works for."""
    needed = set(staff.grants.values_list("provider_id", flat=True))
    allowed = set(actor.provider_ids_for(Permission.STAFF_MANAGE))
    if not actor.is_system and (not allowed or not needed <= allowed):
        raise NotAllowed(Permission.STAFF_MANAGE)


def require_another_administrator(provider: Provider, *, than: Staff) -> None:
    """A provider whose last administrator went could be mended by nobody. Asked under the lock of its grants."""
    administrators = Grant.objects.filter(provider=provider, role=Role.ADMINISTRATOR, staff__is_active=True)
    ids = set(administrators.values_list("staff_id", flat=True))
    if ids == {than.pk}:
        raise LastAdministrator(provider.name)


def lock_grants(provider: Provider) -> None:
    Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)


def role_of_staff(role: Role) -> str:
    if role not in STAFF_ROLES:
        raise ValueError(f"{role} is a role of contacts")
    return role.value
