"""Notices of planned work: exactly the affected, each once for each news, and the same event in the calendar."""

from datetime import datetime
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]  # it has none
from django.db import transaction

from tests.cast.appointments import ny
from tests.cast.maintenance import make_plan, make_work
from tests.cast.people import Cast
from tests.cast.products import make_unit
from uphold.journal.kinds import REACTING
from uphold.journal.models import Entry
from uphold.mail.models import OutgoingMail
from uphold.mail.outbox import Letter, queue_mail
from uphold.maintenance.actions import begin_work, call_off_work, end_work, extend_work, move_work
from uphold.maintenance.jobs import remind_of_work
from uphold.maintenance.models import PlannedWork
from uphold.notices import maintenance
from uphold.notices.maintenance import TOLD_OF_WORK, deliveries_of, tell_of_work
from uphold.products.models import Product

TUESDAY = ny("2026-06-09 10:00")
ADA, MAX, EVE = "ada@harbour.example", "max@harbour.example", "eve@orchard.example"


@pytest.fixture
def announced(hosted: Cast, exchange: Product) -> PlannedWork:
    return make_work(hosted, make_plan(exchange), at=TUESDAY)


def react() -> None:
    """What the worker does, in the order of the entries."""
    for entry in Entry.objects.filter(kind__in=TOLD_OF_WORK).order_by("pk"):
        tell_of_work(entry.pk, at=TUESDAY)


def told(to: str = ADA) -> list[str]:
    rows = OutgoingMail.objects.filter(key__startswith="maintenance:", to_address=to).order_by("pk")
    return list(rows.values_list("subject", flat=True))


def calendars() -> list[Any]:
    rows = OutgoingMail.objects.filter(to_address=ADA, enclosures__isnull=False).order_by("pk")
    return [vobject.readOne(bytes(row.enclosures.get().content).decode()) for row in rows]


def test_every_kind_that_somebody_is_told_of_sets_the_worker_in_motion() -> None:
    assert TOLD_OF_WORK <= REACTING


def test_exactly_the_contacts_of_the_affected_are_told_once(announced: PlannedWork) -> None:
    react()
    react()

    assert [(mail.to_address, mail.status) for mail in deliveries_of(announced)] == [
        (ADA, "queued"),
        (MAX, "queued"),
    ]
    assert told() == [
        "Planned maintenance on Saturday, 20 June 2026, 23:00 to 23:45 (America/New_York): New storage"
    ]
    body = OutgoingMail.objects.get(to_address=ADA, key__startswith="maintenance:").body
    assert "Our agreement does not say how early this is announced (clause 10)." in body
    assert "What it touches: Hosted exchange." in body


def test_from_announcement_to_its_end_each_news_is_told(hosted: Cast, announced: PlannedWork) -> None:
    ben, begins = hosted.ben.actor, ny("2026-06-20 23:00")
    remind_of_work(ny("2026-06-19 22:59"))
    remind_of_work(ny("2026-06-19 23:00"))
    remind_of_work(ny("2026-06-19 23:01"))
    begin_work(actor=ben, work=announced, at=begins)
    extend_work(actor=ben, work=announced, ends_at=ny("2026-06-21 00:30"), reason="A slow disk.", at=begins)
    end_work(actor=ben, work=announced, at=ny("2026-06-21 00:20"))
    react()

    assert [subject.partition(":")[0][:34] for subject in told()] == [
        "Planned maintenance on Saturday, 2",
        "A reminder",
        "Planned maintenance has begun",
        "Planned maintenance takes longer, ",
        "Planned maintenance has ended",
    ]


def test_moved_and_called_off_it_is_the_same_event_counted_up(hosted: Cast, announced: PlannedWork) -> None:
    ben = hosted.ben.actor
    times = make_plan(starts="2026-06-27 23:00", ends="2026-06-28 01:00").times
    react()
    move_work(actor=ben, work=announced, times=times, reason="The disks are late.", at=TUESDAY)
    react()
    call_off_work(actor=ben, work=announced, reason="The disks do not fit.", at=TUESDAY)
    react()

    found = calendars()
    assert [each.method.value for each in found] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [each.vevent.sequence.value for each in found] == ["0", "1", "2"]
    assert {each.vevent.uid.value for each in found} == {announced.uid}
    assert found[1].vevent.dtstart.value == times.starts_at
    assert [subject.partition(":")[0] for subject in told()][2].startswith(
        "Planned maintenance on Saturday, 27"
    )


def test_a_new_date_is_reminded_of_anew(hosted: Cast, announced: PlannedWork) -> None:
    times = make_plan(starts="2026-06-27 23:00", ends="2026-06-28 01:00").times
    remind_of_work(ny("2026-06-19 23:00"))
    move_work(actor=hosted.ben.actor, work=announced, times=times, reason="Late.", at=ny("2026-06-20 09:00"))

    assert remind_of_work(ny("2026-06-26 22:59")) == 0
    assert remind_of_work(ny("2026-06-26 23:00")) == 1


def test_what_was_never_announced_is_told_to_nobody(hosted: Cast, exchange: Product) -> None:
    work = make_work(hosted, make_plan(exchange), at=TUESDAY, to="approved")
    call_off_work(actor=hosted.ben.actor, work=work, reason="Not needed.", at=TUESDAY)
    react()

    assert told() == []


def test_a_worker_killed_in_the_middle_tells_nobody_twice_and_forgets_nobody(
    hosted: Cast, exchange: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_unit(hosted.orchard, exchange, "main", kind="service")
    work = make_work(hosted, make_plan(exchange), at=TUESDAY)
    entry = Entry.objects.get(kind="maintenance.announced")
    written: list[str] = []

    def dies_after_one(letter: Letter, *, at: datetime) -> OutgoingMail | None:
        if written:
            raise KeyboardInterrupt
        written.append(letter.to_address)
        return queue_mail(letter, at=at)

    monkeypatch.setattr(maintenance, "queue_mail", dies_after_one)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        tell_of_work(entry.pk, at=TUESDAY)
    monkeypatch.undo()
    tell_of_work(entry.pk, at=TUESDAY)
    tell_of_work(entry.pk, at=TUESDAY)

    assert sorted(mail.to_address for mail in deliveries_of(work)) == [ADA, EVE, MAX]
