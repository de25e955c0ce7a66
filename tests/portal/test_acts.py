"""What a customer can do to a ticket: what it changes, and that a refusal changes and sends nothing."""

from dataclasses import dataclass
from datetime import datetime

from tests.cast.instants import at
from tests.cast.people import Caller, Cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.journal.models import Entry
from uphold.kit import stopped_at
from uphold.mail.models import OutgoingMail
from uphold.tickets.actions import close_ticket, resolve_ticket, wait
from uphold.tickets.models import Message, Ticket

NINE, TEN = at("2026-06-09 09:00"), at("2026-06-09 10:00")


def test_an_answer_joins_the_conversation(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)

    response = sent(ticket, "replies", cast.max, as_person, body="It rings again now.")

    assert response.location == "/portal/tickets/NW-1/"
    message = Message.objects.latest("pk")
    assert (message.body, message.contact) == ("It rings again now.", cast.max.contact)


def test_an_empty_answer_is_refused_at_its_field_and_changes_nothing(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)
    before = stored()

    response = sent(ticket, "replies", cast.ada, as_person, body="   ")

    assert response.status == 422
    assert 'aria-describedby="composer-body-error"' in response.text
    assert "Write something first." in response.text
    assert stored() == before


def test_an_answer_that_is_too_long_is_kept_in_the_form(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)
    words = "dial tone " * 5_001
    before = stored()

    response = sent(ticket, "replies", cast.ada, as_person, body=words)

    assert response.status == 422
    assert words.strip() in response.text
    assert stored() == before


def test_evidence_that_is_brought_lets_the_work_begin(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE, evidence=())
    assert "We can begin once this is here: Logs." in shown(ticket, cast.ada, as_person)

    sent(ticket, "evidence", cast.ada, as_person, evidence="Logs")

    page = shown(ticket, cast.ada, as_person)
    assert "We can begin once" not in page
    assert "<b>Ada</b> brought: Logs" in page


def test_evidence_without_a_tick_or_of_an_unknown_name_is_refused(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE, evidence=())
    before = stored()

    assert sent(ticket, "evidence", cast.ada, as_person).status == 422
    assert sent(ticket, "evidence", cast.ada, as_person, evidence="A cake").status == 422
    assert stored() == before


def test_consent_ends_the_waiting_for_it(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)
    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="consent", at=NINE)
    assert "We wait for your consent before we go on." in shown(ticket, cast.ada, as_person)

    sent(ticket, "consent", cast.ada, as_person)

    ticket.refresh_from_db()
    assert ticket.waiting_for == ""
    assert "We wait for your consent" not in shown(ticket, cast.ada, as_person)


def test_what_the_agreement_does_not_offer_cannot_be_chosen(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)
    before = stored()

    response = sent(ticket, "choice", cast.ada, as_person, answer="accept", subject="everything")

    assert response.status == 409
    assert stored() == before


def test_a_resolved_ticket_can_be_opened_again(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)
    resolve_ticket(actor=cast.ben.actor, ticket=ticket, at=TEN)
    assert "Open it again" in shown(ticket, cast.ada, as_person)

    sent(ticket, "reopening", cast.ada, as_person)

    ticket.refresh_from_db()
    assert ticket.status == Ticket.Status.OPEN


def test_a_ticket_at_work_cannot_be_opened_again(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)
    before = stored()

    assert sent(ticket, "reopening", cast.ada, as_person).status == 409
    assert stored() == before


def test_a_closed_ticket_offers_to_be_opened_again_and_no_escalation(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NINE)
    ticket = resolve_ticket(actor=cast.ben.actor, ticket=ticket, at=TEN)
    close_ticket(actor=cast.ben.actor, ticket=ticket, at=TEN)

    page = shown(ticket, cast.ada, as_person)

    assert "Open it again" in page
    assert "Ask to escalate" not in page


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str


def sent(ticket: Ticket, noun: str, person: Caller, as_person: AsPerson, **said: str) -> Answer:
    with stopped_at(TEN):
        response = as_person(person).post(f"/portal/tickets/{ticket.number}/{noun}", said)
    return Answer(response.status_code, response.get("Location", ""), response.content.decode())


def shown(ticket: Ticket, person: Caller, as_person: AsPerson, *, when: datetime = TEN) -> str:
    with stopped_at(when):
        return as_person(person).get(f"/portal/tickets/{ticket.number}/").content.decode()


def stored() -> tuple[int, int, int]:
    """How much was written, said and sent so far."""
    return Entry.objects.count(), Message.objects.count(), OutgoingMail.objects.count()
