"""Whose turn it was: the customer's time is counted like ours, on the same hours."""

from datetime import datetime

import pytest

from tests.policy.clocks.story import ALWAYS, HOUR, local
from tests.policy.time.builders import calendar, hours, rule
from uphold.policy.clocks.duties import Duty, Party, fold_duties
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.time.hours import EVERY_WEEKDAY, Hours

US, CUSTOMER, THIRD, NOBODY = Party.US, Party.CUSTOMER, Party.THIRD_PARTY, Party.NOBODY


def waiting(when: str, waiting_for: str) -> Event:
    return Event(at=local(when), what=Happening.WAITING, waiting_for=waiting_for)


def event(when: str, what: Happening) -> Event:
    return Event(at=local(when), what=what)


def duties(
    *events: Event, opened: str = "Mon 10:00", until: str = "Wed 10:00", on: Hours | None = None
) -> tuple[Duty, ...]:
    return fold_duties(events, opened_at=local(opened), at=local(until), calendar=calendar(on))


def told(*events: Event, until: str = "Wed 10:00") -> list[tuple[Party, int]]:
    return [(duty.party, duty.open_seconds // HOUR) for duty in duties(*events, until=until)]


def test_what_nobody_waits_for_is_ours() -> None:
    assert told() == [(US, 16)]


def test_a_question_is_the_customers_until_the_answer() -> None:
    asked, answered = waiting("Mon 12:00", "customer"), event("Tue 11:00", Happening.WROTE)

    assert told(asked, answered) == [(US, 2), (CUSTOMER, 7), (US, 7)]


@pytest.mark.parametrize("waiting_for", ["evidence", "consent", "credits", "payment", "customer"])
def test_what_only_the_customer_can_bring_is_his(waiting_for: str) -> None:
    assert told(waiting("Mon 12:00", waiting_for), event("Tue 10:00", Happening.RESUMED)) == [
        (US, 2),
        (CUSTOMER, 6),
        (US, 8),
    ]


def test_another_firm_and_watching_are_neither_ours_nor_the_customers() -> None:
    vendor, watching = waiting("Mon 12:00", "third party"), waiting("Tue 10:00", "monitoring")

    assert told(vendor, watching) == [(US, 2), (THIRD, 6), (NOBODY, 8)]


def test_a_time_is_the_customers_to_choose_until_it_is_arranged() -> None:
    choose = waiting("Mon 12:00", "appointment")
    arranged, called_off = event("Mon 14:00", Happening.ARRANGED), event("Tue 10:00", Happening.CALLED_OFF)

    assert told(choose, arranged, called_off) == [(US, 2), (CUSTOMER, 2), (NOBODY, 4), (CUSTOMER, 8)]


def test_after_a_resolution_it_is_nobodys_turn_and_after_closing_nothing_counts() -> None:
    resolved, closed = event("Mon 12:00", Happening.RESOLVED), event("Mon 16:00", Happening.CLOSED)

    assert told(resolved, closed) == [(US, 2), (NOBODY, 4)]


def test_a_reopened_ticket_is_ours_again() -> None:
    closed, reopened = event("Mon 12:00", Happening.CLOSED), event("Tue 10:00", Happening.REOPENED)

    assert told(closed, reopened) == [(US, 2), (US, 8)]


def test_words_of_the_customer_end_no_wait_for_another_firm() -> None:
    assert told(waiting("Mon 12:00", "third party"), event("Tue 10:00", Happening.WROTE)) == [
        (US, 2),
        (THIRD, 14),
    ]


def test_what_happens_later_is_not_known_yet() -> None:
    assert told(waiting("Thu 12:00", "customer")) == [(US, 16)]


def test_the_last_stretch_lasts() -> None:
    last = duties(waiting("Mon 12:00", "customer"))[-1]

    assert (last.starts_at, last.ends_at, last.seconds) == (local("Mon 12:00"), None, 46 * HOUR)


def test_a_stretch_is_cut_where_the_question_begins() -> None:
    since: datetime = local("Tue 10:00")

    parts = fold_duties(
        [waiting("Mon 12:00", "customer"), event("Tue 12:00", Happening.WROTE)],
        opened_at=local("Mon 10:00"),
        at=local("Tue 15:00"),
        calendar=calendar(),
        since=since,
    )

    assert [(part.party, part.starts_at, part.open_seconds) for part in parts] == [
        (CUSTOMER, since, 2 * HOUR),
        (US, local("Tue 12:00"), 3 * HOUR),
    ]


@pytest.mark.parametrize(
    ("opened", "until", "count"),
    [
        ("2026-03-07 12:00", "2026-03-08 12:00", 23),
        ("2026-10-31 12:00", "2026-11-01 12:00", 25),
    ],
)
def test_over_a_clock_change_real_hours_count(opened: str, until: str, count: int) -> None:
    [us, customer] = duties(waiting(opened[:-5] + "13:00", "customer"), opened=opened, until=until, on=ALWAYS)

    assert (us.seconds, customer.seconds, customer.open_seconds) == (
        HOUR,
        (count - 1) * HOUR,
        (count - 1) * HOUR,
    )


@pytest.mark.parametrize(("day", "count"), [("2026-03-08", 7), ("2026-11-01", 9)])
def test_open_hours_of_the_night_of_a_clock_change_are_those_that_pass(day: str, count: int) -> None:
    night = hours(rule("00:00", "08:00", days=EVERY_WEEKDAY))

    [ours] = duties(opened=f"{day} 00:00", until=f"{day} 12:00", on=night)

    assert ours.open_seconds == count * HOUR
