"""The door of service changes: strangers learn nothing, members are told."""

from django.db.models import QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission, require
from uphold.service_changes.models import ServiceChange

ROWS = (
    "provider",
    "organisation",
    "unit__product",
    "product",
    "asked_by",
    "decided_by",
    "taken_by",
    "ticket",
)
READ = Permission.SERVICE_CHANGE_READ


def visible_changes(actor: Actor) -> QuerySet[ServiceChange]:
    """Staff: those of the providers they may read; contacts: those of their organisation."""
    rows = ServiceChange.objects.select_related(*ROWS).defer("ticket__search")
    if actor.is_system:
        return rows
    if actor.is_contact:
        own = actor.organisation_id if actor.may(READ) else None
        return rows.filter(organisation_id=own or 0)
    return rows.filter(provider_id__in=actor.provider_ids_for(READ))


def get_change(actor: Actor, change_id: int, *, need: Permission = READ) -> ServiceChange:
    found = visible_changes(actor).filter(pk=change_id).first()
    if found is None:
        raise NotThere("service change")
    if not actor.may(need, provider_id=found.provider_id):
        raise NotAllowed(need)
    return found


def require_door(actor: Actor, change: ServiceChange, *, need: Permission) -> None:
    if actor.is_contact and actor.organisation_id != change.organisation_id:
        raise NotThere("service change")
    if actor.is_staff and change.provider_id not in actor.grants:
        raise NotThere("service change")
    require(actor, need, provider_id=change.provider_id)


def lock_change(change_id: int) -> ServiceChange:
    locked = ServiceChange.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related(*ROWS).defer("ticket__search").get(pk=change_id)
