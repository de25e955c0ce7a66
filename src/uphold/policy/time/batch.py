"""Many instants at once: `add` and `open_seconds` over arrays, a few nanoseconds each.

Both C(t) and its inverse are lines made of pieces, each piece `min(t, ceiling) + shift`. Finding the piece is
the work: a sorted batch is cut at the breaks (a few thousand searches for a million instants); an unsorted
one looks its piece up in a table of equal buckets and steps on over the few breaks inside the bucket.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from uphold.policy.time.calendar import Calendar
from uphold.policy.time.timeline import Timeline

Instants = NDArray[np.int64]
"""Whole seconds since 1970."""
BUCKET_BITS = 12
MOST_STEPS = 4
CHUNK = 32_768
"""Instants worked on at a time, so that the intermediate arrays stay in the processor's cache."""
FAR = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A rising line of pieces. Piece i holds from `breaks[i]` on; the first one holds from `begins`.

    `table` names the piece that holds at the start of each bucket, `steps` is the most breaks in one bucket.
    """

    begins: int
    breaks: Instants
    ceilings: Instants | None
    shifts: Instants
    table: NDArray[np.int32]
    steps: int


def add_many(calendar: Calendar, starts: Instants, *, seconds: int | Instants) -> Instants:
    """`Calendar.add` for every start (seconds since 1970), with one amount or one each; the order is kept.

    Raises ValueError for negative amounts, NeverOpens.

    >>> from uphold.policy.time.calendar import compile_calendar
    >>> from uphold.policy.time.hours import AlwaysHours
    >>> always = compile_calendar(AlwaysHours())
    >>> add_many(always, np.array([0, 60]), seconds=3600).tolist()
    [3600, 3660]
    """
    amounts = np.asarray(seconds, dtype=np.int64)
    if starts.size == 0 or not amounts.any():
        return starts + amounts
    if amounts.min() < 0:
        raise ValueError("An amount of time is not negative; subtract instead.")
    first, last = int(starts.min()), int(starts.max())
    timeline = calendar.timeline.covering(first, last)
    forward, inverse = _lines(timeline)
    targets = _along(forward, starts) + amounts
    while not timeline.after or targets.max() > timeline.after[-1]:
        timeline = timeline.later(last, is_adding=True)
        forward, inverse = _lines(timeline)
        targets = _along(forward, starts) + amounts
    due = _along(inverse, targets)
    return due if amounts.min() > 0 else np.where(amounts == 0, starts, due)


def open_seconds_many(calendar: Calendar, starts: Instants, ends: Instants) -> Instants:
    """`Calendar.open_seconds` for every pair of start and end (seconds since 1970).

    >>> from uphold.policy.time.calendar import compile_calendar
    >>> from uphold.policy.time.hours import AlwaysHours
    >>> always = compile_calendar(AlwaysHours())
    >>> open_seconds_many(always, np.array([0, 60]), np.array([60, 0])).tolist()
    [60, -60]
    """
    if starts.size == 0 or ends.size == 0:
        return ends - starts
    first, last = min(starts.min(), ends.min()), max(starts.max(), ends.max())
    forward, _ = _lines(calendar.timeline.covering(int(first), int(last)))
    elapsed: Instants = _along(forward, ends) - _along(forward, starts)
    return elapsed


@lru_cache(maxsize=64)
def _lines(timeline: Timeline) -> tuple[Line, Line]:
    """C and its inverse. Before the first opening C is 0: a piece whose ceiling is the very beginning."""
    opens, closes = np.array(timeline.opens, np.int64), np.array(timeline.closes, np.int64)
    before, begins = np.array(timeline.before, np.int64), timeline.begins
    return (
        _line(
            begins=begins,
            breaks=np.concatenate(([begins], opens)),
            ceilings=np.concatenate(([begins], closes)),
            shifts=np.concatenate(([-begins], before - opens)),
        ),
        _line(begins=0, breaks=before + 1, ceilings=None, shifts=opens - before),
    )


def _line(*, begins: int, breaks: Instants, ceilings: Instants | None, shifts: Instants) -> Line:
    ends = int(breaks[-1]) if breaks.size else begins
    buckets = begins + (np.arange(((ends - begins) >> BUCKET_BITS) + 2, dtype=np.int64) << BUCKET_BITS)
    table = np.maximum(np.searchsorted(breaks, buckets, side="right") - 1, 0).astype(np.int32)
    return Line(
        begins=begins,
        breaks=np.append(breaks, FAR),
        ceilings=ceilings,
        shifts=shifts,
        table=table,
        steps=int(np.diff(table).max(initial=0)),
    )


def _along(line: Line, instants: Instants) -> Instants:
    """The value of the line at every instant."""
    if bool(np.all(instants[1:] >= instants[:-1])):
        return _along_sorted(line, instants)
    values = np.empty_like(instants)
    for start in range(0, instants.size, CHUNK):
        part = instants[start : start + CHUNK]
        pieces = _pieces(line, part)
        if line.ceilings is not None:
            part = np.minimum(part, line.ceilings[pieces])
        np.add(part, line.shifts[pieces], out=values[start : start + CHUNK])
    return values


def _along_sorted(line: Line, instants: Instants) -> Instants:
    cuts = np.searchsorted(instants, line.breaks[1:])
    counts = np.diff(cuts, prepend=0)
    values = np.repeat(line.shifts, counts)
    if line.ceilings is not None:
        instants = np.minimum(instants, np.repeat(line.ceilings, counts))
    values += instants
    return values


def _pieces(line: Line, instants: Instants) -> NDArray[np.int32]:
    if line.steps > MOST_STEPS:
        return (np.searchsorted(line.breaks, instants, side="right") - 1).astype(np.int32)
    buckets = (instants - line.begins) >> BUCKET_BITS
    pieces: NDArray[np.int32] = line.table[np.minimum(buckets, line.table.size - 1)]
    for _ in range(line.steps):
        pieces += line.breaks[pieces + 1] <= instants
    return pieces
