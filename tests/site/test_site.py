"""What holds for every page: health, safety, sign-in."""

import pytest
from django.core.cache import cache
from django.test import Client

from uphold.people.models import Account

PASSWORD = "a long enough sentence"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def test_health_is_told_to_anybody(client: Client) -> None:
    assert client.get("/healthz").content == b"alive\n"
    assert client.get("/readyz").content == b"ready\n"


def test_a_page_allows_no_foreign_and_no_inline_script(client: Client) -> None:
    response = client.get("/account/login/")

    rules = response.headers["Content-Security-Policy"].split("; ")
    assert "default-src 'self'" in rules
    assert "script-src 'self'" in rules
    assert "object-src 'none'" in rules
    assert "frame-ancestors 'none'" in rules
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_every_answer_carries_the_name_of_its_request(client: Client) -> None:
    first, second = (client.get("/healthz").headers["X-Request-Id"] for _ in range(2))

    assert len(first) == 12
    assert first != second


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    response = client.get("/")

    assert (response.status_code, response.headers["Location"]) == (302, "/account/login/?next=/")


def test_a_person_signs_in_by_address_and_password(client: Client) -> None:
    Account.objects.create_user("ada@example.com", PASSWORD)

    response = client.post("/account/login/", {"login": "Ada@Example.com", "password": PASSWORD})

    assert response.status_code == 302
    assert client.session["_auth_user_id"]


def test_a_wrong_password_signs_nobody_in(client: Client) -> None:
    Account.objects.create_user("ada@example.com", PASSWORD)

    response = client.post("/account/login/", {"login": "ada@example.com", "password": PASSWORD + "!"})

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_guessing_passwords_is_slowed_down(client: Client) -> None:
    Account.objects.create_user("ada@example.com", PASSWORD)
    for guess in range(10):
        client.post("/account/login/", {"login": "ada@example.com", "password": f"guess number {guess}"})

    response = client.post("/account/login/", {"login": "ada@example.com", "password": PASSWORD})

    assert response.status_code in {200, 429}
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    response = client.post("/account/signup/", {"email": "mallory@example.com", "password1": PASSWORD})

    assert response.status_code == 200
    assert not Account.objects.exists()


def test_a_form_from_elsewhere_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/account/login/", {"login": "ada@example.com", "password": PASSWORD})

    assert response.status_code == 403
