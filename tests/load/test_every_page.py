"""Every page of the route table takes as many statements with fifty rows of everything as with two."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast.agreements import NORTHWIND, make_contract
from tests.cast.instants import at
from tests.cast.people import Caller, Cast, Worker, make_caller, make_organisation, make_worker
from tests.cast.tickets import make_ticket
from tests.security.places import Place, existing, places, whole
from uphold.access import Permission
from uphold.agreements.actions import draft_document
from uphold.agreements.models import Contract, Version
from uphold.journal.queries import entries_about
from uphold.kit import stopped_at
from uphold.metering.actions import log_work
from uphold.metering.models import WorkEntry
from uphold.notices.jobs import tell
from uphold.people.models import Team
from uphold.tickets.actions import assign_ticket, reply
from uphold.tickets.models import Ticket

OPENED_AT, NOW = at("2026-06-09 09:00"), at("2026-06-12 10:00")
FEW, MANY = 2, 50
MOST_STATEMENTS = 16
GATHERED_STATEMENTS = 23
GATHERING = (
    "desk/accounts/<int:provider_id>/<int:organisation_id>",
    "desk/billing/invoices/new/<int:provider_id>/<int:organisation_id>",
    "desk/bugs/<str:bug_number>",
    "desk/tickets/<str:number>",
    "desk/tickets/<str:number>/minutes",
    "portal/tickets/<str:number>/",
)
"""Pages that bring together what many rooms know of one thing."""


def grow(cast: Cast, count: int) -> None:
    """So many more of everything that lists hold."""
    version = Version.objects.get(agreement__slug="northwind", version="1")
    for _ in range(count):
        serial = Ticket.objects.count()
        party = make_organisation(f"Party{serial} & Sons", of=[cast.northwind])
        make_contract(party, version=version)
        make_caller(f"Caller{serial}", at=cast.harbour)
        make_worker(f"Worker{serial}", of=cast.northwind)
        Team.objects.create(provider=cast.northwind, name=f"Team {serial}")
        ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT, subject=f"Dial tone {serial}")
        assign_ticket(actor=cast.lea.actor, ticket=ticket, assignee=cast.olga.staff, at=OPENED_AT)
        tell(entries_about(ticket).get(kind="ticket.assigned").pk, at=OPENED_AT)


@pytest.fixture
def values(cast: Cast) -> dict[str, object]:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    work = worked(cast, ticket, 0)
    text = NORTHWIND.replace("version: 1", "version: 2")
    return existing(
        cast,
        ticket=ticket,
        work=work,
        contract=Contract.objects.get(organisation=cast.harbour),
        draft=draft_document(actor=cast.olga.actor, provider=cast.northwind, text=text, at=OPENED_AT),
        team=Team.objects.create(provider=cast.northwind, name="First line"),
        token="0" * 64,
    )


@pytest.mark.parametrize(("name", "face"), [("olga", "desk/"), ("ada", "portal/")])
def test_no_page_takes_more_statements_for_more_rows(
    name: str, face: str, values: dict[str, object], cast: Cast
) -> None:
    client = browser(getattr(cast, name))
    shown = [place for place in places() if place.route.startswith(face) and "GET" in place.methods]
    assert all(isinstance(place.need, Permission) for place in shown)
    grow(cast, FEW)
    few = {place.route: cost(client, place, values)[0] for place in shown}
    grow(cast, MANY - FEW)
    long_story(cast, Ticket.objects.get(number=values["number"]))

    many = {place.route: cost(client, place, values)[0] for place in shown}

    assert {route: (few[route], many[route]) for route in few if many[route] > few[route]} == {}
    assert {route: count for route, count in many.items() if count > most_of(route)} == {}


def most_of(route: str) -> int:
    return GATHERED_STATEMENTS if route.removesuffix("/news") in GATHERING else MOST_STATEMENTS


def long_story(cast: Cast, ticket: Ticket) -> None:
    for turn in range(20):
        moment = at(f"2026-06-09 10:{turn:02}")
        reply(actor=cast.ben.actor, ticket=ticket, body=f"Answer {turn}", at=moment)
        reply(actor=cast.ada.actor, ticket=ticket, body=f"Word {turn}", at=moment)
        worked(cast, ticket, turn + 1)


def worked(cast: Cast, ticket: Ticket, turn: int) -> WorkEntry:
    return log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=at(f"2026-06-09 09:{turn:02}"),
        ended_at=at(f"2026-06-09 09:{turn + 1:02}"),
        at=NOW,
    )


def browser(person: Worker | Caller) -> Client:
    row = person.staff if isinstance(person, Worker) else person.contact
    client = Client()
    assert row.account is not None
    client.force_login(row.account)
    return client


def cost(client: Client, place: Place, values: dict[str, object]) -> tuple[int, int]:
    """Statements and bytes, once what a process reads once was read."""
    address = place.address(values)
    with transaction.atomic(), stopped_at(NOW):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            response = whole(client.get(address))
    return len(captured), len(response.content)
