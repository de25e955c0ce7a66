"""Who may come to which address of the portal."""

from collections.abc import Callable

import pytest
from django.urls import URLPattern, get_resolver, reverse

from tests.cast.files import make_attachment
from tests.cast.instants import at
from tests.cast.people import Caller, Cast, Worker
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.journal.models import Entry
from uphold.kit import stopped_at
from uphold.metering.models import FaultFile
from uphold.tickets.models import Ticket

OPENED_AT, NOW = at("2026-06-09 09:00"), at("2026-06-09 10:00")
Arguments = Callable[[Ticket], list[object]]
ELSEWHERE = tuple(
    f"uphold.portal.{part}"
    for part in ("appointments", "changes", "invoices", "releases", "returns", "status", "units")
)
"""Their own tests, and `tests/security/test_every_door.py`, ask who may come there."""

OF_EVERYBODY: dict[str, Arguments] = {
    "tickets": lambda _: [],
    "ticket-new": lambda _: [],
    "ticket-news": lambda _: [],
    "ticket-preview": lambda _: [],
    "ticket-create": lambda _: [],
    "agreements": lambda _: [],
    "account": lambda _: [],
    "statement": lambda ticket: [ticket.provider_id],
    "statement-file": lambda ticket: [ticket.provider_id],
}
OF_MANAGERS: dict[str, Arguments] = {
    "people": lambda _: [],
    "packages": lambda ticket: [ticket.provider_id],
    "order": lambda ticket: [ticket.provider_id],
}
OF_THE_AGREEMENT: dict[str, Arguments] = {"agreement": lambda _: ["northwind", "1"]}
OF_THE_TICKET: dict[str, Arguments] = {
    "ticket": lambda ticket: [ticket.number],
    "ticket-why": lambda ticket: [ticket.number, "first-response", 1],
    "ticket-replies": lambda ticket: [ticket.number],
    "ticket-file": lambda ticket: [ticket.number, make_attachment(ticket).pk],
    "ticket-evidence": lambda ticket: [ticket.number],
    "ticket-escalation": lambda ticket: [ticket.number],
    "ticket-consent": lambda ticket: [ticket.number],
    "ticket-choice": lambda ticket: [ticket.number],
    "ticket-reopening": lambda ticket: [ticket.number],
    "fault-evidence": lambda ticket: [ticket.number, file_of(ticket).pk],
    "fault-acceptance": lambda ticket: [ticket.number, file_of(ticket).pk],
    "fault-objection": lambda ticket: [ticket.number, file_of(ticket).pk],
}
POSTED = {
    "order",
    "fault-evidence",
    "fault-acceptance",
    "fault-objection",
    "ticket-create",
    "ticket-replies",
    "ticket-evidence",
    "ticket-escalation",
    "ticket-consent",
    "ticket-choice",
    "ticket-reopening",
}
ROUTES = {**OF_EVERYBODY, **OF_MANAGERS, **OF_THE_AGREEMENT, **OF_THE_TICKET}
ANSWERED_OTHERWISE = {
    "ticket-news": 302,
    "ticket-create": 422,
    "ticket-replies": 422,
    "ticket-evidence": 422,
    "ticket-escalation": 422,
    "ticket-consent": 409,
    "order": 302,
    "fault-evidence": 422,
    "fault-acceptance": 409,
    "fault-objection": 409,
    "ticket-choice": 409,
    "ticket-reopening": 409,
}
"""What asks for news without scripts is led to the list; what is sent empty is wrong, done, or does not fit."""


def test_every_address_of_the_portal_is_in_this_table() -> None:
    patterns = get_resolver("uphold.portal.urls").url_patterns
    known = {
        pattern.name
        for pattern in patterns
        if isinstance(pattern, URLPattern) and not pattern.callback.__module__.startswith(ELSEWHERE)
    }

    assert known == set(ROUTES)


def test_strangers_are_sent_to_sign_in(cast: Cast, as_person: AsPerson) -> None:
    answers = asked(ROUTES, None, ticket=ticket_of(cast), as_person=as_person)

    assert answers == dict.fromkeys(ROUTES, "sign-in")


@pytest.mark.parametrize("who", ["ben", "tom", "lea", "olga"])
def test_the_portal_is_for_customers(who: str, cast: Cast, as_person: AsPerson) -> None:
    answers = asked(ROUTES, getattr(cast, who), ticket=ticket_of(cast), as_person=as_person)

    assert answers == dict.fromkeys(ROUTES, 403)


@pytest.mark.parametrize("who", ["ada", "max"])
def test_customers_come_in_and_managers_see_their_people_and_buy(
    who: str, cast: Cast, as_person: AsPerson
) -> None:
    answers = asked(ROUTES, getattr(cast, who), ticket=ticket_of(cast), as_person=as_person)

    closed = dict.fromkeys(OF_MANAGERS, 403) if who == "ada" else {}
    assert answers == {**dict.fromkeys(ROUTES, 200), **ANSWERED_OTHERWISE, **closed}


def test_another_organisation_finds_what_a_missing_ticket_answers(cast: Cast, as_person: AsPerson) -> None:
    ticket, missing = ticket_of(cast), Ticket(number="NW-999")

    answers = asked(OF_THE_TICKET, cast.eve, ticket=ticket, as_person=as_person)

    assert answers == dict.fromkeys(OF_THE_TICKET, 404)
    assert page_of(cast.eve, ticket, as_person) == page_of(cast.eve, missing, as_person)


def test_who_may_not_come_changes_nothing(cast: Cast, as_person: AsPerson) -> None:
    ticket = ticket_of(cast)
    before = Entry.objects.count()

    for person in (None, cast.eve, cast.ben, cast.tom, cast.olga):
        asked(OF_THE_TICKET, person, ticket=ticket, as_person=as_person)

    assert Entry.objects.count() == before


def ticket_of(cast: Cast) -> Ticket:
    return make_ticket(customer=cast.ada, opened_at=OPENED_AT)


def file_of(ticket: Ticket) -> FaultFile:
    file, _ = FaultFile.objects.get_or_create(ticket=ticket, defaults={"opened_at": OPENED_AT})
    return file


def asked(
    routes: dict[str, Arguments],
    person: Worker | Caller | None,
    *,
    ticket: Ticket,
    as_person: AsPerson,
) -> dict[str, object]:
    """The status by route, or that it sends to sign-in."""
    client = as_person(person)
    answers: dict[str, object] = {}
    for name, arguments in routes.items():
        address = reverse(f"portal:{name}", args=arguments(ticket))
        with stopped_at(NOW):
            response = client.post(address) if name in POSTED else client.get(address)
        to_sign_in = response.get("Location", "").startswith("/account/login/")
        answers[name] = "sign-in" if to_sign_in else response.status_code
    return answers


def page_of(person: Caller, ticket: Ticket, as_person: AsPerson) -> str:
    """What stands on it, without the token of the session."""
    with stopped_at(NOW):
        text = as_person(person).get(reverse("portal:ticket", args=[ticket.number])).content.decode()
    return text.partition("<main")[2]
