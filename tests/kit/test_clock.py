"""The house tells the time in one place."""

from datetime import UTC, datetime

import pytest

from uphold.kit import now, stopped_at

NOON = datetime(2026, 8, 14, 12, 0, tzinfo=UTC)


def test_the_time_is_an_instant_of_utc() -> None:
    instant = now()

    assert instant.tzinfo is UTC


def test_a_stopped_clock_shows_the_instant_it_was_stopped_at_and_then_goes_on() -> None:
    with stopped_at(NOON):
        shown = now()

    assert shown == NOON
    assert now() != NOON


def test_a_clock_is_not_stopped_at_an_instant_without_zone() -> None:
    naive = NOON.replace(tzinfo=None)

    with pytest.raises(ValueError, match="zone"), stopped_at(naive):
        pass
