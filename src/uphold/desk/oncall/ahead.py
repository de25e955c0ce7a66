"""A rota as its page shows it: who is on duty, the shifts of four weeks as strips and lines, and the gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext

from uphold.oncall.bridge import Duty
from uphold.oncall.models import Rota
from uphold.policy.rota import Shift, gaps
from uphold.policy.time.instants import Span
from uphold.policy.time.local import instant_at
from uphold.ui import words

WEEKS = 4
LOOKS = 5
"""So many members are told apart by colour; their names stand there all the same."""


@dataclass(frozen=True, slots=True)
class Line:
    """A shift in words."""

    starts: str
    ends: str
    name: str
    is_gap: bool
    is_override: bool
    is_now: bool

    @property
    def said(self) -> str:
        return gettext("%(name)s, by exception") % {"name": self.name} if self.is_override else self.name


@dataclass(frozen=True, slots=True)
class Bar:
    """A shift in a strip: where it stands, in hundredths of a week, and how it looks."""

    left: str
    width: str
    look: int
    title: str
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A week: its first day, and the shifts in it."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """Four weeks of a rota."""

    lines: tuple[Line, ...]
    strips: tuple[Strip, ...]
    gaps: tuple[str, ...]
    now: str
    until: str
    following: str
    keys: tuple[tuple[int, str], ...]


def ahead_of(rota: Rota, duty: Duty, *, now: datetime) -> Ahead:
    zone = ZoneInfo(rota.zone)
    until = now + timedelta(weeks=WEEKS)
    found = duty.shifts(since=now, until=until)
    lines = tuple(line_of(shift, duty, zone=zone, now=now, until=until) for shift in found)
    following = lines[1] if len(lines) > 1 else None
    return Ahead(
        lines=lines,
        strips=strips_of(rota, duty, now=now),
        gaps=tuple(gap_words(gap, zone=zone, now=now) for gap in gaps(found)),
        now="" if lines[0].is_gap else lines[0].name,
        until=lines[0].ends,
        following=following.name if following else "",
        keys=tuple((look, duty.people[member].name) for member, look in looks_of(duty).items()),
    )


def line_of(shift: Shift, duty: Duty, *, zone: ZoneInfo, now: datetime, until: datetime) -> Line:
    """What is cut at the ends of the span is not said to begin or end there."""
    starts_at, ends_at = shift.starts_at, shift.ends_at
    return Line(
        starts=gettext("now") if starts_at == now else words.instant(starts_at, zone, now=now),
        ends=gettext("further") if ends_at == until else words.instant(ends_at, zone, now=now),
        name=name_of(shift, duty),
        is_gap=shift.member is None,
        is_override=shift.is_override,
        is_now=shift.starts_at <= now < shift.ends_at,
    )


def strips_of(rota: Rota, duty: Duty, *, now: datetime) -> tuple[Strip, ...]:
    """Weeks of the rota's zone from its Monday; what has passed is left empty."""
    zone = ZoneInfo(rota.zone)
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    places = looks_of(duty)
    strips = []
    for week in range(WEEKS):
        first, last = monday + timedelta(weeks=week), monday + timedelta(weeks=week + 1)
        starts_at, ends_at = (instant_at(day, time(0), zone=rota.zone) for day in (first, last))
        found = duty.shifts(since=max(starts_at, now.astimezone(UTC)), until=ends_at)
        bars = bars_of(found, duty, Span(starts_at, ends_at), places=places, zone=zone)
        strips.append(Strip(label=date_format(first, "j M"), bars=bars))
    return tuple(strips)


def looks_of(duty: Duty) -> dict[int, int]:
    """How each member is drawn."""
    return {member: number % LOOKS for number, member in enumerate(sorted(duty.people))}


def bars_of(
    found: Sequence[Shift], duty: Duty, week: Span, *, places: dict[int, int], zone: ZoneInfo
) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            left=part_of(shift.starts_at - week.starts_at, week),
            width=part_of(shift.ends_at - shift.starts_at, week),
            look=0 if shift.member is None else places[shift.member],
            title=f"{name_of(shift, duty)}, {words.instant(shift.starts_at, zone)}",
            is_gap=shift.member is None,
        )
        for shift in found
    )


def part_of(length: timedelta, week: Span) -> str:
    """In hundredths of the week, real time: a week over a clock change is an hour shorter or longer."""
    return f"{int(length.total_seconds()) * 10_000 // week.seconds / 100:.2f}"


def name_of(shift: Shift, duty: Duty) -> str:
    return gettext("nobody") if shift.member is None else duty.people[shift.member].name


def gap_words(gap: Span, *, zone: ZoneInfo, now: datetime) -> str:
    return gettext("%(from)s to %(to)s, %(span)s") % {
        "from": words.instant(gap.starts_at, zone, now=now),
        "to": words.instant(gap.ends_at, zone, now=now),
        "span": words.span(gap.ends_at - gap.starts_at),
    }
