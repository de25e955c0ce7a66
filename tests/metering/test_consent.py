"""Consent: by name, with the price as it was shown, before the work; in the portal, by a link, by telephone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from uphold.access import NotAllowed, NotThere
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.mail.models import OutgoingMail
from uphold.metering.actions.consent import (
    answer_consent_request,
    ask_for_consent,
    note_consent_by_telephone,
    open_consent_request,
    record_consent,
)
from uphold.metering.jobs import let_requests_run_out
from uphold.metering.models import Consent, ConsentRequest
from uphold.metering.needs import what_needs_consent
from uphold.metering.queries import consents_of
from uphold.notices.jobs import tell
from uphold.tickets.actions import ask_for, wait
from uphold.tickets.models import Promise, Ticket

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 9, 14, 11, tzinfo=NEW_YORK)
LATER = MONDAY + timedelta(minutes=40)
SATURDAY = datetime(2026, 9, 19, 11, tzinfo=NEW_YORK)


def an_install(cast: Cast) -> Ticket:
    return open_shipped(customer=cast.ada, opened_at=MONDAY, request="New install")


def test_an_install_needs_a_consent_in_the_words_and_at_the_price_of_its_row(hosted: Cast) -> None:
    offer = what_needs_consent(an_install(hosted), at=LATER)

    assert offer is not None
    assert (offer.subject, offer.price) == ("Install work", "USD 125.00 per hour, minimum 2 hours")
    assert (offer.anchor, offer.citation is not None) == ("3", True)


def test_work_at_an_hour_that_the_customer_wants_needs_one(hosted: Cast) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Setup")
    before = what_needs_consent(ticket, at=LATER)
    ask_for(actor=hosted.ada.actor, ticket=ticket, subject="work", wanted_at=SATURDAY, at=LATER)

    offer = what_needs_consent(ticket, at=LATER)

    assert before is None
    assert offer is not None
    assert (offer.subject, offer.price) == ("Arranged off-hours work", "")


def test_a_fault_needs_none(hosted: Cast) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Fault", impact="Total loss")

    assert what_needs_consent(ticket, at=LATER) is None


def test_a_contact_agrees_by_name_in_the_portal(hosted: Cast) -> None:
    ticket = an_install(hosted)

    consent = record_consent(actor=hosted.ada.actor, ticket=ticket, at=LATER)

    assert list(consents_of(ticket)) == [consent]
    assert (consent.contact.name, consent.way, consent.noted_by) == ("Ada", Consent.Way.PORTAL, None)
    assert (consent.subject, consent.price) == ("Install work", "USD 125.00 per hour, minimum 2 hours")
    assert (consent.clause, consent.anchor, consent.at) == ("3. New installs", "3", LATER)
    agreed = entries_about(ticket).get(kind="ticket.agreed")
    assert (agreed.by_kind, agreed.by_id) == ("contact", hosted.ada.contact.pk)
    assert what_needs_consent(ticket, at=LATER) is None


def test_what_was_said_on_the_telephone_is_noted_with_both_names(hosted: Cast) -> None:
    ticket = an_install(hosted)

    consent = note_consent_by_telephone(
        actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=LATER
    )

    assert (consent.contact.name, consent.noted_by) == ("Max", hosted.ben.staff)
    assert consent.way == Consent.Way.TELEPHONE


def test_the_letter_names_price_and_clause_and_its_link_works_once(hosted: Cast) -> None:
    ticket = an_install(hosted)
    asked = ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=LATER)
    tell(entries_about(ticket).get(kind="consent.asked").pk, at=LATER)
    tell(entries_about(ticket).get(kind="consent.asked").pk, at=LATER)

    answer_consent_request(token=asked.token, is_agreed=True, at=LATER)

    letter = OutgoingMail.objects.get(to_address="max@harbour.example")
    assert "Install work: USD 125.00 per hour, minimum 2 hours" in letter.body
    assert "3. New installs" in letter.body
    assert f"/consent/{asked.token}" in letter.body
    consent = consents_of(ticket).get()
    assert (consent.contact.name, consent.way) == ("Max", Consent.Way.MAIL_LINK)
    with pytest.raises(Refused) as refusal:
        answer_consent_request(token=asked.token, is_agreed=True, at=LATER)
    assert refusal.value.code == "consent_link_spent"
    assert Consent.objects.count() == 1


def test_the_database_alone_gives_no_link_away(hosted: Cast) -> None:
    asked = ask_for_consent(
        actor=hosted.ben.actor, ticket=an_install(hosted), contact=hosted.max.contact, at=LATER
    )

    kept = ConsentRequest.objects.values().get()

    assert asked.token not in {str(value) for value in kept.values()}


def test_a_no_is_kept_and_no_consent(hosted: Cast) -> None:
    ticket = an_install(hosted)
    asked = ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=LATER)

    answer_consent_request(token=asked.token, is_agreed=False, at=LATER)

    request = ConsentRequest.objects.get()
    assert (request.is_refused, request.answered_at) == (True, LATER)
    assert not Consent.objects.exists()
    assert entries_about(ticket).filter(kind="consent.refused").exists()
    assert what_needs_consent(ticket, at=LATER) is not None


@pytest.mark.parametrize("days", [7, 8])
def test_a_link_that_is_too_old_is_not_there(hosted: Cast, days: int) -> None:
    asked = ask_for_consent(
        actor=hosted.ben.actor, ticket=an_install(hosted), contact=hosted.max.contact, at=LATER
    )

    with pytest.raises(Refused) as refusal:
        open_consent_request(asked.token, at=LATER + timedelta(days=days))

    assert refusal.value.code == "consent_link_spent"


def test_a_link_that_nobody_answered_runs_out_once_and_the_ticket_goes_on(hosted: Cast) -> None:
    ticket = an_install(hosted)
    asked = ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=LATER)
    week = LATER + timedelta(days=7)

    assert let_requests_run_out(week - timedelta(seconds=1)) == 0
    assert let_requests_run_out(week) == 1
    assert let_requests_run_out(week) == 0

    ticket.refresh_from_db()
    assert ticket.waiting_for == ""
    assert ConsentRequest.objects.get(pk=asked.request.pk).ran_out_at == week
    assert entries_about(ticket).filter(kind="consent.expired").count() == 1


def test_who_waits_for_something_else_hears_of_it_too_and_goes_on_waiting(hosted: Cast) -> None:
    ticket = an_install(hosted)
    wait(actor=hosted.ben.actor, ticket=ticket, waiting_for="customer", at=LATER)
    ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=LATER)

    let_requests_run_out(LATER + timedelta(days=7))

    ticket.refresh_from_db()
    assert ticket.waiting_for == "customer"
    assert entries_about(ticket).filter(kind="consent.expired").count() == 1


def test_where_somebody_agreed_meanwhile_nothing_is_said_of_the_link(hosted: Cast) -> None:
    ticket = an_install(hosted)
    ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=LATER)
    record_consent(actor=hosted.ada.actor, ticket=ticket, at=LATER + timedelta(days=1))

    assert let_requests_run_out(LATER + timedelta(days=7)) == 1

    assert not entries_about(ticket).filter(kind="consent.expired").exists()


def test_a_ticket_that_waits_for_another_answer_goes_on_waiting(hosted: Cast) -> None:
    ticket = an_install(hosted)
    ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=LATER)
    later = LATER + timedelta(days=3)
    ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.ada.contact, at=later)

    assert let_requests_run_out(LATER + timedelta(days=7)) == 1

    ticket.refresh_from_db()
    assert ticket.waiting_for == "consent"
    assert not entries_about(ticket).filter(kind="consent.expired").exists()


def test_a_consent_ends_the_wait_for_it(hosted: Cast) -> None:
    ticket = an_install(hosted)
    wait(actor=hosted.ben.actor, ticket=ticket, waiting_for="consent", at=LATER)

    record_consent(actor=hosted.ada.actor, ticket=ticket, at=LATER)

    ticket.refresh_from_db(fields=["waiting_for", "status"])
    assert (ticket.waiting_for, ticket.status) == ("", "open")


@pytest.mark.parametrize("is_agreed", [True, False])
def test_a_ticket_waits_for_the_answer_that_it_asked_for_by_mail(hosted: Cast, *, is_agreed: bool) -> None:
    ticket = an_install(hosted)
    asked = ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=LATER)
    waited = Ticket.objects.get(pk=ticket.pk)

    answer_consent_request(token=asked.token, is_agreed=is_agreed, at=LATER + timedelta(hours=3))

    answered = Ticket.objects.get(pk=ticket.pk)
    assert (waited.status, waited.waiting_for) == ("waiting", "consent")
    assert (answered.status, answered.waiting_for) == ("open", "")


def test_what_it_waits_for_already_stands(hosted: Cast) -> None:
    ticket = an_install(hosted)
    wait(actor=hosted.ben.actor, ticket=ticket, waiting_for="third party", at=LATER)
    asked = ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=LATER)

    answer_consent_request(token=asked.token, is_agreed=False, at=LATER)

    assert Ticket.objects.get(pk=ticket.pk).waiting_for == "third party"


def test_asking_stops_no_clock_that_the_agreement_does_not_stop(hosted: Cast) -> None:
    ticket = an_install(hosted)
    before = list(Promise.objects.filter(ticket=ticket).order_by("metric").values_list("metric", "due_at"))

    ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=LATER)

    promises = Promise.objects.filter(ticket=ticket).order_by("metric")
    assert before
    assert list(promises.values_list("metric", "due_at")) == before
    assert not promises.filter(state="paused").exists()


def test_a_price_that_is_left_to_be_agreed_must_be_named(hosted: Cast) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Setup")
    ask_for(actor=hosted.ada.actor, ticket=ticket, subject="work", wanted_at=SATURDAY, at=LATER)

    with pytest.raises(Refused) as refusal:
        ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=LATER)

    assert refusal.value.code == "price_missing"
    assert not ConsentRequest.objects.exists()


def test_a_price_that_was_named_is_what_the_contact_agrees_to(hosted: Cast) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Setup")
    ask_for(actor=hosted.ada.actor, ticket=ticket, subject="work", wanted_at=SATURDAY, at=LATER)

    consent = note_consent_by_telephone(
        actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, price="$80.00 per hour", at=LATER
    )

    assert (consent.subject, consent.price) == ("Arranged off-hours work", "$80.00 per hour")


def test_where_nothing_needs_a_consent_nobody_is_asked(hosted: Cast) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Setup")

    with pytest.raises(Refused) as refusal:
        ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, at=LATER)

    assert refusal.value.code == "nothing_needs_consent"
    assert not ConsentRequest.objects.exists()


def test_only_contacts_of_the_customer_are_asked(hosted: Cast) -> None:
    ticket = an_install(hosted)

    with pytest.raises(NotThere):
        ask_for_consent(actor=hosted.ben.actor, ticket=ticket, contact=hosted.eve.contact, at=LATER)

    assert not ConsentRequest.objects.exists()


def test_a_consent_is_never_changed(hosted: Cast) -> None:
    record_consent(actor=hosted.ada.actor, ticket=an_install(hosted), at=LATER)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Consent.objects.update(price="USD 1.00 per hour")

    assert Consent.objects.get().price == "USD 125.00 per hour, minimum 2 hours"


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("ada", None),
        ("max", None),
        ("eve", NotThere),
        ("ben", NotAllowed),
        ("nia", NotAllowed),
        ("lea", NotAllowed),
        ("olga", NotAllowed),
        ("tom", NotAllowed),
    ],
)
def test_only_the_customer_agrees_in_the_portal(
    hosted: Cast, name: str, refusal: type[Exception] | None
) -> None:
    ticket = an_install(hosted)
    actor = getattr(hosted, name).actor

    if refusal is None:
        assert record_consent(actor=actor, ticket=ticket, at=LATER).contact.name == name.capitalize()
    else:
        with pytest.raises(refusal):
            record_consent(actor=actor, ticket=ticket, at=LATER)
        assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("ada", NotAllowed),
        ("max", NotAllowed),
        ("eve", NotAllowed),
        ("ben", None),
        ("nia", None),
        ("lea", None),
        ("olga", None),
        ("tom", NotThere),
    ],
)
def test_only_the_staff_of_the_provider_note_and_ask(
    hosted: Cast, name: str, refusal: type[Exception] | None
) -> None:
    ticket = an_install(hosted)
    actor = getattr(hosted, name).actor

    if refusal is None:
        note_consent_by_telephone(actor=actor, ticket=ticket, contact=hosted.max.contact, at=LATER)
        assert Consent.objects.count() == 1
    else:
        with pytest.raises(refusal):
            note_consent_by_telephone(actor=actor, ticket=ticket, contact=hosted.max.contact, at=LATER)
        assert not Consent.objects.exists()
