"""Cycles: the events of a ticket folded into the runs of one metric - when each began, paused for good, and
stopped.

First response, restoration, workaround, resolution, arrival and delivery run once, from the start of the
clocks. Next response runs from the oldest unanswered message of the customer to the next answer; further
messages do not move it. Update runs from each answer to the next. A resolution counts as the answer to
whatever waits for one, since nothing is left to answer; it only ends the duty to keep in touch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from uphold.policy.clocks.clock import Ending, Pause, Reading, Run, Stop, read_clock
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.clocks.terms import Promise


class Metric(StrEnum):
    """What can be promised, in the words of an agreement."""

    FIRST_RESPONSE = "first response"
    NEXT_RESPONSE = "next response"
    UPDATE = "update"
    RESTORATION = "restoration"
    WORKAROUND = "workaround"
    RESOLUTION = "resolution"
    ARRIVAL = "arrival"
    DELIVERY = "delivery"


IS_DONE = frozenset({Happening.RESOLVED, Happening.CLOSED})
MET_BY = {
    Metric.RESTORATION: frozenset({Happening.RESTORED}) | IS_DONE,
    Metric.WORKAROUND: frozenset({Happening.WORKAROUND_GIVEN, Happening.RESTORED}) | IS_DONE,
    Metric.RESOLUTION: IS_DONE,
    Metric.ARRIVAL: frozenset(),
    Metric.DELIVERY: frozenset(),
}
NOT_A_PERSON = frozenset({"system", "customer"})
"""Whose words answer nobody: a machine's acknowledgement, and the customer's own."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An instant at which a step of the ticket takes targets away; `metrics` None means all of them."""

    at: datetime
    ending: Ending
    metrics: frozenset[Metric] | None = None


def fold_clock(
    metric: Metric,
    *,
    started_at: datetime,
    events: Sequence[Event],
    promises: Sequence[Promise],
    at: datetime,
    pauses: Sequence[Pause] = (),
    cuts: Sequence[Cut] = (),
    answered_by: frozenset[Happening] = frozenset({Happening.ANSWERED}),
    is_opening_a_message: bool = False,
) -> tuple[Reading, ...]:
    """The clock of a metric at a moment: one reading a cycle, in order; none before the first cycle begins.

    `events` in order, those after `at` are ignored; at one instant their order is kept. `promises`: terms and
    since when they hold. `pauses`: the stretches in which this metric stands still. `cuts`: steps that end or
    supersede targets, taking effect after the events of their instant. `answered_by`: what counts as a first
    response. `is_opening_a_message`: next response runs from the opening too, rather than from the first
    message after the first answer.

    >>> from datetime import UTC
    >>> from uphold.policy.clocks.terms import TargetTerms, Within
    >>> from uphold.policy.time.calendar import compile_calendar
    >>> from uphold.policy.time.hours import AlwaysHours
    >>> opened_at = datetime(2026, 8, 16, 7, 10, tzinfo=UTC)
    >>> terms = TargetTerms(budget=Within(3600), calendar=compile_calendar(AlwaysHours()))
    >>> answered = Event(at=datetime(2026, 8, 16, 7, 30, tzinfo=UTC), what=Happening.ANSWERED)
    >>> [reading] = fold_clock(
    ...     Metric.FIRST_RESPONSE, started_at=opened_at, events=[answered],
    ...     promises=[Promise(opened_at, terms)], at=answered.at,
    ... )
    >>> reading.state, reading.used_seconds
    (<State.MET: 'met'>, 1200)
    """
    past = [event for event in events if started_at <= event.at <= at]
    steps = _in_order(past, [cut for cut in cuts if cut.at <= at and _speaks_of(cut.metrics, metric)])
    if metric is Metric.NEXT_RESPONSE:
        runs = _next_responses(steps, opened_at=started_at if is_opening_a_message else None)
    elif metric is Metric.UPDATE:
        runs = _updates(steps)
    else:
        met_by = answered_by | IS_DONE if metric is Metric.FIRST_RESPONSE else MET_BY[metric]
        runs = iter([_once(metric, steps, started_at=started_at, met_by=met_by)])
    return tuple(
        read_clock(replace(run, cycle=cycle, promises=tuple(promises), pauses=(*run.pauses, *pauses)), at=at)
        for cycle, run in enumerate(runs, start=1)
        if run.started_at <= at
    )


