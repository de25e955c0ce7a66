"""The first administrator: the only person whom nobody can invite from within."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy

from uphold.access import Actor, Role
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic
from uphold.people.actions.invitation import Invited, issue
from uphold.people.actions.provider import add_provider
from uphold.people.actions.staff import add_staff
from uphold.people.models import Grant, Invitation, Provider, Staff

FIRST_LOCK = 8_105_001


class AdministratorExists(Refused):
    code, kind, text = (
        "administrator_exists",
        CONFLICT,
        gettext_lazy("There is an administrator already; be invited from within."),
    )


@atomic
def invite_first_administrator(
    *, name: str, email: str, provider_name: str, ticket_prefix: str, at: datetime
) -> Invited:
    """Makes the provider when there is none, the person, and the link; again, as long as nobody accepted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FIRST_LOCK])
    if administrator_exists():
        raise AdministratorExists
    system = Actor.system()
    provider = Provider.objects.order_by("pk").first() or add_provider(
        actor=system, name=provider_name, ticket_prefix=ticket_prefix, at=at
    )
    staff = Staff.objects.filter(email=email.strip().lower()).first() or add_staff(
        actor=system, provider=provider, name=name, email=email, role=Role.ADMINISTRATOR, at=at
    )
    Grant.objects.update_or_create(staff=staff, provider=provider, defaults={"role": Role.ADMINISTRATOR})
    return issue(Invitation(staff=staff), by=system, at=at)


def administrator_exists() -> bool:
    """Whether somebody can already sign in as an administrator."""
    return Grant.objects.filter(
        role=Role.ADMINISTRATOR, staff__is_active=True, staff__account__is_active=True
    ).exists()
