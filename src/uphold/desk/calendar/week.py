"""A week, drawn as a table: people down, days across; each cell its appointments, and how many slots are still free."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from uphold.desk.calendar.asked import DAY, Asked, midnight
from uphold.desk.calendar.day import open_spans
from uphold.desk.calendar.shown import Entry, Lane, Seen
from uphold.policy.time.instants import Span


@dataclass(frozen=True, slots=True)
class Head:
    """A day that leads to its own view."""

    words: str
    href: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Cell:
    entries: tuple[Entry, ...]
    free: str
    is_away: bool
    is_closed: bool
    day: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Week:
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]


def week_of(seen: Seen, *, today: date, now: datetime) -> Week:
    asked = seen.asked
    return Week(
        heads=tuple(head_of(on, asked=asked, today=today) for on in asked.days),
        rows=tuple(
            Row(lane.name, tuple(cell_of(lane, on, asked=asked, now=now) for on in asked.days))
            for lane in seen.lanes
        ),
    )


def head_of(on: date, *, asked: Asked, today: date) -> Head:
    href = Asked(DAY, on, asked.zone, asked.provider_id, asked.team_id, asked.staff_id).href
    return Head(words=date_format(on, "D j M"), href=href, is_today=on == today)


def cell_of(lane: Lane, on: date, *, asked: Asked, now: datetime) -> Cell:
    """What begins on that day; free is what can still be booked."""
    starts_at, ends_at = midnight(on, zone=asked.zone), midnight(on + timedelta(days=1), zone=asked.zone)
    entries = tuple(entry for entry in lane.entries if starts_at <= entry.starts_at < ends_at)
    slots = lane.engineer.slots(starts_at=max(starts_at, now), ends_at=ends_at)
    count = len(slots)
    return Cell(
        entries=entries,
        free=ngettext("%(count)d free", "%(count)d free", count) % {"count": count} if count else "",
        is_away=not count and lane.engineer.is_away(Span(starts_at, ends_at)),
        is_closed=not entries and not open_spans(lane.engineer, starts_at, ends_at),
        day=date_format(on, "D j M"),
    )


def title_of(asked: Asked) -> str:
    """The day, or the days of the week."""
    first, last = asked.days[0], asked.days[-1]
    if asked.view == DAY:
        return date_format(first, "l, j F Y")
    return gettext("%(first)s to %(last)s") % {
        "first": date_format(first, "j F"),
        "last": date_format(last, "j F Y"),
    }
