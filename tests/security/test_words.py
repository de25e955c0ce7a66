"""What people write: kept as it was written, never too long for the index, and one form sent twice is one message."""

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.security.conftest import AsPerson
from uphold.kit import Refused, stopped_at
from uphold.tickets.actions import add_note, reply
from uphold.tickets.actions.talking import LONGEST_WORDS
from uphold.tickets.models import Ticket

OPENED_AT = at("2026-06-09 09:00")


@pytest.fixture
def ticket(cast: Cast) -> Ticket:
    return make_ticket(customer=cast.ada, opened_at=OPENED_AT)


def test_a_reply_that_is_sent_twice_is_said_once(cast: Cast, ticket: Ticket) -> None:
    reply(actor=cast.ben.actor, ticket=ticket, body="On our way.", at=at("2026-06-09 09:30"))

    with pytest.raises(Refused) as refusal:
        reply(actor=cast.ben.actor, ticket=ticket, body="On our way. ", at=at("2026-06-09 09:30:02"))

    assert refusal.value.code == "said_already"
    assert ticket.messages.filter(body="On our way.").count() == 1


def test_the_same_words_later_or_of_somebody_else_are_words(cast: Cast, ticket: Ticket) -> None:
    reply(actor=cast.ben.actor, ticket=ticket, body="Thank you.", at=at("2026-06-09 09:30"))

    reply(actor=cast.ada.actor, ticket=ticket, body="Thank you.", at=at("2026-06-09 09:30:02"))
    reply(actor=cast.ben.actor, ticket=ticket, body="Thank you.", at=at("2026-06-09 09:31"))

    assert ticket.messages.filter(body="Thank you.").count() == 3


def test_more_words_than_can_be_found_again_are_refused(cast: Cast, ticket: Ticket) -> None:
    with pytest.raises(Refused) as refusal:
        add_note(actor=cast.ben.actor, ticket=ticket, body="a " * LONGEST_WORDS, at=at("2026-06-09 09:30"))

    assert refusal.value.code == "words_too_long"
    assert ticket.messages.count() == 1


def test_as_many_words_as_are_taken_can_be_stored(cast: Cast, ticket: Ticket) -> None:
    body = " ".join(f"w{number:x}" for number in range(LONGEST_WORDS))[:LONGEST_WORDS]

    reply(actor=cast.ada.actor, ticket=ticket, body=body, at=at("2026-06-09 09:30"))

    assert ticket.messages.filter(body=body.strip()).exists()


@pytest.mark.parametrize("place", ["messages", "notes", "workaround", "refusal"])
@pytest.mark.parametrize("body", ["a\0b", "word " * 100_000], ids=["NUL", "too long"])
def test_forms_of_the_desk_take_no_words_that_break_them(
    place: str, body: str, ticket: Ticket, cast: Cast, as_person: AsPerson
) -> None:
    with stopped_at(at("2026-06-09 09:30")):
        answer = as_person(cast.ben).post(
            f"/desk/tickets/{ticket.number}/{place}", {"reply": body, "body": body}
        )

    assert answer.status_code in {302, 422}


@pytest.mark.parametrize("body", ["a\0b", "word " * 200_000], ids=["NUL", "too long"])
def test_forms_of_the_portal_take_no_words_that_break_them(
    body: str, ticket: Ticket, cast: Cast, as_person: AsPerson
) -> None:
    with stopped_at(at("2026-06-09 09:30")):
        browser = as_person(cast.ada)
        replied = browser.post(f"/portal/tickets/{ticket.number}/replies", {"body": body})
        opened = browser.post(
            "/portal/tickets", {"request": "Fault", "impact": "One", "subject": body, "body": body}
        )

    assert (replied.status_code, opened.status_code) == (422, 422)
