"""Moved, called off, missed, done: each with who and why, and with what the agreement makes of the new time."""

import pytest

from tests.cast.appointments import book, ny, open_install
from tests.cast.people import Cast
from uphold.access import NotAllowed, NotThere
from uphold.journal.queries import entries_about
from uphold.scheduling.actions import (
    agree_to_price,
    cancel_appointment,
    end_appointment,
    miss_appointment,
    move_appointment,
)
from uphold.scheduling.asking import asked_of
from uphold.scheduling.jobs import follow_closing, lapse_unconfirmed
from uphold.scheduling.models import Appointment, Change
from uphold.scheduling.refusals import (
    AppointmentIsOver,
    AppointmentToCome,
    AppointmentUnderWay,
    ReasonMissing,
)
from uphold.tickets.actions import close_ticket, reopen_ticket
from uphold.tickets.models import Ticket

pytestmark = pytest.mark.usefixtures("installers")
State = Appointment.State


@pytest.fixture
def booked(hosted: Cast) -> Appointment:
    return book(
        ticket=open_install(customer=hosted.ada),
        by=hosted.ada,
        engineer=hosted.ben,
        starts="2026-09-21 09:00",
    )


def test_a_moved_appointment_counts_up_and_keeps_why_and_by_whom(hosted: Cast, booked: Appointment) -> None:
    moved = move_appointment(
        actor=hosted.max.actor,
        appointment=booked,
        starts_at=ny("2026-09-22 13:00"),
        reason="The electrician comes on Monday.",
        at=ny("2026-09-15 10:00"),
    )

    change = Change.objects.get()
    assert (moved.state, moved.sequence, moved.uid) == (State.CONFIRMED, 1, booked.uid)
    assert (change.what, change.starts_at, change.moved_to_at) == (
        "moved",
        ny("2026-09-21 09:00"),
        ny("2026-09-22 13:00"),
    )
    assert (change.by_kind, change.by_id) == ("contact", hosted.max.contact.pk)


def test_moved_before_the_notice_is_over_it_waits_for_consent_again(
    hosted: Cast, booked: Appointment
) -> None:
    moved = move_appointment(
        actor=hosted.ada.actor,
        appointment=booked,
        starts_at=ny("2026-09-17 13:00"),
        reason="We open sooner.",
        at=ny("2026-09-15 10:00"),
    )

    assert moved.state == State.ASKED
    assert moved.price == "$125.00 per hour, minimum 2 hours"
    assert Ticket.objects.get(pk=booked.ticket_id).waiting_for == ""


def test_moved_away_from_a_rush_nothing_is_charged_for_the_rush_any_more(hosted: Cast) -> None:
    ticket = open_install(customer=hosted.ada)
    rushed = book(ticket=ticket, by=hosted.ada, engineer=hosted.ben, starts="2026-09-18 09:00")
    agree_to_price(actor=hosted.ada.actor, appointment=rushed, at=ny("2026-09-14 11:40"))

    moved = move_appointment(
        actor=hosted.ada.actor,
        appointment=rushed,
        starts_at=ny("2026-09-22 09:00"),
        reason="It need not be so soon.",
        at=ny("2026-09-15 10:00"),
    )

    [terms] = asked_of(ticket, at=ny("2026-09-15 11:00")).terms([ny("2026-09-22 09:00")])
    assert (moved.state, moved.price) == (State.CONFIRMED, "")
    assert terms.is_plain


def test_called_off_it_frees_the_time_and_the_ticket_waits_no_longer(
    hosted: Cast, booked: Appointment
) -> None:
    cancelled = cancel_appointment(
        actor=hosted.ada.actor,
        appointment=booked,
        reason="The site is not ready.",
        at=ny("2026-09-15 10:00"),
    )

    assert (cancelled.state, cancelled.sequence) == (State.CANCELLED, 1)
    assert Change.objects.get().reason == "The site is not ready."
    assert Ticket.objects.get(pk=booked.ticket_id).waiting_for == ""
    assert "appointment.cancelled" in [entry.kind for entry in entries_about(booked.ticket)]


def test_without_a_reason_nothing_changes(hosted: Cast, booked: Appointment) -> None:
    with pytest.raises(ReasonMissing):
        cancel_appointment(actor=hosted.ada.actor, appointment=booked, reason=" ", at=ny("2026-09-15 10:00"))

    assert Appointment.objects.get().state == State.CONFIRMED
    assert not Change.objects.exists()


