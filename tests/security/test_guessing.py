"""Guessing passwords: it is slowed down, whatever a client says about where it comes from."""

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from tests.cast.people import PASSWORD, Cast

SIGN_IN = "/account/login/"


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> None:
    cache.clear()


def guess(client: Client, times: int, **headers: str) -> None:
    for number in range(times):
        client.post(SIGN_IN, {"login": "ada@harbour.example", "password": f"guess {number}"}, headers=headers)


def is_in(client: Client, **headers: str) -> bool:
    client.post(SIGN_IN, {"login": "ada@harbour.example", "password": PASSWORD}, headers=headers)
    return "_auth_user_id" in client.session


def test_after_many_guesses_even_the_right_password_waits(cast: Cast, client: Client) -> None:
    guess(client, 10)

    assert not is_in(client)


def test_a_client_cannot_say_that_it_comes_from_elsewhere(cast: Cast, client: Client) -> None:
    guess(client, 10, x_forwarded_for="192.0.2.1", x_real_ip="192.0.2.1")

    assert not is_in(client, x_forwarded_for="192.0.2.2", x_real_ip="192.0.2.2", forwarded="for=192.0.2.2")


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_it_counts_who_stands_before_it(cast: Cast, client: Client) -> None:
    guess(client, 10, x_forwarded_for="198.51.100.9, 192.0.2.1")

    eve = Client(headers={"X-Forwarded-For": "192.0.2.7"})
    eve.post(SIGN_IN, {"login": "eve@orchard.example", "password": PASSWORD})

    assert not is_in(client, x_forwarded_for="198.51.100.10, 192.0.2.1")
    assert "_auth_user_id" in eve.session


def test_other_people_elsewhere_sign_in_meanwhile(cast: Cast, client: Client) -> None:
    guess(client, 10)

    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    elsewhere.post(SIGN_IN, {"login": "eve@orchard.example", "password": PASSWORD})

    assert "_auth_user_id" in elsewhere.session


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(cast: Cast, client: Client) -> None:
    known = client.post(SIGN_IN, {"login": "ada@harbour.example", "password": "guess"})
    unknown = client.post(SIGN_IN, {"login": "nobody@harbour.example", "password": "guess"})

    assert known.status_code == unknown.status_code == 200
    assert without(known.content, "ada@") == without(unknown.content, "nobody@")


def without(page: bytes, name: str) -> str:
    lines = page.decode().replace(name, "").splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)
