"""One clock: pauses, breaches, new terms, and what they never take back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.clocks.story import ALWAYS, HOUR, local, started, terms, within
from tests.policy.time.builders import at
from uphold.policy.clocks.clock import Ending, Pause, State, read_clock
from uphold.policy.clocks.terms import BusinessDays, EndOfDay, NoInstant, Within
from uphold.policy.time.hours import DatedHours, WeeklyHours, shift


def test_a_pause_until_monday_noon_moves_the_deadline_to_tuesday() -> None:
    clock = started("Fri 16:00", within(8)).paused("Fri 16:30", "nextMon 12:00")

    reading = clock.read("nextMon 12:00")

    assert reading.due_at == local("nextTue 11:30")


def test_a_pause_at_night_moves_nothing() -> None:
    clock = started("Mon 16:00", within(4)).paused("Mon 18:00", "Tue 08:00")

    reading = clock.read("Tue 09:00")

    assert reading.due_at == local("Tue 12:00")


def test_while_paused_nothing_is_due_and_the_time_used_stands_still() -> None:
    clock = started("Mon 09:00", within(4)).paused("Mon 11:00")

    reading = clock.read("Thu 15:00")

    assert (reading.state, reading.due_at, reading.used_seconds) == (State.PAUSED, None, 2 * HOUR)
    assert reading.since == local("Mon 11:00")


def test_a_clock_is_paused_from_the_very_instant_the_wait_begins() -> None:
    clock = started("Mon 09:00", within(4)).paused("Mon 11:00", "Mon 12:00")

    assert [clock.read(moment).state for moment in ("Mon 11:00", "Mon 12:00")] == [
        State.PAUSED,
        State.RUNNING,
    ]


def test_a_wait_that_begins_at_the_due_instant_comes_too_late() -> None:
    clock = started("Mon 09:00", within(2)).paused("Mon 11:00")

    reading = clock.read("Mon 12:00")

    assert (reading.state, reading.breached_at) == (State.MISSED, local("Mon 11:00"))


def test_pauses_that_overlap_count_once() -> None:
    clock = started("Mon 09:00", within(4)).paused("Mon 10:00", "Mon 12:00").paused("Mon 11:00", "Mon 13:00")

    reading = clock.read("Mon 14:00")

    assert (reading.used_seconds, reading.due_at) == (2 * HOUR, local("Mon 16:00"))


def test_a_clock_started_in_a_pause_has_used_nothing_when_it_stops_there() -> None:
    clock = started("Mon 09:00", within(4)).paused("Mon 09:00").stopped("Mon 12:00")

    reading = clock.read("Mon 12:00")

    assert (reading.state, reading.used_seconds) == (State.MET, 0)


def test_an_answer_at_the_due_instant_is_in_time() -> None:
    clock = started("Mon 09:00", within(2)).stopped("Mon 11:00")

    reading = clock.read("Tue 09:00")

    assert (reading.state, reading.met_at, reading.breached_at) == (State.MET, local("Mon 11:00"), None)


def test_an_answer_a_second_later_is_not_and_the_breach_is_at_the_due_instant() -> None:
    clock = started("Mon 09:00", within(2)).stopped("Mon 11:00:01")

    reading = clock.read("Tue 09:00")

    assert (reading.state, reading.breached_at) == (State.MISSED, local("Mon 11:00"))
    assert (reading.met_at, reading.due_at) == (local("Mon 11:00:01"), local("Mon 11:00"))


def test_due_at_closing_and_answered_in_the_evening_is_late() -> None:
    clock = started("Mon 15:00", within(2)).stopped("Mon 18:00")

    reading = clock.read("Mon 18:00")

    assert (reading.due_at, reading.state) == (local("Mon 17:00"), State.MISSED)


@pytest.mark.parametrize(("moment", "state"), [("Mon 11:00", State.RUNNING), ("Mon 11:00:01", State.MISSED)])
def test_an_unanswered_promise_is_missed_once_the_due_instant_has_passed(moment: str, state: State) -> None:
    clock = started("Mon 09:00", within(2))

    assert clock.read(moment).state is state


def test_a_breach_before_a_pause_stays() -> None:
    clock = started("Mon 09:00", within(2)).paused("Mon 12:00")

    reading = clock.read("Tue 12:00")

    assert (reading.state, reading.breached_at) == (State.MISSED, local("Mon 11:00"))


def test_a_breach_before_a_gentler_promise_stays() -> None:
    clock = started("Mon 09:00", within(2)).promised("Mon 12:00", within(40))

    reading = clock.read("Mon 13:00")

    assert (reading.state, reading.due_at) == (State.MISSED, local("Mon 11:00"))


@pytest.mark.parametrize("ending", [Ending.ENDED, Ending.SUPERSEDED, Ending.WAIVED])
def test_a_breach_before_an_end_stays(ending: Ending) -> None:
    clock = started("Mon 09:00", within(2)).stopped("Mon 12:00", ending)

    assert clock.read("Mon 12:00").state is State.MISSED


@pytest.mark.parametrize(
    ("ending", "state"),
    [(Ending.ENDED, State.ENDED), (Ending.SUPERSEDED, State.SUPERSEDED), (Ending.WAIVED, State.ENDED)],
)
def test_a_promise_taken_away_in_time_is_neither_met_nor_missed(ending: Ending, state: State) -> None:
    clock = started("Mon 09:00", within(2)).stopped("Mon 10:00", ending)

    reading = clock.read("Tue 12:00")

    assert (reading.state, reading.due_at, reading.met_at) == (state, None, None)
    assert (reading.since, reading.used_seconds) == (local("Mon 10:00"), HOUR)


def test_a_new_promise_counts_from_the_same_start() -> None:
    clock = started("Mon 09:00", within(8)).promised("Mon 10:00", within(2))

    reading = clock.read("Mon 10:00")

    assert (reading.due_at, reading.used_seconds) == (local("Mon 11:00"), HOUR)


def test_a_new_calendar_counts_from_the_same_start() -> None:
    clock = started("Sat 10:00", within(8)).promised("Sat 12:00", within(4, ALWAYS))

    reading = clock.read("Sat 12:00")

    assert (reading.due_at, reading.used_seconds) == (local("Sat 14:00"), 2 * HOUR)


def test_a_sharper_promise_already_broken_is_breached_when_it_is_made() -> None:
    clock = started("Mon 09:00", within(8)).promised("Mon 12:00", within(2))

    reading = clock.read("Mon 12:00")

    assert (reading.state, reading.due_at) == (State.MISSED, local("Mon 11:00"))
    assert reading.breached_at == local("Mon 12:00")


def test_a_promise_replaced_at_the_instant_it_was_made_was_never_held() -> None:
    clock = started("Mon 09:00", within(8)).promised("Mon 12:00", within(2)).promised("Mon 12:00", within(8))

    assert clock.read("Mon 13:00").state is State.RUNNING


def test_a_promise_withdrawn_in_time_leaves_none() -> None:
    clock = started("Mon 09:00", within(8)).promised("Mon 12:00", None)

    reading = clock.read("Wed 13:00")

    assert (reading.state, reading.due_at, reading.since) == (State.NONE, None, local("Mon 12:00"))


def test_where_nothing_is_promised_nothing_is_due_or_used() -> None:
    reading = started("Mon 09:00", None).read("Wed 13:00")

    assert (reading.state, reading.due_at, reading.used_seconds) == (State.NONE, None, 0)


@pytest.mark.parametrize("first", ["pause", "promise"])
def test_pausing_and_promising_anew_commute(first: str) -> None:
    clock = started("Mon 09:00", within(8))
    sharper = within(4)
    told = (
        clock.paused("Mon 10:00", "Mon 12:00").promised("Mon 11:00", sharper)
        if first == "pause"
        else clock.promised("Mon 11:00", sharper).paused("Mon 10:00", "Mon 12:00")
    )

    reading = told.read("Mon 12:00")

    assert (reading.due_at, reading.used_seconds) == (local("Mon 15:00"), HOUR)


def test_as_soon_as_possible_runs_and_stops_but_is_never_due() -> None:
    clock = started("Mon 09:00", terms(NoInstant()))

    running, done = clock.read("Fri 12:00"), clock.stopped("Fri 12:00").read("Fri 12:00")

    assert (running.state, running.due_at) == (State.RUNNING, None)
    assert (done.state, done.met_at) == (State.MET, local("Fri 12:00"))


def test_eight_business_hours_over_the_start_of_summer_time() -> None:
    clock = started("2026-03-06 13:00", within(8))

    reading = clock.read("2026-03-09 13:01")

    assert (reading.due_at, reading.state) == (at("2026-03-09 17:00"), State.MISSED)


def test_a_suspension_that_ended_left_an_hour_more_to_use() -> None:
    clock = started("2026-04-10 16:00", within(8)).paused("2026-04-13 10:00", "2026-04-15 10:00")

    reading = clock.read("2026-04-15 11:00")

    assert (reading.due_at, reading.used_seconds) == (at("2026-04-15 20:00"), 3 * HOUR)
    assert reading.since == local("2026-04-15 10:00")


@pytest.mark.parametrize(
    ("budget", "due"),
    [
        (BusinessDays(1), "Tue 12:00"),
        (EndOfDay(1), "Tue 17:00"),
        (EndOfDay(0), "Mon 17:00"),
    ],
)
def test_targets_in_days(budget: BusinessDays | EndOfDay, due: str) -> None:
    clock = started("Mon 12:00", terms(budget))

    assert clock.read("Mon 12:00").due_at == local(due)


def test_a_pause_moves_days_by_its_open_time_and_the_end_of_day_to_an_end_of_day() -> None:
    days, end = started("Mon 12:00", terms(BusinessDays(1))), started("Mon 12:00", terms(EndOfDay(1)))

    dues = [clock.paused("Mon 13:00", "Mon 15:00").read("Mon 15:00").due_at for clock in (days, end)]

    assert dues == [local("Tue 14:00"), local("Wed 17:00")]


def test_on_hours_that_never_open_again_nothing_is_ever_due() -> None:
    once = WeeklyHours(
        zone="UTC", dated=(DatedHours(on=date(2026, 6, 8), shifts=(shift("08:00", "18:00"),)),)
    )
    clock = started("Mon 09:00", within(8, once, warn_seconds=HOUR)).paused("Mon 10:00", "Mon 13:30")

    reading = clock.read("nextFri 12:00")

    assert (reading.state, reading.due_at, reading.warn_at) == (State.RUNNING, None, None)
    assert reading.used_seconds == HOUR + HOUR // 2


def test_a_warning_comes_so_much_open_time_before_the_due_instant() -> None:
    clock = started("Mon 16:00", within(4, warn_seconds=2 * HOUR))

    assert clock.read("Mon 16:00").warn_at == local("Tue 10:00")


def test_a_warning_moves_with_a_pause() -> None:
    clock = started("Mon 10:00", within(4, warn_seconds=HOUR)).paused("Mon 12:30", "Mon 14:30")

    reading = clock.read("Mon 14:30")

    assert (reading.warn_at, reading.due_at) == (local("Mon 15:00"), local("Mon 16:00"))


def test_a_wait_after_the_due_instant_does_not_move_the_warning() -> None:
    clock = started("Mon 10:00", within(2, warn_seconds=HOUR)).paused("Mon 13:00", "Mon 15:00")

    assert clock.read("Mon 16:00").warn_at == local("Mon 11:00")


def test_a_warning_before_the_start_is_due_at_the_start() -> None:
    clock = started("Mon 10:00", within(1, warn_seconds=2 * HOUR))

    assert clock.read("Mon 10:00").warn_at == local("Mon 10:00")


def test_fractions_of_a_second_are_floored_on_both_sides() -> None:
    clock = started("Mon 09:00:00.900", within(2))

    stopped = clock.stopped("Mon 11:00:00.950").read("Mon 12:00")

    assert (stopped.state, stopped.used_seconds) == (State.MET, 2 * HOUR)


@pytest.mark.parametrize("budget", [Within, BusinessDays])
def test_a_target_of_nothing_is_refused(budget: type[Within] | type[BusinessDays]) -> None:
    with pytest.raises(ValueError, match="leave it out"):
        budget(0)


def test_remaining_time_is_negative_when_late() -> None:
    reading = started("Mon 09:00", within(2)).read("Mon 12:00")

    assert (reading.target_seconds, reading.remaining_seconds) == (2 * HOUR, -HOUR)


def test_a_clock_may_be_read_long_before_it_is_due() -> None:
    reading = started("Mon 09:00", within(48)).read("Mon 09:00")

    assert reading.due_at == local("nextMon 17:00") + timedelta(0)


@settings(max_examples=150, deadline=None)
@given(
    pauses=st.lists(st.tuples(st.integers(0, 900), st.integers(1, 300)), max_size=4),
    warn_minutes=st.integers(1, 700),
)
def test_at_the_warning_exactly_so_much_time_is_left(
    pauses: list[tuple[int, int]], warn_minutes: int
) -> None:
    start, minute = local("Mon 09:00"), timedelta(minutes=1)
    run = started("Mon 09:00", within(8, warn_seconds=warn_minutes * 60)).run
    stretches = (Pause(start + begin * minute, start + (begin + length) * minute) for begin, length in pauses)
    paused = replace(run, pauses=tuple(stretches))
    reading = read_clock(paused, at=local("Tue 09:00"))
    if reading.warn_at is None:
        return

    warned = read_clock(paused, at=reading.warn_at)

    assert warned.used_seconds == max(0, 8 * HOUR - warn_minutes * 60)
