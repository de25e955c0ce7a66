"""Hours are looked at in the combinations that calendars really show, and in no others."""

from __future__ import annotations

import json
from datetime import date

from tests.policy.check.tables import make_agreement, make_rule
from uphold.policy.check.analysis import analysed
from uphold.policy.check.cases import case_of
from uphold.policy.check.moments import Moment, combinations, moment_after, moments, reference_years
from uphold.policy.decide.condition import OneOf
from uphold.policy.decide.facts import Facts
from uphold.policy.time.holidays import Holidays, holiday_on
from uphold.policy.time.hours import (
    EVERY_WEEKDAY,
    WORKING_WEEK,
    AlwaysHours,
    Hours,
    HoursRule,
    OtherHours,
    WeeklyHours,
    shift,
)

BERLIN = "Europe/Berlin"
MAY_DAY = Holidays(dates=(holiday_on(date(2026, 5, 1)),))


def weekly(opens: str, closes: str, *, zone: str = BERLIN, holidays: Holidays = MAY_DAY) -> WeeklyHours:
    rule = HoursRule(weekdays=WORKING_WEEK, shift=shift(opens, closes))
    return WeeklyHours(zone=zone, rules=(rule,), holidays=holidays)


def names(*each: str) -> frozenset[str]:
    return frozenset(each)


def found(**hours: Hours) -> set[frozenset[str]]:
    return set(combinations(moments(hours, year=2026)))


def test_open_and_all_other_hours_never_come_together_and_leave_nothing() -> None:
    day = weekly("09:00", "17:00")

    assert found(day=day, off=OtherHours(zone=BERLIN, than=(day,))) == {names("day"), names("off")}


def test_hours_within_hours_only_come_with_those_around_them() -> None:
    assert found(day=weekly("09:00", "17:00"), always=AlwaysHours(zone=BERLIN)) == {
        names("day", "always"),
        names("always"),
    }


def test_a_combination_of_a_single_holiday_is_found() -> None:
    on_holidays = HoursRule(weekdays=frozenset(), shift=shift("10:00", "12:00"), is_on_holidays=True)
    watch = WeeklyHours(zone=BERLIN, rules=(on_holidays,), holidays=MAY_DAY)

    assert names("watch") in found(day=weekly("09:00", "17:00"), watch=watch)
    assert names("watch", "day") not in found(day=weekly("09:00", "17:00"), watch=watch)


def test_the_hours_of_a_customer_meet_those_of_the_desk_in_every_way_that_some_zone_allows() -> None:
    customer = weekly("09:00", "17:00", zone="customer")

    assert found(day=weekly("09:00", "17:00"), theirs=customer) == {
        names(),
        names("day"),
        names("theirs"),
        names("day", "theirs"),
    }


def test_a_case_in_the_hours_of_a_customer_says_where_the_customer_is() -> None:
    rules = [make_rule("admission", ("hours", OneOf(names("day"))))]
    theirs = weekly("09:00", "17:00", zone="customer")
    agreement = make_agreement(rules, hours={"day": weekly("09:00", "17:00"), "theirs": theirs})
    there = moments(agreement.hours, year=2026)

    case = json.loads(case_of(agreement, Facts({"hours": names("theirs")}), kind="admission", found=there))

    assert case == {"opened": "2026-01-01T21:00:00+01:00", "facts": {}, "zone": "Pacific/Auckland"}


def test_rows_on_hours_that_never_meet_are_never_reached() -> None:
    day = weekly("09:00", "17:00")
    both = (("hours", OneOf(names("day"))), ("hours", OneOf(names("off"))))
    agreement = make_agreement(
        [make_rule("admission", *both)], hours={"day": day, "off": OtherHours(zone=BERLIN, than=(day,))}
    )

    problems = [each for each in analysed(agreement) if each.code == "rule.unreachable"]

    assert [each.text for each in problems] == [
        "Row 'Row 10' (line 10) is never reached: no case meets its conditions."
    ]


def test_the_moment_of_a_case_is_the_next_that_is_long_enough() -> None:
    stretches = (
        Moment(names("day"), 0, 7200),
        Moment(names("day"), 9000, 9060),
        Moment(names("day"), 20_000, 27_200),
    )

    assert moment_after(stretches, at=1, names=names("day")) == stretches[2]
    assert moment_after(stretches[:2], at=1, names=names("day")) == stretches[1]
    assert moment_after(stretches, at=30_000, names=names("day")) == stretches[0]
    assert moment_after(stretches, at=0, names=names("off")) is None


def test_the_reference_years_stay_within_the_calendar() -> None:
    assert reference_years(2026) == (2021, 2030)
    assert reference_years(2030) == (2026, 2034)
    assert reference_years(9999) == (9990, 9998)


def test_hours_every_day_of_the_week_are_hours_like_others() -> None:
    rule = HoursRule(weekdays=EVERY_WEEKDAY, shift=shift("00:00", "24:00"), is_on_holidays=True)

    assert found(all=WeeklyHours(zone=BERLIN, rules=(rule,))) == {names("all")}
