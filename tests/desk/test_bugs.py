"""Bugs in the desk: the list, the page of one, the acts, linking from a ticket, and what a release brings back."""

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
from uphold.problems.actions import hand_over_bug, link_ticket, record_outcome
from uphold.problems.models import Bug, BugTicket
from uphold.tickets.actions import close_ticket
from uphold.tickets.models import Ticket

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with stopped_at(NOON):
        yield


@pytest.fixture
def bug(cast: Cast) -> Bug:
    return make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)


def address(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def page(client: object, url: str) -> str:
    response = client.get(url)  # type: ignore[attr-defined]
    assert response.status_code == 200, url
    text: str = response.content.decode()
    return text


def test_the_list_shows_open_bugs_with_their_tickets(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    link_ticket(actor=cast.ben.actor, bug=bug, ticket=make_ticket(customer=cast.ada, opened_at=TEN), at=TEN)

    text = page(as_person(cast.nia), address("bugs"))

    assert bug.number in text
    assert "The busy state is not passed on" in text
    assert '<td class="number" data-label="Tickets">1</td>' in text


def test_the_list_finds_by_words_and_by_state(bug: Bug, cast: Cast, as_person: AsPerson) -> None:
    client = as_person(cast.nia)
    known = address("bug", bug.number)

    found = {
        query: known in page(client, f"{address('bugs')}?{query}")
        for query in ("q=busy", "q=echo", "view=released", "view=all", "product=Switchboard", "product=x")
    }

    assert found == {
        "q=busy": True,
        "q=echo": False,
        "view=released": False,
        "view=all": True,
        "product=Switchboard": True,
        "product=x": False,
    }


def test_the_list_asks_as_much_of_the_database_for_twenty_bugs_as_for_two(
    cast: Cast, as_person: AsPerson
) -> None:
    client = as_person(cast.nia)

    def statements(count: int) -> int:
        for _ in range(count):
            ticket = make_ticket(customer=cast.ada, opened_at=TEN)
            make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN, ticket=ticket)
        page(client, address("bugs"))
        with CaptureQueriesContext(connection) as captured:
            page(client, address("bugs"))
        return len(captured)

    assert statements(2) == statements(18)


def test_the_page_asks_as_much_of_the_database_for_twenty_tickets_as_for_two(
    cast: Cast, bug: Bug, as_person: AsPerson
) -> None:
    client = as_person(cast.nia)

    def statements(count: int) -> int:
        for _ in range(count):
            ticket = make_ticket(customer=cast.ada, opened_at=TEN)
            link_ticket(actor=cast.ben.actor, bug=bug, ticket=ticket, at=TEN)
        page(client, address("bug", bug.number))
        with CaptureQueriesContext(connection) as captured:
            page(client, address("bug", bug.number))
        return len(captured)

    assert statements(2) == statements(18)


def test_the_page_sets_documented_beside_actual(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    text = page(as_person(cast.nia), address("bug", bug.number))

    assert "A call is forwarded when the telephone is busy." in text
    assert "The caller hears the busy tone." in text
    assert 'href="https://docs.northwind.example/forwarding"' in text


def test_a_bug_goes_its_way_by_the_acts_of_its_page(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    client = as_person(cast.nia)
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    said = {
        "bug-link": {"ticket": ticket.number.lower()},
        "bug-hand-over": {"to": "development"},
        "bug-workaround": {"words": "Switch the busy lamp off."},
        "bug-outcome": {"outcome": "patch"},
        "bug-release": {"version": "4.3", "released_as": "Patch"},
        "bug-closure": {},
        "bug-reopening": {},
    }

    states = []
    for name, values in said.items():
        assert client.get(address(name, bug.number)).status_code == 200
        assert client.post(address(name, bug.number), values).status_code == 302
        states.append(Bug.objects.get().state)

    assert states == [
        "reported",
        "handed over",
        "handed over",
        "decided",
        "released",
        "closed",
        "handed over",
    ]
    assert BugTicket.objects.get().ticket == ticket


def test_in_a_dialog_the_page_comes_back_as_it_stands_now(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    response = as_person(cast.nia).post(
        address("bug-hand-over", bug.number), {"to": "vendor"}, headers={"HX-Request": "true"}
    )

    text = response.content.decode()
    assert response["HX-Trigger"] == "dialog:close"
    assert "with the vendor" in text
    assert 'id="summary" hx-swap-oob="true"' in text


def test_what_is_missing_stands_at_the_form_and_nothing_is_done(
    cast: Cast, bug: Bug, as_person: AsPerson
) -> None:
    client = as_person(cast.nia)

    statuses = [
        client.post(address("bug-hand-over", bug.number), {"to": "nobody"}).status_code,
        client.post(address("bug-workaround", bug.number), {"words": " "}).status_code,
        client.post(address("bug-link", bug.number), {"ticket": "NW-999"}).status_code,
        client.post(address("bug-change", bug.number), {"title": ""}).status_code,
        client.post(address("bug-release", bug.number), {"version": "4.3"}).status_code,
    ]

    assert statuses == [422, 422, 422, 422, 409]
    assert Bug.objects.get().state == Bug.State.REPORTED
    assert not BugTicket.objects.exists()


def test_a_bug_is_reported_from_a_ticket_and_linked(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    client = as_person(cast.nia)
    new = f"{address('bug-new')}?ticket={ticket.number}"
    asked = page(client, new)

    response = client.post(
        new,
        {
            "title": "Forwarding",
            "documented_behaviour": "It forwards.",
            "documented_at": "https://docs.northwind.example/f",
            "product": "Switchboard",
            "found_in": "4.2",
            "problem": "P1",
        },
    )

    assert ticket.number in asked
    link = BugTicket.objects.get()
    assert (link.ticket, link.problem) == (ticket, "P1")
    assert response["Location"] == address("bug", link.bug.number)


def test_from_a_ticket_one_finds_the_bug_it_met_and_links_it(
    cast: Cast, bug: Bug, as_person: AsPerson
) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    client = as_person(cast.nia)
    theirs = make_bug(by=cast.tom, provider=cast.southgate, reported_at=TEN)

    offered = page(client, address("bug-for-ticket", ticket.number))
    client.post(address("bug-link", bug.number), {"ticket": ticket.number, "problem": ""})
    linked = page(client, address("bug-for-ticket", ticket.number))

    assert address("bug-link", bug.number) in offered
    assert theirs.number not in offered
    assert "Linked to" in linked


def test_a_ticket_is_unlinked(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    link_ticket(actor=cast.ben.actor, bug=bug, ticket=ticket, at=TEN)

    client, here = as_person(cast.nia), address("bug-unlink", bug.number, ticket.number)

    asked = page(client, here)
    response = client.post(here)

    assert "Unlink it" in asked
    assert response.status_code == 302
    assert BugTicket.objects.get().unlinked_at == NOON


def test_a_clerk_reads_and_is_offered_nothing(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    clara = make_worker("Clara", of=cast.northwind, role=Role.CLERK)
    client = as_person(clara)

    text = page(client, address("bug", bug.number))

    assert address("bug-hand-over", bug.number) not in text
    assert client.post(address("bug-hand-over", bug.number), {"to": "vendor"}).status_code == 403
    assert Bug.objects.get().state == Bug.State.REPORTED


@pytest.mark.parametrize(
    ("name", "status"),
    [("ada", 403), ("max", 403), ("eve", 403), ("tom", 404), ("ben", 200), ("lea", 200), ("olga", 200)],
)
def test_who_may_come_to_a_bug(cast: Cast, bug: Bug, as_person: AsPerson, name: str, status: int) -> None:
    client = as_person(getattr(cast, name))

    statuses = {
        client.get(address(route, bug.number)).status_code
        for route in ("bug", "bug-change", "bug-link", "bug-hand-over", "bug-release")
    }

    assert statuses == {status}


def test_a_ticket_of_a_stranger_is_not_linked_by_its_number(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    theirs = make_bug(by=cast.tom, provider=cast.southgate, reported_at=TEN)

    response = as_person(cast.tom).post(address("bug-link", theirs.number), {"ticket": ticket.number})

    assert response.status_code == 422
    assert not BugTicket.objects.exists()


def test_the_tickets_of_a_bug_come_page_by_page_and_those_at_work_alone(
    cast: Cast, bug: Bug, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uphold.desk.bugs.sheet.LINKS_SIZE", 2)
    for _ in range(4):
        ticket = make_ticket(customer=cast.ada, opened_at=TEN)
        link_ticket(actor=cast.ben.actor, bug=bug, ticket=ticket, at=TEN)
    close_ticket(actor=cast.ben.actor, ticket=Ticket.objects.get(number="NW-3"), at=TEN)
    client, here = as_person(cast.nia), address("bug", bug.number)

    first = page(client, here)
    later = page(client, next_of(first))
    at_work = page(client, f"{here}?tickets=unresolved")

    assert [listed(text) for text in (first, later, at_work)] == [
        ["NW-4", "NW-3"],
        ["NW-2", "NW-1"],
        ["NW-4", "NW-2"],
    ]
    assert 'Unresolved <span class="count">3</span>' in first
    assert "after=" in next_of(at_work)
    assert "tickets=unresolved" in next_of(at_work)


def next_of(text: str) -> str:
    found = re.search(r'rel="next" href="([^"]+)"', text)
    assert found
    return found[1].replace("&amp;", "&")


def listed(text: str) -> list[str]:
    """The numbers of the tickets in the table."""
    return re.findall(r'class="named"><a href="/desk/tickets/(NW-\d+)"', text)


def test_an_open_page_of_unresolved_tickets_stays_one_when_it_hears_of_something(
    cast: Cast, bug: Bug, as_person: AsPerson
) -> None:
    for _ in range(2):
        ticket = make_ticket(customer=cast.ada, opened_at=TEN)
        link_ticket(actor=cast.ben.actor, bug=bug, ticket=ticket, at=TEN)
    close_ticket(actor=cast.ben.actor, ticket=Ticket.objects.get(number="NW-1"), at=TEN)
    here = f"http://testserver{address('bug', bug.number)}?tickets=unresolved"

    response = as_person(cast.nia).get(
        address("bug-news", bug.number), headers={"HX-Request": "true", "HX-Current-URL": here}
    )

    assert listed(response.content.decode()) == ["NW-2"]


def test_several_tickets_are_linked_at_once_or_none(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    for _ in range(2):
        make_ticket(customer=cast.ada, opened_at=TEN)
    client, here = as_person(cast.nia), address("bug-link", bug.number)

    refused = client.post(here, {"ticket": "NW-1, NW-9"})
    none = BugTicket.objects.count()
    client.post(here, {"ticket": "nw-2 NW-1, NW-2"})

    assert "There is no ticket NW-9." in refused.content.decode()
    assert none == 0
    assert list(BugTicket.objects.order_by("pk").values_list("ticket__number", flat=True)) == ["NW-1", "NW-2"]


def test_the_list_is_narrowed_by_state_and_outcome_and_goes_by_tickets(
    cast: Cast, bug: Bug, as_person: AsPerson
) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    link_ticket(actor=cast.ben.actor, bug=bug, ticket=ticket, at=TEN)
    make_bug(by=cast.ben, provider=cast.northwind, reported_at=NOON)
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=TEN)
    record_outcome(actor=cast.ben.actor, bug=bug, outcome="patch", at=TEN)
    client, here = as_person(cast.nia), address("bugs")

    shown = {
        query: bugs_in(page(client, f"{here}?{query}"))
        for query in ("", "state=decided", "state=reported", "outcome=patch", "outcome=none", "order=tickets")
    }

    assert shown == {
        "": ["NW-B2", "NW-B1"],
        "state=decided": ["NW-B1"],
        "state=reported": ["NW-B2"],
        "outcome=patch": ["NW-B1"],
        "outcome=none": [],
        "order=tickets": ["NW-B1", "NW-B2"],
    }


def bugs_in(text: str) -> list[str]:
    return re.findall(r'data-row href="/desk/bugs/(NW-B\d+)"', text)


def test_while_tickets_are_being_told_the_page_says_how_far_it_is(
    cast: Cast, bug: Bug, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uphold.problems.passing_on.FEW", 0)
    for _ in range(2):
        ticket = make_ticket(customer=cast.ada, opened_at=TEN)
        link_ticket(actor=cast.ben.actor, bug=bug, ticket=ticket, at=TEN)
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)

    text = page(as_person(cast.nia), address("bug", bug.number))

    assert "0 of 2 tickets have heard of it." in text


def test_a_release_that_brings_nothing_back_says_so_before(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=TEN)
    record_outcome(actor=cast.ben.actor, bug=bug, outcome="patch", at=TEN)

    text = page(as_person(cast.nia), address("bug-release", bug.number))

    assert "Nothing: no ticket was charged for it" in text
