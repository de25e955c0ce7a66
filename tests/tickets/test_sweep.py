"""The sweep: a warning before, a breach at the due instant, each once - also late, also twice at once."""

from datetime import datetime
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from tests.cast.agreements import make_agreed_cast
from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.cast.tickets import make_ticket
from uphold.journal.queries import entries_about
from uphold.tickets.actions import assess_priority, reply, restore_service
from uphold.tickets.jobs import sweep_clocks
from uphold.tickets.locking import lock_ticket
from uphold.tickets.models import Alarm, Ticket


def alarms_of(ticket: Ticket) -> list[tuple[str, str, datetime]]:
    return list(ticket.alarms.order_by("at", "pk").values_list("metric", "kind", "at"))


def test_a_warning_comes_when_the_agreement_says(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    sweep_clocks(at("2026-06-09 11:29"))
    before = alarms_of(ticket)
    sweep_clocks(at("2026-06-09 11:30"))

    assert before == []
    assert alarms_of(ticket) == [("first response", "warning", at("2026-06-09 11:30"))]


def test_where_the_agreement_says_nothing_a_quarter_of_the_time_is_left(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"), impact="One")

    assert ticket.promises.get(metric="first response").alarm_at == at("2026-06-09 16:00")


def test_a_breach_happened_at_the_due_instant_whenever_it_is_noticed(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    sweep_clocks(at("2026-06-09 14:37"))

    assert alarms_of(ticket) == [("first response", "breach", at("2026-06-09 12:00"))]
    breach = entries_about(ticket).get(kind="ticket.breached")
    assert (breach.at, breach.detail["metric"]) == (at("2026-06-09 12:00"), "first response")
    assert Ticket.objects.get(pk=ticket.pk).is_breached


def test_sweeping_again_records_nothing_again(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    for minute in ("11:30", "11:31", "12:00", "12:01"):
        sweep_clocks(at(f"2026-06-09 {minute}"))

    assert [kind for _, kind, _ in alarms_of(ticket)] == ["warning", "breach"]
    assert entries_about(ticket).filter(kind="ticket.warned").count() == 1
    assert entries_about(ticket).filter(kind="ticket.breached").count() == 1


def test_after_days_of_downtime_every_breach_is_recorded_and_no_late_warning(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    sweep_clocks(at("2026-06-22 09:00"))

    assert alarms_of(ticket) == [
        ("first response", "breach", at("2026-06-09 12:00")),
        ("resolution", "breach", at("2026-06-11 10:00")),
    ]


def test_an_answer_that_came_too_late_is_a_breach_even_if_no_sweep_saw_it(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    reply(actor=cast.ben.actor, ticket=ticket, body="Sorry for the delay.", at=at("2026-06-09 13:00"))

    sweep_clocks(at("2026-06-09 13:01"))

    assert alarms_of(ticket) == [("first response", "breach", at("2026-06-09 12:00"))]
    assert entries_about(ticket).filter(kind="ticket.breached").exists()


def test_an_answer_in_time_leaves_nothing_to_sweep(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    reply(actor=cast.ben.actor, ticket=ticket, body="We are on it.", at=at("2026-06-09 11:00"))
    restore_service(actor=cast.ben.actor, ticket=ticket, at=at("2026-06-09 11:10"))

    swept = sweep_clocks(at("2026-06-09 16:00"))

    assert (swept, alarms_of(ticket)) == (0, [])


def test_a_breach_stays_when_the_priority_falls(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    sweep_clocks(at("2026-06-09 12:30"))

    assess_priority(actor=cast.ben.actor, ticket=ticket, priority="Low", at=at("2026-06-09 13:00"))
    sweep_clocks(at("2026-06-10 12:00"))

    assert alarms_of(ticket) == [("first response", "breach", at("2026-06-09 12:00"))]
    assert Ticket.objects.get(pk=ticket.pk).is_breached


def test_history_is_never_swept(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    Ticket.objects.filter(pk=ticket.pk).update(is_history=True)
    reply(actor=cast.ben.actor, ticket=ticket, body="As the log says.", at=at("2026-06-09 15:00"))

    swept = sweep_clocks(at("2026-06-22 09:00"))

    assert (swept, alarms_of(ticket)) == (0, [])
    assert ticket.promises.get(metric="first response").state == "missed"


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_record_a_breach_once() -> None:
    everybody = make_cast()
    make_agreed_cast(everybody)
    tickets = [make_ticket(customer=everybody.ada, opened_at=at("2026-06-09 10:00")) for _ in range(12)]
    together = Barrier(2)

    def sweep() -> None:
        together.wait(timeout=10)
        sweep_clocks(at("2026-06-09 12:30"))
        connection.close()

    workers = [Thread(target=sweep) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Alarm.objects.filter(kind="breach").count() == 12
    assert all(entries_about(ticket).filter(kind="ticket.breached").count() == 1 for ticket in tickets)


@pytest.mark.django_db(transaction=True)
def test_a_ticket_that_somebody_works_on_is_left_for_the_next_sweep() -> None:
    everybody = make_cast()
    make_agreed_cast(everybody)
    ticket = make_ticket(customer=everybody.ada, opened_at=at("2026-06-09 10:00"))
    swept: list[int] = []

    def sweep() -> None:
        swept.append(sweep_clocks(at("2026-06-09 12:30")))
        connection.close()

    with transaction.atomic():
        lock_ticket(ticket)
        other = Thread(target=sweep)
        other.start()
        other.join()
    sweep_clocks(at("2026-06-09 12:31"))

    assert swept == [0]
    assert Alarm.objects.filter(kind="breach").count() == 1
