"""Every act on a ticket: what it does, what it refuses, and that nothing typed is lost."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast.agreements import NORTHWIND
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.desk.tickets.acts.known import ACTS
from uphold.journal.queries import entries_about
from uphold.kit import stopped_at
from uphold.metering.models import WorkEntry
from uphold.tickets.actions import close_ticket, wait
from uphold.tickets.models import Message, Ticket

OPENED_AT, NOW = at("2026-06-09 09:00"), at("2026-06-09 09:30")
HTMX = {"HX-Request": "true"}

DONE: dict[str, tuple[dict[str, Any], str]] = {
    "taking": ({}, "ticket.assigned"),
    "waiting": ({"waiting_for": "customer"}, "ticket.waiting"),
    "resolution": ({}, "ticket.resolved"),
    "notes": ({"body": "Line card replaced before."}, "ticket.noted"),
    "assessment": ({"priority": "Low"}, "ticket.assessed"),
    "assignment": ({"staff": "", "team": ""}, "ticket.assigned"),
    "evidence-request": ({"names": ["Logs"], "body": "Please send the logs."}, "ticket.evidence_asked"),
    "evidence": ({"names": ["Logs"]}, "ticket.evidence_given"),
    "workaround": ({"body": "Use the second line meanwhile."}, "ticket.workaround_given"),
    "restoration": ({}, "ticket.restored"),
    "findings": ({"fact-cause": "Platform"}, "ticket.found"),
    "handover": ({"to": "development"}, "ticket.handed_over"),
    "escalation": ({"reason": "A whole day without calls."}, "ticket.escalated"),
    "redirection": ({"to": "Telephone", "body": "Please call us."}, "ticket.redirected"),
    "wishes": ({"subject": "work", "wanted_at": "2026-06-10T08:00"}, "ticket.asked"),
    "waiver": ({"metric": "first response", "reason": "The caller hung up."}, "ticket.waived"),
    "closure": ({}, "ticket.closed"),
    "refusal": ({"body": "This is not documented."}, "ticket.declined"),
}
NEEDS_ITS_OWN_STAGE = {
    "appointment",
    "call-timer",
    "calls",
    "charge-waiver",
    "consent",
    "consent-request",
    "price",
    "reopening",
    "resumption",
    "timer",
    "unit",
    "work",
}


def test_every_act_is_tried_here() -> None:
    assert {act.name for act in ACTS} == set(DONE) | NEEDS_ITS_OWN_STAGE


@pytest.mark.parametrize("name", DONE)
def test_an_act_is_done_and_leads_back_to_the_ticket(name: str, cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    stated, kind = DONE[name]

    response = post(as_person(cast.lea), ticket, name, stated)

    assert response.status_code == 302
    assert response["Location"] == f"/desk/tickets/{ticket.number}"
    assert kind in [entry.kind for entry in entries_about(ticket)]


@pytest.mark.parametrize("name", sorted(set(DONE) - {"findings"}))
def test_what_is_closed_refuses_every_act_and_stays_as_it_is(
    name: str, cast: Cast, as_person: AsPerson
) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    close_ticket(actor=cast.ben.actor, ticket=ticket, at=OPENED_AT)
    before = entries_about(ticket).count(), ticket.messages.count()

    response = post(as_person(cast.lea), ticket, name, DONE[name][0])

    assert response.status_code == 409
    assert f"Ticket {ticket.number} is closed; reopen it first." in response.content.decode()
    assert (entries_about(ticket).count(), ticket.messages.count()) == before


def test_a_wait_ends_by_going_on(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="customer", at=OPENED_AT)

    post(as_person(cast.ben), ticket, "resumption", {})

    assert Ticket.objects.get(pk=ticket.pk).status == "open"


def test_what_does_not_wait_cannot_go_on(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    response = post(as_person(cast.ben), ticket, "resumption", {})

    assert response.status_code == 409
    assert Ticket.objects.get(pk=ticket.pk).status == "new"


def test_what_is_closed_can_be_opened_again(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    close_ticket(actor=cast.ben.actor, ticket=ticket, at=OPENED_AT)

    post(as_person(cast.ben), ticket, "reopening", {})

    assert Ticket.objects.get(pk=ticket.pk).status == "open"


def test_a_call_is_the_word_of_the_caller(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    said = {"contact": cast.max.contact.pk, "body": "It rings again."}

    post(as_person(cast.ben), ticket, "calls", said)

    message = Message.objects.get(ticket=ticket, body="It rings again.")
    assert message.contact == cast.max.contact


def test_work_is_typed_on_the_clock_of_the_reader(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    client = as_person(cast.ben)
    client.cookies["zone"] = "America/New_York"
    typed = {"started_at": "2026-06-09T03:05", "ended_at": "2026-06-09T03:20", "staff": cast.ben.staff.pk}

    response = post(client, ticket, "work", typed)

    entry = WorkEntry.objects.get(ticket=ticket)
    assert response.status_code == 302
    assert entry.started_at == at("2026-06-09 09:05")
    assert entry.ended_at - entry.started_at == timedelta(minutes=15)


def test_work_that_ends_before_it_begins_comes_back_as_it_was_typed(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    typed = {"started_at": "2026-06-09T09:20", "ended_at": "2026-06-09T09:05", "staff": cast.ben.staff.pk}

    response = post(as_person(cast.ben), ticket, "work", typed)

    text = response.content.decode()
    assert response.status_code == 422
    assert "Work ends after it begins." in text
    assert "2026-06-09T09:20" in text
    assert not WorkEntry.objects.exists()


def test_work_is_taken_back_by_a_row_of_its_own(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    client = as_person(cast.ben)
    typed = {"started_at": "2026-06-09T09:05", "ended_at": "2026-06-09T09:20", "staff": cast.ben.staff.pk}
    post(client, ticket, "work", typed)
    entry = WorkEntry.objects.get()

    post(client, ticket, f"minutes/{entry.pk}/reversal", {})

    assert WorkEntry.objects.get(reverses=entry).ticket == ticket


def test_an_option_is_taken_with_words_that_the_customer_reads(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    client = as_person(cast.ben)
    line = next(
        number for number, row in enumerate(NORTHWIND.splitlines(), start=1) if row.startswith("| Elsewhere")
    )

    response = post(client, ticket, f"options/admission/{line}", {"body": "Please use the portal."})

    assert response.status_code == 302
    assert ticket.messages.filter(body="Please use the portal.", kind="public").exists()
    assert "ticket.taken" in [entry.kind for entry in entries_about(ticket)]


def test_a_form_without_words_comes_back_with_its_error(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    response = post(as_person(cast.ben), ticket, "redirection", {"to": "Telephone", "body": " "})

    text = response.content.decode()
    assert response.status_code == 422
    assert "This field is required." in text
    assert 'value="Telephone" checked' in text


def test_names_beyond_the_agreement_are_no_choice(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    response = post(as_person(cast.ben), ticket, "assessment", {"priority": "Enormous"})

    assert response.status_code == 422
    assert Ticket.objects.get(pk=ticket.pk).current_priority == "High"


def test_with_scripts_the_page_changes_in_place(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    with stopped_at(NOW):
        response = as_person(cast.ben).post(
            f"/desk/tickets/{ticket.number}/waiting", {"waiting_for": "customer"}, headers=HTMX
        )

    text = response.content.decode()
    assert response["HX-Trigger"] == "dialog:close"
    for block in ("summary", "talk", "clocks", "about"):
        assert f'id="{block}" hx-swap-oob="true"' in text
    assert "waiting for the customer" in text


def test_the_choice_of_a_priority_stands_beside_what_was_agreed(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    text = get(as_person(cast.ben), ticket, "assessment")

    assert "Nobody can work" in text
    assert "First response 8 hours in Office hours, due Tue 9 Jun, 17:00" in text


def test_a_wait_says_which_promises_stand_still(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    text = get(as_person(cast.ben), ticket, "waiting")

    assert text.count("stands still: Resolution") == 2


def test_escalation_says_whom_it_goes_to_before_it_is_asked(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    text = get(as_person(cast.ben), ticket, "escalation")

    assert "Goes to Desk lead" in text
    assert "Calls lead@northwind.example, Desk lead" in text


def test_a_restored_service_says_what_becomes_of_the_ticket(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)

    text = get(as_person(cast.ben), ticket, "restoration")

    assert "priority becomes Low" in text
    assert "service restored" in text


def post(client: Client, ticket: Ticket, place: str, stated: Mapping[str, Any]) -> Any:  # noqa: ANN401
    with stopped_at(NOW):
        return client.post(f"/desk/tickets/{ticket.number}/{place}", stated)


def get(client: Client, ticket: Ticket, place: str) -> str:
    with stopped_at(NOW):
        return client.get(f"/desk/tickets/{ticket.number}/{place}").content.decode()
