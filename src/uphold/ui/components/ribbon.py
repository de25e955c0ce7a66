"""The ribbon: time as the agreement sees it, drawn as SVG on the server, for the panel and for the why view."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_lazy

from uphold.ui import words

MIN_LABEL_PERCENT = 14.0


class RibbonSize(StrEnum):
    """In the clock panel, or in the why view with a line for each stretch. A queue row has a ribbon of its own."""

    PANEL = "panel"
    WHY = "why"


class StretchKind(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    PAUSED = "paused"


KIND_WORDS = {
    StretchKind.OPEN: gettext_lazy("open"),
    StretchKind.CLOSED: gettext_lazy("closed"),
    StretchKind.COUNTED: gettext_lazy("counted"),
    StretchKind.PAUSED: gettext_lazy("paused"),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open stretch of time; `why` says in words why it counted or not."""

    starts_at: datetime
    ends_at: datetime
    kind: StretchKind
    why: str = ""

    @property
    def length(self) -> timedelta:
        return words.elapsed(self.starts_at, self.ends_at)


@dataclass(frozen=True, slots=True)
class Piece:
    x: str
    width: str
    kind: StretchKind


@dataclass(frozen=True, slots=True)
class Tick:
    x: str
    label_x: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch in words, for the why view."""

    kind: StretchKind
    kind_words: str
    begins: str
    ends: str
    length: str
    counted: str
    why: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Positions are percentages of the strip's width, so one drawing fits every column."""

    pieces: tuple[Piece, ...]
    ticks: tuple[Tick, ...]
    now_x: str
    due_x: str
    due_label: str
    due_anchor: str
    is_missed: bool
    text: str
    lines: tuple[Line, ...]


def ribbon(
    stretches: Sequence[Stretch],
    *,
    now: datetime,
    zone: ZoneInfo,
    due_at: datetime | None = None,
    size: RibbonSize = RibbonSize.PANEL,
) -> Ribbon:
    """Lay stretches, which follow one another without gaps, on a strip from the first to the last.

    What will count after now is drawn open, for it has not counted yet; the lines add it up to the due instant.
    """
    drawn = as_of(stretches, now=now)
    scale = _Scale(stretches[0].starts_at, stretches[-1].ends_at)
    due_percent = scale.percent(due_at) if due_at else 0.0
    return Ribbon(
        pieces=tuple(_piece(stretch, scale) for stretch in drawn),
        ticks=_ticks(scale, zone),
        now_x=scale.inside(now),
        due_x=scale.inside(due_at) if due_at else "",
        due_label=words.instant(due_at, zone, now=now) if due_at else "",
        due_anchor="start" if due_percent < 25 else "end" if due_percent > 75 else "middle",
        is_missed=bool(due_at and words.elapsed(due_at, now) >= timedelta()),
        text=_text(drawn, now=now, zone=zone, due_at=due_at),
        lines=_lines(stretches, zone) if size is RibbonSize.WHY else (),
    )


def as_of(stretches: Sequence[Stretch], *, now: datetime) -> tuple[Stretch, ...]:
    """Cut at now what counts: the part to come is open."""
    return tuple(part for stretch in stretches for part in _parts(stretch, now))


def _parts(stretch: Stretch, now: datetime) -> tuple[Stretch, ...]:
    is_over = words.elapsed(stretch.ends_at, now) >= timedelta()
    if stretch.kind is not StretchKind.COUNTED or is_over:
        return (stretch,)
    if words.elapsed(stretch.starts_at, now) <= timedelta():
        return (replace(stretch, kind=StretchKind.OPEN),)
    return (replace(stretch, ends_at=now), replace(stretch, starts_at=now, kind=StretchKind.OPEN))


@dataclass(frozen=True, slots=True)
class _Scale:
    starts_at: datetime
    ends_at: datetime

    def percent(self, at: datetime) -> float:
        return 100 * (words.elapsed(self.starts_at, at) / words.elapsed(self.starts_at, self.ends_at))

    def inside(self, at: datetime) -> str:
        percent = self.percent(at)
        return f"{percent:.2f}%" if 0 <= percent <= 100 else ""


def _piece(stretch: Stretch, scale: _Scale) -> Piece:
    left = scale.percent(stretch.starts_at)
    return Piece(x=f"{left:.2f}%", width=f"{scale.percent(stretch.ends_at) - left:.2f}%", kind=stretch.kind)


def _ticks(scale: _Scale, zone: ZoneInfo) -> tuple[Tick, ...]:
    midnights = _midnights(scale, zone)
    edges = [scale.starts_at, *midnights, scale.ends_at]
    ticks = []
    for starts_at, ends_at in pairwise(edges):
        left, right = scale.percent(starts_at), scale.percent(ends_at)
        label = words.day(starts_at.astimezone(zone)) if right - left >= MIN_LABEL_PERCENT else ""
        ticks.append(Tick(x=f"{left:.2f}%", label_x=f"{(left + right) / 2:.2f}%", label=label))
    return tuple(ticks)


def _midnights(scale: _Scale, zone: ZoneInfo) -> list[datetime]:
    day = scale.starts_at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    found = []
    while scale.percent(day := day + timedelta(days=1)) < 100:
        found.append(day)
    return found


def _lines(stretches: Sequence[Stretch], zone: ZoneInfo) -> tuple[Line, ...]:
    total = timedelta()
    lines = []
    for stretch in stretches:
        if stretch.kind is StretchKind.COUNTED:
            total += stretch.length
        lines.append(_line(stretch, total=total, zone=zone))
    return tuple(lines)


def _line(stretch: Stretch, *, total: timedelta, zone: ZoneInfo) -> Line:
    starts_at, ends_at = stretch.starts_at.astimezone(zone), stretch.ends_at.astimezone(zone)
    same_day = starts_at.date() == ends_at.date()
    return Line(
        kind=stretch.kind,
        kind_words=str(KIND_WORDS[stretch.kind]),
        begins=words.instant(starts_at, zone),
        ends=f"{ends_at:%H:%M}" if same_day else words.instant(ends_at, zone),
        length=words.span(stretch.length),
        counted=words.span(total) if stretch.kind is StretchKind.COUNTED else "",
        why=stretch.why,
    )


def _text(stretches: Sequence[Stretch], *, now: datetime, zone: ZoneInfo, due_at: datetime | None) -> str:
    counted = sum((s.length for s in stretches if s.kind is StretchKind.COUNTED), timedelta())
    held = sum((s.length for s in stretches if s.kind is StretchKind.PAUSED), timedelta())
    parts = [
        gettext("%(span)s counted") % {"span": words.span(counted)} if counted else gettext("nothing counted")
    ]
    if held:
        parts.append(gettext("%(span)s paused") % {"span": words.span(held)})
    if due_at:
        parts.append(gettext("due %(instant)s") % {"instant": words.instant(due_at, zone, now=now)})
    return ", ".join(parts)
