"""Verbs of webhooks: add and retire endpoints, send a test, deliver again."""

import secrets
from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, require
from uphold.journal.write import write
from uphold.kit import CONFLICT, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.models import Provider
from uphold.webhooks.access import NEED, get_delivery, get_endpoint
from uphold.webhooks.addresses import well_formed
from uphold.webhooks.messages import TEST, written
from uphold.webhooks.models import Delivery, Endpoint
from uphold.webhooks.queueing import order, queue


class EndpointKnown(Refused):
    code, kind, text = "endpoint_known", CONFLICT, gettext_lazy("{0} is an endpoint already.")


class EndpointRetired(Refused):
    code, kind, text = "endpoint_retired", CONFLICT, gettext_lazy("The endpoint {0} was retired.")


class DeliveryUnderWay(Refused):
    code, kind, text = "delivery_under_way", CONFLICT, gettext_lazy("This message is still under way.")


@atomic
def add_endpoint(*, actor: Actor, provider: Provider, address: str, at: datetime) -> Endpoint:
    require(actor, NEED, provider_id=provider.pk)
    endpoint = Endpoint(
        provider=provider, address=well_formed(address), nonce=secrets.token_hex(16), added_at=at
    )
    with refused_by("endpoint_once", EndpointKnown(endpoint.address)):
        endpoint.save(force_insert=True)
    write("program.endpoint_added", about=endpoint, by=actor, at=at, detail={"provider": provider.pk})
    return endpoint


@atomic
def retire_endpoint(*, actor: Actor, endpoint: Endpoint, at: datetime) -> Endpoint:
    """It is told nothing more, also not what waits for it; the same address again is a new one, with a new secret."""
    row = lock_active(actor, endpoint)
    row.is_active, row.retired_at = False, at
    row.save(update_fields=["is_active", "retired_at"])
    write("program.endpoint_retired", about=row, by=actor, at=at, detail={"provider": row.provider_id})
    return row


@atomic
def send_test(*, actor: Actor, endpoint: Endpoint, at: datetime) -> Delivery:
    """A message that means nothing, so that one can see whether it arrives and is understood."""
    row = lock_active(actor, endpoint)
    body = written(TEST, {"provider": row.provider_id}, at=at)
    return queue(row, key=f"msg_test_{secrets.token_hex(8)}", kind=TEST, body=body, by=actor, at=at)


@atomic
def redeliver(*, actor: Actor, delivery: Delivery, at: datetime) -> Delivery:
    """The same message under the same id, with all its tries before it."""
    get_delivery(actor, delivery.pk)
    row = (
        Delivery.objects.select_for_update(of=("self",), no_key=True)
        .select_related("endpoint")
        .get(pk=delivery.pk)
    )
    if not row.endpoint.is_active:
        raise EndpointRetired(row.endpoint.address)
    if row.state == Delivery.State.WAITING:
        raise DeliveryUnderWay
    row.state, row.attempts, row.next_at = Delivery.State.WAITING, 0, at
    row.save(update_fields=["state", "attempts", "next_at"])
    order(row, by=actor, at=at)
    return row


def lock_active(actor: Actor, endpoint: Endpoint) -> Endpoint:
    get_endpoint(actor, endpoint.pk)
    rows = Endpoint.objects.select_for_update(of=("self",), no_key=True).select_related("provider")
    row = rows.get(pk=endpoint.pk)
    if not row.is_active:
        raise EndpointRetired(row.address)
    return row
