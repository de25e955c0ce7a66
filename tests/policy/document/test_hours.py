"""Hours and holidays: tables as the hours that a calendar is compiled from."""

from datetime import UTC, date, datetime

import pytest

from tests.policy.document.builders import agreement_of, read_body
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.hours import for_customer
from uphold.policy.time.calendar import compile_calendar
from uphold.policy.time.hours import (
    WORKING_WEEK,
    AlwaysHours,
    DatedHours,
    HoursRule,
    OtherHours,
    Weekday,
    WeeklyHours,
    WeekMoment,
    Window,
    shift,
)

HEADER = "| Hours | Days | From | To | Zone |\n|---|---|---|---|---|\n"
HOLIDAYS = "| Holiday | Date | Country | Subdivision | Rule |\n|---|---|---|---|---|\n"


def hours_in(rows: str) -> Agreement:
    return agreement_of(HEADER + rows)


def errors_in(rows: str) -> list[str]:
    return [error.text for error in read_body(HEADER + rows).errors]


def test_a_row_is_a_shift_on_weekdays_by_the_clock_of_the_agreement() -> None:
    hours = hours_in("| Office | Monday to Friday | 09:00 | 17:00 | |\n").hours

    assert hours == {
        "Office": WeeklyHours(
            zone="America/New_York",
            rules=(HoursRule(weekdays=WORKING_WEEK, shift=shift("09:00", "17:00")),),
        )
    }


def test_rows_of_one_name_add_up_whatever_their_case() -> None:
    agreement = hours_in(
        "| Office | Monday to Friday | 09:00 | 17:00 | |\n| office | Saturday, Sunday | 22:00 | 02:00 | |\n"
    )

    office = agreement.hours["Office"]
    assert isinstance(office, WeeklyHours)
    assert [rule.shift for rule in office.rules] == [shift("09:00", "17:00"), shift("22:00", "02:00")]
    assert [entry.name for entry in agreement.entries["hours"]] == ["Office", "Office"]


@pytest.mark.parametrize(
    ("days", "open_on"),
    [
        ("Friday to Monday", ({4, 5, 6, 0}, False)),
        ("Monday, Wednesday to Thursday", ({0, 2, 3}, False)),
        ("Mondays", ({0}, False)),
        ("every day", ({0, 1, 2, 3, 4, 5, 6}, True)),
        ("Saturday, holidays", ({5}, True)),
        ("holidays", (set(), True)),
    ],
)
def test_days_are_weekdays_and_perhaps_holidays(days: str, open_on: tuple[set[int], bool]) -> None:
    agreement = agreement_of(
        f"{HEADER}| Desk | {days} | 09:00 | 17:00 | |\n\n{HOLIDAYS}| Eve | 2026-12-24 | | | |\n"
    )

    desk = agreement.hours["Desk"]
    assert isinstance(desk, WeeklyHours)
    assert (set(desk.rules[0].weekdays), desk.rules[0].is_on_holidays) == open_on


def test_a_row_without_times_is_open_the_whole_day() -> None:
    desk = hours_in("| Desk | Sunday | | | |\n").hours["Desk"]

    assert isinstance(desk, WeeklyHours)
    assert desk.rules[0].shift == shift("00:00", "24:00")


def test_a_row_has_a_zone_of_its_own() -> None:
    desk = hours_in("| Desk | Sunday | 09:00 | 10:00 | Europe/Berlin |\n").hours["Desk"]

    assert desk.zone == "Europe/Berlin"


def test_a_row_without_a_zone_is_in_that_of_the_agreement_whatever_the_row_above_says() -> None:
    desk = hours_in("| Desk | Sunday | | | Europe/Berlin |\n| Desk | Monday | | | |\n").hours["Desk"]

    assert isinstance(desk, WeeklyHours)
    assert [rule.zone for rule in desk.rules] == [None, "America/New_York"]


def test_a_window_is_bounded_by_weekdays_in_two_zones() -> None:
    weekend = hours_in(
        "| Weekend | | Friday 17:00 America/Los_Angeles | Monday 10:00 Australia/Sydney | |\n"
    ).hours["Weekend"]

    assert isinstance(weekend, WeeklyHours)
    assert weekend.windows == (
        Window(
            opens=WeekMoment(Weekday.FRIDAY, 61_200, "America/Los_Angeles"),
            closes=WeekMoment(Weekday.MONDAY, 36_000, "Australia/Sydney"),
        ),
    )


def test_a_date_has_hours_of_its_own() -> None:
    desk = hours_in("| Desk | Monday | 09:00 | 17:00 | |\n| Desk | 2026-12-24 | 09:00 | 12:00 | |\n").hours[
        "Desk"
    ]

    assert isinstance(desk, WeeklyHours)
    assert desk.dated == (DatedHours(on=date(2026, 12, 24), shifts=(shift("09:00", "12:00"),)),)


