"""Business days: notice, targets in days, and the end of the next business day."""

from dataclasses import replace
from datetime import date

import pytest

from tests.policy.time.builders import NEW_YORK, at, calendar, days_off, hours, rule
from uphold.policy.time.days import (
    add_business_days,
    business_days_of,
    end_of_business_day,
    nth_business_day,
    nth_business_day_opening,
)
from uphold.policy.time.hours import AlwaysHours, Break, OtherHours, shift
from uphold.policy.time.timeline import NeverOpens


def test_five_business_days_of_notice_from_monday_allow_work_on_the_monday_after() -> None:
    asked_at = at("2026-09-14 11:00", NEW_YORK)

    opening = nth_business_day_opening(calendar(), at=asked_at, days=5)

    assert opening == at("2026-09-21 13:00")


def test_a_holiday_is_no_business_day() -> None:
    office = calendar(hours(holidays=days_off("2026-09-16")))

    opening = nth_business_day_opening(office, at=at("2026-09-14 11:00", NEW_YORK), days=5)

    assert opening == at("2026-09-22 09:00", NEW_YORK)


def test_notice_given_on_a_weekend_counts_from_monday() -> None:
    saturday = at("2026-09-12 11:00", NEW_YORK)

    opening = nth_business_day_opening(calendar(), at=saturday, days=1)

    assert opening == at("2026-09-14 09:00", NEW_YORK)


def test_the_day_of_a_request_is_that_of_the_calendars_zone() -> None:
    late_on_monday = at("2026-09-15 02:00")

    opening = nth_business_day_opening(calendar(), at=late_on_monday, days=1)

    assert opening == at("2026-09-15 09:00", NEW_YORK)


def test_the_end_of_the_next_business_day_is_its_last_closing() -> None:
    split = calendar(hours(rule("09:00", "12:00"), rule("13:00", "17:00")))

    due = end_of_business_day(split, at=at("2026-09-11 07:00", NEW_YORK))

    assert due == at("2026-09-14 17:00", NEW_YORK)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-09-11 16:00", "2026-09-11 17:00"),
        ("2026-09-11 17:30", "2026-09-14 17:00"),
        ("2026-09-12 10:00", "2026-09-14 17:00"),
    ],
)
def test_the_end_of_the_business_day_is_todays_while_it_lasts(asked: str, due: str) -> None:
    ending = end_of_business_day(calendar(), at=at(asked, NEW_YORK), days_ahead=0)

    assert ending == at(due, NEW_YORK)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-09-10 12:00", "2026-09-14 13:00"),
        ("2026-09-10 07:00", "2026-09-14 09:00"),
        ("2026-09-10 20:00", "2026-09-14 17:00"),
        ("2026-09-10 17:00", "2026-09-14 17:00"),
        ("2026-09-12 10:00", "2026-09-15 10:00"),
    ],
)
def test_two_business_days_keep_the_time_of_day_within_the_hours(asked: str, due: str) -> None:
    split = calendar(hours(rule("09:00", "11:30"), rule("13:00", "17:00")))

    moved = add_business_days(split, at=at(asked, NEW_YORK), days=2)

    assert moved == at(due, NEW_YORK)


def test_no_business_days_move_nothing() -> None:
    saturday = at("2026-09-12 10:00", NEW_YORK)

    assert add_business_days(calendar(), at=saturday, days=0) == saturday


def test_business_days_are_counted_back_and_over_the_turn_of_years() -> None:
    found = [nth_business_day(calendar(), on=date(2027, 1, 1), days=days).on for days in (-1, 1, -300)]

    assert found == [date(2026, 12, 31), date(2027, 1, 4), date(2025, 11, 7)]


def test_a_night_shift_is_one_business_day_the_evening_it_starts() -> None:
    nights = calendar(hours(rule("20:00", "05:00")))

    day = nth_business_day(nights, on=date(2026, 9, 10), days=1)

    assert (day.on, day.closes_at) == (date(2026, 9, 11), at("2026-09-12 05:00", NEW_YORK))


def test_a_day_that_a_break_takes_whole_is_no_business_day() -> None:
    stated = replace(hours(), breaks=(Break(on=date(2026, 9, 14), shift=shift("00:00", "24:00")),))

    day = nth_business_day(calendar(stated), on=date(2026, 9, 11), days=1)

    assert day.on == date(2026, 9, 15)


def test_all_other_hours_have_business_days_too() -> None:
    off = OtherHours(zone=NEW_YORK, than=(hours(),))

    days = business_days_of(off, year=2026)

    assert (len(days), days[0].opens_at) == (365, at("2026-01-01 00:00", NEW_YORK))


def test_hours_without_any_business_day_say_so() -> None:
    never = calendar(OtherHours(zone="UTC", than=(AlwaysHours(),)))

    with pytest.raises(NeverOpens):
        nth_business_day(never, on=date(2026, 9, 11), days=1)
