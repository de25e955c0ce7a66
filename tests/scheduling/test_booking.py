"""Booking: what is confirmed at once, what waits for a price or a consent, and what the agreement does not offer."""

from datetime import date
from decimal import Decimal

import pytest

from tests.cast.appointments import ASKED_ON, book, make_installers, ny, open_install
from tests.cast.people import Cast
from tests.cast.shipped import make_shipped_cast, open_shipped
from uphold.access import NotAllowed, NotThere
from uphold.journal.queries import entries_about
from uphold.people.models import Team
from uphold.scheduling.actions import agree_to_price, book_appointment, name_price, note_absence
from uphold.scheduling.models import Appointment
from uphold.scheduling.queries import offers
from uphold.scheduling.refusals import (
    BookedThen,
    NoPriceToName,
    NothingToAgree,
    PriceUnreadable,
    SlotClosed,
    SlotNotOffered,
    SlotOver,
    SlotTaken,
)
from uphold.standing.actions import report_receivable, suspend
from uphold.tickets.actions import close_ticket, find
from uphold.tickets.actions.choosing import OptionOfOthers
from uphold.tickets.actions.waiting import HandlingRests
from uphold.tickets.models import Ticket
from uphold.tickets.refusals import TicketIsOver
from uphold.tickets.retiming import ask

State = Appointment.State


def kinds_of(ticket: Ticket) -> list[str]:
    return [entry.kind for entry in entries_about(ticket)]


def test_an_install_that_keeps_the_notice_is_confirmed_at_once(hosted: Cast, installers: Team) -> None:
    ticket = open_install(customer=hosted.ada)

    appointment = book(ticket=ticket, by=hosted.ada, engineer=hosted.ben, starts="2026-09-21 09:00")

    assert (appointment.state, appointment.price) == (State.CONFIRMED, "")
    assert appointment.team == installers
    assert appointment.ends_at == ny("2026-09-21 11:00")
    assert appointment.contact == hosted.ada.contact
    assert kinds_of(ticket)[-4:] == [
        "ticket.asked",
        "appointment.asked",
        "appointment.confirmed",
        "ticket.waiting",
    ]
    assert Ticket.objects.get(pk=ticket.pk).waiting_for == "appointment"


@pytest.mark.usefixtures("installers")
def test_the_earliest_time_that_keeps_the_notice_is_offered_first(hosted: Cast) -> None:
    ticket = open_install(customer=hosted.ada)

    found = offers(ticket, at=ny(ASKED_ON))

    assert found.first is not None
    assert found.first.span.starts_at == ny("2026-09-21 09:00")
    assert found.earliest == ny("2026-09-21 09:00")
    assert [offer.span.starts_at for offer in found.priced[:2]] == [
        ny("2026-09-14 13:00"),
        ny("2026-09-14 15:00"),
    ]


@pytest.mark.usefixtures("installers")
def test_an_earlier_time_waits_for_the_customers_consent_to_priority_handling(hosted: Cast) -> None:
    ticket = open_install(customer=hosted.ada)

    asked = book(ticket=ticket, by=hosted.ada, engineer=hosted.ben, starts="2026-09-18 09:00")
    agreed = agree_to_price(actor=hosted.ada.actor, appointment=asked, at=ny("2026-09-14 11:40"))

    assert asked.state == State.ASKED
    assert (asked.subject, asked.price) == ("priority handling", "$125.00 per hour, minimum 2 hours")
    assert (asked.anchor, asked.row) == ("3", "Install work")
    assert agreed.state == State.CONFIRMED
    admission = ask(ticket, at=ny("2026-09-14 12:00")).admission[-1]
    assert admission.ruling.citation is not None
    assert admission.ruling.citation.row == "Install sooner, with priority handling"


@pytest.mark.usefixtures("installers")
def test_work_off_hours_on_a_fault_waits_for_a_price_and_then_for_consent(hosted: Cast) -> None:
    fault = open_shipped(customer=hosted.ada, opened_at=ny(ASKED_ON), request="Fault", impact="Partial loss")
    asked = book(ticket=fault, by=hosted.ada, engineer=hosted.ben, starts="2026-09-19 10:00")

    with pytest.raises(NothingToAgree):
        agree_to_price(actor=hosted.ada.actor, appointment=asked, at=ny("2026-09-14 11:10"))
    priced = name_price(
        actor=hosted.ben.actor, appointment=asked, price="$80.00 per hour", at=ny("2026-09-14 11:20")
    )
    agreed = agree_to_price(actor=hosted.ada.actor, appointment=priced, at=ny("2026-09-14 11:30"))

    assert asked.is_price_open
    assert (priced.state, priced.anchor) == (State.ASKED, "4")
    assert agreed.state == State.CONFIRMED
    with pytest.raises(NoPriceToName):
        name_price(actor=hosted.ben.actor, appointment=agreed, price="$1.00", at=ny("2026-09-14 11:40"))


