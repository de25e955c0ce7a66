"""Letters about returns: one a step, to whoever opened the ticket, and nobody is told twice."""

import pytest

from tests.cast.hardware import AHEAD, make_hardware_cast, make_phone, make_return
from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.hardware.actions import await_unit, send_replacement
from uphold.hardware.jobs import tell_overdue
from uphold.journal.queries import entries_about
from uphold.mail.models import OutgoingMail
from uphold.notices.returns import TOLD_OF_RETURNS, tell_of_return

OCTOBER, DECEMBER = at("2026-10-15 10:00"), at("2026-12-20 10:00")


@pytest.fixture
def ahead(db: None) -> Cast:
    return make_hardware_cast(changed=AHEAD)


def test_each_step_is_told_once_with_the_day_and_what_is_charged(ahead: Cast) -> None:
    row = make_return(ahead, kind="advance replacement", at=OCTOBER)
    make_phone(ahead, "DP-2002", until=None)
    row = send_replacement(actor=ahead.ben.actor, row=row, serial="DP-2002", at=OCTOBER)
    row = await_unit(actor=ahead.ben.actor, row=row, send_to="Dock 3", at=OCTOBER)
    tell_overdue(DECEMBER)

    told = [
        tell_of_return(entry.pk, at=DECEMBER)
        for _ in range(2)
        for entry in entries_about(row.ticket).filter(kind__in=TOLD_OF_RETURNS)
    ]

    letters = OutgoingMail.objects.filter(key__startswith="return.").order_by("pk")
    assert told == [True] * 4 + [False] * 4
    assert [letter.subject.partition("] ")[2] for letter in letters] == [
        "Your return NW-R1 is authorized",
        "Another unit is on its way to you, return NW-R1",
        "Please send us the unit, return NW-R1",
        "The unit of your return NW-R1 has not come yet",
    ]
    assert {letter.to_address for letter in letters} == {ahead.ada.contact.email}
    assert "has to be here by 14 November 2026" in letters[3].body
    assert "Charged if it does not come: the list price of the unit." in letters[3].body
