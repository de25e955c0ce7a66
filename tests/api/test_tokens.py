"""A token opens what it names, for its provider, until it is revoked; everything else is one and the same answer."""

import json
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.api.conftest import MADE_AT, AsProgram
from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.access import Permission
from uphold.journal.models import Entry
from uphold.kit import Refused, stopped_at
from uphold.people.actions import deactivate_provider, make_token, revoke_token
from uphold.people.models import ApiToken

NOON = at("2026-06-12 12:00")


def asked(client: Client, address: str) -> HttpResponse:
    with stopped_at(NOON):
        return client.get(address)  # type: ignore[return-value]  # because the client says so


def problem(response: HttpResponse) -> tuple[int, str, str]:
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.status_code, json.loads(response.content)["type"], response.content.decode()


@pytest.mark.parametrize("token", [None, "", "uphold_guessed", "x" * 5000, "ünï"])
def test_without_a_token_nothing_is_there_for_anybody(
    cast: Cast, as_program: AsProgram, token: str | None
) -> None:
    client = as_program(token)

    there = asked(client, f"/api/v1/standing/{cast.harbour.pk}")
    nowhere = asked(client, "/api/v1/standing/99999999")

    assert problem(there) == problem(nowhere)
    assert problem(there)[:2] == (401, "urn:uphold:token_missing")
    assert there.headers["WWW-Authenticate"] == 'Bearer realm="uphold"'


def test_a_strangers_organisation_is_the_same_404_as_one_that_does_not_exist(
    cast: Cast, as_program: AsProgram
) -> None:
    theirs = make_token(
        actor=cast.olga.actor.__class__.system(),
        provider=cast.southgate,
        name="Other",
        permissions=[Permission.STANDING_READ],
        at=MADE_AT,
    ).token

    there = asked(as_program(theirs), f"/api/v1/standing/{cast.harbour.pk}")
    nowhere = asked(as_program(theirs), "/api/v1/standing/99999999")
    beyond = asked(as_program(theirs), f"/api/v1/standing/{10**30}")

    assert problem(there) == problem(nowhere) == problem(beyond)
    assert problem(there)[:2] == (404, "urn:uphold:not_there")


def test_a_customer_of_both_is_told_to_each_as_its_own(cast: Cast, token: str, as_program: AsProgram) -> None:
    response = asked(as_program(token), f"/api/v1/standing/{cast.orchard.pk}")

    assert json.loads(response.content)["provider"] == cast.northwind.pk


def test_a_token_without_the_right_is_refused_alike_for_all(
    cast: Cast, token: str, as_program: AsProgram
) -> None:
    ApiToken.objects.update(permissions=[])

    there = asked(as_program(token), f"/api/v1/standing/{cast.harbour.pk}")
    nowhere = asked(as_program(token), "/api/v1/standing/99999999")

    assert problem(there) == problem(nowhere)
    assert problem(there)[:2] == (403, "urn:uphold:not_allowed")


def test_a_revoked_token_opens_nothing(cast: Cast, token: str, as_program: AsProgram) -> None:
    revoke_token(actor=cast.olga.actor, token=ApiToken.objects.get(), at=NOON)

    assert asked(as_program(token), f"/api/v1/standing/{cast.harbour.pk}").status_code == 401


def test_a_token_of_a_provider_that_is_gone_opens_nothing(
    cast: Cast, token: str, as_program: AsProgram
) -> None:
    deactivate_provider(actor=cast.olga.actor, provider=cast.northwind, at=NOON)

    assert asked(as_program(token), f"/api/v1/standing/{cast.harbour.pk}").status_code == 401


@pytest.mark.parametrize("name", ["ada", "max", "ben", "lea", "olga"])
def test_nobody_comes_in_by_being_signed_in(cast: Cast, name: str) -> None:
    person = getattr(cast, name)
    client = Client()
    client.force_login((getattr(person, "staff", None) or person.contact).account)

    assert asked(client, f"/api/v1/standing/{cast.harbour.pk}").status_code == 401


def test_no_answer_sets_a_cookie_or_is_kept_by_a_cache(cast: Cast, token: str, as_program: AsProgram) -> None:
    answers = [
        asked(as_program(held), f"/api/v1/{address}")
        for held in (None, token)
        for address in (f"standing/{cast.harbour.pk}", "standing/99999999", "openapi.json")
    ]

    assert [dict(each.cookies) for each in answers] == [{}] * 6
    assert {each.headers["Cache-Control"] for each in answers} == {"no-store"}


