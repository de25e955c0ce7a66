"""What the agreement leaves to one person no other can choose, whatever is posted."""

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.security.conftest import AsPerson
from uphold.journal.queries import entries_about
from uphold.kit import Refused, stopped_at
from uphold.tickets.actions import take_option


def test_a_customer_cannot_choose_what_is_left_to_an_agent(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    before = entries_about(ticket).count()

    with stopped_at(at("2026-06-09 10:30")):
        answer = as_person(cast.ada).post(
            f"/portal/tickets/{ticket.number}/choice", {"answer": "redirect", "subject": "Portal"}
        )

    assert answer.status_code == 403
    assert entries_about(ticket).count() == before


def test_the_verb_itself_refuses_it(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    with pytest.raises(Refused) as refusal:
        take_option(
            actor=cast.max.actor,
            ticket=ticket,
            kind="admission",
            answer_word="redirect",
            body="",
            at=at("2026-06-09 10:30"),
        )

    assert (refusal.value.code, refusal.value.sentence) == (
        "option_of_others",
        "The agreement leaves this to the agent.",
    )
