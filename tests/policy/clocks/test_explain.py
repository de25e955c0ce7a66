"""Why is it due then? The stretches, one line each."""

import doctest
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.clocks.story import HOUR, Story, local, started, within
from tests.policy.time.builders import days_off, hours
from uphold.policy.clocks.clock import Pause, State, read_clock
from uphold.policy.clocks.explain import explain


def lines(story: Story, at: str) -> list[tuple[str, int]]:
    return [(stretch.kind, stretch.seconds) for stretch in explain(story.read(at))]


def test_thirty_minutes_on_friday_and_ninety_on_monday() -> None:
    story = started("Fri 16:30", within(2))

    stretches = explain(story.read("Sat 11:00"))

    assert [(one.starts_at, one.kind, one.seconds) for one in stretches] == [
        (local("Fri 16:30"), "open", 1800),
        (local("Fri 17:00"), "closed", 0),
        (local("nextMon 09:00"), "open", 5400),
    ]


def test_a_holiday_is_told_apart_from_the_night_around_it() -> None:
    office = hours(holidays=days_off("2026-06-10"))

    stretches = explain(started("Tue 16:00", within(2, office)).read("Tue 16:00"))

    assert [(one.kind, one.starts_at) for one in stretches] == [
        ("open", local("Tue 16:00")),
        ("closed", local("Tue 17:00")),
        ("holiday", local("Wed 00:00")),
        ("closed", local("Thu 00:00")),
        ("open", local("Thu 09:00")),
    ]


def test_a_holiday_on_a_weekend_explains_nothing() -> None:
    office = hours(holidays=days_off("2026-06-13"))

    kinds = lines(started("Fri 16:00", within(2, office)), "Fri 16:00")

    assert kinds == [("open", HOUR), ("closed", 0), ("open", HOUR)]


def test_a_pause_is_one_line_also_over_a_night() -> None:
    story = started("Mon 09:00", within(4)).paused("Mon 10:00", "Tue 10:00")

    assert lines(story, "Tue 10:00") == [("open", HOUR), ("paused", 0), ("open", 3 * HOUR)]


def test_a_clock_that_stopped_is_explained_up_to_there() -> None:
    story = started("Mon 09:00", within(4)).stopped("Mon 11:00")

    assert lines(story, "Fri 11:00") == [("open", 2 * HOUR)]


def test_a_missed_promise_is_explained_up_to_now() -> None:
    story = started("Mon 09:00", within(2))

    assert lines(story, "Mon 12:00") == [("open", 3 * HOUR)]


def test_a_paused_clock_is_explained_up_to_now() -> None:
    story = started("Mon 09:00", within(4)).paused("Mon 10:00")

    stretches = explain(story.read("Mon 12:00"))

    assert [(one.kind, one.ends_at) for one in stretches] == [
        ("open", local("Mon 10:00")),
        ("paused", local("Mon 12:00")),
    ]


def test_where_nothing_is_promised_there_is_nothing_to_explain() -> None:
    assert lines(started("Mon 09:00", None), "Mon 12:00") == []


@settings(max_examples=100, deadline=None)
@given(
    pauses=st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 3_000)), max_size=4),
    moment=st.integers(0, 9_000),
)
def test_the_stretches_join_and_their_seconds_add_up(pauses: list[tuple[int, int]], moment: int) -> None:
    start, minute = local("Mon 09:00"), timedelta(minutes=1)
    run = started("Mon 09:00", within(8, hours(holidays=days_off("2026-06-10")))).run
    stretches = (Pause(start + begin * minute, start + (begin + length) * minute) for begin, length in pauses)
    reading = read_clock(replace(run, pauses=tuple(stretches)), at=start + moment * minute)

    told = explain(reading)

    total = sum(one.seconds for one in told)
    assert total == (8 * HOUR if reading.state is State.RUNNING else reading.used_seconds)
    assert all(one.ends_at == following.starts_at for one, following in pairwise(told))
    assert all(one.starts_at < one.ends_at for one in told)


@pytest.mark.parametrize("name", ["clock", "cycles", "explain", "terms"])
def test_the_examples_of_a_module_are_true(name: str) -> None:
    results = doctest.testmod(import_module(f"uphold.policy.clocks.{name}"))

    assert results.attempted > 0
    assert results.failed == 0