@pytest.mark.usefixtures("installers")
def test_a_price_that_nobody_can_read_is_refused(hosted: Cast) -> None:
    fault = open_shipped(customer=hosted.ada, opened_at=ny(ASKED_ON), request="Fault", impact="Partial loss")
    asked = book(ticket=fault, by=hosted.ada, engineer=hosted.ben, starts="2026-09-19 10:00")

    with pytest.raises(PriceUnreadable):
        name_price(actor=hosted.ben.actor, appointment=asked, price="cheap", at=ny("2026-09-14 11:20"))

    assert Appointment.objects.get().is_price_open
    assert "appointment.priced" not in kinds_of(fault)


@pytest.mark.usefixtures("installers")
def test_who_removed_the_old_provider_is_not_booked_off_hours_and_is_told_the_clause(hosted: Cast) -> None:
    fault = open_shipped(customer=hosted.ada, opened_at=ny(ASKED_ON), request="Fault", impact="Total loss")
    cause = {"cause": "Old provider removed"}
    find(actor=hosted.ben.actor, ticket=fault, facts=cause, at=ny("2026-09-14 11:05"))

    with pytest.raises(SlotNotOffered) as refusal:
        book(
            ticket=fault, by=hosted.ada, engineer=hosted.ben, starts="2026-09-19 10:00", at="2026-09-14 11:10"
        )

    assert refusal.value.citation is not None
    assert refusal.value.citation.row == "Old provider removed, outside hours"
    assert not Appointment.objects.exists()
    assert "appointment.asked" not in kinds_of(fault)


@pytest.mark.usefixtures("installers")
@pytest.mark.parametrize(
    ("starts", "refusal"),
    [("2026-09-14 09:00", SlotOver), ("2026-09-21 10:00", SlotClosed), ("2026-09-20 10:00", SlotClosed)],
)
def test_a_customer_books_slots_alone(starts: str, refusal: type[Exception], hosted: Cast) -> None:
    ticket = open_install(customer=hosted.ada)

    with pytest.raises(refusal):
        book(ticket=ticket, by=hosted.ada, engineer=hosted.ben, starts=starts)

    assert not Appointment.objects.exists()


@pytest.mark.usefixtures("installers")
def test_the_staff_book_any_time_of_an_engineer_who_is_there(hosted: Cast) -> None:
    ticket = open_install(customer=hosted.ada)

    appointment = book_appointment(
        actor=hosted.nia.actor,
        ticket=ticket,
        staff=hosted.lea.staff,
        starts_at=ny("2026-09-21 12:15"),
        ends_at=ny("2026-09-21 12:45"),
        at=ny(ASKED_ON),
    )

    assert (appointment.state, appointment.staff) == (State.CONFIRMED, hosted.lea.staff)


@pytest.mark.usefixtures("installers")
def test_nobody_is_booked_while_he_is_away(hosted: Cast) -> None:
    ticket = open_install(customer=hosted.ada)
    note_absence(
        actor=hosted.lea.actor,
        staff=hosted.ben.staff,
        starts_at=ny("2026-09-21 08:00"),
        ends_at=ny("2026-09-21 12:00"),
        at=ny(ASKED_ON),
    )

    with pytest.raises(SlotClosed):
        book(ticket=ticket, by=hosted.ada, engineer=hosted.ben, starts="2026-09-21 09:00")
    found = offers(ticket, at=ny(ASKED_ON))

    assert found.first is not None
    assert found.first.span.starts_at == ny("2026-09-21 13:00")


@pytest.mark.usefixtures("installers")
def test_a_time_that_is_booked_is_neither_offered_nor_booked_again(hosted: Cast) -> None:
    book(
        ticket=open_install(customer=hosted.ada),
        by=hosted.ada,
        engineer=hosted.ben,
        starts="2026-09-21 09:00",
    )
    other = open_install(customer=hosted.eve)

    with pytest.raises(SlotTaken):
        book(ticket=other, by=hosted.eve, engineer=hosted.ben, starts="2026-09-21 09:00")
    found = offers(other, at=ny(ASKED_ON))

    assert found.first is not None
    assert found.first.span.starts_at == ny("2026-09-21 11:00")
    assert Appointment.objects.count() == 1
    assert "ticket.asked" not in kinds_of(other)


