"""The fault file in the portal: the customer reads both sides, brings his own, agrees or objects by the deadline."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast.people import Cast
from tests.cast.shipped import make_shipped_cast, open_shipped
from tests.desk.conftest import AsPerson
from uphold.kit import stopped_at
from uphold.metering.actions import add_evidence, log_work, propose_fault
from uphold.metering.actions.fault import mark_of
from uphold.metering.models import FaultEvidence, FaultFile
from uphold.metering.queries import fault_file_of
from uphold.tickets.models import Ticket

NEW_YORK = ZoneInfo("America/New_York")
SATURDAY = datetime(2026, 8, 15, 2, tzinfo=NEW_YORK)
MONDAY = datetime(2026, 8, 17, 10, tzinfo=NEW_YORK)
WITH_SILENCE = {
    "| Money rounding   | half up to the cent |": (
        "| Money rounding   | half up to the cent |\n"
        "| Objection within | 5 business days |\n"
        "| Silence means    | agreement |"
    )
}


@pytest.fixture(autouse=True)
def _monday_noon() -> Iterator[None]:
    with stopped_at(MONDAY + timedelta(hours=2)):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """Under an agreement that says by when to object, and what silence means."""
    return make_shipped_cast("stratelegy", changed=WITH_SILENCE)


@pytest.fixture
def ticket(cast: Cast) -> Ticket:
    """Work on a Saturday outage whose charge hangs on the fault; the provider takes it for the customer's."""
    ticket = open_shipped(customer=cast.ada, opened_at=SATURDAY, request="Fault", impact="Total loss")
    log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=SATURDAY + timedelta(minutes=10),
        ended_at=SATURDAY + timedelta(minutes=52),
        at=SATURDAY + timedelta(hours=1),
    )
    add_evidence(actor=cast.ben.actor, file=file_of(ticket), words="The line was up.", at=MONDAY)
    propose_fault(
        actor=cast.lea.actor,
        file=file_of(ticket),
        fault="customer",
        cause="Customer's equipment",
        words="A new rule of the firewall shut the calls out.",
        at=MONDAY,
    )
    return ticket


def file_of(ticket: Ticket) -> FaultFile:
    file = fault_file_of(ticket)
    assert file is not None
    file.ticket = ticket
    return file


def page(client: Client, ticket: Ticket) -> str:
    text: str = client.get(reverse("portal:ticket", args=[ticket.number])).content.decode()
    return text


def post(client: Client, act: str, ticket: Ticket, *, words: str = "", seen: str | None = None) -> int:
    """The status of the answer, to the proposal as it is, or to the one of that mark."""
    file = file_of(ticket)
    url = reverse(f"portal:fault-{act}", args=[ticket.number, file.pk])
    said = {"words": words, "seen": mark_of(file) if seen is None else seen}
    return client.post(url, said).status_code


def test_the_page_shows_the_proposal_with_its_reasons_and_the_evidence(
    cast: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    text = page(as_person(cast.ada), ticket)

    assert "your side&#39;s doing, Customer&#39;s equipment" in text
    assert "A new rule of the firewall shut the calls out." in text
    assert "The line was up." in text


def test_it_says_by_when_to_answer_and_what_silence_means(
    cast: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    text = page(as_person(cast.ada), ticket)

    assert "Mon 24 Aug, 17:00" in text
    assert "If you do not answer by then, the agreement takes it as your yes." in text


def test_it_says_what_it_comes_to_before_the_customer_answers(
    cast: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    text = page(as_person(cast.ada), ticket)

    assert "If you agree, it comes to $125.00." in text
    assert "no charge if fault is provider or not found; $125.00 if fault is customer or third party" in text


def test_whoever_agrees_makes_it_the_finding(cast: Cast, ticket: Ticket, as_person: AsPerson) -> None:
    client = as_person(cast.ada)

    status = post(client, "acceptance", ticket)

    file = file_of(ticket)
    assert status == 302
    assert (file.state, file.fault, file.answered_by, file.decided_how) == (
        "decided",
        "customer",
        cast.ada.contact,
        "agreed",
    )
    assert "Decided: your side&#39;s doing" in page(client, ticket)


def test_an_objection_needs_words_and_goes_to_a_manager(
    cast: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    client = as_person(cast.ada)

    wordless = post(client, "objection", ticket, words=" ")
    before = file_of(ticket).state
    worded = post(client, "objection", ticket, words="We changed nothing that week.")

    assert (wordless, before) == (422, "proposed")
    assert worded == 302
    assert (file_of(ticket).state, file_of(ticket).answered_words) == (
        "objected",
        "We changed nothing that week.",
    )
    assert "A manager looks at both sides and decides." in page(client, ticket)


def test_evidence_of_the_customer_stands_under_his_name(
    cast: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    client = as_person(cast.ada)

    post(client, "evidence", ticket, words="Here is the log of the firewall.")

    assert FaultEvidence.objects.get(side="customer").contact == cast.ada.contact
    assert "Here is the log of the firewall." in page(client, ticket)


def test_a_second_answer_is_refused(cast: Cast, ticket: Ticket, as_person: AsPerson) -> None:
    client = as_person(cast.ada)
    post(client, "objection", ticket, words="No.")

    status = post(client, "acceptance", ticket)

    assert status == 409
    assert file_of(ticket).state == "objected"


@pytest.mark.parametrize(
    ("name", "status"), [("max", 302), ("eve", 404), ("ben", 403), ("lea", 403), ("olga", 403), ("tom", 403)]
)
def test_who_may_answer(cast: Cast, ticket: Ticket, as_person: AsPerson, name: str, status: int) -> None:
    answered = post(as_person(getattr(cast, name)), "acceptance", ticket)

    assert answered == status
    assert (file_of(ticket).state == "decided") is (status == 302)


def test_a_file_of_another_ticket_is_not_there(cast: Cast, ticket: Ticket, as_person: AsPerson) -> None:
    other = open_shipped(customer=cast.ada, opened_at=SATURDAY, request="Fault", impact="Total loss")
    url = reverse("portal:fault-acceptance", args=[other.number, file_of(ticket).pk])

    response = as_person(cast.ada).post(url)

    assert response.status_code == 404
    assert file_of(ticket).state == "proposed"


@pytest.mark.parametrize("act", ["acceptance", "objection"])
@pytest.mark.parametrize("seen", ["", "2026-08-17T10:00:00+00:00"])
def test_an_answer_to_another_proposal_shows_the_one_that_is(
    cast: Cast, ticket: Ticket, as_person: AsPerson, act: str, seen: str
) -> None:
    client = as_person(cast.ada)
    assert f'name="seen" value="{mark_of(file_of(ticket))}"' in page(client, ticket)

    status = post(client, act, ticket, words="No.", seen=seen)

    assert status == 409
    assert file_of(ticket).state == "proposed"
