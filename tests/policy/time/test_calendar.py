"""Business time: adding it, taking it back and measuring it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.policy.time.builders import NEW_YORK, at, calendar, days_off, hours, rule
from uphold.policy.time.calendar import compile_calendar
from uphold.policy.time.hours import (
    EVERY_WEEKDAY,
    AlwaysHours,
    Break,
    DatedHours,
    OtherHours,
    Weekday,
    WeeklyHours,
    WeekMoment,
    Window,
    shift,
)
from uphold.policy.time.instants import NaiveInstant
from uphold.policy.time.local import due_local
from uphold.policy.time.timeline import NeverOpens

MONDAY = frozenset({Weekday.MONDAY})


def test_two_hours_from_friday_half_past_four_end_on_monday_at_half_past_ten() -> None:
    office = calendar()

    due = office.add(at("2026-06-12 16:30", NEW_YORK), seconds=7200)

    assert due == at("2026-06-15 10:30", NEW_YORK)


def test_a_day_used_up_exactly_at_closing_is_due_at_closing() -> None:
    office = calendar()

    due = office.add(at("2026-06-12 09:00", NEW_YORK), seconds=28_800)

    assert due == at("2026-06-12 17:00", NEW_YORK)


def test_from_a_closed_instant_time_runs_from_the_next_opening() -> None:
    office = calendar()

    due = office.add(at("2026-06-13 12:00", NEW_YORK), seconds=1)

    assert due == at("2026-06-15 09:00:01", NEW_YORK)


def test_adding_nothing_moves_nothing_even_when_closed() -> None:
    saturday = at("2026-06-13 12:00", NEW_YORK)

    due = calendar().add(saturday, seconds=0)

    assert due == saturday


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        calendar().add(at("2026-06-12 09:00"), seconds=-1)


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 6, 12, 9, 0)  # noqa: DTZ001 - the point of the test

    with pytest.raises(NaiveInstant, match="names no zone"):
        calendar().add(naive, seconds=60)


def test_the_opening_is_open_and_the_closing_is_not() -> None:
    office = calendar()

    opens, closes = at("2026-06-12 09:00", NEW_YORK), at("2026-06-12 17:00", NEW_YORK)

    assert (office.is_open(opens), office.is_open(closes)) == (True, False)


def test_measured_backwards_time_is_negative() -> None:
    office = calendar()
    friday, monday = at("2026-06-12 16:00", NEW_YORK), at("2026-06-15 10:00", NEW_YORK)

    backwards = office.open_seconds(monday, friday)

    assert backwards == -7200


def test_taking_back_an_hour_from_monday_at_half_past_nine_leads_to_friday() -> None:
    office = calendar()

    start = office.subtract(at("2026-06-15 09:30", NEW_YORK), seconds=3600)

    assert start == at("2026-06-12 16:30", NEW_YORK)


def test_taking_back_just_the_morning_stops_at_the_opening_not_at_the_evening_before() -> None:
    office = calendar()

    start = office.subtract(at("2026-06-15 10:00", NEW_YORK), seconds=3600)

    assert start == at("2026-06-15 09:00", NEW_YORK)


def test_rolling_and_looking_for_edges_around_a_weekend() -> None:
    office, saturday = calendar(), at("2026-06-13 12:00", NEW_YORK)

    found = [office.roll_forward(saturday), office.roll_back(saturday), office.next_close(saturday)]

    assert found == [
        at("2026-06-15 09:00", NEW_YORK),
        at("2026-06-12 17:00", NEW_YORK),
        at("2026-06-15 17:00", NEW_YORK),
    ]


def test_the_next_opening_is_looked_for_even_when_open() -> None:
    office = calendar()

    opening = office.next_opening(at("2026-06-12 09:00", NEW_YORK))

    assert opening == at("2026-06-15 09:00", NEW_YORK)


def test_a_fraction_of_a_second_counts_exactly_across_a_night() -> None:
    office = calendar()

    due = office.add(at("2026-06-11 16:59:59.700", NEW_YORK), seconds=45)

    assert due == at("2026-06-12 09:00:44.700", NEW_YORK)


def test_rolling_an_open_instant_keeps_its_fraction_of_a_second() -> None:
    office, during = calendar(), at("2026-06-11 16:59:59.700", NEW_YORK)

    assert (office.roll_forward(during), office.roll_back(during)) == (during, during)


def test_taking_back_time_keeps_the_fraction_of_an_open_second_and_drops_that_of_a_closed_one() -> None:
    office = calendar()

    from_open = office.subtract(at("2026-06-12 09:00:00.250", NEW_YORK), seconds=60)
    from_closed = office.subtract(at("2026-06-12 08:00:00.250", NEW_YORK), seconds=60)

    assert from_open == at("2026-06-11 16:59:00.250", NEW_YORK)
    assert from_closed == at("2026-06-11 16:59:00", NEW_YORK)


def test_one_real_hour_in_the_repeated_hour() -> None:
    always = calendar(AlwaysHours())

    due = always.add(at("2026-11-01 05:20"), seconds=3600)

    assert due_local(due, zone=NEW_YORK) == "2026-11-01T01:20:00-05:00"


def test_a_sunday_on_which_clocks_go_back_has_twenty_five_hours() -> None:
    whole_days = calendar(hours(rule("00:00", "24:00", days=EVERY_WEEKDAY)))

    seconds = whole_days.open_seconds(at("2026-11-01 00:00", NEW_YORK), at("2026-11-02 00:00", NEW_YORK))

    assert seconds == 25 * 3600


def test_an_opening_that_the_clock_skips_moves_on_by_what_was_skipped() -> None:
    sundays = calendar(hours(rule("02:30", "05:00", days=frozenset({Weekday.SUNDAY}))))

    opening = sundays.next_opening(at("2026-03-08 00:00", NEW_YORK))

    assert due_local(opening, zone=NEW_YORK) == "2026-03-08T03:30:00-04:00"


def test_a_shift_that_vanishes_in_the_skipped_hour_is_dropped() -> None:
    sundays = calendar(hours(rule("02:30", "03:15", days=frozenset({Weekday.SUNDAY}))))

    opening = sundays.next_opening(at("2026-03-08 00:00", NEW_YORK))

    assert opening == at("2026-03-15 02:30", NEW_YORK)


def test_a_date_that_its_zone_left_out_has_no_hours() -> None:
    fridays = hours(rule("09:00", "17:00", days=frozenset({Weekday.FRIDAY})), zone="Pacific/Apia")

    seconds = compile_calendar(fridays).open_seconds(at("2011-12-28 00:00"), at("2012-01-05 00:00"))

    assert seconds == 0


def test_a_night_shift_belongs_to_the_evening_it_starts_on() -> None:
    nights = calendar(hours(rule("22:00", "06:00"), holidays=days_off("2026-06-09")))

    open_at = [nights.is_open(at(text, NEW_YORK)) for text in ("2026-06-09 03:00", "2026-06-10 03:00")]

    assert open_at == [True, False], "Tuesday's holiday takes Tuesday's night whole and none of Monday's"


def test_equal_times_are_twenty_four_hours() -> None:
    mondays = calendar(hours(rule("08:00", "08:00", days=MONDAY)))

    seconds = mondays.open_seconds(at("2026-06-08 00:00", NEW_YORK), at("2026-06-13 00:00", NEW_YORK))

    assert seconds == 86_400


def test_weekday_names_do_not_include_holidays() -> None:
    weekend = frozenset({Weekday.SATURDAY})
    stated = hours(
        rule("09:00", "17:00"),
        rule("10:00", "12:00", days=weekend, is_on_holidays=True),
        holidays=days_off("2026-06-10"),
    )

    seconds = calendar(stated).open_seconds(
        at("2026-06-08 00:00", NEW_YORK), at("2026-06-15 00:00", NEW_YORK)
    )

    assert seconds == (4 * 8 + 2 + 2) * 3600


def test_all_other_hours_are_open_exactly_when_the_named_hours_are_not() -> None:
    standard = hours(holidays=days_off("2026-06-10"))
    off = calendar(OtherHours(zone=NEW_YORK, than=(standard,)))

    seconds = off.open_seconds(at("2026-06-08 00:00", NEW_YORK), at("2026-06-15 00:00", NEW_YORK))

    assert seconds == (7 * 24 - 4 * 8) * 3600


def test_a_weekend_bounded_in_two_zones() -> None:
    window = Window(
        opens=WeekMoment(Weekday.FRIDAY, 17 * 3600, "America/Los_Angeles"),
        closes=WeekMoment(Weekday.MONDAY, 10 * 3600, "Australia/Sydney"),
    )
    weekend = calendar(WeeklyHours(zone="UTC", windows=(window,)))

    [span] = weekend.segments(at("2026-06-10 00:00"), at("2026-06-17 00:00"))

    assert (span.starts_at, span.ends_at) == (at("2026-06-13 00:00"), at("2026-06-15 00:00"))


def test_dated_hours_replace_the_day_a_holiday_wins_and_a_break_cuts() -> None:
    short = (shift("10:00", "12:00"),)
    stated = replace(
        hours(holidays=days_off("2026-06-10", "2026-06-11")),
        dated=(
            DatedHours(on=date(2026, 6, 9), shifts=short),
            DatedHours(on=date(2026, 6, 10), shifts=short),
            DatedHours(on=date(2026, 6, 11), shifts=short, is_despite_holiday=True),
        ),
        breaks=(Break(on=date(2026, 6, 8), shift=shift("12:00", "13:00")),),
    )
    office = calendar(stated)

    by_day = [
        office.open_seconds(
            at(f"2026-06-{day:02} 00:00", NEW_YORK), at(f"2026-06-{day + 1:02} 00:00", NEW_YORK)
        )
        for day in (8, 9, 10, 11)
    ]

    assert by_day == [7 * 3600, 2 * 3600, 0, 2 * 3600]


def test_the_boundaries_of_a_night_are_its_closing_and_its_opening() -> None:
    office = calendar()

    edges = office.boundaries(at("2026-06-11 17:00", NEW_YORK), at("2026-06-12 18:00", NEW_YORK))

    assert edges == (at("2026-06-12 09:00", NEW_YORK), at("2026-06-12 17:00", NEW_YORK))


def test_years_that_were_not_compiled_are_answered_alike() -> None:
    narrow = compile_calendar(hours(), first_year=2026, last_year=2026)
    wide = compile_calendar(hours(), first_year=2010, last_year=2040)
    start = at("2031-03-07 12:00")

    answers = [(one.add(start, seconds=10**6), one.subtract(start, seconds=10**6)) for one in (narrow, wide)]

    assert answers[0] == answers[1]


def test_an_amount_that_no_lifetime_uses_up_is_refused_in_bounded_time() -> None:
    yearly = hours(
        rule("09:00", "09:01", days=frozenset(), is_on_holidays=True), holidays=days_off("2026-06-10")
    )

    with pytest.raises(NeverOpens):
        calendar(yearly).add(at("2026-06-01 09:00"), seconds=61)


def test_instants_thousands_of_years_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="too far apart"):
        calendar().open_seconds(at("1026-01-01 00:00"), at("9026-01-01 00:00"))


@pytest.mark.parametrize("year", [5, 1900, 3500, 9990])
def test_far_years_are_answered_without_compiling_those_between(year: int) -> None:
    start = at(f"{year:04}-06-01 00:00")

    due = calendar().add(start, seconds=28_800)

    assert (due - start).days < 5


@pytest.mark.parametrize("question", ["add", "next_opening", "roll_forward", "roll_back"])
def test_hours_that_never_open_say_so_in_bounded_time(question: str) -> None:
    never = calendar(OtherHours(zone="UTC", than=(AlwaysHours(),)))
    ask = {
        "add": lambda: never.add(at("2026-06-11 17:00"), seconds=1),
        "next_opening": lambda: never.next_opening(at("2026-06-11 17:00")),
        "roll_forward": lambda: never.roll_forward(at("2026-06-11 17:00")),
        "roll_back": lambda: never.roll_back(at("2026-06-11 17:00")),
    }

    with pytest.raises(NeverOpens, match="do not change"):
        ask[question]()


@pytest.mark.parametrize("stated", [AlwaysHours(), hours(rule("00:00", "24:00", days=EVERY_WEEKDAY))])
def test_hours_that_never_close_say_so_in_bounded_time(stated: AlwaysHours | WeeklyHours) -> None:
    with pytest.raises(NeverOpens):
        calendar(stated).next_close(datetime(2026, 6, 11, 17, 0, tzinfo=UTC))
