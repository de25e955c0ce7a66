"""Named loads for the administrator's pages, each with a fixed number of statements."""

from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Q, QuerySet

from uphold.access import Actor
from uphold.people.access import (
    visible_contacts,
    visible_organisations,
    visible_providers,
    visible_staff,
    visible_teams,
)
from uphold.people.models import Contact, Organisation, Provider, Staff, Team

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


def provider_list(actor: Actor) -> QuerySet[Provider]:
    return visible_providers(actor).distinct().order_by("name", "id")


class Counted(TypedDict):
    contact_count: int


def organisation_list(actor: Actor, *, words: str = "") -> "QuerySet[WithAnnotations[Organisation, Counted]]":
    """With `contact_count` of those who are active."""
    active = Count("contacts", filter=Q(contacts__is_active=True), distinct=True)
    found = visible_organisations(actor).filter(name__icontains=words).annotate(contact_count=active)
    return found.prefetch_related("providers").order_by("name", "id")


def contact_list(actor: Actor, organisation: Organisation) -> QuerySet[Contact]:
    return (
        visible_contacts(actor)
        .filter(organisation=organisation)
        .select_related("account")
        .order_by("name", "id")
    )


def staff_list(actor: Actor) -> QuerySet[Staff]:
    return (
        visible_staff(actor)
        .select_related("account")
        .prefetch_related("grants__provider")
        .order_by("name", "id")
    )


def team_list(actor: Actor) -> QuerySet[Team]:
    return visible_teams(actor).select_related("provider").prefetch_related("members").order_by("name", "id")


def assignable_staff(provider_id: int) -> QuerySet[Staff]:
    """Those to whom a ticket of this provider may be given."""
    return Staff.objects.filter(grants__provider_id=provider_id, is_active=True).order_by("name", "id")
