"""Utilisation: minutes by person and week, and what they were taken as; the parts add up to the charges."""

from datetime import date
from typing import Any

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.reports.rows import make_charge, make_work, scope_of
from uphold.metering.models import Charge, WorkEntry
from uphold.people.models import Team
from uphold.reports.utilisation import Seconds, UtilisationLine, utilisation
from uphold.tickets.models import Ticket

MINUTE = 60


def of(line: UtilisationLine) -> tuple[date, str, int, int]:
    return line.week, line.staff, line.seconds.actual, line.seconds.accounted


def test_each_person_has_a_line_for_each_week(cast: Cast, ticket: Ticket) -> None:
    make_work(ticket, cast.ben, "2026-06-01 10:00", minutes=30)
    make_work(ticket, cast.ben, "2026-06-05 10:00", minutes=15)
    make_work(ticket, cast.ben, "2026-06-08 10:00", minutes=20)
    make_work(ticket, cast.nia, "2026-06-09 10:00", minutes=10)

    assert [(line.week, line.staff, line.seconds.actual) for line in utilisation(scope_of(cast))] == [
        (date(2026, 6, 1), "Ben", 45 * MINUTE),
        (date(2026, 6, 8), "Ben", 20 * MINUTE),
        (date(2026, 6, 8), "Nia", 10 * MINUTE),
    ]


def test_work_that_is_not_settled_is_open(cast: Cast, ticket: Ticket) -> None:
    make_work(ticket, cast.ben, "2026-06-01 10:00", minutes=30)

    [line] = utilisation(scope_of(cast))

    assert line.seconds == Seconds(actual=30 * MINUTE, open=30 * MINUTE)


def test_settled_work_is_in_credits_in_money_or_free(cast: Cast, ticket: Ticket) -> None:
    for day, priced in (("01", {"credits_taken": 30}), ("02", {"amount": "50.00"}), ("03", {})):
        settled = f"2026-06-{day} 12:00"
        make_work(ticket, cast.ben, f"2026-06-{day} 10:00", minutes=30, settled=settled)
        make_charge(ticket, settled, minutes=30, row=f"Row {day}", **priced)

    [line] = utilisation(scope_of(cast))

    assert line.seconds == Seconds(
        actual=90 * MINUTE,
        accounted=90 * MINUTE,
        in_credits=30 * MINUTE,
        in_money=30 * MINUTE,
        free=30 * MINUTE,
    )


def test_accounted_minutes_are_those_after_minimum_and_increment(cast: Cast, ticket: Ticket) -> None:
    make_work(ticket, cast.ben, "2026-06-01 10:00", minutes=7, settled="2026-06-01 12:00")
    make_charge(ticket, "2026-06-01 12:00", minutes=7, accounted=15, credits_taken=15)

    [line] = utilisation(scope_of(cast))

    assert (line.seconds.actual, line.seconds.accounted) == (7 * MINUTE, 15 * MINUTE)


def test_what_a_minimum_covers_already_is_in_credits_though_it_took_none(cast: Cast, ticket: Ticket) -> None:
    for hour, minutes, taken in (("10", 7, 15), ("11", 5, 0)):
        settled = f"2026-06-01 {hour}:30"
        make_work(ticket, cast.ben, f"2026-06-01 {hour}:00", minutes=minutes, settled=settled)
        make_charge(ticket, settled, minutes=minutes, accounted=taken, credits_taken=taken, row="Support")

    [line] = utilisation(scope_of(cast))

    assert (line.seconds.in_credits, line.seconds.free) == (12 * MINUTE, 0)


def test_what_was_settled_together_is_shared_by_length_and_adds_up(cast: Cast, ticket: Ticket) -> None:
    settled = "2026-06-10 12:00"
    make_work(ticket, cast.ben, "2026-06-01 10:00", minutes=20, settled=settled)
    make_work(ticket, cast.nia, "2026-06-02 10:00", minutes=10, settled=settled)
    make_charge(ticket, settled, minutes=20, accounted=25, credits_taken=25, row="Support")
    make_charge(ticket, settled, minutes=10, accounted=0, row="Included")

    ben, nia = utilisation(scope_of(cast))

    assert (of(ben), ben.seconds.in_credits, ben.seconds.free) == (
        (date(2026, 6, 1), "Ben", 1200, 1000),
        800,
        400,
    )
    assert (of(nia), nia.seconds.in_credits, nia.seconds.free) == (
        (date(2026, 6, 1), "Nia", 600, 500),
        400,
        200,
    )


