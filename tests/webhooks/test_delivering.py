"""Messages reach endpoints signed, at least once, under one id; what is not taken is tried again and given up."""

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings

from tests.billing.charged import make_house
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.standing.overdue import make_receivable
from tests.webhooks.conftest import Listener
from uphold.access import Actor
from uphold.credits.models import CreditAccount
from uphold.journal.models import Entry
from uphold.journal.write import write
from uphold.people.models import Provider
from uphold.standing.actions import suspend
from uphold.webhooks.actions import add_endpoint, redeliver, retire_endpoint, send_test
from uphold.webhooks.ending import Plain
from uphold.webhooks.jobs import BATCH, PAUSES, announce, deliver_queued, deliver_waiting
from uphold.webhooks.models import Delivery, Endpoint
from uphold.webhooks.signing import secret_of

NOW = at("2026-06-12 10:00")


def endpoint(cast: Cast, listener: Listener, *, provider: Provider | None = None) -> Endpoint:
    served = provider or cast.northwind
    return add_endpoint(actor=Actor.system(), provider=served, address=listener.address, at=NOW)


def overdue_handling_suspended(cast: Cast) -> Entry:
    make_receivable(cast, at=at("2026-05-15 09:00"))
    suspend(
        actor=cast.lea.actor,
        organisation=cast.harbour,
        provider=cast.northwind,
        capability="handling",
        reason="Open since May.",
        at=NOW,
    )
    return Entry.objects.get(kind="standing.suspended")


def react(*, at: datetime = NOW) -> None:
    """What the worker does with every delivery that was ordered, twice over."""
    for _ in range(2):
        for entry in Entry.objects.filter(kind="webhook.queued").order_by("pk"):
            deliver_queued(entry.pk, at=at)


def state(delivery: Delivery) -> tuple[str, int, str]:
    delivery.refresh_from_db()
    return delivery.state, delivery.attempts, delivery.answered_with


