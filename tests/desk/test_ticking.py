"""Tickets that are ticked in the queue are linked to a bug together; those that cannot be are named with the reason."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast, make_worker
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.access import Role
from uphold.kit import stopped_at
from uphold.problems.actions import close_bug, hand_over_bug, link_ticket
from uphold.problems.models import Bug, BugTicket
from uphold.tickets.models import Ticket

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")
QUEUE, CHOICE = "/desk/queue/all?tick=1", "/desk/bugs/ticked"


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with stopped_at(NOON):
        yield


@pytest.fixture
def bug(cast: Cast) -> Bug:
    return make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)


def ticket_of(cast: Cast) -> Ticket:
    return make_ticket(customer=cast.ada, opened_at=TEN)


def address(bug: Bug) -> str:
    return reverse("desk:bug-link-ticked", args=[bug.number])


def linked(bug: Bug) -> list[str]:
    return list(bug.links.filter(unlinked_at=None).order_by("pk").values_list("ticket__number", flat=True))


def test_whoever_may_manage_bugs_ticks_rows_of_the_queue(cast: Cast, as_person: AsPerson) -> None:
    ticket = ticket_of(cast)
    clara = make_worker("Clara", of=cast.northwind, role=Role.CLERK)

    shown = {worker.staff.name: as_person(worker).get(QUEUE).content.decode() for worker in (cast.nia, clara)}

    tick = f'name="ticket" value="{ticket.number}"'
    assert {
        name: (tick in text, CHOICE in text and "Link to a bug" in text) for name, text in shown.items()
    } == {
        "Nia": (True, True),
        "Clara": (False, False),
    }


def test_the_bug_is_found_by_number_or_title(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    tickets = [ticket_of(cast) for _ in range(2)]
    client, ticked = as_person(cast.nia), "&".join(f"ticket={ticket.number}" for ticket in tickets)

    pages = {
        words: client.get(f"{CHOICE}?{ticked}&q={words}").content.decode()
        for words in ("", bug.number.lower(), "passed on", "echo")
    }

    assert [address(bug) in text for text in pages.values()] == [True, True, True, False]
    assert "Which bug did 2 tickets meet?" in pages[""]
    assert all(ticket.number in pages[""] for ticket in tickets)


def test_ticked_tickets_are_linked_in_one_act(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    tickets = [ticket_of(cast) for _ in range(3)]
    numbers = [ticket.number for ticket in tickets]

    response = as_person(cast.nia).post(address(bug), {"ticket": numbers})

    assert response["Location"] == reverse("desk:bug", args=[bug.number])
    assert linked(bug) == numbers


def test_what_cannot_be_linked_is_named_with_the_reason_and_the_rest_goes(
    cast: Cast, bug: Bug, as_person: AsPerson
) -> None:
    taken, free = ticket_of(cast), ticket_of(cast)
    other = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    link_ticket(actor=cast.ben.actor, bug=other, ticket=taken, problem="P1", at=TEN)

    response = as_person(cast.nia).post(address(bug), {"ticket": [taken.number, "NW-999", free.number]})

    text = response.content.decode()
    assert response.status_code == 200
    assert f"1 ticket is linked to {bug.number}." in text
    assert re.findall(r"<li>([^<]*)</li>", text.split("These are not:")[1]) == [
        "There is no ticket NW-999.",
        f"Ticket {taken.number} is linked to bug {other.number} for this; name the problem, or unlink it first.",
    ]
    assert linked(bug) == [free.number]


def test_where_none_can_be_linked_nothing_changes(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    taken = ticket_of(cast)
    link_ticket(actor=cast.ben.actor, bug=bug, ticket=taken, at=TEN)

    response = as_person(cast.nia).post(address(bug), {"ticket": [taken.number]})

    assert response.status_code == 409
    assert BugTicket.objects.count() == 1


def test_a_ticket_of_another_provider_is_named(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    theirs = make_bug(by=cast.tom, provider=cast.southgate, reported_at=TEN)
    ticket = ticket_of(cast)
    both = make_worker("Bo", of=cast.northwind, role=Role.AGENT)
    both.staff.grants.create(provider=cast.southgate, role=Role.AGENT)

    text = as_person(both).post(address(theirs), {"ticket": [ticket.number]}).content.decode()

    assert f"{ticket.number} is of another provider than {theirs.number}." in text
    assert linked(theirs) == []


def test_a_closed_bug_takes_none(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    close_bug(actor=cast.ben.actor, bug=bug, at=TEN)

    response = as_person(cast.nia).post(address(bug), {"ticket": [ticket_of(cast).number]})

    assert response.status_code == 409
    assert linked(bug) == []


def test_nothing_ticked_is_said(cast: Cast, as_person: AsPerson) -> None:
    text = as_person(cast.nia).get(CHOICE).content.decode()

    assert "No ticket is ticked" in text


def test_twenty_take_as_many_statements_as_two(cast: Cast, as_person: AsPerson) -> None:
    client = as_person(cast.nia)

    def statements(count: int) -> tuple[int, int]:
        bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
        hand_over_bug(actor=cast.ben.actor, bug=bug, to="vendor", at=TEN)
        numbers = [ticket_of(cast).number for _ in range(count)]
        client.get(CHOICE, {"ticket": numbers})
        with CaptureQueriesContext(connection) as chosen:
            client.get(CHOICE, {"ticket": numbers})
        with CaptureQueriesContext(connection) as done:
            client.post(address(bug), {"ticket": numbers})
        assert linked(bug) == numbers
        return len(chosen), len(done)

    statements(1)
    assert statements(2) == statements(20)


def test_the_queue_is_ticked_when_it_is_asked_for_also_where_rows_change(
    cast: Cast, as_person: AsPerson
) -> None:
    number, client = ticket_of(cast).number, as_person(cast.nia)
    tick = f'id="tick-{number}"'

    plain, ticking = (client.get(address).content.decode() for address in ("/desk/queue/all", QUEUE))
    news = ticking.split('id="news"')[1].split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    since = re.sub(r"since=[^&]*", "since=2026-06-09T09:00:00%2B00:00", news)

    assert (tick in plain, tick in ticking) == (False, True)
    assert 'href="/desk/queue/all?tick=1"' in plain
    assert tick in client.get(since).content.decode()
