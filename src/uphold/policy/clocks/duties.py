"""Duties: whose turn it is, from one event of a ticket to the next. The customer's time stands beside ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from uphold.policy.clocks.events import Event, Happening
from uphold.policy.clocks.waits import is_wait_over
from uphold.policy.time.calendar import Calendar
from uphold.policy.time.instants import Span, whole_second


class Party(StrEnum):
    """Whose turn it is."""

    US = "us"
    CUSTOMER = "customer"
    THIRD_PARTY = "third party"
    NOBODY = "nobody"


APPOINTMENT, OURS, DONE = "appointment", "", "resolved"
CUSTOMERS = frozenset({"customer", "evidence", "consent", "credits", "payment", APPOINTMENT})
"""What only the customer can bring. A time to choose is his until one is arranged, and then nobody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A stretch in which it was one party's turn, half-open.

    waiting_for: what was asked for; empty where it is our turn, "resolved" where the ticket waits to be closed.
    ends_at: None while it lasts. seconds and open_seconds: up to the moment of the question, elapsed and on
    the calendar.
    """

    party: Party
    waiting_for: str
    starts_at: datetime
    ends_at: datetime | None
    seconds: int
    open_seconds: int


@dataclass(frozen=True, slots=True)
class _Turn:
    """What holds from an instant; None from the closing to a reopening."""

    at: datetime
    waiting_for: str | None
    is_arranged: bool = False


def fold_duties(
    events: Sequence[Event],
    *,
    opened_at: datetime,
    at: datetime,
    calendar: Calendar,
    since: datetime | None = None,
) -> tuple[Duty, ...]:
    """Whose turn it was, from the opening to the moment of the question; nobody's after the closing.

    `events` in order; those after `at` are passed over. With `since` only the part from then on counts. A clock
    change is real time: a night of 23 hours has 23.

    >>> from datetime import UTC
    >>> from uphold.policy.time.calendar import compile_calendar
    >>> from uphold.policy.time.hours import AlwaysHours
    >>> opened, asked, told = (datetime(2026, 6, 9, hour, tzinfo=UTC) for hour in (8, 9, 12))
    >>> events = (
    ...     Event(at=asked, what=Happening.WAITING, waiting_for="customer"),
    ...     Event(at=told, what=Happening.WROTE, by="customer"),
    ... )
    >>> always = compile_calendar(AlwaysHours())
    >>> duties = fold_duties(events, opened_at=opened, at=told, calendar=always)
    >>> [(str(duty.party), duty.seconds) for duty in duties]
    [('us', 3600), ('customer', 10800), ('us', 0)]
    """
    turns = list(_turns(events, opened_at=opened_at, at=at))
    ends = [turn.at for turn in turns[1:]]
    now, floor = whole_second(at), whole_second(since or opened_at)
    duties: list[Duty] = []
    for turn, ends_at in zip(turns, [*ends, None], strict=True):
        starts_at, until = max(turn.at, floor), ends_at or now
        if turn.waiting_for is None or (ends_at is not None and starts_at >= ends_at):
            continue
        duties.append(
            Duty(
                party=_party(turn),
                waiting_for=turn.waiting_for,
                starts_at=starts_at,
                ends_at=ends_at,
                seconds=max(Span(starts_at, until).seconds, 0),
                open_seconds=max(calendar.open_seconds(starts_at, until), 0),
            )
        )
    return tuple(duties)


def _turns(events: Sequence[Event], *, opened_at: datetime, at: datetime) -> Iterator[_Turn]:
    turn = _Turn(whole_second(opened_at), OURS)
    yield turn
    for event in events:
        after = _after(turn, event) if event.at <= at else turn
        if (after.waiting_for, after.is_arranged) != (turn.waiting_for, turn.is_arranged):
            turn = after
            yield turn


def _after(turn: _Turn, event: Event) -> _Turn:
    """What holds after an event; the same where it changes nobody's turn."""
    now = whole_second(event.at)
    is_arranged = event.what is Happening.ARRANGED or (
        turn.is_arranged and event.what is not Happening.CALLED_OFF
    )
    match event.what:
        case Happening.CLOSED:
            return _Turn(now, None)
        case Happening.REOPENED:
            return _Turn(now, OURS, is_arranged)
        case Happening.RESOLVED if turn.waiting_for is not None:
            return _Turn(now, DONE)
        case Happening.WAITING if event.waiting_for is not None:
            return _Turn(now, event.waiting_for, is_arranged)
        case _ if (
            turn.waiting_for and turn.waiting_for != DONE and is_wait_over(turn.waiting_for, by=event.what)
        ):
            return _Turn(now, OURS, is_arranged)
        case _:
            return _Turn(now, turn.waiting_for, is_arranged)


def _party(turn: _Turn) -> Party:
    if turn.waiting_for == OURS:
        return Party.US
    if turn.waiting_for == Party.THIRD_PARTY:
        return Party.THIRD_PARTY
    is_customers = turn.waiting_for in CUSTOMERS and not (
        turn.waiting_for == APPOINTMENT and turn.is_arranged
    )
    return Party.CUSTOMER if is_customers else Party.NOBODY
