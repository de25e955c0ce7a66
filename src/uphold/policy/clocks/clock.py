"""A clock: one run of one promise, read at a moment. Nothing is kept; the same run and moment read the same.

- Elapsed time is open time on the calendar of the terms in force, pauses taken out.
- New terms apply from the start, keeping the time used: nothing is ever reset.
- What stops the clock at the due instant is in time; a breach is at the due instant, whenever it is noticed.
- A breach stays: no later pause, change of terms or end takes it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from uphold.policy.clocks.terms import EndOfDay, Promise, TargetTerms, Within, first_due_at
from uphold.policy.time.days import end_of_business_day
from uphold.policy.time.instants import whole_second
from uphold.policy.time.timeline import NeverOpens


class State(StrEnum):
    """What became of a promise."""

    RUNNING = "running"
    MET = "met"
    MISSED = "missed"
    PAUSED = "paused"
    ENDED = "ended"
    SUPERSEDED = "superseded"
    NONE = "none"


class Ending(StrEnum):
    """Why a clock stopped: what was promised happened, or the promise was taken away."""

    MET = "met"
    ENDED = "ended"
    SUPERSEDED = "superseded"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch that does not count, half-open; `ends_at` None while it lasts.

    kind: "paused", or "ended" for the time between a resolution and the reopening.
    """

    starts_at: datetime
    ends_at: datetime | None
    kind: str = "paused"


@dataclass(frozen=True, slots=True)
class Stop:
    """The instant a clock stopped, and why."""

    at: datetime
    ending: Ending


@dataclass(frozen=True, slots=True)
class Breach:
    """A promise that was missed. at: its due instant, or the later change that moved that into the past."""

    due_at: datetime
    at: datetime
    terms: TargetTerms | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a clock. `promises` in the order they came to hold; the first holds from the start.

    `pauses` need not be sorted and may overlap. Instants are aware; fractions of a second are floored.
    """

    started_at: datetime
    promises: tuple[Promise, ...] = ()
    pauses: tuple[Pause, ...] = ()
    stop: Stop | None = None
    cycle: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A clock at a moment.

    due_at: None while paused, when no instant is promised, and after the promise was taken away; of a missed
    promise the instant that was missed. used_seconds: open time used. met_at: when what was promised
    happened, also if late. since: the last change of state. breached_at: the due instant, or the later change
    that moved it into the past. warn_at: when `warn_seconds` are left. ended_at: when the clock stopped.
    terms: those in force, or those that were missed.
    """

    run: Run
    at: datetime
    state: State
    terms: TargetTerms | None
    due_at: datetime | None
    used_seconds: int
    met_at: datetime | None
    since: datetime
    breached_at: datetime | None
    warn_at: datetime | None
    ended_at: datetime | None

    @property
    def target_seconds(self) -> int | None:
        """Open seconds granted; None for days, and where nothing is promised."""
        budget = self.terms.budget if self.terms else None
        return budget.seconds if isinstance(budget, Within) else None

    @property
    def remaining_seconds(self) -> int | None:
        """Open seconds left, negative when late; None where `target_seconds` is."""
        return None if self.target_seconds is None else self.target_seconds - self.used_seconds


def read_clock(run: Run, *, at: datetime) -> Reading:
    """The clock at a moment, from what happened up to and including it.

    >>> from datetime import UTC
    >>> from uphold.policy.time.calendar import compile_calendar
    >>> from uphold.policy.time.hours import AlwaysHours
    >>> opened_at = datetime(2026, 8, 16, 7, 10, tzinfo=UTC)
    >>> terms = TargetTerms(budget=Within(3600), calendar=compile_calendar(AlwaysHours()))
    >>> run = Run(started_at=opened_at, promises=(Promise(opened_at, terms),))
    >>> read_clock(run, at=datetime(2026, 8, 16, 8, 11, tzinfo=UTC)).state
    <State.MISSED: 'missed'>
    """
    start = whole_second(run.started_at)
    stop = run.stop if run.stop is not None and run.stop.at <= at else None
    now = max(start, whole_second(stop.at if stop else at))
    pauses = joined_pauses(run.pauses, started_at=start, now=now)
    held = [promise for promise in run.promises if is_held(promise, now=now, is_stopped=stop is not None)]
    promises = held or list(run.promises[:1])
    breach = _breach(promises, start=start, now=now, pauses=pauses)
    terms = breach.terms if breach else promises[-1].terms if promises else None
    state = _state(
        stop, terms=terms, is_breached=breach is not None, is_paused=_open_pause(pauses) is not None
    )
    due_at = breach.due_at if breach else _due_shown(state, terms, start=start, pauses=pauses)
    return Reading(
        run=run,
        at=at,
        state=state,
        terms=terms,
        due_at=due_at,
        used_seconds=used_seconds(terms, started_at=start, now=now, pauses=pauses),
        met_at=stop.at if stop and stop.ending is Ending.MET else None,
        since=_since(state, start=start, stop=stop, breach=breach, pauses=pauses, promises=promises),
        breached_at=breach.at if breach else None,
        warn_at=_warn_at(terms, due_at=due_at, start=start, pauses=pauses),
        ended_at=stop.at if stop else None,
    )


def is_held(promise: Promise, *, now: datetime, is_stopped: bool) -> bool:
    """Whether a promise came to hold; one that begins at the instant the clock stops never did."""
    from_at = whole_second(promise.from_at)
    return from_at < now or (from_at == now and not is_stopped)


