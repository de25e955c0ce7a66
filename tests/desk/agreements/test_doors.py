"""Who may come to which address of the agreement pages."""

from collections.abc import Callable

import pytest
from django.urls import URLPattern, get_resolver, reverse

from tests.cast.agreements import NORTHWIND
from tests.cast.instants import at
from tests.cast.people import Caller, Cast, Worker, make_worker
from tests.desk.conftest import AsPerson
from uphold.access import Role
from uphold.agreements.actions import draft_document
from uphold.agreements.models import Version
from uphold.journal.models import Entry

Place = Callable[[], list[object]]


def published() -> list[object]:
    return ["northwind", "1"]


def drafted() -> list[object]:
    return ["northwind", "2"]


OF_READERS: dict[str, Place] = {
    "agreements": list,
    "agreement": published,
    "agreement-report": published,
    "agreement-ask": published,
}
OF_PUBLISHERS: dict[str, Place] = {
    "agreement-draft": list,
    "agreement-drafts": list,
    "agreement-check": list,
    "agreement-edit": drafted,
    "agreement-publication": drafted,
    "agreement-discard": drafted,
}
POSTED = {"agreement-drafts", "agreement-check", "agreement-publication", "agreement-discard"}
ROUTES = {**OF_READERS, **OF_PUBLISHERS}
OF_ONE = {name: place for name, place in ROUTES.items() if place is not list}
ANSWERED_OTHERWISE = {"agreement-drafts": 422, "agreement-publication": 302, "agreement-discard": 409}
"""An empty draft is wrong; what was published a moment ago is not discarded any more."""


@pytest.fixture
def staged(cast: Cast) -> Cast:
    """The cast, and the draft of a second version."""
    text = NORTHWIND.replace("version: 1", "version: 2")
    draft_document(actor=cast.olga.actor, provider=cast.northwind, text=text, at=at("2026-06-09 09:00"))
    return cast


def test_every_address_of_the_agreement_pages_is_in_this_table() -> None:
    patterns = get_resolver("uphold.desk.agreements.urls").url_patterns
    known = {pattern.name for pattern in patterns if isinstance(pattern, URLPattern)}

    assert known == set(ROUTES)


def test_strangers_are_sent_to_sign_in(staged: Cast, as_person: AsPerson) -> None:
    assert asked(ROUTES, None, as_person=as_person) == dict.fromkeys(ROUTES, "sign-in")


@pytest.mark.parametrize("who", ["ada", "max", "eve"])
def test_customers_read_agreements_in_the_portal(who: str, staged: Cast, as_person: AsPerson) -> None:
    answers = asked(ROUTES, getattr(staged, who), as_person=as_person)

    assert answers == dict.fromkeys(ROUTES, 403)


@pytest.mark.parametrize("who", ["ben", "lea"])
def test_agents_and_leads_read_and_ask_but_do_not_write(who: str, staged: Cast, as_person: AsPerson) -> None:
    before = Entry.objects.count()

    answers = asked(ROUTES, getattr(staged, who), as_person=as_person)

    assert answers == {**dict.fromkeys(OF_READERS, 200), **dict.fromkeys(OF_PUBLISHERS, 403)}
    assert Entry.objects.count() == before


def test_administrators_write_and_publish(staged: Cast, as_person: AsPerson) -> None:
    answers = asked(ROUTES, staged.olga, as_person=as_person)

    assert answers == {**dict.fromkeys(ROUTES, 200), **ANSWERED_OTHERWISE}


def test_the_staff_of_another_provider_finds_nothing_of_this_one(staged: Cast, as_person: AsPerson) -> None:
    una = make_worker("Una", of=staged.southgate, role=Role.ADMINISTRATOR)

    answers = asked(OF_ONE, una, as_person=as_person)

    assert answers == dict.fromkeys(OF_ONE, 404)
    assert Version.objects.get(version="2").status == Version.Status.CHECKED


def asked(
    routes: dict[str, Place], person: Worker | Caller | None, *, as_person: AsPerson
) -> dict[str, object]:
    """The status by route, or that it sends to sign-in."""
    client = as_person(person)
    answers: dict[str, object] = {}
    for name, place in routes.items():
        address = reverse(f"desk:{name}", args=place())
        response = client.post(address) if name in POSTED else client.get(address)
        to_sign_in = response.get("Location", "").startswith("/account/login/")
        answers[name] = "sign-in" if to_sign_in else response.status_code
    return answers
