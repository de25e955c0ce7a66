"""The ways round the door: searches, lists, live topics, parameters, drafts, notes, decisions, sign-in."""

import re
import time

import pytest
from asgiref.sync import async_to_sync
from django.core.signing import dumps
from django.test import AsyncClient, Client

from tests.cast.agreements import NORTHWIND
from tests.cast.instants import at
from tests.cast.people import PASSWORD, Caller, Cast, Worker, make_worker
from tests.cast.tickets import make_ticket
from tests.security.conftest import AsPerson
from uphold.access import Role
from uphold.agreements.actions import draft_document
from uphold.kit import stopped_at
from uphold.tickets.actions import add_note
from uphold.tickets.models import Ticket

OPENED_AT, NOW = at("2026-06-09 09:00"), at("2026-06-09 10:00")
SECRET = "zanzibar"


@pytest.fixture
def ticket(cast: Cast) -> Ticket:
    """Harbour Clinic's; its subject, words and note hold a word that nobody else may meet."""
    ticket = make_ticket(
        customer=cast.ada, opened_at=OPENED_AT, subject=f"Subject {SECRET}", body=f"Body {SECRET}"
    )
    add_note(actor=cast.ben.actor, ticket=ticket, body="Note quagga", at=OPENED_AT)
    return ticket


def page(client: Client, address: str) -> str:
    with stopped_at(NOW):
        return client.get(address).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/desk/queue/all",
        "/desk/queue/all?organisation={harbour}",
        "/desk/queue/all?organisation=Harbour",
        "/desk/queue/all?provider={northwind}",
        "/desk/queue/all?status=new&text={secret}",
        "/desk/queue/all/news?since=2026-06-09T00:00:00%2B00:00&rows={ticket}",
        "/desk/search?q={secret}",
        "/desk/search?q={number}",
        "/desk/palette?q={secret}",
        "/desk/palette?q={number}",
        "/desk/palette?q=Harbour",
        "/desk/palette?q=Ada",
        "/desk/palette?q=Everyone",
        "/desk/tickets/new?q=Ada",
        "/desk/tickets/new?q=Harbour",
        "/desk/administration/organisations?q=Harbour",
        "/desk/administration/contracts/new?organisation={harbour}",
        "/desk/administration/contracts/new?provider={northwind}&organisation={harbour}",
        "/desk/agreements/new?of=northwind&version=1",
        "/desk/notices",
    ],
)
@pytest.mark.parametrize("role", [Role.AGENT, Role.ADMINISTRATOR])
def test_staff_of_another_provider_meet_nothing_of_this_one(
    address: str, role: Role, ticket: Ticket, cast: Cast, as_person: AsPerson
) -> None:
    sam = make_worker("Sam", of=cast.southgate, role=role)
    names = {
        "harbour": cast.harbour.pk,
        "northwind": cast.northwind.pk,
        "secret": SECRET,
        "number": ticket.number,
        "ticket": ticket.pk,
    }

    text = page(as_person(sam), address.format(**names))

    typed = address.format(**names)
    seen = [
        word
        for word in (f"Subject {SECRET}", "Harbour Clinic", "Northwind support", "ada@harbour", "Ada")
        if re.search(rf"{word}\b", without_what_was_typed(text, typed))
    ]
    assert seen == []


@pytest.mark.parametrize("words", [SECRET, "quagga", "NW-1", "1", "Body"])
def test_a_customer_finds_nothing_of_another_and_nothing_by_notes(
    words: str, ticket: Ticket, cast: Cast, as_person: AsPerson
) -> None:
    text = page(as_person(cast.eve), f"/portal/?q={words}")

    assert f"Subject {SECRET}" not in text


def test_a_customer_does_not_find_his_own_by_what_notes_say(
    ticket: Ticket, cast: Cast, as_person: AsPerson
) -> None:
    browser = as_person(cast.ada)

    assert f"Subject {SECRET}" in page(browser, f"/portal/?q={SECRET}")
    assert f"Subject {SECRET}" not in page(browser, "/portal/?q=quagga")


def test_notes_and_assignments_are_on_no_page_of_the_portal(
    ticket: Ticket, cast: Cast, as_person: AsPerson
) -> None:
    text = page(as_person(cast.ada), f"/portal/tickets/{ticket.number}/")

    assert SECRET in text
    assert "quagga" not in text


