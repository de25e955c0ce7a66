"""Shifts: the turns of a rotation with its exceptions cut in. The exception that was made last wins.

Instants are compared in UTC: two of one zone would be compared by the wall clock, which reads one hour twice a year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from uphold.policy.rota.rotation import Rotation, turn_at, turns


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody else, or nobody, from one instant to another (half-open), whosoever turn it is."""

    starts_at: datetime
    ends_at: datetime
    member: int | None


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch in which one member is on duty, or nobody is (None); `is_override` where an exception made it so."""

    starts_at: datetime
    ends_at: datetime
    member: int | None
    is_override: bool = False


def shifts(
    rotation: Rotation, overrides: Sequence[Override] = (), *, since: datetime, until: datetime
) -> tuple[Shift, ...]:
    """The whole span without a hole, cut at its ends: stretches before the first turn are nobody's.

    Neighbours of one member are one shift, unless one is a turn and the other an exception.

    >>> from datetime import date, time, timedelta
    >>> alone = Rotation(members=(1,), first_on=date(2026, 1, 5), handover_at=time(9), turn_days=7, zone="UTC")
    >>> day = datetime(2026, 1, 7, tzinfo=UTC)
    >>> ill = Override(day, day + timedelta(days=1), None)
    >>> span = {"since": day - timedelta(days=1), "until": day + timedelta(days=2)}
    >>> [(shift.starts_at.day, shift.member) for shift in shifts(alone, (ill,), **span)]
    [(6, 1), (7, None), (8, 1)]
    """
    since, until = since.astimezone(UTC), until.astimezone(UTC)
    if since >= until:
        return ()
    return tuple(joined(cut(rotation, overrides, since=since, until=until)))


def on_duty(rotation: Rotation, overrides: Sequence[Override] = (), *, at: datetime) -> int | None:
    """Who is on duty at an instant; None where nobody is.

    >>> from datetime import date, time
    >>> empty = Rotation(members=(), first_on=date(2026, 1, 5), handover_at=time(9), turn_days=7, zone="UTC")
    >>> on_duty(empty, at=datetime(2026, 1, 7, tzinfo=UTC)) is None
    True
    """
    override = override_at(overrides, at.astimezone(UTC))
    if override is not None:
        return override.member
    turn = turn_at(rotation, at=at)
    return turn.member if turn else None


def cut(
    rotation: Rotation, overrides: Sequence[Override], *, since: datetime, until: datetime
) -> Iterator[Shift]:
    """A stretch between any two edges, in order."""
    known = list(turns(rotation, since=since, until=until))
    edges = {since, until}
    spans = [(each.starts_at, each.ends_at) for each in known]
    spans += [(each.starts_at, each.ends_at) for each in overrides]
    for span in spans:
        found = (edge.astimezone(UTC) for edge in span)
        edges |= {edge for edge in found if since < edge < until}
    for starts_at, ends_at in pairwise(sorted(edges)):
        override = override_at(overrides, starts_at)
        if override is not None:
            yield Shift(starts_at, ends_at, override.member, is_override=True)
            continue
        turn = next((turn for turn in known if turn.starts_at <= starts_at < turn.ends_at), None)
        yield Shift(starts_at, ends_at, turn.member if turn else None)


def joined(stretches: Iterator[Shift]) -> Iterator[Shift]:
    """Neighbours that say the same are one; two turns of one member that follow each other stay two."""
    last: Shift | None = None
    for each in stretches:
        if last is not None and last.is_override and each.is_override and last.member == each.member:
            last = Shift(last.starts_at, each.ends_at, each.member, is_override=True)
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:
        yield last


def override_at(overrides: Sequence[Override], at: datetime) -> Override | None:
    """The last one that was made of those that hold."""
    holding = (each for each in reversed(overrides) if each.starts_at <= at < each.ends_at)
    return next(holding, None)
