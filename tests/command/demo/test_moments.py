"""Moments relative to the present are read into instants."""

from datetime import UTC, datetime

import pytest

from uphold.command.demo.moments import Almanac
from uphold.policy.time.calendar import compile_calendar
from uphold.policy.time.hours import WORKING_WEEK, HoursRule, WeeklyHours, shift

MONDAY_TEN = datetime(2026, 6, 8, 14, 0, tzinfo=UTC)  # 10:00 in New York
OFFICE = WeeklyHours(
    zone="America/New_York", rules=(HoursRule(weekdays=WORKING_WEEK, shift=shift("09:00", "17:00")),)
)
ALMANAC = Almanac(MONDAY_TEN, compile_calendar(OFFICE))


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("40m ago", "2026-06-08T09:20-04:00"),
        ("2d ago", "2026-06-06T10:00-04:00"),
        ("3h open ago", "2026-06-05T15:00-04:00"),
        ("1h 30m open ago", "2026-06-05T16:30-04:00"),
        ("Sat 02:10", "2026-06-06T02:10-04:00"),
        ("Sun 02:10", "2026-05-31T02:10-04:00"),
        ("Mon 09:00", "2026-06-01T09:00-04:00"),
    ],
)
def test_an_opening_is_told_from_the_present(text: str, local: str) -> None:
    assert ALMANAC.opening(text) == datetime.fromisoformat(local)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("35m", "2026-06-05T16:35-04:00"),
        ("2h open", "2026-06-08T10:00-04:00"),
        ("20m ago", "2026-06-08T09:40-04:00"),
    ],
)
def test_a_step_is_told_from_the_opening_or_from_the_present(text: str, local: str) -> None:
    friday_four = datetime(2026, 6, 5, 20, 0, tzinfo=UTC)

    assert ALMANAC.step(text, opened_at=friday_four) == datetime.fromisoformat(local)


def test_what_is_no_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="'soon' is not a moment"):
        ALMANAC.opening("soon")
