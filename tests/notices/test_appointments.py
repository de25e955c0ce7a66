"""Letters about appointments: invitations that replace one another, reminders once, nobody told twice or forgotten."""

from datetime import UTC, datetime
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]  # it has none

from tests.cast.appointments import ASKED_ON, book, make_installers, ny, open_install
from tests.cast.people import Cast
from uphold.journal.kinds import REACTING
from uphold.journal.models import Entry
from uphold.mail.jobs import message_of
from uphold.mail.models import OutgoingMail
from uphold.mail.outbox import Letter, queue_mail
from uphold.notices.appointments import TOLD_OF_APPOINTMENTS, tell_of_appointment
from uphold.notices.models import Notification
from uphold.scheduling.actions import attest_readiness, cancel_appointment, move_appointment
from uphold.scheduling.jobs import remind_of_appointments
from uphold.scheduling.models import Appointment

TUESDAY = "2026-09-15 10:00"
BEN, ADA = "ben@northwind.example", "ada@harbour.example"


@pytest.fixture
def booked(hosted: Cast) -> Appointment:
    make_installers(hosted)
    return book(
        ticket=open_install(customer=hosted.ada),
        by=hosted.ada,
        engineer=hosted.ben,
        starts="2026-09-21 09:00",
    )


def react() -> None:
    """What the worker does, in the order of the entries."""
    for entry in Entry.objects.filter(kind__in=TOLD_OF_APPOINTMENTS).order_by("pk"):
        tell_of_appointment(entry.pk, at=ny(TUESDAY))


def mailed() -> list[tuple[str, str]]:
    rows = OutgoingMail.objects.filter(key__startswith="appointment.").order_by("pk")
    return [(row.to_address, row.subject.partition("] ")[2]) for row in rows]


def calendar_in(mail: OutgoingMail) -> Any:  # noqa: ANN401 - the library has no types
    return vobject.readOne(bytes(mail.enclosures.get().content).decode())


def test_every_kind_that_somebody_is_told_of_sets_the_worker_in_motion() -> None:
    assert TOLD_OF_APPOINTMENTS <= REACTING


@pytest.mark.usefixtures("booked")
def test_what_is_booked_and_confirmed_at_once_is_told_in_one_letter_with_its_invitation() -> None:
    react()
    react()

    when = "The appointment on Monday, 21 September 2026, 09:00 to 11:00 (America/New_York) is confirmed"
    assert mailed() == [(ADA, when), (BEN, when)]
    mail = OutgoingMail.objects.get(key__contains="contact", key__startswith="appointment.")
    found = calendar_in(mail)
    assert found.method.value == "REQUEST"
    assert found.vevent.dtstart.value == datetime(2026, 9, 21, 13, tzinfo=UTC)
    assert found.vevent.attendee.value == f"mailto:{ADA}"
    assert found.vevent.organizer.params["CN"] == ["Northwind"]
    assert list(
        Notification.objects.filter(kind__startswith="appointment.").values_list("kind", flat=True)
    ) == ["appointment.confirmed"]


@pytest.mark.usefixtures("booked")
def test_mail_programs_are_told_that_it_is_an_invitation() -> None:
    react()

    mail = OutgoingMail.objects.get(key__contains="contact", key__startswith="appointment.")
    parts = message_of(mail).message().walk()
    types = [(part.get_content_type(), part.get_param("method")) for part in parts]
    assert ("text/calendar", "REQUEST") in types


def test_moved_and_called_off_it_is_the_same_event_counted_up(hosted: Cast, booked: Appointment) -> None:
    react()
    move_appointment(
        actor=hosted.ada.actor,
        appointment=booked,
        starts_at=ny("2026-09-22 13:00"),
        reason="The electrician comes on Monday.",
        at=ny("2026-09-15 11:00"),
    )
    react()
    cancel_appointment(
        actor=hosted.ada.actor,
        appointment=Appointment.objects.get(),
        reason="The shop is not let yet.",
        at=ny("2026-09-15 12:00"),
    )
    react()

    sent = OutgoingMail.objects.filter(to_address=ADA, key__startswith="appointment.").order_by("pk")
    found = [calendar_in(mail) for mail in sent]
    assert [each.method.value for each in found] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [each.vevent.sequence.value for each in found] == ["0", "1", "2"]
    assert {each.vevent.uid.value for each in found} == {booked.uid}
    assert [each.vevent.status.value for each in found] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert "The electrician comes on Monday." in sent[1].body
    assert "The shop is not let yet." in sent[2].body


