"""Whatever people write is text: in subjects, names, words, notes and agreements, on every page and in every mail."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponse

from tests.cast.agreements import NORTHWIND, make_contract, make_version
from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.cast.tickets import make_ticket
from tests.security.conftest import AsPerson
from tests.security.places import Place, existing, is_page, places, whole
from tests.security.test_every_door import asked
from uphold.access import Permission
from uphold.agreements.actions import draft_document
from uphold.agreements.models import Contract
from uphold.journal.queries import entries_about
from uphold.mail.jobs import send_waiting
from uphold.metering.actions import log_work
from uphold.notices.jobs import tell
from uphold.people.actions import add_contact, invite_contact
from uphold.people.models import Team
from uphold.tickets.actions import add_note, agree, assign_ticket, reply
from uphold.tickets.models import Ticket

HOSTILE = (
    "\"'><x-canary onclick=canary() data-canary=1></textarea><script>canary()</script>{{ 7 * 7 }}%(x)s{0}"
)
LINKS = (
    "[a](javascript:canary()) [b](JaVaScRiPt:canary()) [c](data:text/html,<x-canary>) <javascript:canary()> "
    "![d](javascript:canary()) [e]: vbscript:canary() \n\n[e]\n\n<x-canary onclick='canary()'>\n\n"
)
FRONT, _, REST = NORTHWIND.partition("## 1. Hours {#1}")
DOCUMENT = (
    FRONT.replace("title: Northwind support", "title: 'Northwind <x-canary onclick=canary()>'")
    + f"{LINKS}\n\n{HOSTILE}\n\n## 1. Hours <x-canary> {{#1}}"
    + REST.replace("Nobody can work       |", "Nobody <x-canary onclick=canary()> |").replace(
        "> Not said: no holidays are named.",
        f"> Not said: no holidays are named. {HOSTILE} {LINKS.split('!', maxsplit=1)[0]}",
    )
)
OPENED_AT = at("2026-06-09 09:00")


class Reader(HTMLParser):
    """Collects what a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in {"x-canary", "svg-canary"} or (
            tag == "script" and not (told.get("src") or "").startswith("/static/")
        ):
            self.live.append(tag)
        for name, value in attrs:
            is_link = name in {"href", "src", "action", "hx-get", "hx-post"}
            scheme = (value or "").strip().lower()
            if name.startswith("on") or name in {"data-canary", "srcdoc"}:
                self.live.append(f"{tag} {name}")
            elif is_link and scheme.startswith(("javascript:", "vbscript:", "data:text")):
                self.live.append(f"{tag} {name}={value}")


