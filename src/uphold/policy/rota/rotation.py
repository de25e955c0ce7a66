"""The rotation: turns of whole days that change hands at one hour of the wall clock, member after member.

Days are those of the zone, so a turn over a clock change is an hour shorter or longer, and is handed over at the same
hour of the wall clock all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from uphold.policy.time.local import instant_at, local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """`members` in the order of their turns; None is a place that nobody fills. The first turn begins on `first_on`.

    `turn_days` is the length of a turn: 7 hands over on the weekday of `first_on`. Before it nobody is on duty.
    """

    members: tuple[int | None, ...]
    first_on: date
    handover_at: time
    turn_days: int
    zone: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Half-open: whoever takes over at `ends_at` has it from that instant."""

    starts_at: datetime
    ends_at: datetime
    member: int | None


def turns(rotation: Rotation, *, since: datetime, until: datetime) -> Iterator[Turn]:
    """The turns that touch a span, whole, in order.

    >>> weekly = Rotation(
    ...     members=(1, 2), first_on=date(2026, 3, 23), handover_at=time(9), turn_days=7, zone="Europe/Vienna"
    ... )
    >>> span = {"since": datetime(2026, 3, 23, 8, tzinfo=UTC), "until": datetime(2026, 4, 1, tzinfo=UTC)}
    >>> [(turn.starts_at.isoformat(), turn.member) for turn in turns(weekly, **span)]
    [('2026-03-23T08:00:00+00:00', 1), ('2026-03-30T07:00:00+00:00', 2)]
    """
    since, until = since.astimezone(UTC), until.astimezone(UTC)
    if not rotation.members:
        return
    number = max(0, number_at(rotation, since))
    while True:
        starts_at = start_of(rotation, number)
        if starts_at >= until:
            return
        ends_at = start_of(rotation, number + 1)
        if ends_at > since:
            yield Turn(starts_at, ends_at, rotation.members[number % len(rotation.members)])
        number += 1


def turn_at(rotation: Rotation, *, at: datetime) -> Turn | None:
    """The turn that an instant lies in; None before the first and where there are no members.

    >>> daily = Rotation(members=(7,), first_on=date(2026, 1, 1), handover_at=time(9), turn_days=1, zone="UTC")
    >>> turn_at(daily, at=datetime(2026, 1, 1, 8, 59, tzinfo=UTC)) is None
    True
    """
    found = turns(rotation, since=at, until=at + timedelta(microseconds=1))
    return next((turn for turn in found if turn.starts_at <= at), None)


def number_at(rotation: Rotation, at: datetime) -> int:
    """The number of the turn, counted from 0; one too few near the hour of the hand-over, never one too many."""
    days = (local_date(at, zone=rotation.zone) - rotation.first_on).days
    return (days - 1) // rotation.turn_days


def start_of(rotation: Rotation, number: int) -> datetime:
    """When a turn begins, in UTC."""
    on = rotation.first_on + timedelta(days=number * rotation.turn_days)
    return instant_at(on, rotation.handover_at, zone=rotation.zone)