def test_all_other_hours_are_the_rest_of_the_week() -> None:
    hours = hours_in(
        "| Office | Monday to Friday | 09:00 | 17:00 | |\n| Off | all other hours | | | |\n"
    ).hours

    assert hours["Off"] == OtherHours(zone="America/New_York", than=(hours["Office"],))


def test_always_is_around_the_clock() -> None:
    assert hours_in("| Desk | always | | | |\n").hours["Desk"] == AlwaysHours(zone="America/New_York")


def test_the_zone_of_the_customer_is_filled_in_when_it_is_known() -> None:
    hours = hours_in("| Desk | Monday | 09:00 | 17:00 | customer |\n").hours["Desk"]

    calendar = compile_calendar(for_customer(hours, zone="Asia/Tokyo"))

    assert hours.zone == "customer"
    assert calendar.is_open(datetime(2026, 6, 8, 0, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("| Desk | Mon to Fri | 09:00 | 17:00 | |", "Days: 'Mon' is not a day; did you mean 'Monday'?"),
        ("| Desk | Moonday | 09:00 | 17:00 | |", "Days: 'Moonday' is not a day; did you mean 'Monday'?"),
        (
            "| Desk | | 09:00 | 17:00 | |",
            "Days: the cell is empty; write it like 'Monday to Friday', 'Saturday, Sunday', 'every day' or 'holidays'",
        ),
        (
            "| Desk | Monday | 9am | 17:00 | |",
            "From: '9am' is not a time of day; write it like '09:00', at most '24:00'",
        ),
        (
            "| Desk | Monday | 09:00 | 25:00 | |",
            "To: '25:00' is not a time of day; write it like '09:00', at most '24:00'",
        ),
        (
            "| Desk | Monday | 09:00 | | |",
            "From: From and To go together; write both, like '09:00' and '17:00', or neither",
        ),
        (
            "| Desk | Monday | 09:00 | 17:00 | Eastern |",
            "Zone: 'Eastern' is not a zone; write one of the IANA database, like 'America/New_York'",
        ),
        (
            "| Desk | | Friday 17:00 | 10:00 | |",
            "From: From and To name a weekday both or neither, like 'Friday 17:00' and 'Monday 09:00'",
        ),
        (
            "| Desk | Monday | Friday 17:00 | Monday 10:00 | |",
            "Days: 'Monday' does not go with times that name weekdays; leave the cell empty",
        ),
        (
            "| Desk | all other hours | 09:00 | 17:00 | |",
            "Days: 'all other hours' stands alone, without times and without other rows of the name",
        ),
        ("| Desk | 2026-02-30 | 09:00 | 17:00 | |", "Days: '2026-02-30' is no day of the calendar"),
    ],
)
def test_what_cannot_be_read_is_refused_once_with_how_to_write_it(row: str, text: str) -> None:
    assert errors_in(row + "\n") == [text]


def test_hours_that_never_open_are_refused() -> None:
    assert errors_in("| Desk | every day | | | |\n| Off | all other hours | | | |\n") == ["'Off' never opens"]
    assert errors_in("| Desk | holidays | 09:00 | 12:00 | |\n") == ["'Desk' never opens"]


def test_only_one_name_can_be_all_other_hours() -> None:
    rows = "| Desk | Monday | | | |\n| Off | all other hours | | | |\n| Rest | all other hours | | | |\n"

    assert errors_in(rows) == ["'Off' is all other hours already; only one name can be"]


def test_holidays_by_date_country_and_rule_add_up_in_all_hours() -> None:
    agreement = agreement_of(
        f"{HEADER}| Office | Monday to Friday | 09:00 | 17:00 | |\n\n{HOLIDAYS}"
        "| Company day | 2026-06-12 | | | |\n| Public | | US | CA | |\n| Eve | | | | day before Thanksgiving |\n"
    )

    office = agreement.hours["Office"]
    assert isinstance(office, WeeklyHours)
    assert office.holidays == agreement.holidays
    found = agreement.holidays.in_year(2026)
    assert found[date(2026, 6, 12)] == "Company day"
    assert found[date(2026, 11, 25)] == "Eve"
    assert date(2026, 7, 4) in found


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("| Day | 12/24/2026 | | | |", "Date: '12/24/2026' is not a date; write it like '2026-01-31'"),
        ("| Day | | Narnia | | |", "Country: 'Narnia' is not a country whose holidays are known"),
        ("| Day | | US | XX | |", "Country: 'XX' is not a part of US whose holidays are known"),
        (
            "| Day | | | | whenever |",
            "Rule: 'whenever' is not a rule for a holiday; write it like '24 December'",
        ),
        ("| Day | | | | |", "the row states nothing; fill one of 'Date', 'Country', 'Rule'"),
    ],
)
def test_a_holiday_that_cannot_be_read_is_refused(row: str, text: str) -> None:
    errors = read_body(f"{HOLIDAYS}{row}\n").errors

    assert len(errors) == 1
    assert errors[0].text.startswith(text)