def test_work_outside_the_period_keeps_its_share_and_is_not_shown(cast: Cast, ticket: Ticket) -> None:
    settled = "2026-06-10 12:00"
    make_work(ticket, cast.ben, "2026-05-31 10:00", minutes=30, settled=settled)
    make_work(ticket, cast.ben, "2026-06-01 10:00", minutes=10, settled=settled)
    make_charge(ticket, settled, minutes=40, credits_taken=40)

    [line] = utilisation(scope_of(cast))

    assert (line.seconds.actual, line.seconds.in_credits) == (10 * MINUTE, 10 * MINUTE)


def test_work_that_was_taken_back_is_not_worked(cast: Cast, ticket: Ticket) -> None:
    settled = "2026-06-01 12:00"
    wrong = make_work(ticket, cast.ben, "2026-06-01 10:00", minutes=30, settled=settled)
    make_work(ticket, cast.nia, "2026-06-01 10:00", minutes=30, settled=settled)
    make_charge(ticket, settled, minutes=60, credits_taken=60, row="Support")
    WorkEntry.objects.create(
        ticket=ticket,
        staff=wrong.staff,
        started_at=wrong.started_at,
        ended_at=wrong.ended_at,
        reverses=wrong,
        logged_at=at("2026-06-02 09:00"),
    )
    make_charge(
        ticket, "2026-06-02 09:00", minutes=-30, credits_taken=-30, kind=Charge.Kind.REVERSAL, row="Support"
    )

    [line] = utilisation(scope_of(cast))

    assert (of(line), line.seconds.in_credits) == ((date(2026, 6, 1), "Nia", 1800, 1800), 1800)


def test_a_correction_whose_charge_is_the_difference_alone_is_taken_as_the_whole_was(
    cast: Cast, ticket: Ticket
) -> None:
    wrong = make_work(ticket, cast.ben, "2026-06-01 10:00", minutes=20, settled="2026-06-01 12:00")
    make_charge(ticket, "2026-06-01 12:00", minutes=20, credits_taken=20, row="Support")
    WorkEntry.objects.create(
        ticket=ticket,
        staff=wrong.staff,
        started_at=wrong.started_at,
        ended_at=wrong.ended_at,
        reverses=wrong,
        logged_at=at("2026-06-02 09:00"),
    )
    make_work(ticket, cast.ben, "2026-06-01 10:00", minutes=30, settled="2026-06-02 09:00")
    make_charge(ticket, "2026-06-02 09:00", minutes=10, credits_taken=10, row="Support")

    [line] = utilisation(scope_of(cast))

    assert (of(line), line.seconds.in_credits, line.seconds.free) == (
        (date(2026, 6, 1), "Ben", 1800, 1800),
        1800,
        0,
    )


def test_what_credits_did_not_reach_is_at_no_charge(cast: Cast, ticket: Ticket) -> None:
    settled = "2026-06-01 12:00"
    make_work(
        ticket, cast.ben, "2026-06-01 10:00", minutes=25, settled=settled, paid_until="2026-06-01 10:10"
    )
    make_charge(ticket, settled, minutes=25, accounted=10, credits_taken=10, row="Support")

    [line] = utilisation(scope_of(cast))

    assert (line.seconds.in_credits, line.seconds.free) == (10 * MINUTE, 15 * MINUTE)


def test_a_week_begins_by_the_clock_of_the_agreement(cast: Cast, ticket: Ticket) -> None:
    make_work(ticket, cast.ben, "2026-06-07 23:50", minutes=5)
    make_work(ticket, cast.ben, "2026-06-08 00:10", minutes=5)

    weeks = [line.week for line in utilisation(scope_of(cast))]

    assert weeks == [date(2026, 6, 1), date(2026, 6, 8)]


def test_filters_leave_in_whom_they_name(cast: Cast, ticket: Ticket) -> None:
    theirs = make_ticket(customer=cast.eve, opened_at=at("2026-06-01 09:00"))
    make_work(ticket, cast.ben, "2026-06-01 10:00", minutes=30)
    make_work(theirs, cast.nia, "2026-06-01 10:00", minutes=20)
    nights = Team.objects.create(provider=cast.northwind, name="Nights")
    nights.members.add(cast.nia.staff)
    elsewhere = Team.objects.create(provider=cast.southgate, name="Elsewhere")
    elsewhere.members.add(cast.nia.staff)

    def names(**asked: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - as a form says it
        return [(line.staff, line.teams) for line in utilisation(scope_of(cast, **asked))]

    assert names(staff_id=cast.ben.staff.pk) == [("Ben", "")]
    assert names(team_id=nights.pk) == [("Nia", "Nights")]
    assert names(organisation_id=cast.orchard.pk) == [("Nia", "Nights")]
    assert names(team_id=elsewhere.pk) == []


def test_work_for_another_provider_is_none_of_ours(cast: Cast, ticket: Ticket) -> None:
    make_work(ticket, cast.ben, "2026-06-01 10:00", minutes=30)

    assert utilisation(scope_of(cast, period="2026-07")) == ()
