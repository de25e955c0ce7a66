"""Calendars, on one thread: office hours in New York with public holidays, a million instants in ten years."""

from collections.abc import Iterator

import numpy as np

from uphold.command.bench.figure import Figure, median_seconds
from uphold.policy.time.batch import add_many, open_seconds_many
from uphold.policy.time.calendar import compile_calendar
from uphold.policy.time.holidays import Holidays, country_holidays
from uphold.policy.time.hours import WORKING_WEEK, HoursRule, WeeklyHours, shift
from uphold.policy.time.instants import instant_of
from uphold.policy.time.timeline import compile_timeline

FIRST_YEAR, LAST_YEAR = 2021, 2030
FIRST_AT, LAST_AT = 1_609_459_200, 1_924_905_600
EIGHT_HOURS = 28_800
MANY, FEW = 1_000_000, 100_000
OFFICE = WeeklyHours(
    zone="America/New_York",
    rules=(HoursRule(weekdays=WORKING_WEEK, shift=shift("09:00", "17:00")),),
    holidays=Holidays(countries=(country_holidays("US"),)),
)


def figures() -> Iterator[Figure]:
    calendar = compile_calendar(OFFICE, first_year=FIRST_YEAR, last_year=LAST_YEAR)
    starts = np.random.default_rng(20_260_101).integers(FIRST_AT, LAST_AT, MANY)
    in_order = np.sort(starts)
    seconds = median_seconds(lambda: add_many(calendar, in_order, seconds=EIGHT_HOURS))
    yield _rate("add 8 business hours, a sorted batch of 1 M", MANY / seconds / 1e6, 30, "M/s")
    seconds = median_seconds(lambda: add_many(calendar, starts, seconds=EIGHT_HOURS))
    yield _rate("add 8 business hours, an unsorted batch of 1 M", MANY / seconds / 1e6, 5, "M/s")
    seconds = median_seconds(lambda: open_seconds_many(calendar, starts, starts + 604_800))
    yield _rate("business time in a week, an unsorted batch of 1 M", MANY / seconds / 1e6, 5, "M/s")
    instants = [instant_of(int(at)) for at in starts[:FEW]]
    seconds = median_seconds(lambda: [calendar.add(at, seconds=EIGHT_HOURS) for at in instants], runs=5)
    yield _rate("add 8 business hours, one by one, datetimes", FEW / seconds / 1e3, 300, "k/s")
    seconds = median_seconds(lambda: compile_timeline(OFFICE, first_year=FIRST_YEAR, last_year=LAST_YEAR))
    yield Figure(name="compile a calendar of ten years", value=seconds * 1e3, budget=100, unit="ms")


def _rate(name: str, value: float, budget: float, unit: str) -> Figure:
    return Figure(name=name, value=value, budget=budget, unit=unit, is_at_least=True)
