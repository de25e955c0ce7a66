"""Who may come to which address of administration."""

from collections.abc import Callable

import pytest
from django.urls import URLPattern, get_resolver, reverse

from tests.cast.agreements import make_unit
from tests.cast.people import Caller, Cast, Worker, make_worker
from tests.desk.conftest import AsPerson
from uphold.access import Role
from uphold.agreements.models import Contract, CoveredUnit
from uphold.journal.models import Entry
from uphold.people.models import Team

Arguments = Callable[[Cast], list[object]]
ELSEWHERE = ("uphold.desk.administration.programs", "uphold.desk.administration.endpoints")
"""Their own tests ask who may come there."""

GENERAL: dict[str, Arguments] = {
    name: lambda _: []
    for name in (
        "administration",
        "organisations",
        "organisation-new",
        "staff",
        "colleague-new",
        "teams",
        "team-new",
        "contracts",
        "contract-new",
        "providers",
        "provider-new",
    )
}
OF_THE_PROVIDER: dict[str, Arguments] = {
    "organisation": lambda cast: [cast.harbour.pk],
    "organisation-activity": lambda cast: [cast.harbour.pk],
    "contact-new": lambda cast: [cast.harbour.pk],
    "contact": lambda cast: [cast.ada.contact.pk],
    "contact-activity": lambda cast: [cast.ada.contact.pk],
    "contact-invitation": lambda cast: [cast.ada.contact.pk],
    "colleague": lambda cast: [cast.ben.staff.pk],
    "colleague-activity": lambda cast: [cast.ben.staff.pk],
    "colleague-invitation": lambda cast: [cast.ben.staff.pk],
    "team": lambda _: [Team.objects.get().pk],
    "team-activity": lambda _: [Team.objects.get().pk],
    "contract": lambda cast: [Contract.objects.get(organisation=cast.harbour).pk],
    "covered-unit-new": lambda cast: [Contract.objects.get(organisation=cast.harbour).pk],
    "covered-unit": lambda _: list(CoveredUnit.objects.values_list("contract_id", "pk").get()),
    "provider": lambda cast: [cast.northwind.pk],
    "provider-activity": lambda cast: [cast.northwind.pk],
}
POSTED = {name for name in OF_THE_PROVIDER if name.endswith(("-activity", "-invitation"))}
ROUTES = {**GENERAL, **OF_THE_PROVIDER}
ANSWERED_OTHERWISE = {**dict.fromkeys(POSTED, 302), "contact-invitation": 409, "colleague-invitation": 409}
"""Acts lead back; whoever signs in already is not invited again."""


@pytest.fixture
def staged(cast: Cast) -> Cast:
    """The cast with a team of Northwind, and a unit that the harbour's contract covers."""
    Team.objects.create(provider=cast.northwind, name="Evenings")
    make_unit(cast.harbour, "SN-1")
    return cast


def test_every_address_of_administration_is_in_this_table() -> None:
    patterns = get_resolver("uphold.desk.administration.urls").url_patterns
    known = {
        pattern.name
        for pattern in patterns
        if isinstance(pattern, URLPattern) and not pattern.callback.__module__.startswith(ELSEWHERE)
    }

    assert known == set(ROUTES)


def test_strangers_are_sent_to_sign_in(staged: Cast, as_person: AsPerson) -> None:
    answers = asked(ROUTES, None, cast=staged, as_person=as_person)

    assert answers == dict.fromkeys(ROUTES, "sign-in")


@pytest.mark.parametrize("who", ["ada", "max", "eve", "ben", "lea", "tom"])
def test_nobody_but_administrators_comes_in(who: str, staged: Cast, as_person: AsPerson) -> None:
    before = Entry.objects.count()

    answers = asked(ROUTES, getattr(staged, who), cast=staged, as_person=as_person)

    assert answers == dict.fromkeys(ROUTES, 403)
    assert Entry.objects.count() == before


def test_administrators_come_in(staged: Cast, as_person: AsPerson) -> None:
    answers = asked(ROUTES, staged.olga, cast=staged, as_person=as_person)

    assert answers == {**dict.fromkeys(ROUTES, 200), **ANSWERED_OTHERWISE}


def test_administrators_of_another_provider_find_nothing_of_this_one(
    staged: Cast, as_person: AsPerson
) -> None:
    una = make_worker("Una", of=staged.southgate, role=Role.ADMINISTRATOR)
    before = Entry.objects.count()

    answers = asked(OF_THE_PROVIDER, una, cast=staged, as_person=as_person)

    assert answers == dict.fromkeys(OF_THE_PROVIDER, 404)
    assert Entry.objects.count() == before


def test_an_administrator_elsewhere_who_is_an_agent_here_administers_nothing_here(
    staged: Cast, as_person: AsPerson
) -> None:
    una = make_worker("Una", of=staged.southgate, role=Role.ADMINISTRATOR)
    una.staff.grants.create(provider=staged.northwind, role=Role.AGENT)

    answers = asked(OF_THE_PROVIDER, una, cast=staged, as_person=as_person)

    assert answers == dict.fromkeys(OF_THE_PROVIDER, 403)


def asked(
    routes: dict[str, Arguments], person: Worker | Caller | None, *, cast: Cast, as_person: AsPerson
) -> dict[str, object]:
    """The status by route, or that it sends to sign-in."""
    client = as_person(person)
    answers: dict[str, object] = {}
    for name, arguments in routes.items():
        address = reverse(f"desk:{name}", args=arguments(cast))
        response = client.post(address) if name in POSTED else client.get(address)
        to_sign_in = response.get("Location", "").startswith("/account/login/")
        answers[name] = "sign-in" if to_sign_in else response.status_code
    return answers