def worst(readings: Sequence[Reading]) -> Reading | None:
    """The cycle to report: the one that used most time; the first of equals, None of none."""
    return max(readings, key=lambda reading: reading.used_seconds, default=None)


def _in_order(events: Sequence[Event], cuts: Sequence[Cut]) -> list[Event | Cut]:
    """By instant; at one instant events before cuts and otherwise as they came, for sorting is stable."""
    return sorted((*events, *cuts), key=lambda step: step.at)


def _speaks_of(metrics: frozenset[Metric] | None, metric: Metric) -> bool:
    return metrics is None or metric in metrics


def _once(
    metric: Metric, steps: Sequence[Event | Cut], *, started_at: datetime, met_by: frozenset[Happening]
) -> Run:
    """The single run. Only a resolution runs on after reopening, without the time in between."""
    stop: Stop | None = None
    between: list[Pause] = []
    for step in steps:
        if stop is None:
            stop = _taken_away(step, metric) or _met(step, met_by) or _done(step)
        elif _is(step, Happening.REOPENED) and metric is Metric.RESOLUTION and stop.ending is Ending.MET:
            between.append(Pause(stop.at, step.at, "ended"))
            stop = None
    return Run(started_at=started_at, pauses=tuple(between), stop=stop)


def _next_responses(steps: Sequence[Event | Cut], *, opened_at: datetime | None) -> Iterator[Run]:
    waiting_since = opened_at
    is_answered, is_done = opened_at is not None, False
    for step in steps:
        is_answer = _met(step, frozenset({Happening.ANSWERED})) is not None
        is_done = _done(step) is not None or (is_done and not _is(step, Happening.REOPENED))
        ending = Ending.MET if is_answer or _done(step) else _ending(step, Metric.NEXT_RESPONSE)
        if waiting_since is not None and ending is not None:
            yield Run(started_at=waiting_since, stop=Stop(step.at, ending))
            waiting_since = None
        elif waiting_since is None and is_answered and not is_done and _is_asking(step):
            waiting_since = step.at
        is_answered = is_answered or is_answer or _done(step) is not None
    if waiting_since is not None:
        yield Run(started_at=waiting_since)


def _updates(steps: Sequence[Event | Cut]) -> Iterator[Run]:
    last_at: datetime | None = None
    is_done = False
    for step in steps:
        is_done = _done(step) is not None or (is_done and not _is(step, Happening.REOPENED))
        is_answer = _met(step, frozenset({Happening.ANSWERED})) is not None
        ending = Ending.MET if is_answer else Ending.ENDED if _done(step) else _ending(step, Metric.UPDATE)
        if last_at is not None and ending is not None:
            yield Run(started_at=last_at, stop=Stop(step.at, ending))
            last_at = None
        if not is_done and (is_answer or _is(step, Happening.REOPENED)):
            last_at = step.at
    if last_at is not None:
        yield Run(started_at=last_at)


def _ending(step: Event | Cut, metric: Metric) -> Ending | None:
    taken_away = _taken_away(step, metric)
    return taken_away.ending if taken_away else None


def _taken_away(step: Event | Cut, metric: Metric) -> Stop | None:
    if isinstance(step, Cut):
        return Stop(step.at, step.ending)
    if step.what is Happening.WAIVED and (step.metric is None or step.metric.casefold() == metric.value):
        return Stop(step.at, Ending.WAIVED)
    return None


def _met(step: Event | Cut, met_by: frozenset[Happening]) -> Stop | None:
    if isinstance(step, Cut) or step.what not in met_by:
        return None
    is_words = step.what is Happening.ANSWERED
    return None if is_words and step.by in NOT_A_PERSON else Stop(step.at, Ending.MET)


def _done(step: Event | Cut) -> Stop | None:
    is_done = isinstance(step, Event) and step.what in IS_DONE
    return Stop(step.at, Ending.ENDED) if is_done else None


def _is(step: Event | Cut, what: Happening) -> bool:
    return isinstance(step, Event) and step.what is what


def _is_asking(step: Event | Cut) -> bool:
    """Whether the customer says something that wants an answer: a message, or reopening the ticket."""
    if _is(step, Happening.REOPENED):
        return isinstance(step, Event) and step.by == "customer"
    return _is(step, Happening.WROTE)
