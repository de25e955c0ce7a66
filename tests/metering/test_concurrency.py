"""Two agents log at once on one account: the lock lets one after the other, and no credit is spent twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.db import connections

from tests.cast.people import Cast, Worker
from tests.cast.shipped import give_credits, make_shipped_cast, open_shipped
from uphold.credits.checking import check_ledger
from uphold.credits.models import CreditAccount, LedgerEntry, Movement
from uphold.metering.actions import log_work, start_timer, stop_timer
from uphold.metering.models import Charge, Timer, WorkEntry
from uphold.tickets.models import Ticket

TORONTO = ZoneInfo("America/Toronto")
WEDNESDAY = datetime(2026, 10, 7, 10, tzinfo=TORONTO)
LATER = WEDNESDAY + timedelta(hours=4)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Each act in a thread with a connection of its own, all begun together; what they raise is their outcome."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            barrier.wait()
            return act()
        except Exception as failure:  # noqa: BLE001 - the outcome of the act
            return failure
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def log(worker: Worker, ticket: Ticket, *, minutes: int) -> Callable[[], object]:
    return lambda: log_work(
        actor=worker.actor,
        ticket=ticket,
        staff=worker.staff,
        started_at=WEDNESDAY,
        ended_at=WEDNESDAY + timedelta(minutes=minutes),
        at=LATER,
    )


def a_configuration(cast: Cast) -> Ticket:
    return open_shipped(customer=cast.ada, opened_at=WEDNESDAY, request="Configuration")


@pytest.mark.django_db(transaction=True)
def test_two_agents_spend_the_last_credits_of_one_account_once() -> None:
    cast = make_shipped_cast("sangoma")
    give_credits(cast.ada, amount=50, at=WEDNESDAY)
    first, second = a_configuration(cast), a_configuration(cast)

    outcomes = at_once(log(cast.ben, first, minutes=40), log(cast.nia, second, minutes=40))

    assert all(isinstance(outcome, WorkEntry) for outcome in outcomes), outcomes
    assert sorted(Charge.objects.values_list("credits", flat=True)) == [10, 40]
    lot = CreditAccount.objects.get().lots.get()
    assert (lot.remaining_credits, lot.held_credits) == (0, 0)
    assert check_ledger() == []


@pytest.mark.django_db(transaction=True)
def test_two_agents_on_one_ticket_come_to_one_sum() -> None:
    cast = make_shipped_cast("sangoma")
    give_credits(cast.ada, amount=100, at=WEDNESDAY)
    ticket = a_configuration(cast)

    outcomes = at_once(log(cast.ben, ticket, minutes=30), log(cast.nia, ticket, minutes=20))

    assert all(isinstance(outcome, WorkEntry) for outcome in outcomes), outcomes
    assert sum(Charge.objects.values_list("credits", flat=True)) == 50
    assert LedgerEntry.objects.filter(movement=Movement.DRAW).count() == 2
    assert check_ledger() == []


@pytest.mark.django_db(transaction=True)
def test_a_timer_that_is_stopped_twice_at_once_is_logged_once() -> None:
    cast = make_shipped_cast("sangoma")
    ticket = a_configuration(cast)
    start_timer(actor=cast.ben.actor, ticket=ticket, at=WEDNESDAY)

    outcomes = at_once(*(lambda: stop_timer(actor=cast.ben.actor, at=LATER) for _ in range(2)))

    assert sum(isinstance(outcome, WorkEntry) for outcome in outcomes) == 1
    assert WorkEntry.objects.count() == 1
    assert not Timer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_person_starts_one_timer_at_once() -> None:
    cast = make_shipped_cast("sangoma")
    first, second = a_configuration(cast), a_configuration(cast)

    outcomes = at_once(
        lambda: start_timer(actor=cast.ben.actor, ticket=first, at=WEDNESDAY),
        lambda: start_timer(actor=cast.ben.actor, ticket=second, at=WEDNESDAY),
    )

    assert sum(isinstance(outcome, Timer) for outcome in outcomes) == 1
    assert Timer.objects.count() == 1
