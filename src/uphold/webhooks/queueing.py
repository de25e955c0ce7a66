"""Queueing: a delivery and the order to carry it out, in the transaction of whatever wants it sent."""

from datetime import datetime

from uphold.access import Actor
from uphold.journal.write import write
from uphold.webhooks.models import Delivery, Endpoint

QUEUED = "webhook.queued"


def queue(endpoint: Endpoint, *, key: str, kind: str, body: str, by: Actor, at: datetime) -> Delivery:
    """The same key again is the delivery that is there already."""
    delivery, is_new = Delivery.objects.get_or_create(
        endpoint=endpoint,
        key=key,
        defaults={"kind": kind, "body": body, "queued_at": at, "next_at": at},
    )
    if is_new:
        order(delivery, by=by, at=at)
    return delivery


def order(delivery: Delivery, *, by: Actor, at: datetime) -> None:
    detail = {"endpoint": delivery.endpoint_id, "kind": delivery.kind}
    write(QUEUED, about=delivery, by=by, at=at, detail=detail)
