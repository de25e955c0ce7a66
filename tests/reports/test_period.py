"""Periods: months and quarters by their names, days of one's own, on the clock of the agreement."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.cast.people import Cast
from uphold.access import Actor, NotAllowed, NotThere
from uphold.kit import Refused
from uphold.reports.period import Period, PeriodEndsBeforeItBegins, PeriodUnknown, period_named
from uphold.reports.scope import open_scope

VIENNA = ZoneInfo("Europe/Vienna")
AT = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)


def named(name: str, **days: date) -> Period:
    return period_named(name, zone=VIENNA, at=AT, **days)


def test_without_a_name_it_is_the_month_by_the_clock_of_the_agreement() -> None:
    assert named("").name == "2026-07"


@pytest.mark.parametrize(
    ("name", "from_on", "until_on"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 3, 1)),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 4, 1)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_a_period_is_found_by_its_name(name: str, from_on: date, until_on: date) -> None:
    period = named(name)

    assert (period.name, period.from_on, period.until_on) == (name, from_on, until_on)


def test_the_last_day_belongs_to_days_of_ones_own() -> None:
    period = named("days", from_on=date(2026, 6, 1), last_on=date(2026, 6, 1))

    assert (period.days, period.last_on) == (1, date(2026, 6, 1))


def test_a_period_begins_at_local_midnight() -> None:
    assert named("2026-06").from_at.astimezone(UTC) == datetime(2026, 5, 31, 22, tzinfo=UTC)


@pytest.mark.parametrize("name", ["2026-13", "2026-Q5", "junk", "days", "0001-01", "2026-00", "9999-99"])
def test_what_is_no_period_is_refused(name: str) -> None:
    with pytest.raises(PeriodUnknown):
        named(name)


def test_days_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(PeriodEndsBeforeItBegins):
        named("days", from_on=date(2026, 6, 2), last_on=date(2026, 6, 1))


@pytest.mark.parametrize("name", ["9999-12", "9999-Q4"])
def test_the_end_of_all_calendars_is_refused_and_breaks_nothing(name: str) -> None:
    with pytest.raises(Refused):
        named(name)


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        ("olga", "Northwind"),
        ("lea", "Northwind"),
        ("ben", NotAllowed),
        ("tom", NotThere),
        ("ada", NotAllowed),
        ("max", NotAllowed),
        ("eve", NotAllowed),
    ],
)
def test_figures_are_for_those_of_the_staff_who_may_read_them(
    who: str, answer: str | type[Exception], cast: Cast
) -> None:
    actor = getattr(cast, who).actor

    if isinstance(answer, str):
        assert open_scope(actor, cast.northwind.pk, at=AT).provider_name == answer
    else:
        with pytest.raises(answer):
            open_scope(actor, cast.northwind.pk, at=AT)


def test_a_provider_without_an_agreement_counts_by_greenwich(cast: Cast) -> None:
    assert open_scope(Actor.system(), cast.southgate.pk, at=AT).zone.key == "UTC"
