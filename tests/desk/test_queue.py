"""The queue: what stands in it, in which order, and what it costs."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast.instants import at
from tests.cast.people import Caller, Cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.kit import stopped_at
from uphold.tickets.actions import assign_ticket, reply, resolve_ticket, wait
from uphold.tickets.jobs import sweep_clocks
from uphold.tickets.models import Ticket

MOST_STATEMENTS, MOST_BYTES = 12, 64_000
OPENED_AT, NOW = at("2026-06-09 09:00"), at("2026-06-09 09:30")


def test_an_agent_lands_on_the_queue_after_sign_in(cast: Cast, as_person: AsPerson) -> None:
    response = as_person(cast.ben).get("/")

    assert response.status_code == 302
    assert response["Location"] == "/desk/"


def test_what_is_due_first_stands_first(cast: Cast, as_person: AsPerson) -> None:
    make_ticket(customer=cast.ada, opened_at=OPENED_AT, subject="Later", request="Question")
    make_ticket(customer=cast.ada, opened_at=at("2026-06-09 09:10"), subject="Sooner")

    text = shown(as_person(cast.ben), "/desk/queue/all")

    assert text.index("Sooner") < text.index("Later")
    assert "answer in 1 h 40" in text


def test_overdue_words_come_before_what_is_due_later(cast: Cast, as_person: AsPerson) -> None:
    make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    text = shown(as_person(cast.ben), "/desk/queue/all", now=at("2026-06-09 11:30"))

    assert "missed by 30 min" in text
    assert "solution in" not in text


def test_an_answer_that_is_overdue_stays_first_until_it_is_given(cast: Cast, as_person: AsPerson) -> None:
    owed = make_ticket(customer=cast.ada, opened_at=OPENED_AT, subject="Overdue")
    late = at("2026-06-09 11:30")
    make_ticket(customer=cast.ada, opened_at=late, subject="Later")
    sweep_clocks(late)
    client = as_person(cast.ben)

    before = shown(client, "/desk/queue/due-next", now=late)
    reply(actor=cast.ben.actor, ticket=owed, body="We look into it.", at=late)
    after = shown(client, "/desk/queue/due-next", now=late)

    assert before.index("Overdue") < before.index("Later")
    assert after.index("Later") < after.index("Overdue")


def test_each_view_holds_what_it_says(cast: Cast, as_person: AsPerson) -> None:
    opened = {name: make_ticket(customer=cast.ada, opened_at=OPENED_AT, subject=name) for name in SUBJECTS}
    assign_ticket(actor=cast.ben.actor, ticket=opened["Taken"], assignee=cast.ben.staff, at=OPENED_AT)
    wait(actor=cast.ben.actor, ticket=opened["Held"], waiting_for="customer", at=OPENED_AT)
    resolve_ticket(actor=cast.ben.actor, ticket=opened["Done"], at=OPENED_AT)

    client = as_person(cast.ben)
    views = {view: subjects(client, f"/desk/queue/{view}") for view in HELD}

    assert views == HELD


def test_filters_stand_in_the_address(cast: Cast, as_person: AsPerson) -> None:
    make_ticket(customer=cast.ada, opened_at=OPENED_AT, subject="Taken")
    make_ticket(customer=cast.ada, opened_at=OPENED_AT, subject="Held", request="Question")
    make_ticket(customer=cast.eve, opened_at=OPENED_AT, subject="Done")
    client = as_person(cast.ben)

    found = {
        query: subjects(client, f"/desk/queue/all?{query}")
        for query in (
            "priority=High",
            "organisation=orchard",
            f"organisation={cast.harbour.pk}",
            "text=held",
            "status=waiting",
            f"provider={cast.southgate.pk}",
        )
    }

    assert list(found.values()) == [{"Taken", "Done"}, {"Done"}, {"Taken", "Held"}, {"Held"}, set(), set()]


def test_pages_go_on_by_key_and_lose_nothing(cast: Cast, as_person: AsPerson) -> None:
    make_tickets(cast.ada, 60)
    client = as_person(cast.ben)

    with stopped_at(NOW):
        first = client.get("/desk/queue/all").content.decode()
        following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
        second = client.get(following).content.decode()

    assert (first.count("data-row "), second.count("data-row ")) == (50, 10)
    assert 'rel="prev" href="/desk/queue/all"' in second


def test_fifty_rows_cost_as_many_statements_as_two(cast: Cast, as_person: AsPerson) -> None:
    client = as_person(cast.ben)
    make_tickets(cast.ada, 2)
    few, _ = cost(client, "/desk/queue/all")
    make_tickets(cast.eve, 48)

    many, size_bytes = cost(client, "/desk/queue/all")

    assert many == few <= MOST_STATEMENTS
    assert size_bytes <= MOST_BYTES


def test_an_open_queue_hears_what_is_new_and_sees_its_rows_change(cast: Cast, as_person: AsPerson) -> None:
    here = make_ticket(customer=cast.ada, opened_at=OPENED_AT, subject="Here")
    client = as_person(cast.ben)
    page = shown(client, "/desk/queue/all")
    news = page.split('id="news"')[1].split('hx-get="')[1].split('"')[0].replace("&amp;", "&")

    later = NOW + timedelta(minutes=1)
    make_ticket(customer=cast.eve, opened_at=later, subject="Elsewhere")
    reply(actor=cast.nia.actor, ticket=here, body="We look into it.", at=later)
    text = shown(client, news, now=later)

    assert "1 new" in text
    assert f'id="row-{here.number}" hx-swap-oob="true"' in text
    assert "Elsewhere" not in text


def test_nothing_is_new_when_nothing_happened(cast: Cast, as_person: AsPerson) -> None:
    make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    client = as_person(cast.ben)
    page = shown(client, "/desk/queue/all")
    news = page.split('id="news"')[1].split('hx-get="')[1].split('"')[0].replace("&amp;", "&")

    text = shown(client, news, now=NOW)

    assert "quiet-bar" not in text


@pytest.mark.parametrize("address", ["/desk/queue/nothing", "/desk/queue/all/news/more"])
def test_views_that_nobody_saved_are_no_addresses(address: str, cast: Cast, as_person: AsPerson) -> None:
    response = as_person(cast.ben).get(address)

    assert response.status_code == 404


SUBJECTS = ("Taken", "Free", "Held", "Done")
HELD = {
    "mine": {"Taken"},
    "unassigned": {"Free", "Held"},
    "due-next": {"Taken", "Free", "Held"},
    "waiting": {"Held"},
    "breached": set(),
    "all": {"Taken", "Free", "Held"},
    "at-rest": {"Done"},
}


def shown(client: Client, address: str, *, now: datetime = NOW) -> str:
    with stopped_at(now):
        return client.get(address).content.decode()


def subjects(client: Client, address: str) -> set[str]:
    text = shown(client, address)
    return {subject for subject in SUBJECTS if f">{subject}</a>" in text}


def make_tickets(customer: Caller, count: int) -> list[Ticket]:
    return [make_ticket(customer=customer, opened_at=OPENED_AT) for _ in range(count)]


def cost(client: Client, address: str) -> tuple[int, int]:
    """Statements and bytes of a page that was shown before."""
    with stopped_at(NOW):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
    return len(captured), len(response.content)
