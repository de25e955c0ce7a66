"""Words move clocks: an answer keeps a promise, a customer's word starts the next one, a note does nothing."""

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.access import NotThere
from uphold.agreements.queries import decisions_about
from uphold.kit import Refused
from uphold.tickets.actions import add_note, close_ticket, reply, resolve_ticket, take_call, wait
from uphold.tickets.models import Message, Ticket
from uphold.tickets.queries import conversation


def test_an_answer_by_an_agent_keeps_the_promise(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    reply(actor=cast.ben.actor, ticket=ticket, body="We are looking at it.", at=at("2026-06-09 11:30"))

    promise = ticket.promises.get(metric="first response")
    assert (promise.state, promise.met_at, promise.used_seconds) == ("met", at("2026-06-09 11:30"), 5400)
    assert Ticket.objects.get(pk=ticket.pk).status == "open"


def test_the_decision_behind_a_kept_promise_is_recorded(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    reply(actor=cast.ben.actor, ticket=ticket, body="We are looking at it.", at=at("2026-06-09 11:30"))

    record = decisions_about(ticket).filter(at=at("2026-06-09 11:30")).get()
    assert (record.kind, record.outcome["metric"], record.outcome["state"]) == (
        "target",
        "first response",
        "met",
    )


def test_the_customer_s_next_word_starts_the_next_promise(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    reply(actor=cast.ben.actor, ticket=ticket, body="We are looking at it.", at=at("2026-06-09 11:30"))

    reply(actor=cast.ada.actor, ticket=ticket, body="Is there any news?", at=at("2026-06-09 14:00"))

    promise = ticket.promises.get(metric="next response", cycle=1)
    assert (promise.state, promise.due_at) == ("running", at("2026-06-10 10:00"))


def test_a_note_moves_no_clock(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    add_note(actor=cast.ben.actor, ticket=ticket, body="Their switch again?", at=at("2026-06-09 10:30"))

    assert ticket.promises.get(metric="first response").state == "running"


def test_customers_never_read_notes(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"), body="Nobody can call.")
    add_note(actor=cast.ben.actor, ticket=ticket, body="Their switch again?", at=at("2026-06-09 10:30"))

    read_by_ada = [message.body for message in conversation(cast.ada.actor, ticket)]
    read_by_nia = [message.body for message in conversation(cast.nia.actor, ticket)]

    assert read_by_ada == ["Nobody can call."]
    assert read_by_nia == ["Nobody can call.", "Their switch again?"]


def test_a_call_counts_as_the_contact_s_own_word(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    reply(actor=cast.ben.actor, ticket=ticket, body="We are looking at it.", at=at("2026-06-09 11:30"))

    message = take_call(
        actor=cast.nia.actor,
        ticket=ticket,
        contact=cast.max.contact,
        body="Max calls: still nothing.",
        at=at("2026-06-09 12:00"),
    )

    assert (message.contact, message.staff) == (cast.max.contact, None)
    assert ticket.promises.get(metric="next response", cycle=1).state == "running"


def test_the_customer_s_word_ends_the_wait_for_it(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="customer", at=at("2026-06-09 11:00"))

    reply(actor=cast.ada.actor, ticket=ticket, body="It works again.", at=at("2026-06-09 15:00"))

    ticket.refresh_from_db()
    assert (ticket.status, ticket.waiting_for) == ("open", "")
    assert ticket.promises.get(metric="resolution").used_seconds == 3600


def test_the_customer_s_word_brings_a_resolved_ticket_back(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    resolve_ticket(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-09 11:00"))

    reply(actor=cast.ada.actor, ticket=ticket, body="It is down again.", at=at("2026-06-09 15:00"))

    ticket.refresh_from_db()
    assert (ticket.status, ticket.resolved_at) == ("open", None)


def test_nobody_writes_on_a_closed_ticket(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    close_ticket(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-09 11:00"))

    with pytest.raises(Refused) as refusal:
        reply(actor=cast.ada.actor, ticket=ticket, body="Hello?", at=at("2026-06-09 12:00"))

    assert refusal.value.sentence == "Ticket NW-1 is closed; reopen it first."
    assert Message.objects.count() == 1


def test_an_empty_answer_is_refused(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    with pytest.raises(Refused) as refusal:
        reply(actor=cast.ben.actor, ticket=ticket, body="  \n", at=at("2026-06-09 12:00"))

    assert refusal.value.code == "words_missing"
    assert Message.objects.count() == 1
    assert ticket.promises.get(metric="first response").state == "running"


@pytest.mark.parametrize("name", ["eve", "tom"])
def test_strangers_cannot_reply(cast: Cast, name: str) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    with pytest.raises(NotThere):
        reply(actor=getattr(cast, name).actor, ticket=ticket, body="Hello", at=at("2026-06-09 12:00"))

    assert Message.objects.count() == 1
