"""Signing in: by e-mail address, with a new password by mail when the old one is forgotten; not for those who left."""

import re
from typing import Any

from django.test import Client

from tests.cast.instants import at
from tests.cast.people import PASSWORD, Cast
from uphold.people.actions import deactivate_contact

SIGN_IN, FORGOT = "/account/login/", "/account/password/reset/"


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_address_signs_in_however_it_is_written(cast: Cast, client: Client) -> None:
    client.post(SIGN_IN, {"login": "Ada@Harbour.example", "password": PASSWORD})

    assert is_signed_in(client)


def test_a_wrong_password_does_not(cast: Cast, client: Client) -> None:
    client.post(SIGN_IN, {"login": "ada@harbour.example", "password": "wrong horse battery"})

    assert not is_signed_in(client)


def test_somebody_who_left_does_not_sign_in(cast: Cast, client: Client) -> None:
    deactivate_contact(actor=cast.olga.actor, contact=cast.ada.contact, at=at("2026-06-09 10:00"))

    client.post(SIGN_IN, {"login": "ada@harbour.example", "password": PASSWORD})

    assert not is_signed_in(client)


def test_a_sign_in_ends_when_the_person_leaves(cast: Cast, client: Client) -> None:
    client.post(SIGN_IN, {"login": "ada@harbour.example", "password": PASSWORD})
    deactivate_contact(actor=cast.olga.actor, contact=cast.ada.contact, at=at("2026-06-09 10:00"))

    response = client.get("/portal/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith(SIGN_IN)


def test_a_forgotten_password_is_replaced_by_mail(cast: Cast, client: Client, mailoutbox: list[Any]) -> None:
    client.post(FORGOT, {"email": "ada@harbour.example"})
    link = re.search(r"https?://[^/]+(/\S+)", mailoutbox[0].body)
    assert link is not None
    form = client.get(link[1], follow=True)
    new = "another long pass phrase"

    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})

    cast.ada.contact.account.refresh_from_db()  # type: ignore[union-attr]  # because the cast has accounts
    assert cast.ada.contact.account.check_password(new)  # type: ignore[union-attr]  # as above


def test_an_address_that_nobody_has_learns_nothing(cast: Cast, client: Client) -> None:
    known = client.post(FORGOT, {"email": "ada@harbour.example"})
    unknown = client.post(FORGOT, {"email": "nobody@nowhere.example"})

    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
