"""Several at once: numbers have no gap and none stands twice; a unit gets one return."""

import pytest

from tests.cast.hardware import evaluate, make_hardware_cast, make_phone, open_about
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.credits.at_once import at_once
from uphold.hardware.actions import authorise_return
from uphold.hardware.models import ReturnAuthorization
from uphold.tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
OCTOBER = at("2026-10-15 10:00")


def ticket_of(cast: Cast, name: str) -> Ticket:
    ticket = open_about(cast, make_phone(cast, name), at=OCTOBER)
    evaluate(cast, ticket, at=OCTOBER)
    return ticket


def test_returns_that_are_authorized_at_once_are_numbered_without_gap() -> None:
    cast = make_hardware_cast()
    tickets = [ticket_of(cast, f"DP-{number}") for number in range(3)]

    def ask(ticket: Ticket) -> object:
        return authorise_return(actor=cast.ben.actor, ticket=ticket, kind="repair", at=OCTOBER)

    same = tickets[0]
    outcomes = at_once(lambda: ask(same), lambda: ask(same), lambda: ask(tickets[1]), lambda: ask(tickets[2]))

    assert sorted(type(each).__name__ for each in outcomes) == ["ReturnAuthorization"] * 3 + ["ReturnIsOpen"]
    numbers = ReturnAuthorization.objects.order_by("serial").values_list("number", flat=True)
    assert list(numbers) == ["NW-R1", "NW-R2", "NW-R3"]
