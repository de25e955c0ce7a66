"""Hours and instants as the tests of time write them."""

from datetime import UTC, date, datetime

from uphold.policy.time.calendar import Calendar, compile_calendar
from uphold.policy.time.holidays import NO_HOLIDAYS, Holidays, holiday_on
from uphold.policy.time.hours import WORKING_WEEK, Hours, HoursRule, Weekday, WeeklyHours, shift
from uphold.policy.time.local import zone_of

NEW_YORK = "America/New_York"


def at(text: str, zone: str = "UTC") -> datetime:
    """`at("2026-06-12 16:30", NEW_YORK)`: an instant as a wall clock shows it, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=zone_of(zone)).astimezone(UTC)


def days_off(*texts: str) -> Holidays:
    return Holidays(dates=tuple(holiday_on(date.fromisoformat(text)) for text in texts))


def rule(
    opens: str, closes: str, *, days: frozenset[Weekday] = WORKING_WEEK, is_on_holidays: bool = False
) -> HoursRule:
    return HoursRule(weekdays=days, shift=shift(opens, closes), is_on_holidays=is_on_holidays)


def hours(*rules: HoursRule, zone: str = NEW_YORK, holidays: Holidays = NO_HOLIDAYS) -> WeeklyHours:
    return WeeklyHours(zone=zone, rules=rules or (rule("09:00", "17:00"),), holidays=holidays)


def calendar(stated: Hours | None = None) -> Calendar:
    """Compiled over two years; without hours, Monday to Friday, nine to five, New York."""
    return compile_calendar(hours() if stated is None else stated, first_year=2026, last_year=2027)