def live_in(response: HttpResponse) -> list[str]:
    """What would run in a page; a file is saved, not shown, and a PDF runs nothing of ours."""
    if not is_page(response):
        is_saved = response.headers.get("Content-Disposition", "").startswith("attachment")
        is_harmless = is_saved or response.headers["Content-Type"] in {"application/json", "application/pdf"}
        return [] if is_harmless or not response.content else [response.headers["Content-Type"]]
    reader = Reader()
    reader.feed(response.content.decode())
    return reader.live


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody and everything with a hostile name, under a hostile agreement."""
    everybody = make_cast()
    version = make_version(everybody.northwind, text=DOCUMENT)
    for party in (everybody.harbour, everybody.orchard):
        make_contract(party, version=version)
        party.name = f"Party {HOSTILE}"
        party.save(update_fields=["name"])
    for caller in (everybody.ada, everybody.max):
        caller.contact.name = f"Ada {HOSTILE}"
        caller.contact.save(update_fields=["name"])
    for worker in (everybody.ben, everybody.lea, everybody.olga):
        worker.staff.name = f"Ben {HOSTILE}"
        worker.staff.save(update_fields=["name"])
    everybody.northwind.name = f"Northwind <x-canary>{HOSTILE[:60]}"
    everybody.northwind.save(update_fields=["name"])
    return everybody


@pytest.fixture
def ticket(cast: Cast) -> Ticket:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT, subject=HOSTILE, body=HOSTILE)
    reply(actor=cast.ben.actor, ticket=ticket, body=f"{HOSTILE} {LINKS}", at=at("2026-06-09 09:10"))
    add_note(actor=cast.ben.actor, ticket=ticket, body=HOSTILE, at=at("2026-06-09 09:11"))
    agree(actor=cast.ada.actor, ticket=ticket, to=HOSTILE, price="<x-canary>", at=at("2026-06-09 09:12"))
    assign_ticket(actor=cast.lea.actor, ticket=ticket, assignee=cast.ben.staff, at=at("2026-06-09 09:13"))
    for entry in entries_about(ticket):
        tell(entry.pk, at=entry.at)
    return ticket


@pytest.fixture
def values(cast: Cast, ticket: Ticket) -> dict[str, object]:
    work = log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=OPENED_AT,
        ended_at=at("2026-06-09 09:20"),
        problem="<x-canary>",
        at=at("2026-06-09 09:20"),
    )
    text = DOCUMENT.replace("version: 1", "version: 2")
    draft = draft_document(actor=cast.olga.actor, provider=cast.northwind, text=text, at=OPENED_AT)
    invited = add_contact(
        actor=cast.olga.actor, organisation=cast.harbour, name=HOSTILE, email="ida@h.example", at=OPENED_AT
    )
    return existing(
        cast,
        ticket=ticket,
        work=work,
        contract=Contract.objects.get(organisation=cast.harbour),
        draft=draft,
        team=Team.objects.create(provider=cast.northwind, name="<x-canary onclick=canary()>"),
        token=invite_contact(actor=cast.olga.actor, contact=invited, at=OPENED_AT).token,
    )


@pytest.mark.parametrize("name", ["olga", "ben", "ada"])
@pytest.mark.parametrize("version", ["1", "2"])
def test_no_page_runs_what_people_wrote(
    name: str, version: str, values: dict[str, object], cast: Cast, as_person: AsPerson
) -> None:
    browser = as_person(getattr(cast, name))
    face = "portal/" if name == "ada" else "desk/"

    live = {}
    for place in shown_on(face):
        for method in sorted(set(place.methods) & {"GET", "POST"}):
            response = asked(browser, method, place, {**values, "version": version})
            if response.status_code >= 500 or live_in(response):
                live[place.route, method] = response.status_code, live_in(response)

    assert live == {}


@pytest.mark.parametrize(
    "address",
    [
        "/desk/search?q={}",
        "/desk/palette?q={}",
        "/desk/queue/all?text={}&organisation={}",
        "/desk/tickets/new?q={}",
    ],
)
def test_what_is_searched_for_is_shown_as_it_was_typed(
    address: str, ticket: Ticket, cast: Cast, as_person: AsPerson
) -> None:
    response = whole(
        as_person(cast.ben).get(address.replace("{}", "%22%3E%3Cx-canary%20onclick=canary()%3E"))
    )

    assert (response.status_code, live_in(response)) == (200, [])


def test_what_was_written_reaches_its_readers_unchanged(
    ticket: Ticket, cast: Cast, as_person: AsPerson
) -> None:
    page = as_person(cast.ada).get(f"/portal/tickets/{ticket.number}/").content.decode()

    assert "&lt;x-canary onclick=canary()" in page
    assert "{{ 7 * 7 }}%(x)s{0}" in page


def test_mails_are_plain_text(ticket: Ticket, cast: Cast, mailoutbox: list[Any]) -> None:
    send_waiting(at("2026-06-09 09:30"))

    assert len(mailoutbox) > 1
    assert {mail.content_subtype for mail in mailoutbox} == {"plain"}
    assert not any(mail.alternatives for mail in mailoutbox if hasattr(mail, "alternatives"))


def test_a_canary_would_be_seen() -> None:
    shown = HttpResponse(f"<p>{HOSTILE}</p><a href=' JAVASCRIPT:x'>a</a>")

    assert live_in(shown) == [
        "x-canary",
        "x-canary onclick",
        "x-canary data-canary",
        "script",
        "a href= JAVASCRIPT:x",
    ]


def shown_on(face: str) -> list[Place]:
    return [
        place for place in places() if place.route.startswith(face) and isinstance(place.need, Permission)
    ]
