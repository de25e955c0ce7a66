"""The doors of webhooks: endpoints and what went to them, for those who manage the provider's programs."""

from django.db.models import QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.webhooks.models import Delivery, Endpoint

NEED = Permission.PROGRAM_MANAGE


def visible_endpoints(actor: Actor) -> QuerySet[Endpoint]:
    endpoints = Endpoint.objects.select_related("provider")
    if actor.is_system:
        return endpoints
    return endpoints.filter(provider_id__in=actor.provider_ids_for(NEED))


def get_endpoint(actor: Actor, endpoint_id: int) -> Endpoint:
    endpoint = Endpoint.objects.select_related("provider").filter(pk=endpoint_id).first()
    if endpoint is None or not (actor.is_system or endpoint.provider_id in actor.provider_ids):
        raise NotThere("endpoint")
    if not actor.may(NEED, provider_id=endpoint.provider_id):
        raise NotAllowed(NEED)
    return endpoint


def get_delivery(actor: Actor, delivery_id: int) -> Delivery:
    delivery = Delivery.objects.select_related("endpoint__provider").filter(pk=delivery_id).first()
    if delivery is None:
        raise NotThere("delivery")
    get_endpoint(actor, delivery.endpoint_id)
    return delivery


def recent_deliveries(endpoint: Endpoint, *, most: int = 25) -> list[Delivery]:
    return list(endpoint.deliveries.order_by("-queued_at", "-id")[:most])
