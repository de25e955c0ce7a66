"""Signing in, in a real browser: a forgotten password, a new one, and a second factor."""

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlparse

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.staticfiles import finders
from django.core.mail import EmailMessage
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.cast.people import PASSWORD, Cast, make_cast
from uphold.access import Role
from uphold.kit import now
from uphold.people.actions import invite_staff
from uphold.people.models import Staff

OpenPage = Callable[..., Page]
AxeCheck = Callable[[Page], list[str]]
OF_KEYS = re.compile(r"/static/(mfa|account)/js/")
NEW_PASSWORD = "three quiet rivers run"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture(autouse=True)
def scripts_of_keys(browser: Browser, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The served site has our own static files alone; those of security keys are allauth's."""
    open_context = browser.new_context

    def open_with_scripts(**settings: Any) -> BrowserContext:  # noqa: ANN401 - what a context is made with
        context = open_context(**settings)
        context.route(OF_KEYS, lambda route: route.fulfill(path=finders.find(name_of(route.request.url))))
        return context

    monkeypatch.setattr(browser, "new_context", open_with_scripts)


def name_of(address: str) -> str:
    return urlparse(address).path.removeprefix("/static/")


def test_a_forgotten_password_is_replaced_by_a_link_in_the_mail(
    page: Page, cast: Cast, mailoutbox: list[EmailMessage]
) -> None:
    page.goto("/account/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("Email").fill(cast.ada.contact.email)
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    page.goto(link_in(mailoutbox[-1]))
    page.get_by_label("New Password", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("New Password (again)").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("heading", name="The password is set")).to_be_visible()

    sign_in(page, cast.ada.contact.email, NEW_PASSWORD)

    assert mailoutbox[0].subject == "Choose a new password"
    assert mailoutbox[-1].subject == "Your password was changed"


def test_a_stranger_is_told_the_same_and_sent_nothing(
    page: Page, cast: Cast, mailoutbox: list[EmailMessage]
) -> None:
    page.goto("/account/password/reset/")
    page.get_by_label("Email").fill("nobody@elsewhere.example")
    page.get_by_role("button", name="Send the link").click()

    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    assert mailoutbox == []


def test_a_spent_link_offers_a_new_one(page: Page, cast: Cast) -> None:
    page.goto("/account/password/reset/key/1-spent/")

    expect(page.get_by_role("heading", name="This link does not work")).to_be_visible()
    expect(page.get_by_role("link", name="Send a new link")).to_be_visible()


def test_a_password_is_changed_by_whoever_knows_the_old_one(page: Page, cast: Cast) -> None:
    sign_in(page, cast.ada.contact.email, PASSWORD)
    page.get_by_role("link", name="Ada").click()
    page.get_by_label("Current Password").fill(PASSWORD)
    page.get_by_label("New Password", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("New Password (again)").fill(NEW_PASSWORD)

    page.get_by_role("button", name="Change the password").click()

    expect(page.get_by_role("status")).to_contain_text("The new password is in force.")


def test_an_invited_colleague_chooses_a_password_and_lands_on_the_desk(
    page: Page, cast: Cast, axe: AxeCheck
) -> None:
    ivo = Staff.objects.create(name="Ivo", email="ivo@northwind.example")
    ivo.grants.create(provider=cast.northwind, role=Role.AGENT)
    invited = invite_staff(actor=cast.olga.actor, staff=ivo, at=now())
    page.goto(f"/invitation/{invited.token}")
    assert axe(page) == []
    page.get_by_label("Password").fill(NEW_PASSWORD)
    page.get_by_label("The same again").fill(NEW_PASSWORD)

    page.get_by_role("button", name="Set the password and sign in").click()

    page.wait_for_url("**/desk/")
    expect(page.get_by_title("Password and second factor")).to_contain_text("Ivo")


def test_a_second_factor_is_set_up_asked_for_and_put_away(page: Page, cast: Cast, axe: AxeCheck) -> None:
    sign_in(page, cast.ada.contact.email, PASSWORD)
    page.goto("/account/2fa/")
    page.get_by_role("link", name="Set it up").click()
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    secret = page.get_by_label("Secret").input_value()
    assert axe(page) == []
    page.get_by_label("Authenticator code").fill(code_of(secret))
    page.get_by_role("button", name="Use this app").click()
    expect(page.get_by_label("Codes not used yet")).to_be_visible()
    recovery = page.get_by_label("Codes not used yet").input_value().split()[0]
    assert axe(page) == []
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Email").fill(cast.ada.contact.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/portal/")
    page.goto("/account/2fa/")
    page.get_by_role("link", name="Stop using it").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Stop using it").click()

    expect(page.get_by_role("status")).to_contain_text("The authenticator app is no longer asked for.")
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_of_signing_in_shuts_anybody_out(
    theme: str, open_page: OpenPage, axe: AxeCheck, cast: Cast
) -> None:
    page = open_page(theme=theme, is_telephone=True)
    strangers = ("login/", "password/reset/", "password/reset/done/", "signup/", "inactive/")

    found = {place: complaints_at(page, f"/account/{place}", axe) for place in strangers}
    sign_in(page, cast.ada.contact.email, PASSWORD)
    own = ("password/change/", "2fa/", "2fa/webauthn/", "2fa/webauthn/add/", "reauthenticate/", "logout/")
    found |= {place: complaints_at(page, f"/account/{place}", axe) for place in own}

    assert {place: complaints for place, complaints in found.items() if complaints} == {}


def complaints_at(page: Page, address: str, axe: AxeCheck) -> list[str]:
    page.goto(address)
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return axe(page) + ([f"{width} pixels wide"] if width > 390 else [])


def link_in(mail: EmailMessage) -> str:
    found = re.search(r"/account/password/reset/key/\S+", str(mail.body))
    assert found is not None
    return found[0]


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/portal/")


def code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06d}"
