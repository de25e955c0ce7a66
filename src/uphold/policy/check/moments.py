"""Moments: which combinations of named Hours really occur, with an instant of each.

Hours are fixed, so a combination that the calendars never show in the reference years (standard and off hours at once)
is no case to ask about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from uphold.policy.document.hours import for_customer
from uphold.policy.time.calendar import USUAL_FIRST_YEAR, USUAL_LAST_YEAR
from uphold.policy.time.hours import Hours, WeeklyHours
from uphold.policy.time.opening import clipped
from uphold.policy.time.timeline import FIRST_YEAR, LAST_YEAR, timeline

YEARS_AROUND = 4
"""Reference years around the effective date when it lies outside the years that calendars compile anyway."""
ENOUGH_SECONDS = 1800
"""A stretch that a case is best shown in is at least this long."""
ZONES_AROUND = (
    "Pacific/Auckland", "Australia/Sydney", "Asia/Tokyo", "Asia/Shanghai", "Asia/Kolkata", "Asia/Dubai",
    "Europe/Berlin", "Europe/London", "America/Sao_Paulo", "America/New_York", "America/Chicago",
    "America/Denver", "America/Los_Angeles", "Pacific/Honolulu",
)  # fmt: skip
"""Where a customer may be whose own zone the Hours read."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch, half-open in seconds since 1970, in which exactly these Hours are open.

    `zone` is the customer's, where Hours read it.
    """

    names: frozenset[str]
    starts: int
    ends: int
    zone: str | None = None


def moments(hours: Mapping[str, Hours], *, year: int) -> tuple[Moment, ...]:
    """The stretches of the reference years around a year, in order, each with the Hours open in it.

    Where some Hours read the customer's own zone, two years are laid out for customers around the world.

    >>> moments({}, year=2026)[0].names
    frozenset()
    """
    first_year, last_year = reference_years(year)
    if not any(map(is_of_customer, hours.values())):
        return tuple(stretches_of(hours, first_year=first_year, last_year=last_year, zone=None))
    shown_year = min(max(year, first_year), last_year - 1)
    return tuple(
        moment
        for zone in ZONES_AROUND
        for moment in stretches_of(
            {name: for_customer(each, zone=zone) for name, each in hours.items()},
            first_year=shown_year,
            last_year=shown_year + 1,
            zone=zone,
        )
    )


def is_of_customer(hours: Hours) -> bool:
    """Whether the hours read the clock of the customer's own zone."""
    return for_customer(hours, zone="UTC") != hours


def stretches_of(
    hours: Mapping[str, Hours], *, first_year: int, last_year: int, zone: str | None
) -> Iterator[Moment]:
    """The stretches between the openings and closings of all Hours, in order of time."""
    lines = {name: timeline(each, first_year=first_year, last_year=last_year) for name, each in hours.items()}
    span = timeline(WeeklyHours(zone="UTC"), first_year=first_year, last_year=last_year)
    changes: dict[int, list[tuple[str, bool]]] = {span.begins: []}
    for name, line in lines.items():
        open_stretches = list(zip(line.opens, line.closes, strict=True))
        for opens, closes in clipped(open_stretches, begins=span.begins, ends=span.ends):
            changes.setdefault(opens, []).append((name, True))
            changes.setdefault(closes, []).append((name, False))
    yield from swept(changes, ends=span.ends, zone=zone)


def swept(changes: Mapping[int, list[tuple[str, bool]]], *, ends: int, zone: str | None) -> Iterator[Moment]:
    """The stretches between changes, each with what is open after all changes at its start."""
    edges = sorted(edge for edge in changes if edge < ends)
    names: set[str] = set()
    for edge, following in zip(edges, [*edges[1:], ends], strict=True):
        for name, is_opening in changes[edge]:
            if is_opening:
                names.add(name)
            else:
                names.discard(name)
        yield Moment(frozenset(names), edge, following, zone)


def combinations(found: tuple[Moment, ...]) -> tuple[frozenset[str], ...]:
    """The combinations of Hours that occur, in order of their first moment.

    >>> combinations((Moment(frozenset({"Day"}), 0, 5), Moment(frozenset(), 5, 9), Moment(frozenset({"Day"}), 9, 12)))
    (frozenset({'Day'}), frozenset())
    """
    return tuple(dict.fromkeys(moment.names for moment in found))


def moment_after(found: tuple[Moment, ...], *, at: int, names: frozenset[str]) -> Moment | None:
    """The first stretch of a combination that begins at an instant or later, long enough if there is one.

    Where none follows within the reference years it is the longest of any time; None when it never occurs.
    """
    fitting = [moment for moment in found if moment.names == names]
    later = [moment for moment in fitting if moment.starts >= at]
    enough = next((moment for moment in later if moment.ends - moment.starts >= ENOUGH_SECONDS), None)
    longest = max(later or fitting, key=lambda moment: moment.ends - moment.starts, default=None)
    return enough or longest


def reference_years(year: int) -> tuple[int, int]:
    """The years compiled anyway when the year lies within them, else a few around it.

    >>> reference_years(2040)
    (2036, 2044)
    """
    if USUAL_FIRST_YEAR <= year < USUAL_LAST_YEAR:
        return USUAL_FIRST_YEAR, USUAL_LAST_YEAR
    nearest = min(max(year, FIRST_YEAR + YEARS_AROUND), LAST_YEAR - YEARS_AROUND)
    return nearest - YEARS_AROUND, nearest + YEARS_AROUND
