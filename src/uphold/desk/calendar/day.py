"""A day, drawn as a table: half hours down, people across; what is booked spans its half hours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from uphold.desk.calendar.shown import Entry, Lane, Seen
from uphold.policy.time.instants import Span
from uphold.scheduling.availability import Engineer

STEP = timedelta(minutes=30)
OPEN = "open"
USUAL = (8, 18)
"""From when until when a day is shown, where nothing lies outside."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`kind`: taken, away, open or closed; `rows` is how many half hours it spans."""

    kind: str
    rows: int
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A half hour: None where a cell from above reaches."""

    clock: str
    is_hour: bool
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Day:
    names: tuple[str, ...]
    lines: tuple[Line, ...]


def day_of(seen: Seen) -> Day:
    """Half hours are real time: on a day when clocks change there are two more or two less."""
    asked = seen.asked
    steps = shown_steps(seen)
    columns = [cells_of(lane, steps) for lane in seen.lanes]
    return Day(
        names=tuple(lane.name for lane in seen.lanes),
        lines=tuple(
            Line(
                clock=f"{step.astimezone(asked.zone):%H:%M}",
                is_hour=step.astimezone(asked.zone).minute == 0,
                cells=tuple(column[number] for column in columns),
            )
            for number, step in enumerate(steps)
        ),
    )


def shown_steps(seen: Seen) -> list[datetime]:
    """The usual hours, and as far as somebody can be booked or is."""
    asked = seen.asked
    steps = list(steps_between(asked.starts_at, asked.ends_at))
    spans = [span for lane in seen.lanes for span in spans_of(lane, asked.starts_at, asked.ends_at)]
    return [
        step for step in steps if is_usual(step, asked.zone) or any(touches(step, span) for span in spans)
    ]


def steps_between(starts_at: datetime, ends_at: datetime) -> Iterator[datetime]:
    at = starts_at
    while at < ends_at:
        yield at
        at += STEP


def is_usual(step: datetime, zone: ZoneInfo) -> bool:
    return USUAL[0] <= step.astimezone(zone).hour < USUAL[1]


def spans_of(lane: Lane, starts_at: datetime, ends_at: datetime) -> Iterator[Span]:
    yield from (Span(entry.starts_at, entry.ends_at) for entry in lane.entries)
    yield from open_spans(lane.engineer, starts_at, ends_at)


def open_spans(engineer: Engineer, starts_at: datetime, ends_at: datetime) -> tuple[Span, ...]:
    """The slots of his windows, whether they are free or not."""
    whole = Engineer(engineer.staff, engineer.team, engineer.windows)
    return whole.slots(starts_at=starts_at, ends_at=ends_at)


def cells_of(lane: Lane, steps: Sequence[datetime]) -> list[Cell | None]:
    """One cell a half hour; entries that share one stand in one cell together."""
    column: list[Cell | None] = []
    hours = open_spans(lane.engineer, steps[0], steps[-1] + STEP) if steps else ()
    while len(column) < len(steps):
        number = len(column)
        entries, last = entries_from(lane.entries, steps, number)
        if entries:
            column += [Cell("taken", last - number, entries), *([None] * (last - number - 1))]
            continue
        kind = kind_of(lane.engineer, steps[number], hours)
        rows = 1 if kind == OPEN else alike(lane, steps, number, kind=kind, hours=hours)
        column += [Cell(kind, rows), *([None] * (rows - 1))]
    return column


def alike(lane: Lane, steps: Sequence[datetime], number: int, *, kind: str, hours: Sequence[Span]) -> int:
    """How many half hours from here on are closed, or away, without anything booked."""
    rows = 1
    while number + rows < len(steps):
        step = steps[number + rows]
        is_taken = any(touches(step, Span(entry.starts_at, entry.ends_at)) for entry in lane.entries)
        if is_taken or kind_of(lane.engineer, step, hours) != kind:
            break
        rows += 1
    return rows


def entries_from(
    entries: Sequence[Entry], steps: Sequence[datetime], number: int
) -> tuple[tuple[Entry, ...], int]:
    """What begins in this half hour or reaches into it, with all that touches it, and the half hour after."""
    found = [entry for entry in entries if touches(steps[number], Span(entry.starts_at, entry.ends_at))]
    last = number + 1
    while last < len(steps):
        more = [entry for entry in entries if touches(steps[last], Span(entry.starts_at, entry.ends_at))]
        if not any(entry in found for entry in more):
            break
        found += [entry for entry in more if entry not in found]
        last += 1
    return tuple(found), last


def kind_of(engineer: Engineer, step: datetime, hours: Sequence[Span]) -> str:
    if engineer.is_away(Span(step, step + STEP)):
        return "away"
    return OPEN if any(touches(step, span) for span in hours) else "closed"


def touches(step: datetime, span: Span) -> bool:
    return span.starts_at < step + STEP and span.ends_at > step
