"""Lengths, instants and amounts in the words of the desk."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from uphold.ui import words
from uphold.ui.components.when import when

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=59), "under 1 min"),
        (timedelta(minutes=42, seconds=59), "42 min"),
        (timedelta(hours=1, minutes=5), "1 h 05"),
        (timedelta(hours=2), "2 h"),
        (timedelta(days=3, hours=4, minutes=59), "3 d 4 h"),
        (timedelta(days=-1), "1 d"),
    ],
)
def test_a_length_is_said_in_its_two_largest_units(length: timedelta, said: str) -> None:
    assert words.span(length) == said


def test_an_instant_to_come_and_one_gone_by_are_said_apart() -> None:
    later, before = NOON + timedelta(minutes=42), NOON - timedelta(minutes=42)

    assert words.relative(later, NOON) == "in 42 min"
    assert words.relative(before, NOON) == "42 min ago"
    assert words.relative(NOON + timedelta(seconds=30), NOON) == "just now"


def test_the_clock_of_the_agreement_stands_beside_the_readers_where_they_differ() -> None:
    said = when(NOON, now=NOON, zone=BERLIN, agreement_zone=NEW_YORK)

    assert said.full == "Tue 24 Nov, 13:00 (07:00 in New York)"


def test_the_clock_of_the_agreement_is_left_out_where_it_shows_the_same() -> None:
    said = when(NOON, now=NOON, zone=BERLIN, agreement_zone=ZoneInfo("Europe/Paris"))

    assert said.full == "Tue 24 Nov, 13:00"


def test_another_day_in_the_agreements_zone_is_named() -> None:
    said = when(datetime(2026, 11, 24, 3, tzinfo=UTC), now=NOON, zone=BERLIN, agreement_zone=NEW_YORK)

    assert said.elsewhere == "Mon 23 Nov, 22:00 in New York"


def test_the_year_is_said_only_where_it_is_another() -> None:
    assert words.instant(datetime(2027, 1, 4, 8, tzinfo=UTC), BERLIN, now=NOON) == "Mon 4 Jan 2027, 09:00"


def test_money_and_minutes_are_exact() -> None:
    assert words.money(Decimal("1250.5"), "USD") == "$1,250.50"
    assert words.minutes(125) == "2 h 05"
    assert words.plural(1, "%(count)s ticket", "%(count)s tickets") == "1 ticket"
    assert words.plural(3, "%(count)s ticket", "%(count)s tickets") == "3 tickets"
