"""A ticket that waits for planned work: its clocks stand still where a Pause row says so, and nowhere else."""

import pytest

from tests.cast.appointments import ny
from tests.cast.shipped import make_shipped_cast, open_shipped
from uphold.policy.document.facts import FIXED
from uphold.tickets.actions import wait
from uphold.tickets.actions.waiting import WAITING_FOR
from uphold.tickets.models import Promise

TEN = ny("2026-06-09 10:00")


def test_what_a_ticket_may_wait_for_is_the_list_of_the_language() -> None:
    [fact] = [fact for fact in FIXED if fact.name == "waiting for"]

    assert fact.values == WAITING_FOR


@pytest.mark.django_db
def test_without_a_row_that_says_so_maintenance_stops_no_clock() -> None:
    hosted = make_shipped_cast("stratelegy")
    ticket = open_shipped(customer=hosted.ada, opened_at=TEN, request="Fault", impact="Total loss")
    due = list(Promise.objects.filter(ticket=ticket).order_by("pk").values_list("metric", "due_at"))

    wait(actor=hosted.ben.actor, ticket=ticket, waiting_for="maintenance", at=ny("2026-06-09 10:05"))

    assert list(Promise.objects.filter(ticket=ticket).order_by("pk").values_list("metric", "due_at")) == due
    ticket.refresh_from_db()
    assert ticket.waiting_for == "maintenance"