def due_at(terms: TargetTerms | None, *, started_at: datetime, pauses: Sequence[Pause]) -> datetime | None:
    """The first instant at which the budget is used up, `pauses` (sorted, apart) taken out of the calendar.

    None when no instant is promised, when a pause that has no end yet begins before it, and when the hours do
    not open again for as long as it takes.
    """
    try:
        return _due_at(terms, started_at=started_at, pauses=pauses)
    except NeverOpens:
        return None


def used_seconds(
    terms: TargetTerms | None, *, started_at: datetime, now: datetime, pauses: Sequence[Pause]
) -> int:
    """Open seconds from the start to now, `pauses` (sorted, apart) taken out; 0 where nothing is promised."""
    if terms is None:
        return 0
    paused = (terms.calendar.open_seconds(pause.starts_at, pause.ends_at or now) for pause in pauses)
    return terms.calendar.open_seconds(started_at, now) - sum(paused)


def joined_pauses(pauses: Sequence[Pause], *, started_at: datetime, now: datetime) -> tuple[Pause, ...]:
    """Pauses that touch the run up to now, sorted, cut at its start, without overlaps; one that lasts has no
    end.

    Of two that overlap the earlier keeps the common part.
    """
    result: list[Pause] = []
    reached = started_at
    for pause in sorted(pauses, key=lambda one: one.starts_at):
        starts_at = max(whole_second(pause.starts_at), reached)
        lasts = pause.ends_at is None or whole_second(pause.ends_at) > now
        ends_at = None if lasts else whole_second(pause.ends_at or now)
        if starts_at > now or (ends_at is not None and ends_at <= starts_at):
            continue
        result.append(Pause(starts_at, ends_at, pause.kind))
        if ends_at is None:
            break
        reached = ends_at
    return tuple(result)


def _due_at(terms: TargetTerms | None, *, started_at: datetime, pauses: Sequence[Pause]) -> datetime | None:
    due = first_due_at(terms, started_at=started_at) if terms else None
    if terms is None or due is None:
        return None
    for pause in pauses:
        if pause.starts_at >= due:
            break
        if pause.ends_at is None:
            return None
        due = terms.calendar.add(due, seconds=terms.calendar.open_seconds(pause.starts_at, pause.ends_at))
        if isinstance(terms.budget, EndOfDay):
            due = end_of_business_day(terms.calendar, at=due, days_ahead=0)
    return due


def _breach(
    promises: Sequence[Promise], *, start: datetime, now: datetime, pauses: Sequence[Pause]
) -> Breach | None:
    """The promise missed first; each is judged while it held."""
    final = Promise(now, None)
    for promise, following in pairwise((*promises, final)):
        until = whole_second(following.from_at)
        due = due_at(promise.terms, started_at=start, pauses=pauses)
        is_replaced_at_once = following is not final and promise.from_at >= following.from_at
        if due is not None and due < until and not is_replaced_at_once:
            return Breach(due, max(due, whole_second(promise.from_at)), promise.terms)
    return None


def _state(stop: Stop | None, *, terms: TargetTerms | None, is_breached: bool, is_paused: bool) -> State:
    if is_breached:
        return State.MISSED
    if terms is None:
        return State.NONE
    if stop is not None:
        return State.ENDED if stop.ending is Ending.WAIVED else State(stop.ending.value)
    return State.PAUSED if is_paused else State.RUNNING


def _due_shown(
    state: State, terms: TargetTerms | None, *, start: datetime, pauses: Sequence[Pause]
) -> datetime | None:
    if state not in {State.RUNNING, State.MET}:
        return None
    over = tuple(pause for pause in pauses if pause.ends_at is not None)
    return due_at(terms, started_at=start, pauses=over)


def _since(
    state: State,
    *,
    start: datetime,
    stop: Stop | None,
    breach: Breach | None,
    pauses: Sequence[Pause],
    promises: Sequence[Promise],
) -> datetime:
    if breach:
        return breach.at
    if state is State.NONE:
        return max(start, promises[-1].from_at) if promises else start
    if stop is not None:
        return stop.at
    paused = _open_pause(pauses)
    if paused is not None:
        return paused.starts_at
    return max((pause.ends_at for pause in pauses if pause.ends_at is not None), default=start)


def _warn_at(
    terms: TargetTerms | None, *, due_at: datetime | None, start: datetime, pauses: Sequence[Pause]
) -> datetime | None:
    if terms is None or terms.warn_seconds is None or due_at is None:
        return None
    calendar, seconds = terms.calendar, terms.warn_seconds
    earlier = [pause for pause in pauses if pause.ends_at is not None and pause.ends_at <= due_at]
    if used_seconds(terms, started_at=start, now=due_at, pauses=earlier) <= seconds:
        return start
    wanted = calendar.subtract(due_at, seconds=seconds)
    for pause in reversed(earlier):
        if pause.ends_at is not None and wanted < pause.ends_at:
            paused_seconds = calendar.open_seconds(pause.starts_at, pause.ends_at)
            wanted = calendar.subtract(wanted, seconds=paused_seconds)
    return wanted


def _open_pause(pauses: Sequence[Pause]) -> Pause | None:
    return pauses[-1] if pauses and pauses[-1].ends_at is None else None
