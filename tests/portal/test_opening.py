"""Opening a ticket: the agreement's own words beside each choice, and what would be promised before it is sent."""

import re
from datetime import date

import pytest

from tests.cast.agreements import make_unit
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.desk.conftest import AsPerson
from uphold.agreements.models import Contract
from uphold.journal.models import Entry
from uphold.kit import stopped_at
from uphold.people.models import Provider
from uphold.tickets.models import Ticket

TEN = at("2026-06-09 10:00")
FAULT = {
    "request": "Fault",
    "impact": "Everyone",
    "subject": "No dial tone",
    "body": "Since eight.",
    "evidence": ["Logs"],
}


def test_the_form_says_what_each_choice_means_in_the_agreements_words(
    cast: Cast, as_person: AsPerson
) -> None:
    with stopped_at(TEN):
        text = as_person(cast.ada).get("/portal/tickets/new").content.decode()

    assert '<span class="choice-help agreed">Something is broken</span>' in text
    assert '<span class="choice-help agreed">Nobody can work: no dial tone</span>' in text
    assert '<input type="checkbox" name="evidence" value="Logs">' in text
    assert " checked" not in text


def test_the_choices_so_far_show_what_would_be_promised(cast: Cast, as_person: AsPerson) -> None:
    with stopped_at(TEN):
        text = as_person(cast.ada).get("/portal/tickets/preview", FAULT).content.decode()

    assert "Priority <b>High</b>" in text
    assert "answer in 2 h" in text
    assert Ticket.objects.count() == 0


def test_what_is_missing_is_foreseen_too(cast: Cast, as_person: AsPerson) -> None:
    with stopped_at(TEN):
        text = (
            as_person(cast.ada)
            .get("/portal/tickets/preview", {"request": "Fault", "impact": "Everyone"})
            .content.decode()
        )

    assert "We can begin once this is here: Logs." in text


@pytest.mark.parametrize("said", [{}, {"impact": "Terrible"}, {"request": "<script>"}])
def test_nothing_is_foreseen_before_something_known_is_chosen(
    said: dict[str, str], cast: Cast, as_person: AsPerson
) -> None:
    with stopped_at(TEN):
        text = as_person(cast.ada).get("/portal/tickets/preview", said).content.decode()

    assert "Once you have chosen" in text


def test_a_sent_ticket_keeps_what_was_chosen_and_leads_to_its_promises(
    cast: Cast, as_person: AsPerson
) -> None:
    with stopped_at(TEN):
        response = as_person(cast.ada).post("/portal/tickets", FAULT)

    ticket = Ticket.objects.get()
    assert response["Location"] == f"/portal/tickets/{ticket.number}/"
    assert (ticket.request, ticket.impact, ticket.evidence) == ("Fault", "Everyone", ["Logs"])
    assert (ticket.opened_by, ticket.organisation) == (cast.ada.contact, cast.harbour)
    assert (ticket.channel, ticket.current_priority, ticket.opened_at) == ("Portal", "High", TEN)


def test_a_form_with_mistakes_keeps_what_was_typed_and_names_the_field(
    cast: Cast, as_person: AsPerson
) -> None:
    before = Entry.objects.count()

    with stopped_at(TEN):
        response = as_person(cast.ada).post("/portal/tickets", {**FAULT, "subject": ""})

    text = response.content.decode()
    assert response.status_code == 422
    assert 'id="id_subject-error"' in text
    assert "Since eight." in text
    assert '<input type="radio" name="request" value="Fault" checked' in text
    assert '<input type="checkbox" name="evidence" value="Logs" checked>' in text
    assert "answer in 2 h" in text
    assert (Ticket.objects.count(), Entry.objects.count()) == (0, before)


def test_a_choice_that_the_agreement_does_not_know_is_a_mistake(cast: Cast, as_person: AsPerson) -> None:
    with stopped_at(TEN):
        response = as_person(cast.ada).post("/portal/tickets", {**FAULT, "request": "Wish"})

    assert response.status_code == 422
    assert Ticket.objects.count() == 0


def test_the_unit_is_chosen_among_those_that_the_contract_covers_today(
    cast: Cast, as_person: AsPerson
) -> None:
    make_unit(cast.harbour, "SN-1")
    make_unit(cast.harbour, "SN-0", ends_on=date(2026, 6, 9))
    make_unit(cast.orchard, "SN-2")
    client = as_person(cast.ada)

    with stopped_at(TEN):
        asked = client.get("/portal/tickets/new").content.decode()
        page = client.post("/portal/tickets", {**FAULT, "unit": "SN-1"}, follow=True).content.decode()

    offered = re.search(r'<select[^>]+name="unit".*?</select>', asked, re.DOTALL)
    assert offered is not None
    assert re.findall(r'<option value="([^"]*)"', offered[0]) == ["", "SN-1"]
    assert Ticket.objects.get().covered_unit == "SN-1"
    assert "Ticket NW-1 is open. It is about SN-1." in page
    assert page.count("SN-1") == 3


@pytest.mark.parametrize("unit", ["SN-0", "SN-2", "SN-9"])
def test_a_unit_that_the_contract_does_not_cover_today_is_a_mistake(
    unit: str, cast: Cast, as_person: AsPerson
) -> None:
    make_unit(cast.harbour, "SN-1")
    make_unit(cast.harbour, "SN-0", ends_on=date(2026, 6, 9))
    make_unit(cast.orchard, "SN-2")

    with stopped_at(TEN):
        response = as_person(cast.ada).post("/portal/tickets", {**FAULT, "unit": unit})

    assert response.status_code == 422
    assert "Since eight." in response.content.decode()
    assert Ticket.objects.count() == 0


def test_where_the_contract_names_no_unit_nobody_is_asked_for_one(cast: Cast, as_person: AsPerson) -> None:
    make_unit(cast.orchard, "SN-2")

    with stopped_at(TEN):
        text = as_person(cast.ada).get("/portal/tickets/new").content.decode()

    assert 'name="unit"' not in text


def test_without_an_agreement_in_force_the_page_says_so(cast: Cast, as_person: AsPerson) -> None:
    Contract.objects.update(ends_on=date(2026, 6, 9))

    with stopped_at(TEN):
        response = as_person(cast.ada).get("/portal/tickets/new")

    assert response.status_code == 200
    assert "No agreement is in force" in response.content.decode()


@pytest.mark.parametrize("provider", ["", "elsewhere", "0"])
def test_a_provider_that_is_not_the_customers_is_not_there(
    provider: str, cast: Cast, as_person: AsPerson
) -> None:
    said = {**FAULT, "provider": provider or str(cast.southgate.pk)}

    with stopped_at(TEN):
        response = as_person(cast.ada).post("/portal/tickets", said)

    assert response.status_code == 404
    assert Ticket.objects.count() == 0


def test_a_deactivated_provider_takes_no_tickets(cast: Cast, as_person: AsPerson) -> None:
    Provider.objects.filter(pk=cast.northwind.pk).update(is_active=False)

    with stopped_at(TEN):
        text = as_person(cast.ada).get("/portal/tickets/new").content.decode()

    assert "No agreement is in force" in text
