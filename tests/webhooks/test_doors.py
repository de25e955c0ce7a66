"""Endpoints are the business of whoever manages the programs of a provider; their secrets are kept nowhere."""

import pytest
from django.conf import LazySettings

from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.journal.models import Entry
from uphold.kit import Refused
from uphold.webhooks.access import visible_endpoints
from uphold.webhooks.actions import add_endpoint, redeliver, retire_endpoint, send_test
from uphold.webhooks.models import Delivery, Endpoint
from uphold.webhooks.signing import secret_of

NOW = at("2026-06-12 10:00")
ADDRESS = "https://hooks.example/uphold"


def add(cast: Cast, name: str = "olga", *, address: str = ADDRESS) -> Endpoint:
    return add_endpoint(actor=getattr(cast, name).actor, provider=cast.northwind, address=address, at=NOW)


@pytest.mark.parametrize("name", ["ada", "max", "eve", "ben", "nia", "lea", "tom"])
def test_nobody_but_an_administrator_adds_endpoints(cast: Cast, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        add(cast, name)

    assert refusal.value.code == "not_allowed"
    assert not Endpoint.objects.exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ada", "not_there"),
        ("max", "not_there"),
        ("ben", "not_allowed"),
        ("lea", "not_allowed"),
        ("tom", "not_there"),
    ],
)
def test_nobody_else_touches_them(cast: Cast, name: str, code: str) -> None:
    endpoint = add(cast)
    delivery = send_test(actor=cast.olga.actor, endpoint=endpoint, at=NOW)
    actor = getattr(cast, name).actor

    codes = []
    for act in (
        lambda: retire_endpoint(actor=actor, endpoint=endpoint, at=NOW),
        lambda: send_test(actor=actor, endpoint=endpoint, at=NOW),
        lambda: redeliver(actor=actor, delivery=delivery, at=NOW),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        codes.append(refusal.value.code)

    assert codes == [code] * 3
    assert Endpoint.objects.get().is_active
    assert Delivery.objects.count() == 1
    assert not visible_endpoints(actor).exists()


def test_an_address_is_added_once_and_again_with_a_new_secret_when_it_was_retired(cast: Cast) -> None:
    first = add(cast)
    with pytest.raises(Refused) as refusal:
        add(cast)
    assert refusal.value.code == "endpoint_known"

    retire_endpoint(actor=cast.olga.actor, endpoint=first, at=NOW)
    second = add(cast)

    assert secret_of(first) != secret_of(second)
    with pytest.raises(Refused) as refusal:
        retire_endpoint(actor=cast.olga.actor, endpoint=first, at=NOW)
    assert refusal.value.code == "endpoint_retired"


def test_the_secret_stands_in_no_row_and_hangs_on_the_sites_key(cast: Cast, settings: LazySettings) -> None:
    endpoint = add(cast)
    secret = secret_of(endpoint)

    assert secret.startswith("whsec_")
    assert secret not in str(list(Endpoint.objects.values())) + str(list(Entry.objects.values()))
    settings.SECRET_KEY = "another key of another site, as long as it should be"
    assert secret_of(endpoint) != secret


def test_what_is_under_way_is_not_sent_again(cast: Cast) -> None:
    delivery = send_test(actor=cast.olga.actor, endpoint=add(cast), at=NOW)

    with pytest.raises(Refused) as refusal:
        redeliver(actor=cast.olga.actor, delivery=delivery, at=NOW)

    assert refusal.value.code == "delivery_under_way"
    assert Entry.objects.filter(kind="webhook.queued").count() == 1
