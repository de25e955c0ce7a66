"""Readiness: an install with something new to the customer is confirmed when everything is attested, or waived."""

import pytest

from tests.cast.appointments import book, ny, open_install
from tests.cast.people import Cast
from uphold.access import NotAllowed, NotThere
from uphold.journal.queries import entries_about
from uphold.scheduling.actions import ask_readiness, attest_readiness, waive_readiness
from uphold.scheduling.models import Appointment
from uphold.scheduling.refusals import ListedAlready, ReadyAlready, ReasonMissing

pytestmark = pytest.mark.usefixtures("installers")
State = Appointment.State
NOON = ny("2026-09-15 12:00")


@pytest.fixture
def waiting(hosted: Cast) -> Appointment:
    return book(
        ticket=open_install(customer=hosted.ada),
        by=hosted.ada,
        engineer=hosted.ben,
        starts="2026-09-21 09:00",
        is_unfamiliar=True,
    )


def test_it_is_confirmed_with_the_last_that_is_attested_by_name(hosted: Cast, waiting: Appointment) -> None:
    plan, bench_test = waiting.readiness.order_by("position")

    first = attest_readiness(actor=hosted.ada.actor, item=plan, at=NOON)
    last = attest_readiness(actor=hosted.ben.actor, item=bench_test, at=NOON)

    assert (plan.name, bench_test.name, bench_test.anchor) == ("Plan", "Bench test", "3")
    assert [waiting.state, first.state, last.state] == [
        State.AWAITING_READINESS,
        State.AWAITING_READINESS,
        State.CONFIRMED,
    ]
    plan.refresh_from_db()
    bench_test.refresh_from_db()
    assert plan.attested_by_contact == hosted.ada.contact
    assert bench_test.attested_by_staff == hosted.ben.staff


def test_a_lead_waives_with_a_reason_and_nobody_else_does(hosted: Cast, waiting: Appointment) -> None:
    plan, bench_test = waiting.readiness.order_by("position")
    attest_readiness(actor=hosted.ada.actor, item=plan, at=NOON)

    for other in (hosted.ada, hosted.max, hosted.ben):
        with pytest.raises(NotAllowed):
            waive_readiness(actor=other.actor, item=bench_test, reason="It will do.", at=NOON)
    with pytest.raises(ReasonMissing):
        waive_readiness(actor=hosted.lea.actor, item=bench_test, reason=" ", at=NOON)
    assert Appointment.objects.get().state == State.AWAITING_READINESS

    confirmed = waive_readiness(
        actor=hosted.lea.actor, item=bench_test, reason="We tried the same model last week.", at=NOON
    )

    assert confirmed.state == State.CONFIRMED
    bench_test.refresh_from_db()
    assert bench_test.waived_by == hosted.lea.staff
    assert "appointment.readiness_waived" in [entry.kind for entry in entries_about(waiting.ticket)]


def test_what_is_attested_is_not_attested_again(hosted: Cast, waiting: Appointment) -> None:
    plan = waiting.readiness.get(name="Plan")
    attest_readiness(actor=hosted.ada.actor, item=plan, at=NOON)

    with pytest.raises(ReadyAlready):
        attest_readiness(actor=hosted.max.actor, item=plan, at=NOON)

    plan.refresh_from_db()
    assert plan.attested_by_contact == hosted.ada.contact


def test_the_staff_ask_for_one_thing_more_and_once(hosted: Cast, waiting: Appointment) -> None:
    letter = ask_readiness(actor=hosted.ben.actor, appointment=waiting, name="Letter of authority", at=NOON)

    with pytest.raises(ListedAlready):
        ask_readiness(actor=hosted.ben.actor, appointment=waiting, name="Letter of authority", at=NOON)
    with pytest.raises(NotAllowed):
        ask_readiness(actor=hosted.ada.actor, appointment=waiting, name="Cake", at=NOON)

    assert letter.position == 3
    assert waiting.readiness.count() == 3


def test_strangers_attest_nothing(hosted: Cast, waiting: Appointment) -> None:
    plan = waiting.readiness.get(name="Plan")

    for stranger in (hosted.eve, hosted.tom):
        with pytest.raises(NotThere):
            attest_readiness(actor=stranger.actor, item=plan, at=NOON)

    plan.refresh_from_db()
    assert plan.is_open
