"""Two bookings of one time at once: one of them gets it, by the verb and by the database alone."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cast.appointments import ASKED_ON, book, make_installers, ny, open_install
from tests.cast.people import Cast
from tests.cast.shipped import make_shipped_cast
from uphold.journal.queries import entries_about
from uphold.scheduling.actions import cancel_appointment, move_appointment
from uphold.scheduling.models import Appointment
from uphold.scheduling.refusals import SlotTaken
from uphold.tickets.models import Ticket

STARTS = "2026-09-21 09:00"


@pytest.fixture
def committed(transactional_db: None) -> Cast:
    cast = make_shipped_cast("stratelegy")
    make_installers(cast)
    return cast


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """Everybody starts together; what was raised."""
    start, raised = Barrier(len(acts)), list[Exception]()

    def play(act: Callable[[], object]) -> None:
        start.wait(timeout=10)
        try:
            act()
        except (SlotTaken, IntegrityError) as failure:
            raised.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=play, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return raised


def test_of_four_customers_who_want_one_time_one_gets_it_and_nothing_of_the_others_stays(
    committed: Cast,
) -> None:
    wanted = [
        open_install(customer=each) for each in (committed.ada, committed.eve, committed.max, committed.eve)
    ]
    callers = (committed.ada, committed.eve, committed.max, committed.eve)

    raised = at_once(
        *(
            lambda ticket=ticket, caller=caller: book(
                ticket=ticket, by=caller, engineer=committed.ben, starts=STARTS
            )
            for ticket, caller in zip(wanted, callers, strict=True)
        )
    )

    booked = Appointment.objects.get()
    assert [type(each) for each in raised] == [SlotTaken] * 3
    for ticket in wanted:
        has_asked = "ticket.asked" in [entry.kind for entry in entries_about(ticket)]
        assert has_asked == (ticket.pk == booked.ticket_id)


def test_the_database_alone_keeps_overlapping_appointments_apart(committed: Cast) -> None:
    ticket = open_install(customer=committed.ada)

    def insert(minutes: int) -> None:
        with transaction.atomic():
            bare(ticket, committed, minutes=minutes).save(force_insert=True)

    raised = at_once(lambda: insert(0), lambda: insert(30), lambda: insert(90))

    assert len(raised) == 2
    assert Appointment.objects.count() == 1


def test_appointments_that_touch_are_no_overlap(committed: Cast) -> None:
    ticket = open_install(customer=committed.ada)

    for minutes in (0, 120, 240):
        bare(ticket, committed, minutes=minutes).save(force_insert=True)

    assert Appointment.objects.count() == 3


def test_one_who_moves_there_and_one_who_books_are_kept_apart(committed: Cast) -> None:
    moved = book(
        ticket=open_install(customer=committed.ada),
        by=committed.ada,
        engineer=committed.ben,
        starts="2026-09-22 09:00",
    )
    other = open_install(customer=committed.eve)

    raised = at_once(
        lambda: move_appointment(
            actor=committed.ada.actor,
            appointment=moved,
            starts_at=ny(STARTS),
            reason="We are ready sooner.",
            at=ny(ASKED_ON),
        ),
        lambda: book(ticket=other, by=committed.eve, engineer=committed.ben, starts=STARTS),
    )

    assert [type(each) for each in raised] == [SlotTaken]
    assert Appointment.objects.filter(starts_at=ny(STARTS)).count() == 1


def test_a_time_that_was_called_off_can_be_booked_again(committed: Cast) -> None:
    first = book(
        ticket=open_install(customer=committed.ada),
        by=committed.ada,
        engineer=committed.ben,
        starts=STARTS,
    )
    cancel_appointment(
        actor=committed.ada.actor,
        appointment=first,
        reason="The site is not ready.",
        at=ny("2026-09-14 12:00"),
    )

    second = book(
        ticket=open_install(customer=committed.eve),
        by=committed.eve,
        engineer=committed.ben,
        starts=STARTS,
    )

    assert second.state == Appointment.State.CONFIRMED


def bare(ticket: Ticket, cast: Cast, *, minutes: int) -> Appointment:
    starts_at = ny(STARTS) + timedelta(minutes=minutes)
    return Appointment(
        provider=ticket.provider,
        ticket=ticket,
        staff=cast.ben.staff,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        uid=f"{uuid4()}",
        booked_by_kind="staff",
        booked_at=ny(ASKED_ON),
    )
