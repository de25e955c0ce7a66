"""The door of reports: figures of a provider, for its own staff who may read them. Customers have none of these."""

from django.db.models import QuerySet

from uphold.access import Actor, NotAllowed, Permission
from uphold.people.access import get_provider, visible_providers
from uphold.people.models import Provider


def reported_providers(actor: Actor) -> QuerySet[Provider]:
    """Those whose figures the actor may see, by name."""
    providers = visible_providers(actor).order_by("name", "pk")
    if actor.is_system:
        return providers
    return providers.filter(pk__in=actor.provider_ids_for(Permission.REPORT_READ))


def get_reported_provider(actor: Actor, provider_id: int) -> Provider:
    if actor.is_contact:
        raise NotAllowed(Permission.REPORT_READ)
    return get_provider(actor, provider_id, need=Permission.REPORT_READ)
