"""Every route for programs x every kind of token: a stranger learns nothing, and a right opens what it names."""

import json

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.security.places import Place, program_places
from uphold.access import Actor, Permission
from uphold.kit import stopped_at
from uphold.people.actions import make_token
from uphold.people.models import ApiToken, Provider
from uphold.ui.page import PUBLIC

NOW = at("2026-06-09 10:00")
NOBODY = 99_999_999


@pytest.fixture
def there(cast: Cast) -> dict[str, object]:
    """The parameters of what exists, all of it Northwind's."""
    return {"organisation": cast.harbour.pk, "address": "nowhere"}


@pytest.fixture
def nowhere() -> dict[str, object]:
    return {"organisation": NOBODY, "address": "nowhere"}


def token_of(provider: Provider) -> str:
    rights = [Permission.STANDING_READ]
    made = make_token(actor=Actor.system(), provider=provider, name="Any", permissions=rights, at=NOW)
    return made.token


def asked(token: str | None, place: Place, values: dict[str, object]) -> HttpResponse:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with stopped_at(NOW):
        client = Client(headers=headers, raise_request_exception=False)
        return client.get(place.address(values))  # type: ignore[return-value]  # because the client says so


def told(response: HttpResponse) -> tuple[int, str]:
    return response.status_code, response.content.decode()


def closed() -> list[Place]:
    return [place for place in program_places() if place.need is not PUBLIC]


def test_there_are_routes_for_programs_and_they_only_read() -> None:
    assert len(closed()) >= 2
    assert {place.methods for place in closed()} == {("GET",)}


@pytest.mark.parametrize("token", [None, "uphold_guessed"])
def test_without_a_token_there_is_nothing(
    token: str | None, there: dict[str, object], nowhere: dict[str, object]
) -> None:
    learnt = [
        place.route
        for place in closed()
        if told(asked(token, place, there)) != told(asked(token, place, nowhere))
        or asked(token, place, there).status_code != 401
    ]

    assert learnt == []


def test_a_token_of_another_provider_learns_nothing(
    cast: Cast, there: dict[str, object], nowhere: dict[str, object]
) -> None:
    token = token_of(cast.southgate)

    learnt = [
        place.route
        for place in closed()
        if isinstance(place.need, Permission)
        and (
            told(asked(token, place, there)) != told(asked(token, place, nowhere))
            or asked(token, place, there).status_code != 404
        )
    ]

    assert learnt == []


def test_a_right_opens_what_it_names_and_nothing_else(cast: Cast, there: dict[str, object]) -> None:
    token = token_of(cast.northwind)

    otherwise = {}
    for right in Permission:
        ApiToken.objects.update(permissions=[right.value])
        for place in closed():
            status = asked(token, place, there).status_code
            is_open = place.need == right or not isinstance(place.need, Permission)
            if status != (200 if is_open else 403):
                otherwise[place.route, right] = status

    assert otherwise == {}


def test_every_refusal_is_told_as_programs_read_it(cast: Cast, there: dict[str, object]) -> None:
    tokens = [None, token_of(cast.southgate)]

    answers = [asked(token, place, there) for token in tokens for place in program_places()]

    refusals = [answer for answer in answers if answer.status_code >= 400]
    assert {answer.headers["Content-Type"] for answer in refusals} == {"application/problem+json"}
    assert [answer.status_code for answer in refusals] == [
        json.loads(answer.content)["status"] for answer in refusals
    ]
