"""Announcing and delivering: each delivery in a transaction of its own, so one that fails holds up no other."""

from datetime import datetime, timedelta

from uphold.access import Actor
from uphold.journal.queries import entry as entry_of
from uphold.kit import Refused
from uphold.kit.transaction import atomic
from uphold.webhooks.addresses import checked
from uphold.webhooks.messages import body_of, key_of, provider_of
from uphold.webhooks.models import Delivery, Endpoint
from uphold.webhooks.posting import Answered, post
from uphold.webhooks.queueing import queue
from uphold.webhooks.signing import headers_of

PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""Between one try and the next; when they are used up it is given up, after some three days."""
BATCH = 100


@atomic
def announce(entry_id: int, *, at: datetime) -> int:
    """The reaction to what is announced: one delivery for each endpoint of the provider. Safe to run twice."""
    entry = entry_of(entry_id)
    provider_id = provider_of(entry)
    endpoints = list(Endpoint.objects.filter(provider_id=provider_id, is_active=True).order_by("pk"))
    body = body_of(entry, provider_id=provider_id)
    for endpoint in endpoints:
        queue(endpoint, key=key_of(entry), kind=entry.kind, body=body, by=Actor.system(), at=at)
    return len(endpoints)


def deliver_queued(entry_id: int, *, at: datetime) -> bool:
    """The reaction to `webhook.queued`."""
    return deliver(entry_of(entry_id).about_id, at=at)


def deliver_waiting(at: datetime) -> int:
    """Tries again what was not taken; an endpoint that fails once is left alone for this run. Returns how many went."""
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, next_at__lte=at).order_by("next_at", "id")
    taken, failed = 0, set[int]()
    for _ in range(BATCH):
        found = waiting.exclude(endpoint__in=failed).values_list("pk", "endpoint_id").first()
        if found is None:
            break
        delivery_id, endpoint_id = found
        if deliver(delivery_id, at=at):
            taken += 1
        else:
            failed.add(endpoint_id)
    return taken


@atomic
def deliver(delivery_id: int, *, at: datetime) -> bool:
    """Posts one delivery, unless it was taken, is not due yet, or another job is at it."""
    rows = Delivery.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
    waiting = rows.select_related("endpoint").filter(state=Delivery.State.WAITING, next_at__lte=at)
    delivery = waiting.filter(pk=delivery_id).first()
    if delivery is None:
        return False
    if not delivery.endpoint.is_active:
        return give_up(delivery, "retired")
    delivery.attempts += 1
    answered = tried(delivery, at=at)
    if answered.is_taken:
        return take(delivery, answered, at=at)
    if answered.is_gone or delivery.attempts > len(PAUSES):
        return give_up(delivery, answered.words)
    return put_off(delivery, answered, at=at)


def tried(delivery: Delivery, *, at: datetime) -> Answered:
    """A place where no post may go is an answer too: it is tried again, because names move."""
    address = delivery.endpoint.address
    try:
        target = checked(address)
    except Refused as refusal:
        return Answered(None, refusal.code)
    return post(address, target, body=delivery.body, headers=headers_of(delivery, at=at))


def take(delivery: Delivery, answered: Answered, *, at: datetime) -> bool:
    delivery.state, delivery.delivered_at = Delivery.State.DELIVERED, at
    delivery.answered_with = answered.words
    delivery.save(update_fields=["state", "delivered_at", "answered_with", "attempts"])
    return True


def put_off(delivery: Delivery, answered: Answered, *, at: datetime) -> bool:
    delivery.next_at, delivery.answered_with = at + PAUSES[delivery.attempts - 1], answered.words
    delivery.save(update_fields=["next_at", "answered_with", "attempts"])
    return False


def give_up(delivery: Delivery, words: str) -> bool:
    delivery.state, delivery.answered_with = Delivery.State.GIVEN_UP, words
    delivery.save(update_fields=["state", "answered_with", "attempts"])
    return False
