"""Who may come to which address of the desk."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast.agreements import NORTHWIND
from tests.cast.files import make_attachment
from tests.cast.instants import at
from tests.cast.people import Caller, Cast, Worker
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.access import Permission
from uphold.desk.tickets.acts.known import ACTS
from uphold.kit import stopped_at
from uphold.metering.actions import log_work
from uphold.metering.models import FaultFile, WorkEntry
from uphold.tickets.models import Ticket

Arguments = Callable[[Cast, Ticket, WorkEntry], list[object]]

OPENED_AT, NOW = at("2026-06-09 09:00"), at("2026-06-09 10:00")
ELSEWHERE = tuple(
    f"uphold.desk.{part}"
    for part in (
        "accounts",
        "administration",
        "agreements",
        "billing",
        "bugs",
        "calendar",
        "changes",
        "maintenance",
        "oncall",
        "products",
        "releases",
        "reports",
        "returns",
        "tickets.timing",
    )
)
"""Their own tests, and `tests/security/test_every_door.py`, ask who may come there."""
MANAGERS = {"ticket-charge-waiver", "ticket-price", "ticket-waiver"}
LEADS = MANAGERS | {"ticket-fault-decision", "ticket-fault-proposal"}

GENERAL: dict[str, Arguments] = {
    "queue": lambda *_: ["all"],
    "queue-news": lambda *_: ["all"],
    "search": lambda *_: [],
    "palette": lambda *_: [],
    "notices": lambda *_: [],
    "notices-read": lambda *_: [],
    "ticket-new": lambda *_: [],
}
OF_THE_PROVIDER: dict[str, Arguments] = {
    "ticket-new-for": lambda cast, *_: [cast.northwind.pk, cast.harbour.pk],
    "ticket-new-preview": lambda cast, *_: [cast.northwind.pk, cast.harbour.pk],
    "ticket": lambda _, ticket, __: [ticket.number],
    "ticket-news": lambda _, ticket, __: [ticket.number],
    "ticket-messages": lambda _, ticket, __: [ticket.number],
    "ticket-file": lambda _, ticket, __: [ticket.number, make_attachment(ticket).pk],
    "ticket-decisions": lambda _, ticket, __: [ticket.number],
    "ticket-why": lambda _, ticket, __: [ticket.number, "first-response", 1],
    "ticket-option": lambda _, ticket, __: [ticket.number, "admission", option_line()],
    "ticket-minutes": lambda _, ticket, __: [ticket.number],
    "ticket-work-correction": lambda _, ticket, work: [ticket.number, work.pk],
    "ticket-work-reversal": lambda _, ticket, work: [ticket.number, work.pk],
    "ticket-fault-evidence": lambda _, ticket, __: [ticket.number, file_of(ticket)],
    "ticket-fault-proposal": lambda _, ticket, __: [ticket.number, file_of(ticket)],
    "ticket-fault-decision": lambda _, ticket, __: [ticket.number, file_of(ticket)],
    **{act.route: lambda _, ticket, __: [ticket.number] for act in ACTS},
}
POSTED = {"notices-read", "ticket-new-preview", "ticket-messages"}
ROUTES = {**GENERAL, **OF_THE_PROVIDER}
ANSWERED_OTHERWISE = {"notices-read": 302, "ticket-messages": 422, "ticket-news": 302}
"""Sends back, wants words, and shows the page to whoever asks without scripts."""


def file_of(ticket: Ticket) -> int:
    """The fault file that the work opened."""
    return FaultFile.objects.get(ticket=ticket).pk


def option_line() -> int:
    """The row of Northwind's agreement that is left to an agent."""
    lines = enumerate(NORTHWIND.splitlines(), start=1)
    return next(number for number, line in lines if line.startswith("| Elsewhere"))


def test_every_address_of_the_desk_is_in_this_table() -> None:
    known = set(names_of(list(get_resolver("uphold.desk.urls").url_patterns)))

    assert known == set(ROUTES)


def test_strangers_are_sent_to_sign_in(cast: Cast, as_person: AsPerson) -> None:
    answers = asked(ROUTES, None, cast=cast, as_person=as_person)

    assert answers == dict.fromkeys(ROUTES, "sign-in")


@pytest.mark.parametrize("who", ["ada", "max", "eve"])
def test_customers_are_not_of_the_desk(who: str, cast: Cast, as_person: AsPerson) -> None:
    answers = asked(ROUTES, getattr(cast, who), cast=cast, as_person=as_person)

    assert answers == dict.fromkeys(ROUTES, 403)


def test_agents_of_another_provider_find_nothing_of_this_one(cast: Cast, as_person: AsPerson) -> None:
    answers = asked(OF_THE_PROVIDER, cast.tom, cast=cast, as_person=as_person)

    assert answers == {**dict.fromkeys(OF_THE_PROVIDER, 404), **dict.fromkeys(LEADS, 403)}


def test_agents_of_another_provider_have_a_desk_of_their_own(cast: Cast, as_person: AsPerson) -> None:
    answers = asked(GENERAL, cast.tom, cast=cast, as_person=as_person)

    assert answers == {**dict.fromkeys(GENERAL, 200), "notices-read": 302}


@pytest.mark.parametrize("who", ["ben", "lea", "olga"])
def test_the_staff_of_the_provider_come_in(who: str, cast: Cast, as_person: AsPerson) -> None:
    answers = asked(ROUTES, getattr(cast, who), cast=cast, as_person=as_person)

    expected: dict[str, object] = {**dict.fromkeys(ROUTES, 200), **ANSWERED_OTHERWISE}
    assert answers == (expected | dict.fromkeys(LEADS, 403) if who == "ben" else expected)


def test_only_leads_decide_what_is_left_to_managers() -> None:
    assert {act.route for act in ACTS if act.need is Permission.TICKET_DECIDE} == MANAGERS


def asked(
    routes: Mapping[str, Arguments], person: Worker | Caller | None, *, cast: Cast, as_person: AsPerson
) -> dict[str, object]:
    """The status by route, or that it sends to sign-in."""
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    work = log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=OPENED_AT,
        ended_at=NOW,
        at=NOW,
    )
    client = as_person(person)
    answers: dict[str, object] = {}
    for name, arguments in routes.items():
        address = reverse(f"desk:{name}", args=arguments(cast, ticket, work))
        with stopped_at(NOW):
            response = client.post(address) if name in POSTED else client.get(address)
        to_sign_in = response.get("Location", "").startswith("/account/login/")
        answers[name] = "sign-in" if to_sign_in else response.status_code
    return answers


def names_of(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names_of(pattern.url_patterns)
        elif pattern.name and not pattern.callback.__module__.startswith(ELSEWHERE):
            yield pattern.name