def test_once_it_has_begun_it_is_neither_moved_nor_called_off(hosted: Cast, booked: Appointment) -> None:
    with pytest.raises(AppointmentUnderWay):
        cancel_appointment(
            actor=hosted.ada.actor, appointment=booked, reason="Too late.", at=ny("2026-09-21 09:00")
        )

    assert Appointment.objects.get().state == State.CONFIRMED


def test_what_was_called_off_is_over(hosted: Cast, booked: Appointment) -> None:
    at = ny("2026-09-15 10:00")
    cancel_appointment(actor=hosted.ada.actor, appointment=booked, reason="Not ready.", at=at)

    with pytest.raises(AppointmentIsOver):
        cancel_appointment(actor=hosted.ada.actor, appointment=booked, reason="Again.", at=at)

    assert Change.objects.count() == 1


def test_a_customer_who_was_not_there_is_noted_with_the_reason(hosted: Cast, booked: Appointment) -> None:
    missed = miss_appointment(
        actor=hosted.ben.actor,
        appointment=booked,
        missed_by="customer",
        reason="Nobody answered for half an hour.",
        at=ny("2026-09-21 09:30"),
    )

    assert missed.state == State.NO_SHOW
    assert Change.objects.get().missed_by == "customer"
    assert Ticket.objects.get(pk=booked.ticket_id).waiting_for == ""


def test_how_it_ended_is_said_once_it_has_begun_and_by_the_staff(hosted: Cast, booked: Appointment) -> None:
    with pytest.raises(AppointmentToCome):
        end_appointment(actor=hosted.ben.actor, appointment=booked, at=ny("2026-09-21 08:59"))
    with pytest.raises(NotAllowed):
        end_appointment(actor=hosted.ada.actor, appointment=booked, at=ny("2026-09-21 11:00"))
    assert Appointment.objects.get().state == State.CONFIRMED

    done = end_appointment(actor=hosted.ben.actor, appointment=booked, at=ny("2026-09-21 11:00"))

    assert (done.state, done.ended_at) == (State.DONE, ny("2026-09-21 11:00"))


def test_strangers_change_nothing(hosted: Cast, booked: Appointment) -> None:
    for stranger in (hosted.eve, hosted.tom):
        with pytest.raises(NotThere):
            cancel_appointment(
                actor=stranger.actor, appointment=booked, reason="Mine.", at=ny("2026-09-15 10:00")
            )

    assert Appointment.objects.get().state == State.CONFIRMED


def test_what_was_not_confirmed_in_time_is_called_off_by_itself(hosted: Cast, booked: Appointment) -> None:
    other = open_install(customer=hosted.eve)
    book(ticket=other, by=hosted.eve, engineer=hosted.ben, starts="2026-09-15 09:00")

    counts = [lapse_unconfirmed(ny("2026-09-15 09:00")) for _ in range(2)]

    assert counts == [1, 0]
    assert Appointment.objects.get(ticket=other).state == State.CANCELLED
    assert Appointment.objects.get(pk=booked.pk).state == State.CONFIRMED


def test_a_ticket_that_is_closed_takes_what_is_to_come_with_it(hosted: Cast, booked: Appointment) -> None:
    close_ticket(actor=hosted.ben.actor, ticket=booked.ticket, at=ny("2026-09-15 10:00"))
    entry = entries_about(booked.ticket).get(kind="ticket.closed")

    counts = [follow_closing(entry.pk, at=ny("2026-09-15 10:01")) for _ in range(2)]

    assert counts == [1, 0]
    assert Appointment.objects.get().state == State.CANCELLED
    assert Change.objects.get().reason == "The ticket was closed."


def test_a_ticket_that_was_opened_again_meanwhile_keeps_its_appointment(
    hosted: Cast, booked: Appointment
) -> None:
    close_ticket(actor=hosted.ben.actor, ticket=booked.ticket, at=ny("2026-09-15 10:00"))
    entry = entries_about(booked.ticket).get(kind="ticket.closed")
    reopen_ticket(actor=hosted.ben.actor, ticket=booked.ticket, at=ny("2026-09-15 10:01"))

    assert follow_closing(entry.pk, at=ny("2026-09-15 10:02")) == 0
    assert Appointment.objects.get().state == State.CONFIRMED