@pytest.mark.usefixtures("installers")
def test_a_closed_ticket_gets_no_appointment(hosted: Cast) -> None:
    ticket = open_install(customer=hosted.ada)
    close_ticket(actor=hosted.ben.actor, ticket=ticket, at=ny("2026-09-14 11:30"))

    with pytest.raises(TicketIsOver):
        book(
            ticket=ticket,
            by=hosted.ada,
            engineer=hosted.ben,
            starts="2026-09-21 09:00",
            at="2026-09-14 12:00",
        )

    assert not Appointment.objects.exists()


@pytest.mark.usefixtures("installers")
def test_strangers_find_nothing_to_book(hosted: Cast) -> None:
    ticket = open_install(customer=hosted.ada)

    for stranger in (hosted.eve, hosted.tom):
        with pytest.raises(NotThere):
            book(ticket=ticket, by=stranger, engineer=hosted.ben, starts="2026-09-21 09:00")

    assert not Appointment.objects.exists()


@pytest.mark.usefixtures("installers")
def test_only_the_staff_name_a_price(hosted: Cast) -> None:
    fault = open_shipped(customer=hosted.ada, opened_at=ny(ASKED_ON), request="Fault", impact="Partial loss")
    asked = book(ticket=fault, by=hosted.ada, engineer=hosted.ben, starts="2026-09-19 10:00")

    with pytest.raises(NotAllowed):
        name_price(actor=hosted.ada.actor, appointment=asked, price="$1.00", at=ny("2026-09-14 12:00"))

    assert Appointment.objects.get().price == ""


def test_while_handling_rests_nothing_is_booked_and_the_row_is_named(hosted: Cast, installers: Team) -> None:
    ticket = open_install(customer=hosted.ada)
    report_receivable(
        organisation_id=hosted.harbour.pk,
        provider_id=installers.provider_id,
        number="INV-1",
        due_on=date(2026, 9, 1),
        currency="USD",
        amount=Decimal(100),
        open_amount=Decimal(100),
        at=ny("2026-09-02 09:00"),
    )
    suspend(
        actor=hosted.lea.actor,
        organisation=hosted.harbour,
        provider=hosted.northwind,
        capability="handling",
        reason="Nobody answered.",
        at=ny("2026-09-14 11:10"),
    )

    with pytest.raises(HandlingRests) as refusal:
        book(
            ticket=ticket,
            by=hosted.ada,
            engineer=hosted.ben,
            starts="2026-09-21 09:00",
            at="2026-09-14 12:00",
        )

    assert refusal.value.citation is not None
    assert refusal.value.citation.anchor == "11"
    assert not Appointment.objects.exists()


def test_a_row_that_is_the_staffs_to_choose_is_chosen_with_the_booking(db: None) -> None:
    row = "accept with priority handling |                 | the customer |"
    cast = make_shipped_cast("stratelegy", changed={row: row.replace("the customer", "an agent    ")})
    make_installers(cast)
    ticket = open_install(customer=cast.ada)

    with pytest.raises(OptionOfOthers):
        book(ticket=ticket, by=cast.ada, engineer=cast.ben, starts="2026-09-18 09:00")
    assert not Appointment.objects.exists()
    booked = book_appointment(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        starts_at=ny("2026-09-18 09:00"),
        reason="We have somebody near you on that day.",
        at=ny(ASKED_ON),
    )

    assert "ticket.taken" in kinds_of(ticket)
    assert ticket.messages.filter(body="We have somebody near you on that day.").exists()
    assert (booked.state, booked.needs_consent) == (State.ASKED, True)


def test_a_form_that_is_sent_twice_books_one_engineer_and_not_two(hosted: Cast) -> None:
    make_installers(hosted, hosted.ben, hosted.nia)
    ticket = open_install(customer=hosted.ada)
    book(ticket=ticket, by=hosted.ada, engineer=hosted.ben, starts="2026-09-21 09:00")

    with pytest.raises(BookedThen):
        book(ticket=ticket, by=hosted.ada, engineer=hosted.nia, starts="2026-09-21 09:00")

    assert Appointment.objects.get().staff == hosted.ben.staff
