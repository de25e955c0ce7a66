"""Properties of business time, on random hours in zones whose clocks do odd things."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.time.builders import days_off, hours
from uphold.policy.time.batch import add_many, open_seconds_many
from uphold.policy.time.calendar import Calendar, compile_calendar
from uphold.policy.time.holidays import Holidays, holiday_on
from uphold.policy.time.hours import EVERY_WEEKDAY, HoursRule, Shift, Weekday, WeeklyHours
from uphold.policy.time.timeline import timeline

ODD_DAYS = [
    ("America/Sao_Paulo", date(2015, 10, 18)),
    ("America/Sao_Paulo", date(2015, 2, 22)),
    ("Asia/Beirut", date(2023, 3, 30)),
    ("America/Havana", date(2022, 3, 13)),
    ("America/Havana", date(2022, 11, 6)),
    ("Australia/Lord_Howe", date(2021, 4, 4)),
    ("Australia/Lord_Howe", date(2021, 10, 3)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Asia/Tehran", date(2022, 3, 22)),
    ("Asia/Tehran", date(2022, 9, 22)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Pacific/Kiritimati", date(2026, 6, 10)),
]
MINUTE = 60
SPAN_DAYS = 4
FIRST, LAST = 1_767_225_600, 1_830_297_600

minutes = st.integers(0, 1439).map(lambda minute: minute * MINUTE)
shifts = st.builds(Shift, minutes, st.integers(0, 1440).map(lambda minute: minute * MINUTE))
rules = st.builds(
    HoursRule,
    weekdays=st.frozensets(st.sampled_from(list(Weekday)), min_size=1),
    shift=shifts,
    is_on_holidays=st.booleans(),
)
instants = st.integers(FIRST, LAST)
amounts = st.integers(1, 2_000_000)
OFFICE = compile_calendar(
    hours(holidays=days_off("2026-07-03", "2026-11-26", "2026-12-25")), first_year=2026, last_year=2028
)


@st.composite
def odd_hours(draw: st.DrawFn) -> tuple[WeeklyHours, date]:
    """Random hours, and a day around which their zone changes its clock; some days around are holidays."""
    zone, day = draw(st.sampled_from(ODD_DAYS))
    free = draw(st.lists(st.integers(-2, 2), max_size=2))
    holidays = Holidays(dates=tuple(holiday_on(day + timedelta(days=offset)) for offset in free))
    stated = draw(st.lists(rules, min_size=1, max_size=3))
    return WeeklyHours(zone=zone, rules=tuple(stated), holidays=holidays), day


@settings(max_examples=60, deadline=None)
@given(case=odd_hours(), start=st.integers(0, SPAN_DAYS * 1440), end=st.integers(0, SPAN_DAYS * 1440))
def test_compiled_hours_are_those_of_a_minute_by_minute_walk(
    case: tuple[WeeklyHours, date], start: int, end: int
) -> None:
    stated, day = case
    line = timeline(stated, first_year=day.year, last_year=day.year)
    origin = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) - 2 * 86_400
    walked = walked_minutes(stated, day)
    first, last = sorted((origin + start * MINUTE, origin + end * MINUTE))

    measured = line.open_seconds(first, last)

    assert measured == MINUTE * sum(1 for minute in walked if first <= minute < last)
    assert line.is_open(first) == (first in walked)
    later = sorted(minute for minute in walked if minute >= first)
    if later[30:]:
        assert line.add(first, seconds=30 * MINUTE) == later[29] + MINUTE
    earlier = sorted(minute for minute in walked if minute < last)
    if earlier[30:]:
        assert line.subtract(last, seconds=30 * MINUTE) == earlier[-30]


@settings(max_examples=200, deadline=None)
@given(start=instants, seconds=amounts)
def test_measuring_what_was_added_gives_it_back(start: int, seconds: int) -> None:
    line = OFFICE.timeline

    due = line.add(start, seconds=seconds)

    assert line.open_seconds(start, due) == seconds
    assert line.subtract(due, seconds=seconds) == line.roll_forward(start)


@settings(max_examples=200, deadline=None)
@given(first=instants, second=instants, third=instants)
def test_stretches_add_up_in_any_order(first: int, second: int, third: int) -> None:
    line = OFFICE.timeline

    whole = line.open_seconds(first, third)

    assert whole == line.open_seconds(first, second) + line.open_seconds(second, third)
    assert whole == -line.open_seconds(third, first)


@settings(max_examples=200, deadline=None)
@given(start=instants, delay=st.integers(0, 500_000), seconds=amounts, more=st.integers(0, 500_000))
def test_later_and_longer_is_never_due_earlier(start: int, delay: int, seconds: int, more: int) -> None:
    line = OFFICE.timeline

    due = line.add(start, seconds=seconds)

    assert line.add(start + delay, seconds=seconds) >= due
    assert line.add(start, seconds=seconds + more) >= due


@settings(max_examples=200, deadline=None)
@given(start=instants, first=amounts, second=amounts)
def test_adding_in_two_steps_is_adding_at_once(start: int, first: int, second: int) -> None:
    line = OFFICE.timeline

    in_steps = line.add(line.add(start, seconds=first), seconds=second)

    assert in_steps == line.add(start, seconds=first + second)


@settings(max_examples=60, deadline=None)
@given(case=odd_hours(), offsets=st.lists(st.integers(0, 6 * 86_400), min_size=1, max_size=40), n=amounts)
def test_many_at_once_are_what_each_alone_is(
    case: tuple[WeeklyHours, date], offsets: list[int], n: int
) -> None:
    stated, day = case
    calendar = compile_calendar(stated, first_year=day.year, last_year=day.year)
    if not calendar.timeline.opens:
        return
    origin = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) - 3 * 86_400
    starts = np.array(offsets) + origin
    for batch in (starts, np.sort(starts)):
        seconds = np.arange(batch.size) * n // batch.size

        dues = add_many(calendar, batch, seconds=seconds)

        pairs = list(zip(batch.tolist(), seconds.tolist(), strict=True))
        assert dues.tolist() == [calendar.timeline.add(start, seconds=one) for start, one in pairs]
        measured = open_seconds_many(calendar, batch, dues[::-1])
        ends = zip(batch.tolist(), dues[::-1].tolist(), strict=True)
        assert measured.tolist() == [calendar.timeline.open_seconds(start, end) for start, end in ends]


def test_a_large_unsorted_batch_goes_through_the_table_chunk_by_chunk() -> None:
    starts = np.random.default_rng(7).integers(FIRST, LAST, 70_000)

    dues = add_many(OFFICE, starts, seconds=28_800)

    sample = range(0, 70_000, 700)
    assert [int(dues[i]) for i in sample] == [
        OFFICE.timeline.add(int(starts[i]), seconds=28_800) for i in sample
    ]
    assert int(np.diff(dues[np.argsort(starts)]).min()) >= 0


@pytest.mark.parametrize("every_minutes", [30, 10])
def test_a_batch_over_many_short_shifts_finds_each(every_minutes: int) -> None:
    """Two shifts in an hour fit the table of buckets, six are searched for."""
    short = tuple(
        HoursRule(weekdays=EVERY_WEEKDAY, shift=Shift(second, second + 120))
        for second in range(0, 86_400 - 120, every_minutes * MINUTE)
    )
    calendar = compile_calendar(WeeklyHours(zone="UTC", rules=short), first_year=2026, last_year=2026)
    starts = np.random.default_rng(7).integers(FIRST, FIRST + 10_000_000, 500)

    dues = add_many(calendar, starts, seconds=1_000)

    assert dues.tolist() == [calendar.timeline.add(int(start), seconds=1_000) for start in starts]


def test_a_batch_past_the_compiled_years_is_answered_too() -> None:
    short: Calendar = compile_calendar(hours(), first_year=2026, last_year=2026)
    starts = np.array([1_924_905_600, 1_767_225_600])

    dues = add_many(short, starts, seconds=28_800 * 300)

    assert dues.tolist() == [short.timeline.add(int(start), seconds=28_800 * 300) for start in starts]


def walked_minutes(stated: WeeklyHours, day: date) -> set[int]:
    """Every open minute around a day, found without the code under test."""
    free = {one.on for one in stated.holidays.dates}
    found: set[int] = set()
    for offset in range(-5, 6):
        on = day + timedelta(days=offset)
        if not exists(on, stated.zone):
            continue
        for rule in stated.rules:
            if rule.is_on_holidays if on in free else on.weekday() in rule.weekdays:
                opens, closes = rule.shift.opens_second, rule.shift.closes_second
                start = shown(on, opens, stated.zone)
                end = shown(on, closes if closes > opens else closes + 86_400, stated.zone)
                found |= set(range(start, end, MINUTE))
    return found


def shown(on: date, second: int, zone: str) -> int:
    """The first instant at which the zone's clock shows this; a time that is skipped is as far past the gap as it
    would be without one, that is, 24 hours after the clock showed it the day before.
    """
    wall = datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(seconds=second)
    guess = int(wall.timestamp())
    candidates = [guess - offset * MINUTE for offset in range(-14 * 60, 15 * 60, 15)]
    for candidate in sorted(candidates):
        read = datetime.fromtimestamp(candidate, ZoneInfo(zone))
        if read.replace(tzinfo=UTC) == wall:
            return candidate
    return shown(on - timedelta(days=1), second, zone) + 86_400


def exists(on: date, zone: str) -> bool:
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    around = (noon + timedelta(hours=hour) for hour in range(-26, 27))
    return any(instant.astimezone(ZoneInfo(zone)).date() == on for instant in around)
