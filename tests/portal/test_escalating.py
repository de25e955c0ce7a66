"""The customer sees the path and where it stands, asks with a reason, and is refused with the row that refuses."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cast.oncall import let_call, make_rota_of
from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from tests.desk.conftest import AsPerson
from uphold.kit import stopped_at
from uphold.oncall.models import Escalation
from uphold.tickets.actions import find
from uphold.tickets.models import Ticket

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 9, 14, 11, tzinfo=NEW_YORK)
WHY = "Nobody has called us back since yesterday."


@pytest.fixture
def ticket(hosted: Cast) -> Ticket:
    return open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Fault", impact="One function")


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with stopped_at(MONDAY + timedelta(hours=1)):
        yield


def shown(person: object, as_person: AsPerson) -> str:
    return as_person(person).get("/portal/tickets/NW-1/").content.decode()  # type: ignore[arg-type]  # of the cast


def test_the_path_of_the_agreement_stands_on_the_page(
    hosted: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    page = shown(hosted.ada, as_person)

    assert page.index("Escalation desk") < page.index("First manager") < page.index("Second manager")
    assert "First step, at any hour · +1 202 555 0142, key 2 · escalations@example.com" in page
    assert "It goes one step further, to Escalation desk." in page
    assert "§ 6b" in page


def test_a_request_with_a_reason_goes_one_step_further(
    hosted: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    said = {"reason": WHY, "step": "1"}

    response = as_person(hosted.ada).post("/portal/tickets/NW-1/escalation", said)

    assert response["Location"] == "/portal/tickets/NW-1/"
    page = shown(hosted.max, as_person)
    assert "asked by Ada" in page
    assert WHY in page
    assert "It goes one step further, to First manager." in page


def test_a_request_without_a_reason_comes_back_with_what_is_missing(
    hosted: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    response = as_person(hosted.ada).post("/portal/tickets/NW-1/escalation", {"reason": " ", "step": "1"})

    assert response.status_code == 422
    assert "Say why it should go a step further" in response.content.decode()
    assert not Escalation.objects.exists()


def test_a_form_that_was_sent_already_comes_back_with_what_was_typed(
    hosted: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    client = as_person(hosted.ada)
    client.post("/portal/tickets/NW-1/escalation", {"reason": WHY, "step": "1"})

    response = client.post("/portal/tickets/NW-1/escalation", {"reason": "Once more.", "step": "1"})

    assert response.status_code == 409
    text = response.content.decode()
    assert "Ticket NW-1 has gone a step further meanwhile" in text
    assert ">Once more.</textarea>" in text
    assert Escalation.objects.count() == 1


def test_where_there_is_no_right_the_page_says_so_with_the_row_and_offers_nothing(
    hosted: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    find(actor=hosted.ben.actor, ticket=ticket, facts={"cause": "Old provider removed"}, at=MONDAY)

    page = shown(hosted.ada, as_person)
    response = as_person(hosted.ada).post("/portal/tickets/NW-1/escalation", {"reason": WHY, "step": "1"})

    for text in (page, response.content.decode()):
        assert "The agreement gives ticket NW-1 no escalation: Old provider removed." in text
        assert "§ 3" in text
    assert "Escalate one step" not in page
    assert response.status_code == 409
    assert not Escalation.objects.exists()


def test_a_path_that_is_used_up_says_so(hosted: Cast, ticket: Ticket, as_person: AsPerson) -> None:
    client = as_person(hosted.ada)
    for step in ("1", "2", "3"):
        client.post("/portal/tickets/NW-1/escalation", {"reason": WHY, "step": step})

    page = shown(hosted.ada, as_person)

    assert "Every step of the path of escalation was taken for ticket NW-1: nobody further is named." in page
    assert "Escalate one step" not in page


def test_a_missed_promise_offers_a_step(hosted: Cast, ticket: Ticket, as_person: AsPerson) -> None:
    with stopped_at(MONDAY + timedelta(days=3)):
        page = shown(hosted.ada, as_person)

    assert "A promise was missed. You can ask that it goes a step further." in page


def test_the_customer_reads_that_a_step_was_empty_and_who_was_called_instead(
    hosted: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    rota = make_rota_of(hosted, [], made_at=MONDAY)
    let_call(hosted, "Escalation desk", rota=rota, at=MONDAY)
    let_call(hosted, "First manager", staff=hosted.lea, at=MONDAY)
    as_person(hosted.ada).post("/portal/tickets/NW-1/escalation", {"reason": WHY, "step": "1"})

    page = shown(hosted.ada, as_person)

    assert page.index("Passed over: nobody is on duty") < page.index("Lea was called")
