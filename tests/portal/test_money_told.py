"""What the customer reads on his ticket of money and of bugs: what work came to, what came back, and the known bug."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.shipped import give_credits, open_shipped
from tests.desk.conftest import AsPerson
from uphold.access import Actor
from uphold.kit import stopped_at
from uphold.metering.actions import log_work, meter_ticket
from uphold.problems.actions import give_workaround, hand_over_bug, record_outcome, release_bug
from uphold.problems.models import Bug
from uphold.tickets.models import Ticket

TEN, NOON, ONE = at("2026-06-09 10:00"), at("2026-06-09 12:00"), at("2026-06-09 13:00")


@pytest.fixture(autouse=True)
def _one() -> Iterator[None]:
    with stopped_at(ONE):
        yield


@pytest.fixture
def ticket(prepaid: Cast) -> Ticket:
    """Twenty minutes of configuring, for twenty credits."""
    give_credits(prepaid.ada, amount=60, at=TEN)
    ticket = open_shipped(customer=prepaid.ada, opened_at=TEN, request="Configuration")
    log_work(
        actor=prepaid.ben.actor,
        ticket=ticket,
        staff=prepaid.ben.staff,
        started_at=TEN,
        ended_at=TEN + timedelta(minutes=20),
        at=NOON,
    )
    meter_ticket(ticket=ticket, by=Actor.system(), at=NOON)
    return ticket


@pytest.fixture
def bug(prepaid: Cast, ticket: Ticket) -> Bug:
    bug = make_bug(by=prepaid.ben, provider=prepaid.northwind, reported_at=NOON, ticket=ticket)
    return hand_over_bug(actor=prepaid.ben.actor, bug=bug, to="development", at=NOON)


def page(cast: Cast, ticket: Ticket, as_person: AsPerson) -> str:
    text: str = as_person(cast.ada).get(reverse("portal:ticket", args=[ticket.number])).content.decode()
    return text


def test_what_work_came_to_stands_in_the_history(prepaid: Cast, ticket: Ticket, as_person: AsPerson) -> None:
    assert "The work came to 20 credits" in page(prepaid, ticket, as_person)


def test_a_known_bug_is_told_with_the_way_around_it(
    prepaid: Cast, ticket: Ticket, bug: Bug, as_person: AsPerson
) -> None:
    before = page(prepaid, ticket, as_person)
    give_workaround(actor=prepaid.ben.actor, bug=bug, words="Switch the busy lamp off.", at=ONE)

    text = page(prepaid, ticket, as_person)

    assert "It is being looked into by those who make the product." in before
    assert f"Known bug {bug.number}:" in text
    assert text.count("Switch the busy lamp off.") == 2


def test_a_release_is_told_with_its_version_and_what_came_back(
    prepaid: Cast, ticket: Ticket, bug: Bug, as_person: AsPerson
) -> None:
    record_outcome(actor=prepaid.ben.actor, bug=bug, outcome="patch", at=ONE)
    waiting = page(prepaid, ticket, as_person)
    release_bug(actor=prepaid.ben.actor, bug=bug, version="4.3", at=ONE)
    meter_ticket(ticket=ticket, by=Actor.system(), at=ONE)

    text = page(prepaid, ticket, as_person)

    assert "A patch for it is being made." in waiting
    assert "It is out in version 4.3." in text
    assert "Came back: 20 credits" in text


def test_a_ticket_without_a_bug_says_nothing_of_bugs(
    prepaid: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    assert "Known bug" not in page(prepaid, ticket, as_person)
