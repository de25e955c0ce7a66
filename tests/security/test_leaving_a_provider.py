"""Whoever no longer works for a provider hears nothing more of its tickets."""

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.security.conftest import AsPerson
from uphold.access import Actor, Role
from uphold.journal.queries import entries_about
from uphold.kit import stopped_at
from uphold.notices.jobs import tell
from uphold.people.actions import grant_role, revoke_role
from uphold.tickets.actions import assign_ticket, reply
from uphold.tickets.models import Ticket

SUBJECT = "The reception hears nothing"


@pytest.fixture
def left(cast: Cast) -> Ticket:
    """Ben was given a ticket and told of it; then he went over to another provider."""
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 09:00"), subject=SUBJECT)
    assign_ticket(actor=cast.lea.actor, ticket=ticket, assignee=cast.ben.staff, at=at("2026-06-09 09:10"))
    tell_all(ticket)
    later = at("2026-06-09 09:20")
    grant_role(actor=Actor.system(), staff=cast.ben.staff, provider=cast.southgate, role=Role.AGENT, at=later)
    revoke_role(actor=cast.olga.actor, staff=cast.ben.staff, provider=cast.northwind, at=later)
    return Ticket.objects.get(pk=ticket.pk)


def test_what_he_was_told_is_no_longer_shown(left: Ticket, cast: Cast, as_person: AsPerson) -> None:
    with stopped_at(at("2026-06-09 09:30")):
        page = as_person(cast.ben).get("/desk/notices")

    assert page.status_code == 200
    assert SUBJECT not in page.content.decode()


def test_he_is_told_nothing_more(left: Ticket, cast: Cast) -> None:
    reply(actor=cast.ada.actor, ticket=left, body="Any news?", at=at("2026-06-09 09:30"))
    before = cast.ben.staff.notifications.count()

    tell_all(left)

    assert cast.ben.staff.notifications.count() == before


def test_his_lists_and_searches_hold_nothing_of_it(left: Ticket, cast: Cast, as_person: AsPerson) -> None:
    browser = as_person(cast.ben)
    addresses = (
        "/desk/queue/mine",
        "/desk/queue/all",
        f"/desk/search?q={left.number}",
        "/desk/search?q=reception",
        "/desk/palette?q=reception",
    )

    with stopped_at(at("2026-06-09 09:30")):
        pages = {address: browser.get(address).content.decode() for address in addresses}

    assert [address for address, page in pages.items() if SUBJECT in page] == []


def tell_all(ticket: Ticket) -> None:
    for entry in entries_about(ticket):
        tell(entry.pk, at=entry.at)
