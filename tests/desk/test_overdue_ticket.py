"""A manager suspends an account from one of its tickets, and sees there what rests and why."""

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from tests.standing.overdue import make_overdue_terms, make_receivable
from uphold.agreements.models import Version
from uphold.kit import stopped_at
from uphold.standing.models import Suspension
from uphold.tickets.models import Ticket

NOON = at("2026-06-12 12:00")


@pytest.fixture
def cast(db: None) -> Cast:
    everybody = make_cast()
    make_overdue_terms(everybody)
    make_receivable(everybody, at=at("2026-05-15 09:00"))
    return everybody


@pytest.fixture
def question(cast: Cast) -> Ticket:
    return make_ticket(
        customer=cast.ada, opened_at=at("2026-06-12 09:00"), request="Question", impact="One", evidence=None
    )


def option() -> str:
    """The address of the row that suspends handling, on the page of the first ticket."""
    lines = enumerate(Version.objects.get().text.splitlines(), start=1)
    number = next(number for number, line in lines if line.startswith("| handling"))
    return f"/desk/tickets/NW-1/options/standing/{number}"


def test_the_option_says_that_it_holds_for_the_account_and_suspends_it(
    cast: Cast, question: Ticket, as_person: AsPerson
) -> None:
    lea = as_person(cast.lea)
    with stopped_at(NOON):
        form = lea.get(option()).content.decode()
        lea.post(option(), {"body": "The invoice of May is open."})

    assert "It holds for the whole account, not for this ticket alone." in form
    assert Suspension.objects.get().capability == "handling"


def test_the_ticket_says_why_it_rests(cast: Cast, question: Ticket, as_person: AsPerson) -> None:
    with stopped_at(NOON):
        as_person(cast.lea).post(option(), {"body": "The invoice of May is open."})
        page = as_person(cast.ben).get(f"/desk/tickets/{question.number}").content.decode()

    assert "rests until the account is in good standing" in page
    assert "paused, waiting for payment" in page


def test_an_agent_is_not_offered_it(cast: Cast, question: Ticket, as_person: AsPerson) -> None:
    with stopped_at(NOON):
        response = as_person(cast.ben).post(option(), {"body": "Pay first."})

    assert response.status_code == 403
    assert not Suspension.objects.exists()
