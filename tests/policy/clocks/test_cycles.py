"""Events folded into clocks: what starts, stops and does not stop each metric."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.clocks.story import ALWAYS, HOUR, event, local, within
from uphold.policy.clocks.clock import Ending, Pause, Reading, State
from uphold.policy.clocks.cycles import Cut, Metric, fold_clock, worst
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.clocks.terms import Promise

ANSWERED, WROTE, RESOLVED = Happening.ANSWERED, Happening.WROTE, Happening.RESOLVED
OPENED = "Mon 09:00"


def read(
    metric: Metric,
    *events: Event,
    at: str = "Fri 17:00",
    pauses: Sequence[Pause] = (),
    cuts: Sequence[Cut] = (),
    is_opening_a_message: bool = False,
) -> tuple[Reading, ...]:
    return fold_clock(
        metric,
        started_at=local(OPENED),
        events=events,
        promises=[Promise(local(OPENED), within(4))],
        at=local(at),
        pauses=pauses,
        cuts=cuts,
        is_opening_a_message=is_opening_a_message,
    )


def test_an_answer_by_a_person_meets_the_first_response() -> None:
    [reading] = read(Metric.FIRST_RESPONSE, event("Mon 10:00", ANSWERED))

    assert (reading.state, reading.met_at, reading.due_at) == (
        State.MET,
        local("Mon 10:00"),
        local("Mon 13:00"),
    )


@pytest.mark.parametrize(
    "words",
    [
        event("Mon 09:01", Happening.ACKNOWLEDGED, by="system"),
        event("Mon 09:01", ANSWERED, by="system"),
        event("Mon 09:01", WROTE, by="customer"),
        event("Mon 09:01", Happening.ASSESSED),
        event("Mon 09:01", Happening.WAITING),
    ],
)
def test_nothing_but_a_person_is_a_first_response(words: Event) -> None:
    [reading] = read(Metric.FIRST_RESPONSE, words, at="Mon 10:00")

    assert reading.state is State.RUNNING


def test_where_the_agreement_says_so_an_acknowledgement_is_one() -> None:
    acknowledged = event("Mon 09:01", Happening.ACKNOWLEDGED, by="system")

    [reading] = fold_clock(
        Metric.FIRST_RESPONSE,
        started_at=local(OPENED),
        events=[acknowledged],
        promises=[Promise(local(OPENED), within(4))],
        at=local("Mon 10:00"),
        answered_by=frozenset({Happening.ACKNOWLEDGED, ANSWERED}),
    )

    assert reading.met_at == local("Mon 09:01")


@pytest.mark.parametrize("metric", [Metric.FIRST_RESPONSE, Metric.RESTORATION, Metric.WORKAROUND])
def test_resolving_meets_what_nobody_did_before(metric: Metric) -> None:
    [reading] = read(metric, event("Mon 10:00", RESOLVED))

    assert reading.met_at == local("Mon 10:00")


@pytest.mark.parametrize(
    ("metric", "what"),
    [
        (Metric.RESTORATION, Happening.RESTORED),
        (Metric.WORKAROUND, Happening.WORKAROUND_GIVEN),
        (Metric.RESOLUTION, Happening.RESOLVED),
        (Metric.RESOLUTION, Happening.CLOSED),
    ],
)
def test_what_was_promised_meets_its_clock(metric: Metric, what: Happening) -> None:
    [reading] = read(metric, event("Mon 10:00", ANSWERED), event("Mon 11:00", what))

    assert reading.met_at == local("Mon 11:00")


@pytest.mark.parametrize("metric", [Metric.ARRIVAL, Metric.DELIVERY])
def test_a_visit_no_longer_needed_is_neither_met_nor_missed(metric: Metric) -> None:
    [reading] = read(metric, event("Mon 11:00", RESOLVED))

    assert reading.state is State.ENDED


def test_closing_later_does_not_change_when_it_was_resolved() -> None:
    [reading] = read(Metric.RESOLUTION, event("Mon 11:00", RESOLVED), event("Thu 11:00", Happening.CLOSED))

    assert (reading.met_at, reading.used_seconds) == (local("Mon 11:00"), 2 * HOUR)


def test_a_reopened_ticket_runs_on_without_the_time_it_was_resolved() -> None:
    events = [event("Mon 11:00", RESOLVED), event("Tue 09:00", Happening.REOPENED)]

    [reading] = read(Metric.RESOLUTION, *events, at="Tue 10:00")

    assert (reading.state, reading.used_seconds, reading.due_at) == (
        State.RUNNING,
        3 * HOUR,
        local("Tue 11:00"),
    )


def test_reopening_does_not_undo_a_first_response() -> None:
    events = [
        event("Mon 10:00", ANSWERED),
        event("Mon 11:00", RESOLVED),
        event("Tue 09:00", Happening.REOPENED),
    ]

    [reading] = read(Metric.FIRST_RESPONSE, *events)

    assert reading.met_at == local("Mon 10:00")


def test_next_response_runs_from_the_oldest_unanswered_message() -> None:
    readings = read(
        Metric.NEXT_RESPONSE,
        event("Mon 10:00", ANSWERED),
        event("Mon 11:00", WROTE, by="customer"),
        event("Mon 12:00", WROTE, by="customer"),
        event("Mon 13:00", ANSWERED),
        event("Mon 14:00", WROTE, by="customer"),
        at="Mon 16:00",
    )

    assert [(reading.run.cycle, reading.used_seconds, reading.state) for reading in readings] == [
        (1, 2 * HOUR, State.MET),
        (2, 2 * HOUR, State.RUNNING),
    ]


def test_before_the_first_answer_the_first_response_covers_every_message() -> None:
    readings = read(Metric.NEXT_RESPONSE, event("Mon 10:00", WROTE, by="customer"))

    assert readings == ()


def test_the_opening_may_count_as_the_first_message() -> None:
    [reading] = read(Metric.NEXT_RESPONSE, event("Mon 12:00", ANSWERED), is_opening_a_message=True)

    assert (reading.run.started_at, reading.used_seconds) == (local(OPENED), 3 * HOUR)


def test_thanks_after_the_resolution_want_no_answer_but_reopening_does() -> None:
    story = [
        event("Mon 10:00", ANSWERED),
        event("Mon 11:00", RESOLVED),
        event("Mon 12:00", WROTE, by="customer"),
        event("Mon 13:00", Happening.REOPENED, by="customer"),
    ]

    [reading] = read(Metric.NEXT_RESPONSE, *story, at="Mon 14:00")

    assert reading.run.started_at == local("Mon 13:00")


def test_a_ticket_resolved_without_words_and_reopened_wants_an_answer() -> None:
    story = [event("Mon 11:00", RESOLVED), event("Mon 13:00", Happening.REOPENED, by="customer")]

    [reading] = read(Metric.NEXT_RESPONSE, *story, at="Mon 14:00")

    assert reading.run.started_at == local("Mon 13:00")


def test_what_happened_before_the_clocks_run_does_not_count() -> None:
    [reading] = read(Metric.FIRST_RESPONSE, event("Mon 08:59", ANSWERED), at="Mon 10:00")

    assert reading.state is State.RUNNING


def test_updates_run_from_answer_to_answer_and_end_with_the_resolution() -> None:
    readings = read(
        Metric.UPDATE,
        event("Mon 10:00", ANSWERED),
        event("Mon 12:00", WROTE, by="customer"),
        event("Mon 13:00", ANSWERED),
        event("Mon 14:00", RESOLVED),
        event("Mon 15:00", ANSWERED),
    )

    assert [(reading.state, reading.used_seconds) for reading in readings] == [
        (State.MET, 3 * HOUR),
        (State.ENDED, HOUR),
    ]


def test_nobody_owes_an_update_before_the_first_answer() -> None:
    assert read(Metric.UPDATE, event("Mon 12:00", WROTE, by="customer")) == ()


@pytest.mark.parametrize(
    ("named", "state"), [("resolution", State.ENDED), (None, State.ENDED), ("update", State.RUNNING)]
)
def test_a_waiver_ends_the_metric_it_names(named: str | None, state: State) -> None:
    waived = event("Mon 10:00", Happening.WAIVED, by="customer", metric=named)

    [reading] = read(Metric.RESOLUTION, waived, at="Mon 11:00")

    assert reading.state is state


def test_a_step_that_supersedes_targets_names_which() -> None:
    cut = Cut(local("Mon 10:00"), Ending.SUPERSEDED, frozenset({Metric.RESOLUTION}))

    states = [
        read(metric, cuts=[cut], at="Mon 11:00")[0].state for metric in (Metric.RESOLUTION, Metric.WORKAROUND)
    ]

    assert states == [State.SUPERSEDED, State.RUNNING]


def test_a_step_takes_effect_after_the_event_of_its_instant() -> None:
    restored = event("Mon 10:00", Happening.RESTORED)
    cut = Cut(local("Mon 10:00"), Ending.ENDED)

    states = [
        read(metric, restored, cuts=[cut])[0].state for metric in (Metric.RESTORATION, Metric.RESOLUTION)
    ]

    assert states == [State.MET, State.ENDED]


def test_a_superseded_resolution_is_not_brought_back_by_reopening() -> None:
    cut = Cut(local("Mon 10:00"), Ending.SUPERSEDED)

    [reading] = read(Metric.RESOLUTION, event("Mon 12:00", Happening.REOPENED), cuts=[cut], at="Mon 13:00")

    assert reading.state is State.SUPERSEDED


def test_events_after_the_moment_are_not_known_yet() -> None:
    [reading] = read(Metric.FIRST_RESPONSE, event("Mon 10:00", ANSWERED), at="Mon 09:30")

    assert (reading.state, reading.used_seconds) == (State.RUNNING, HOUR // 2)


def test_an_answer_that_also_starts_a_wait_stops_the_clock_first() -> None:
    waiting = Pause(local("Mon 10:00"), None)

    [reading] = read(Metric.FIRST_RESPONSE, event("Mon 10:00", ANSWERED), pauses=[waiting])

    assert (reading.state, reading.used_seconds) == (State.MET, HOUR)


def test_the_worst_cycle_is_the_longest() -> None:
    readings = read(
        Metric.NEXT_RESPONSE,
        event("Mon 10:00", ANSWERED, by="system"),
        event("Mon 12:00", ANSWERED),
        event("Mon 13:00", WROTE, by="customer"),
        event("Mon 13:30", ANSWERED),
        is_opening_a_message=True,
    )

    longest = worst(readings)

    assert longest is not None
    assert longest.used_seconds == 3 * HOUR
    assert worst(()) is None


HAPPENINGS = [
    ANSWERED,
    WROTE,
    RESOLVED,
    Happening.REOPENED,
    Happening.CLOSED,
    Happening.RESTORED,
    Happening.WAIVED,
]
events_of_a_week = st.lists(
    st.tuples(
        st.integers(0, 5 * 24 * 60), st.sampled_from(HAPPENINGS), st.sampled_from(["agent", "customer"])
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(told=events_of_a_week, moment=st.integers(0, 5 * 24 * 60), metric=st.sampled_from(list(Metric)))
def test_the_whole_log_read_at_a_moment_is_the_log_up_to_that_moment(
    told: list[tuple[int, Happening, str]], moment: int, metric: Metric
) -> None:
    start = local(OPENED)
    log = [
        Event(at=start + minute * (local("Mon 09:01") - start), what=what, by=by)
        for minute, what, by in sorted(told, key=lambda one: one[0])
    ]
    at = start + moment * (local("Mon 09:01") - start)
    promises = [Promise(start, within(4, ALWAYS))]

    whole = fold_clock(metric, started_at=start, events=log, promises=promises, at=at)

    known = [one for one in log if one.at <= at]
    assert whole == fold_clock(metric, started_at=start, events=known, promises=promises, at=at)
    assert all(reading.used_seconds >= 0 for reading in whole)


@settings(max_examples=150, deadline=None)
@given(
    pauses=st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 3_000)), max_size=4),
    moment=st.integers(0, 7_000),
    later=st.integers(0, 7_000),
)
def test_no_pause_and_no_time_ever_takes_a_breach_back(
    pauses: list[tuple[int, int]], moment: int, later: int
) -> None:
    start = local(OPENED)
    minute = local("Mon 09:01") - start
    stretches = [Pause(start + begin * minute, start + (begin + length) * minute) for begin, length in pauses]
    promises = [Promise(start, within(8))]

    first, second = (
        fold_clock(
            Metric.RESOLUTION,
            started_at=start,
            events=[],
            promises=promises,
            pauses=stretches,
            at=start + reached * minute,
        )[0]
        for reached in (moment, moment + later)
    )

    if first.state is State.MISSED:
        assert (second.state, second.breached_at) == (State.MISSED, first.breached_at)
    elif first.due_at is not None:
        assert first.terms is not None
        assert first.used_seconds <= 8 * HOUR
