"""The customer's tickets: what stands in the list, what a ticket's page says, and what both cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.kit import stopped_at
from uphold.tickets.actions import add_note, hand_over, reply, resolve_ticket, wait
from uphold.tickets.models import Ticket

NINE, TEN = at("2026-06-09 09:00"), at("2026-06-09 10:00")


def test_the_list_holds_the_organisations_tickets_and_who_opened_each(
    cast: Cast, as_person: AsPerson
) -> None:
    make_ticket(customer=cast.ada, opened_at=NINE, subject="Opened by Ada")
    make_ticket(customer=cast.eve, opened_at=NINE, subject="Of Orchard", provider=cast.northwind)

    text = shown("/portal/", cast=cast, as_person=as_person)

    assert '<a class="row-subject" href="/portal/tickets/NW-1/">Opened by Ada</a>' in text
    assert '<span class="row-party">Ada</span>' in text
    assert "answer in 1 h" in text
    assert "Of Orchard" not in text


def test_what_is_resolved_stands_under_all(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)
    resolve_ticket(actor=cast.ben.actor, ticket=ticket, at=TEN)

    at_work = shown("/portal/", cast=cast, as_person=as_person)
    everything = shown("/portal/?show=all", cast=cast, as_person=as_person)

    assert "No ticket at work" in at_work
    assert ticket.subject in everything


def test_search_finds_words_of_messages_but_not_of_notes(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)
    reply(actor=cast.ben.actor, ticket=ticket, body="The gateway lost its licence.", at=TEN)
    add_note(actor=cast.ben.actor, ticket=ticket, body="They forgot the invoice.", at=TEN)

    found = shown("/portal/?q=licence", cast=cast, as_person=as_person)
    not_found = shown("/portal/?q=invoice", cast=cast, as_person=as_person)

    assert ticket.subject in found
    assert "Nothing found" in not_found


def test_a_tickets_page_says_what_is_promised_by_which_row_and_hides_notes(
    cast: Cast, as_person: AsPerson
) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)
    add_note(actor=cast.ben.actor, ticket=ticket, body="Only for the desk.", at=TEN)

    text = shown(f"/portal/tickets/{ticket.number}/", cast=cast, as_person=as_person)

    assert "answer in 1 h" in text
    assert 'href="/portal/agreements/northwind/1/?row=75#row-75"' in text
    assert "Nobody can call since this morning." in text
    assert "Only for the desk." not in text


def test_what_happened_names_people_of_the_customer_and_the_deciding_rows(
    cast: Cast, as_person: AsPerson
) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)
    ticket = reply(actor=cast.ben.actor, ticket=ticket, body="We look into it.", at=TEN).ticket
    hand_over(actor=cast.ben.actor, ticket=ticket, to="development", at=TEN)

    text = shown(f"/portal/tickets/{ticket.number}/", cast=cast, as_person=as_person)
    history = text.partition('<ol class="timeline">')[2].partition("</ol>")[0]

    assert "<b>Ada</b> opened the ticket" in history
    assert "Promise kept: First response" in history
    assert "Handed over to development" in history
    assert history.count("§ 3") == 4


def test_why_then_shows_the_row_and_the_time_that_counted(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 16:00"))

    text = shown(f"/portal/tickets/{ticket.number}/why/first-response/1", cast=cast, as_person=as_person)

    assert "Why is it due then?" in text
    assert "outside the hours of this clock" in text
    assert "Wed 10 Jun, 10:00" in text


def test_an_open_list_hears_how_many_tickets_had_a_word_of_its_organisation(
    cast: Cast, as_person: AsPerson
) -> None:
    make_ticket(customer=cast.ada, opened_at=NINE)
    make_ticket(customer=cast.ada, opened_at=TEN)
    make_ticket(customer=cast.eve, opened_at=TEN, provider=cast.northwind)
    asked = {"since": at("2026-06-09 09:30").isoformat()}

    told = as_person(cast.ada).get("/portal/tickets/news", asked, headers={"HX-Request": "true"})

    assert "1 new" in told.content.decode()


@pytest.mark.parametrize("since", ["", "yesterday", "2026-06-09T09:30"])
def test_news_since_no_instant_are_none(since: str, cast: Cast, as_person: AsPerson) -> None:
    told = as_person(cast.ada).get("/portal/tickets/news", {"since": since}, headers={"HX-Request": "true"})

    assert told.status_code == 302


@pytest.mark.parametrize("address", ["/portal/", "/portal/?show=all", "/portal/?q=dial"])
def test_a_list_costs_the_same_for_2_tickets_and_for_20(
    address: str, cast: Cast, as_person: AsPerson
) -> None:
    make_tickets(cast, 2)
    few = statements(address, cast=cast, as_person=as_person)
    make_tickets(cast, 18)

    assert statements(address, cast=cast, as_person=as_person) == few
    assert few <= 10


def test_a_tickets_page_costs_the_same_for_2_answers_and_for_20(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)
    address = f"/portal/tickets/{ticket.number}/"
    answer(cast, ticket, 2)
    few = statements(address, cast=cast, as_person=as_person)
    answer(cast, ticket, 18)

    assert statements(address, cast=cast, as_person=as_person) == few
    assert few <= 13


def make_tickets(cast: Cast, count: int) -> None:
    for _ in range(count):
        make_ticket(customer=cast.ada, opened_at=NINE)


def answer(cast: Cast, ticket: Ticket, count: int) -> None:
    for number in range(count):
        reply(actor=cast.ben.actor, ticket=ticket, body=f"Still at it, {count}.{number}", at=TEN)
        reply(actor=cast.ada.actor, ticket=ticket, body=f"Thank you, {count}.{number}", at=TEN)


def shown(address: str, *, cast: Cast, as_person: AsPerson) -> str:
    with stopped_at(TEN):
        response = as_person(cast.ada).get(address)
    assert response.status_code == 200
    return response.content.decode()


def statements(address: str, *, cast: Cast, as_person: AsPerson) -> int:
    client = as_person(cast.ada)
    with stopped_at(TEN), CaptureQueriesContext(connection) as said:
        assert client.get(address).status_code == 200
    return len(said)


def test_the_customer_reads_whose_turn_it_is(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)
    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="customer", at=at("2026-06-09 09:20"))

    text = shown(f"/portal/tickets/{ticket.number}/", cast=cast, as_person=as_person)

    assert "With you" in text
    assert "40 min of Office hours" in text
    assert "We had it" in text
