"""Work at an appointment: charged by the row and at the price that the customer agreed to, and otherwise not."""

from decimal import Decimal

import pytest

from tests.cast.appointments import ASKED_ON, book, make_installers, ny, open_install
from tests.cast.people import Cast, Worker
from tests.cast.shipped import open_shipped
from uphold.metering.actions import consent_to_appointment, log_work, note_consent_to_appointment
from uphold.metering.models import Charge, Consent
from uphold.scheduling.actions import cancel_appointment, name_price
from uphold.scheduling.models import Appointment
from uphold.tickets.models import Ticket


@pytest.fixture
def saturday(hosted: Cast) -> Appointment:
    """Work on a fault, arranged for Saturday at ten, at a price that was named."""
    make_installers(hosted)
    fault = open_shipped(customer=hosted.ada, opened_at=ny(ASKED_ON), request="Fault", impact="Partial loss")
    asked = book(ticket=fault, by=hosted.ada, engineer=hosted.ben, starts="2026-09-19 10:00")
    return name_price(
        actor=hosted.ben.actor, appointment=asked, price="$80.00 per hour", at=ny("2026-09-14 11:20")
    )


def work(ticket: Ticket, *, by: Worker, starts: str, ends: str) -> None:
    log_work(
        actor=by.actor,
        ticket=Ticket.objects.get(pk=ticket.pk),
        staff=by.staff,
        started_at=ny(starts),
        ended_at=ny(ends),
        at=ny(ends),
    )


def charged(ticket: Ticket) -> list[tuple[str, Decimal]]:
    return list(Charge.objects.filter(ticket=ticket).values_list("row", "amount"))


def test_arranged_work_off_hours_costs_what_was_agreed(hosted: Cast, saturday: Appointment) -> None:
    consent_to_appointment(actor=hosted.ada.actor, appointment=saturday, at=ny("2026-09-14 11:30"))

    work(saturday.ticket, by=hosted.ben, starts="2026-09-19 10:00", ends="2026-09-19 11:30")

    assert charged(saturday.ticket) == [("Arranged off-hours work", Decimal("120.00"))]


def test_called_off_before_it_began_nothing_is_arranged_and_nothing_charged(
    hosted: Cast, saturday: Appointment
) -> None:
    consent_to_appointment(actor=hosted.ada.actor, appointment=saturday, at=ny("2026-09-14 11:30"))
    cancel_appointment(
        actor=hosted.ada.actor, appointment=saturday, reason="It works again.", at=ny("2026-09-15 10:00")
    )

    work(saturday.ticket, by=hosted.ben, starts="2026-09-19 10:00", ends="2026-09-19 11:30")

    assert charged(saturday.ticket) == [("Support that is included", Decimal("0.00"))]


def test_a_rushed_install_costs_its_minimum_once(hosted: Cast) -> None:
    make_installers(hosted)
    ticket = open_install(customer=hosted.ada)
    rushed = book(ticket=ticket, by=hosted.ada, engineer=hosted.ben, starts="2026-09-18 09:00")
    consent_to_appointment(actor=hosted.ada.actor, appointment=rushed, at=ny("2026-09-14 11:40"))

    work(ticket, by=hosted.ben, starts="2026-09-18 09:00", ends="2026-09-18 10:10")

    assert sum(amount for _, amount in charged(ticket)) == Decimal("250.00")


def test_an_install_that_kept_the_notice_is_part_of_the_service(hosted: Cast) -> None:
    make_installers(hosted)
    ticket = open_install(customer=hosted.ada)
    book(ticket=ticket, by=hosted.ada, engineer=hosted.ben, starts="2026-09-21 09:00")

    work(ticket, by=hosted.ben, starts="2026-09-21 09:00", ends="2026-09-21 10:10")

    assert sum(amount for _, amount in charged(ticket)) == Decimal(0)
    assert not Consent.objects.exists()


def test_a_consent_on_the_telephone_names_who_said_it_and_who_heard_it(
    hosted: Cast, saturday: Appointment
) -> None:
    note_consent_to_appointment(
        actor=hosted.nia.actor, appointment=saturday, contact=hosted.max.contact, at=ny("2026-09-14 11:30")
    )

    consent = Consent.objects.get()
    assert (consent.contact, consent.noted_by, consent.way) == (
        hosted.max.contact,
        hosted.nia.staff,
        "telephone",
    )
    assert (consent.price, consent.anchor) == ("$80.00 per hour", "4")