def test_customers_and_agents_of_others_read_no_draft(cast: Cast, as_person: AsPerson) -> None:
    text = NORTHWIND.replace("version: 1", "version: 2")
    draft_document(actor=cast.olga.actor, provider=cast.northwind, text=text, at=OPENED_AT)

    answers = {
        name: as_person(getattr(cast, name)).get(f"/{face}/agreements/northwind/2/").status_code
        for name, face in (("ada", "portal"), ("max", "portal"), ("tom", "desk"))
    }

    assert answers == {"ada": 404, "max": 404, "tom": 404}


def heard(person: Worker | Caller, token: str) -> int:
    async def ask() -> int:
        client = AsyncClient()
        row = person.staff if isinstance(person, Worker) else person.contact
        assert row.account is not None
        await client.aforce_login(row.account)
        return (await client.get(f"/ui/live?token={token}")).status_code

    return async_to_sync(ask)()


def token_for(person: Worker | Caller, **options: str) -> str:
    told = {"for": str(person.actor.account_id), "at": time.time(), "topics": ["ticket:NW-1"]}
    return dumps(told, **{"salt": "uphold.live", **options}, compress=True)  # type: ignore[arg-type]  # all texts


def test_the_topics_of_a_page_are_of_no_use_to_another(committed_cast: Cast) -> None:
    assert heard(committed_cast.ada, token_for(committed_cast.ada)) == 200
    assert heard(committed_cast.eve, token_for(committed_cast.ada)) == 204


@pytest.mark.parametrize("options", [{"key": "guessed"}, {"salt": "uphold.tickets.page"}])
def test_topics_of_one_s_own_making_are_none(options: dict[str, str], committed_cast: Cast) -> None:
    assert heard(committed_cast.eve, token_for(committed_cast.eve, **options)) == 204


def test_whoever_left_hears_nothing_by_an_old_page(committed_cast: Cast) -> None:
    committed_cast.ada.contact.is_active = False
    committed_cast.ada.contact.save(update_fields=["is_active"])

    assert heard(committed_cast.ada, token_for(committed_cast.ada)) == 302


def test_password_reset_of_somebody_who_left_sends_nothing(
    cast: Cast, client: Client, mailoutbox: list[object]
) -> None:
    assert cast.ada.contact.account is not None
    cast.ada.contact.account.is_active = False
    cast.ada.contact.account.save(update_fields=["is_active"])

    left = client.post("/account/password/reset/", {"email": "ada@harbour.example"})
    known = client.post("/account/password/reset/", {"email": "eve@orchard.example"})

    assert left.headers["Location"] == known.headers["Location"]
    assert [mail.to for mail in mailoutbox] == [["eve@orchard.example"]]  # type: ignore[attr-defined]  # a mail


@pytest.mark.parametrize(
    "place", ["https://elsewhere.example/", "//elsewhere.example/", "/\\\\elsewhere.example"]
)
def test_signing_in_sends_nowhere_else(place: str, cast: Cast, client: Client) -> None:
    answer = client.post(
        f"/account/login/?next={place}",
        {"login": "ada@harbour.example", "password": PASSWORD, "next": place},
    )

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("referer", ["https://elsewhere.example/x", "javascript:alert(1)", ""])
def test_a_change_sends_back_to_no_foreign_page(referer: str, cast: Cast, as_person: AsPerson) -> None:
    answer = as_person(cast.ben).post("/ui/theme", {"theme": "dark"}, HTTP_REFERER=referer)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_a_foreign_host_is_refused(cast: Cast, client: Client) -> None:
    answer = Client(raise_request_exception=False).post(
        "/account/password/reset/", {"email": "ada@harbour.example"}, HTTP_HOST="elsewhere.example"
    )

    assert answer.status_code == 400


def test_a_new_sign_in_begins_a_new_session(cast: Cast, client: Client) -> None:
    client.get("/account/login/")
    client.session.save()
    before = client.session.session_key

    client.post("/account/login/", {"login": "ada@harbour.example", "password": PASSWORD})

    assert client.session.session_key != before


def test_signing_out_ends_the_session_everywhere_it_was_kept(cast: Cast, client: Client) -> None:
    client.post("/account/login/", {"login": "ada@harbour.example", "password": PASSWORD})
    kept = client.cookies["sessionid"].value

    client.post("/account/logout/")
    thief = Client()
    thief.cookies["sessionid"] = kept

    assert thief.get("/portal/").status_code == 302


def without_what_was_typed(text: str, address: str) -> str:
    """A page may repeat what was asked; what it shows beyond that is what was learnt."""
    text = re.sub(r'(value|href|hx-get|action|data-[a-z]+)="[^"]*"', "", text)
    for typed in re.findall(r"=([^&]+)", address):
        text = text.replace(f"“{typed}”", "").replace(f"“{typed}”", "")
    return text