def test_a_token_is_stored_nowhere(cast: Cast, token: str) -> None:
    row = ApiToken.objects.get()

    assert token.startswith("uphold_")
    assert token not in str(ApiToken.objects.values())
    assert token not in str(list(Entry.objects.values()))
    assert row.hint == token[-6:]


def test_its_last_use_is_noted_once_a_minute(cast: Cast, token: str, as_program: AsProgram) -> None:
    noted = []
    for seconds in (0, 30, 59, 60):
        with stopped_at(NOON + timedelta(seconds=seconds)):
            as_program(token).get(f"/api/v1/standing/{cast.harbour.pk}")
        noted.append(ApiToken.objects.get().used_at)

    assert noted == [NOON, NOON, NOON, NOON + timedelta(minutes=1)]


def test_the_description_is_for_whoever_has_a_token_and_for_the_staff(
    cast: Cast, token: str, as_program: AsProgram
) -> None:
    staff, customer = Client(), Client()
    assert cast.ben.staff.account is not None
    assert cast.max.contact.account is not None
    staff.force_login(cast.ben.staff.account)
    customer.force_login(cast.max.contact.account)

    statuses = {
        name: asked(client, "/api/v1/openapi.json").status_code
        for name, client in {
            "program": as_program(token),
            "staff": staff,
            "customer": customer,
            "nobody": Client(),
        }.items()
    }

    assert statuses == {"program": 200, "staff": 200, "customer": 401, "nobody": 401}


def test_the_description_names_every_route_and_no_more(token: str, as_program: AsProgram) -> None:
    described = json.loads(asked(as_program(token), "/api/v1/openapi.json").content)

    assert list(described["paths"]) == ["/api/v1/standing/{organisation}"]
    assert described["components"]["securitySchemes"] == {"ByToken": {"type": "http", "scheme": "bearer"}}


@pytest.mark.parametrize("address", ["", "docs", "standing", "standing/", "nowhere/7"])
def test_what_is_not_there_is_a_problem_too(cast: Cast, as_program: AsProgram, address: str) -> None:
    assert problem(asked(as_program(None), f"/api/v1/{address}"))[0] == 404


def test_a_word_for_a_number_is_told(token: str, as_program: AsProgram) -> None:
    assert problem(asked(as_program(token), "/api/v1/standing/harbour"))[:2] == (422, "urn:uphold:malformed")


def test_nothing_is_changed_here(cast: Cast, token: str, as_program: AsProgram) -> None:
    response = as_program(token).post(f"/api/v1/standing/{cast.harbour.pk}")

    assert problem(response)[:2] == (405, "urn:uphold:method")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ada", "not_allowed"),
        ("max", "not_allowed"),
        ("ben", "not_allowed"),
        ("lea", "not_allowed"),
        ("tom", "not_allowed"),
    ],
)
def test_only_an_administrator_makes_tokens(cast: Cast, name: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        make_token(
            actor=getattr(cast, name).actor,
            provider=cast.northwind,
            name="Mine",
            permissions=[Permission.STANDING_READ],
            at=NOON,
        )

    assert refusal.value.code == code
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    ("name", "code"), [("ada", "not_there"), ("ben", "not_allowed"), ("tom", "not_there")]
)
def test_only_an_administrator_revokes_them(cast: Cast, token: str, name: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        revoke_token(actor=getattr(cast, name).actor, token=ApiToken.objects.get(), at=NOON)

    assert refusal.value.code == code
    assert ApiToken.objects.get().revoked_at is None


@pytest.mark.parametrize(
    ("permissions", "code"),
    [([], "rights_missing"), ([Permission.STANDING_READ, Permission.TICKET_READ], "not_for_programs")],
)
def test_a_token_has_the_rights_that_the_face_answers_to(
    cast: Cast, permissions: list[Permission], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        make_token(
            actor=cast.olga.actor, provider=cast.northwind, name="All", permissions=permissions, at=NOON
        )

    assert refusal.value.code == code
    assert not ApiToken.objects.exists()


def test_a_name_is_given_once_and_again_when_it_is_free(cast: Cast, token: str) -> None:
    def again() -> ApiToken:
        rights = [Permission.STANDING_READ]
        return make_token(
            actor=cast.olga.actor, provider=cast.northwind, name="Dashboard", permissions=rights, at=NOON
        ).row

    with pytest.raises(Refused) as refusal:
        again()
    assert refusal.value.code == "token_name_taken"

    revoke_token(actor=cast.olga.actor, token=ApiToken.objects.get(), at=NOON)

    assert again().name == "Dashboard"