def test_moved_to_another_engineer_it_leaves_the_calendar_of_the_first(
    hosted: Cast, booked: Appointment
) -> None:
    react()
    make_installers(hosted, hosted.nia, name="Others")
    move_appointment(
        actor=hosted.lea.actor,
        appointment=booked,
        starts_at=ny("2026-09-22 13:00"),
        staff=hosted.nia.staff,
        reason="Ben is ill.",
        at=ny("2026-09-15 11:00"),
    )
    react()
    react()

    last = OutgoingMail.objects.filter(to_address=BEN).order_by("pk").last()
    assert last is not None
    found = calendar_in(last)
    assert (found.method.value, found.vevent.sequence.value) == ("CANCEL", "1")
    assert found.vevent.uid.value == booked.uid
    assert found.vevent.dtstart.value == ny("2026-09-21 09:00")
    assert "is not yours any more" in last.subject
    assert [address for address, _ in mailed()] == [ADA, BEN, ADA, "nia@northwind.example", BEN]


def test_a_confirmed_time_that_waits_for_a_price_again_is_told_as_not_sure(
    hosted: Cast, booked: Appointment
) -> None:
    react()
    move_appointment(
        actor=hosted.ada.actor,
        appointment=booked,
        starts_at=ny("2026-09-17 13:00"),
        reason="We open sooner.",
        at=ny("2026-09-15 11:00"),
    )
    react()

    last = OutgoingMail.objects.filter(to_address=ADA, key__startswith="appointment.").order_by("pk").last()
    assert last is not None
    found = calendar_in(last).vevent
    assert (found.status.value, found.sequence.value) == ("TENTATIVE", "1")
    assert "$125.00 per hour, minimum 2 hours" in last.body
    assert "Please agree to the price" in last.body


def test_what_must_be_ready_is_named_and_no_calendar_is_sent_before_it_is(hosted: Cast) -> None:
    make_installers(hosted)
    waiting = book(
        ticket=open_install(customer=hosted.ada),
        by=hosted.ben,
        engineer=hosted.ben,
        starts="2026-09-21 09:00",
        is_unfamiliar=True,
    )
    react()
    asked = OutgoingMail.objects.get(key__startswith="appointment.asked")
    for item in waiting.readiness.all():
        attest_readiness(actor=hosted.ada.actor, item=item, at=ny(TUESDAY))
    react()

    assert "Plan, Bench test" in asked.body
    assert not asked.enclosures.exists()
    assert [subject.rpartition(" ")[2] for _, subject in mailed()] == ["yet", "confirmed", "confirmed"]


def test_reminders_go_out_a_day_and_an_hour_before_each_once(booked: Appointment) -> None:
    moments = (
        "2026-09-20 08:59",
        "2026-09-20 09:00",
        "2026-09-20 09:01",
        "2026-09-21 08:00",
        "2026-09-21 08:30",
    )

    counts = [remind_of_appointments(ny(moment)) for moment in moments]
    react()

    assert counts == [0, 1, 0, 1, 0]
    subjects = [subject.partition(":")[0] for address, subject in mailed() if address == ADA]
    assert subjects[1:] == ["A reminder", "In an hour"]
    assert booked.state == "confirmed"


def test_what_was_confirmed_within_the_day_is_reminded_of_an_hour_before_alone(hosted: Cast) -> None:
    make_installers(hosted)
    book(
        ticket=open_install(customer=hosted.ada),
        by=hosted.ada,
        engineer=hosted.ben,
        starts="2026-09-21 13:00",
        at="2026-09-14 11:00",
    )
    Appointment.objects.update(confirmed_at=ny("2026-09-20 18:00"))

    counts = [remind_of_appointments(ny(moment)) for moment in ("2026-09-20 19:00", "2026-09-21 12:00")]

    assert counts == [0, 1]


def test_a_worker_that_dies_between_two_letters_forgets_nobody_and_tells_nobody_twice(
    booked: Appointment, monkeypatch: pytest.MonkeyPatch
) -> None:
    [entry] = Entry.objects.filter(kind="appointment.confirmed")
    queued = list[str]()

    def dies_on_the_second(letter: Letter, *, at: datetime) -> object:
        if queued:
            raise SystemExit
        queued.append(letter.key)
        return queue_mail(letter, at=at)

    with monkeypatch.context() as patched:
        patched.setattr("uphold.notices.appointments.queue_mail", dies_on_the_second)
        with pytest.raises(SystemExit):
            tell_of_appointment(entry.pk, at=ny(ASKED_ON))
    assert mailed() == []

    counts = [tell_of_appointment(entry.pk, at=ny(ASKED_ON)) for _ in range(2)]

    assert counts == [2, 0]
    assert sorted(address for address, _ in mailed()) == [ADA, BEN]
    assert booked.state == "confirmed"
