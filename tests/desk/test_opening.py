"""A new ticket on behalf of a caller."""

import re
from datetime import date
from typing import Any

from django.test import Client

from tests.cast.agreements import make_unit
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.desk.conftest import AsPerson
from uphold.agreements.models import Contract
from uphold.kit import stopped_at
from uphold.tickets.models import Ticket

NOW = at("2026-06-09 10:00")
SAID = {
    "channel": "Telephone",
    "subject": "Phones are dead",
    "body": "Nobody can call.",
    "request": "Fault",
    "impact": "Everyone",
    "evidence": ["Logs"],
}


def test_callers_are_found_by_their_name_and_by_that_of_their_organisation(
    cast: Cast, as_person: AsPerson
) -> None:
    client = as_person(cast.ben)

    by_name = client.get("/desk/tickets/new?q=ada").content.decode()
    by_organisation = client.get("/desk/tickets/new?q=harbour").content.decode()

    here = f"/desk/tickets/new/{cast.northwind.pk}/{cast.harbour.pk}"
    assert f"{here}?contact={cast.ada.contact.pk}" in by_name
    assert f"{here}?contact={cast.max.contact.pk}" in by_organisation


def test_nobody_of_another_provider_is_found(cast: Cast, as_person: AsPerson) -> None:
    text = as_person(cast.tom).get("/desk/tickets/new?q=ada").content.decode()

    assert "Nobody is called that." in text


def test_the_form_speaks_in_the_words_of_the_agreement(cast: Cast, as_person: AsPerson) -> None:
    text = as_person(cast.ben).get(address(cast)).content.decode()

    assert "Nobody can work · no dial tone" in text
    assert "Logs of the time" in text


def test_what_would_be_promised_is_shown_before_anything_is_written(cast: Cast, as_person: AsPerson) -> None:
    response = send(
        as_person(cast.ben), f"{address(cast)}/preview", {"request": "Fault", "impact": "Everyone"}
    )

    text = response.content.decode()
    assert "<b>High</b>" in text
    assert "ask for evidence · missing: Logs" in text
    assert "answer in 2 h" in text
    assert not Ticket.objects.exists()


def test_without_scripts_a_button_shows_what_would_be_promised(cast: Cast, as_person: AsPerson) -> None:
    response = send(as_person(cast.ben), address(cast), {**SAID, "look": "1"})

    assert "answer in 2 h" in response.content.decode()
    assert not Ticket.objects.exists()


def test_the_ticket_is_the_callers(cast: Cast, as_person: AsPerson) -> None:
    said = {**SAID, "contact": cast.ada.contact.pk}

    response = send(as_person(cast.ben), address(cast), said)

    ticket = Ticket.objects.get()
    assert response["Location"] == f"/desk/tickets/{ticket.number}"
    assert ticket.opened_by == cast.ada.contact
    assert (ticket.channel, ticket.current_priority, ticket.evidence) == ("Telephone", "High", ["Logs"])


def test_nothing_typed_is_lost_when_the_subject_is_missing(cast: Cast, as_person: AsPerson) -> None:
    response = send(as_person(cast.ben), address(cast), {**SAID, "subject": ""})

    text = response.content.decode()
    assert response.status_code == 422
    assert "This field is required." in text
    assert "Nobody can call." in text
    assert not Ticket.objects.exists()


def test_the_unit_is_chosen_among_those_that_are_covered_today(cast: Cast, as_person: AsPerson) -> None:
    make_unit(cast.harbour, "SN-1")
    make_unit(cast.harbour, "east", kind="deployment")
    make_unit(cast.harbour, "SN-0", ends_on=date(2026, 6, 9))
    make_unit(cast.orchard, "SN-2")
    client = as_person(cast.ben)

    with stopped_at(NOW):
        asked = client.get(address(cast)).content.decode()
    with stopped_at(NOW):
        response = client.post(address(cast), {**SAID, "unit": "east"}, follow=True)

    offered = re.search(r'<select[^>]+name="unit".*?</select>', asked, re.DOTALL)
    assert offered is not None
    assert re.findall(r'<option value="([^"]*)"', offered[0]) == ["", "east", "SN-1"]
    assert "Ticket NW-1 is open. It is about east." in response.content.decode()
    assert Ticket.objects.get().covered_unit == "east"


def test_a_unit_that_is_not_covered_today_opens_no_ticket(cast: Cast, as_person: AsPerson) -> None:
    make_unit(cast.harbour, "SN-1")
    make_unit(cast.harbour, "SN-0", ends_on=date(2026, 6, 9))

    response = send(as_person(cast.ben), address(cast), {**SAID, "unit": "SN-0"})

    assert response.status_code == 422
    assert not Ticket.objects.exists()


def test_where_the_contract_names_no_unit_nobody_is_asked_for_one(cast: Cast, as_person: AsPerson) -> None:
    make_unit(cast.orchard, "SN-2")

    with stopped_at(NOW):
        text = as_person(cast.ben).get(address(cast)).content.decode()

    assert 'name="unit"' not in text


def test_without_an_agreement_in_force_no_ticket_is_opened(cast: Cast, as_person: AsPerson) -> None:
    Contract.objects.filter(organisation=cast.harbour).delete()

    response = send(as_person(cast.ben), address(cast), SAID)

    assert response.status_code == 409
    assert "Harbour Clinic has no agreement in force with Northwind." in response.content.decode()
    assert not Ticket.objects.exists()


def test_a_stranger_to_the_provider_is_no_customer_of_it(cast: Cast, as_person: AsPerson) -> None:
    response = as_person(cast.tom).get(f"/desk/tickets/new/{cast.southgate.pk}/{cast.harbour.pk}")

    assert response.status_code == 404


def address(cast: Cast) -> str:
    return f"/desk/tickets/new/{cast.northwind.pk}/{cast.harbour.pk}"


def send(client: Client, place: str, said: dict[str, Any]) -> Any:  # noqa: ANN401
    with stopped_at(NOW):
        return client.post(place, said)
