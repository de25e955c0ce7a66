"""The door: strangers are told that nothing is there, members that they may not."""

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.tickets.access import get_ticket

READ, ASSESS, DECIDE = Permission.TICKET_READ, Permission.TICKET_ASSESS, Permission.TICKET_DECIDE


@pytest.mark.parametrize(
    ("name", "read", "assess", "decide"),
    [
        ("ada", "yes", "no", "no"),
        ("max", "yes", "no", "no"),
        ("eve", "not there", "not there", "not there"),
        ("ben", "yes", "yes", "no"),
        ("nia", "yes", "yes", "no"),
        ("lea", "yes", "yes", "yes"),
        ("olga", "yes", "yes", "yes"),
        ("tom", "not there", "not there", "not there"),
        ("anonymous", "not there", "not there", "not there"),
    ],
)
def test_who_comes_through_the_door(cast: Cast, name: str, read: str, assess: str, decide: str) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    actor = Actor.anonymous() if name == "anonymous" else getattr(cast, name).actor

    tried = [answer_of(actor, ticket.number, need) for need in (READ, ASSESS, DECIDE)]

    assert tried == [read, assess, decide]


def test_a_number_that_does_not_exist_answers_like_a_foreign_one(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    with pytest.raises(NotThere) as foreign:
        get_ticket(cast.eve.actor, ticket.number)
    with pytest.raises(NotThere) as missing:
        get_ticket(cast.eve.actor, "NW-999")

    assert foreign.value.sentence == missing.value.sentence


def answer_of(actor: Actor, number: str, need: Permission) -> str:
    try:
        get_ticket(actor, number, need=need)
    except NotThere:
        return "not there"
    except NotAllowed:
        return "no"
    return "yes"