def is_signed(headers: dict[str, str], body: bytes, *, secret: str) -> bool:
    """As a receiver would look at it, from the text of the standard alone."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    expected = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return any(
        hmac.compare_digest(value, f"v1,{expected}") for value in headers["webhook-signature"].split(" ")
    )


def test_a_suspension_is_posted_signed_with_its_row(cast: Cast, listener: Listener) -> None:
    receiving = endpoint(cast, listener)
    entry = overdue_handling_suspended(cast)

    announce(entry.pk, at=NOW)
    react()

    (received,) = listener.received
    assert received.path == "/hooks?key=1"
    assert received.headers["Host"] == f"127.0.0.1:{listener.port}"
    assert received.headers["Content-Type"] == "application/json"
    assert received.headers["webhook-id"] == f"msg_{entry.pk}"
    assert received.headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert is_signed(received.headers, received.body, secret=secret_of(receiving))
    message = json.loads(received.body)
    assert (message["type"], message["timestamp"]) == ("standing.suspended", "2026-06-12T08:00:00Z")
    assert message["data"]["organisation"] == cast.harbour.pk
    assert (message["data"]["capability"], message["data"]["anchor"]) == ("handling", "5")
    assert "Open since May." not in received.body.decode()


def test_a_changed_body_or_another_secret_does_not_fit(cast: Cast, listener: Listener) -> None:
    receiving = endpoint(cast, listener)
    other = endpoint(cast, listener, provider=cast.southgate)
    send_test(actor=Actor.system(), endpoint=receiving, at=NOW)
    react()

    (received,) = listener.received
    assert is_signed(received.headers, received.body, secret=secret_of(receiving))
    assert not is_signed(received.headers, received.body + b" ", secret=secret_of(receiving))
    assert not is_signed(received.headers, received.body, secret=secret_of(other))


def test_announcing_twice_posts_once(cast: Cast, listener: Listener) -> None:
    endpoint(cast, listener)
    entry = overdue_handling_suspended(cast)

    announce(entry.pk, at=NOW)
    announce(entry.pk, at=NOW)
    react()
    deliver_waiting(NOW + timedelta(hours=1))

    assert len(listener.received) == 1
    assert state(Delivery.objects.get()) == ("delivered", 1, "200")


def test_endpoints_of_other_providers_hear_nothing(cast: Cast, listener: Listener) -> None:
    endpoint(cast, listener, provider=cast.southgate)
    entry = overdue_handling_suspended(cast)

    announce(entry.pk, at=NOW)

    assert not Delivery.objects.exists()


def test_low_credits_are_announced_to_the_provider_of_the_account(cast: Cast, listener: Listener) -> None:
    endpoint(cast, listener)
    account = make_account(cast)
    entry = write(
        "credits.low",
        about=account,
        by=Actor.system(),
        at=NOW,
        detail={"available": 20},
        organisation_id=cast.harbour.pk,
    )

    announce(entry.pk, at=NOW)

    data = json.loads(Delivery.objects.get().body)["data"]
    assert data == {"organisation": cast.harbour.pk, "available": 20, "provider": cast.northwind.pk}


def test_invoices_are_announced_with_their_provider_and_amount(cast: Cast, listener: Listener) -> None:
    endpoint(cast, listener)
    house = make_house(cast)
    invoice = house.invoice("100.00")
    entry = Entry.objects.get(kind="invoice.issued")

    announce(entry.pk, at=NOW)

    data = json.loads(Delivery.objects.get().body)["data"]
    assert data == {
        "organisation": cast.harbour.pk,
        "provider": cast.northwind.pk,
        "number": invoice.number,
        "gross": "120.00",
        "currency": "EUR",
    }


def test_an_endpoint_that_is_down_with_a_long_list_starves_no_other(cast: Cast, listener: Listener) -> None:
    dead = add_endpoint(actor=Actor.system(), provider=cast.northwind, address="http://127.0.0.1:9/", at=NOW)
    for _ in range(BATCH + 1):
        send_test(actor=Actor.system(), endpoint=dead, at=NOW)
    delivery = send_test(
        actor=Actor.system(), endpoint=endpoint(cast, listener), at=NOW + timedelta(minutes=1)
    )

    deliver_waiting(NOW + timedelta(minutes=2))

    assert state(delivery) == ("delivered", 1, "200")


def test_an_answer_that_trickles_in_is_cut_off(
    cast: Cast, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Plain, "seconds_in_all", 0.2)
    listener.trickles = True
    delivery = send_test(actor=Actor.system(), endpoint=endpoint(cast, listener), at=NOW)

    react()

    assert state(delivery) == ("waiting", 1, "ConnectionError")


def test_what_is_not_taken_is_tried_again_later_under_the_same_id(cast: Cast, listener: Listener) -> None:
    listener.statuses = [503, 200]
    receiving = endpoint(cast, listener)
    delivery = send_test(actor=Actor.system(), endpoint=receiving, at=NOW)

    react()
    assert state(delivery) == ("waiting", 1, "503")
    deliver_waiting(NOW + timedelta(seconds=59))
    assert len(listener.received) == 1
    deliver_waiting(NOW + timedelta(seconds=60))

    assert state(delivery) == ("delivered", 2, "200")
    first, second = listener.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert int(second.headers["webhook-timestamp"]) - int(first.headers["webhook-timestamp"]) == 60
    assert first.body == second.body


def test_after_ten_tries_in_three_days_it_is_given_up(cast: Cast, listener: Listener) -> None:
    listener.statuses = [500]
    delivery = send_test(actor=Actor.system(), endpoint=endpoint(cast, listener), at=NOW)

    moment = NOW
    react()
    for pause in PAUSES:
        moment += pause
        deliver_waiting(moment - timedelta(seconds=1))
        deliver_waiting(moment)
    deliver_waiting(moment + timedelta(days=30))

    assert state(delivery) == ("given up", 10, "500")
    assert len(listener.received) == 10
    assert moment - NOW == timedelta(days=3, hours=3, minutes=36)


def test_an_endpoint_that_is_gone_is_not_asked_again(cast: Cast, listener: Listener) -> None:
    listener.statuses = [410]
    delivery = send_test(actor=Actor.system(), endpoint=endpoint(cast, listener), at=NOW)

    react()

    assert state(delivery) == ("given up", 1, "410")


def test_a_redirect_is_not_followed(cast: Cast, listener: Listener) -> None:
    listener.statuses, listener.location = [302], listener.address
    delivery = send_test(actor=Actor.system(), endpoint=endpoint(cast, listener), at=NOW)

    react()

    assert len(listener.received) == 1
    assert state(delivery) == ("waiting", 1, "302")


def test_a_place_where_nobody_listens_is_tried_again(cast: Cast, listener: Listener) -> None:
    receiving = endpoint(cast, listener)
    Endpoint.objects.update(address="http://127.0.0.1:9/")
    delivery = send_test(actor=Actor.system(), endpoint=receiving, at=NOW)

    react()

    assert state(delivery) == ("waiting", 1, "ConnectionError")


def test_a_name_that_moved_to_a_private_number_gets_no_post(
    cast: Cast, listener: Listener, settings: LazySettings
) -> None:
    delivery = send_test(actor=Actor.system(), endpoint=endpoint(cast, listener), at=NOW)
    settings.WEBHOOKS_PRIVATE = False

    react()

    assert state(delivery) == ("waiting", 1, "address_not_public")
    assert listener.received == []


def test_one_dead_endpoint_holds_up_no_other(cast: Cast, listener: Listener) -> None:
    dead = endpoint(cast, listener)
    living = endpoint(cast, listener, provider=cast.southgate)
    Endpoint.objects.filter(pk=dead.pk).update(address="http://127.0.0.1:9/")
    for _ in range(3):
        send_test(actor=Actor.system(), endpoint=dead, at=NOW)
    delivery = send_test(actor=Actor.system(), endpoint=living, at=NOW)

    assert deliver_waiting(NOW) == 1

    assert state(delivery)[0] == "delivered"
    assert sorted(Delivery.objects.values_list("attempts", flat=True)) == [0, 0, 1, 1]


def test_a_retired_endpoint_hears_nothing_more(cast: Cast, listener: Listener) -> None:
    receiving = endpoint(cast, listener)
    delivery = send_test(actor=Actor.system(), endpoint=receiving, at=NOW)
    retire_endpoint(actor=Actor.system(), endpoint=receiving, at=NOW)

    react()
    announce(overdue_handling_suspended(cast).pk, at=NOW)

    assert listener.received == []
    assert state(delivery) == ("given up", 0, "retired")
    assert Delivery.objects.count() == 1


def test_what_was_given_up_is_delivered_again_on_demand(cast: Cast, listener: Listener) -> None:
    listener.statuses = [410, 200]
    delivery = send_test(actor=Actor.system(), endpoint=endpoint(cast, listener), at=NOW)
    react()

    redeliver(actor=Actor.system(), delivery=delivery, at=NOW)
    react()

    assert state(delivery) == ("delivered", 1, "200")
    assert len({each.headers["webhook-id"] for each in listener.received}) == 1


def make_account(cast: Cast) -> CreditAccount:
    return CreditAccount.objects.create(organisation=cast.harbour, provider=cast.northwind)
