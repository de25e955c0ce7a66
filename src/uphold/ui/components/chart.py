"""Charts drawn on the server as SVG: stacked columns or lines over time, and bars beside their names.

Positions are percentages, so that one drawing fits every width. The table beside a chart is its equivalent; the chart
itself says its sums in words.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext

Value = int | Decimal
Say = Callable[[Value], str]

NONE = Decimal(0)
STEPS = (1, 2, 5, 10)
MOST_LABELS = 6
LOOKS = 6
"""So many series are told apart by colour; more would not be."""
LOSS = 5
"""The look of a single series where it is below nothing."""
FILLED_PERCENT = 72
"""How much of its place a column takes."""


class ChartKind(StrEnum):
    COLUMNS = "columns"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each name; None is drawn as nothing. `look` where a colour means something, else in turn."""

    label: str
    values: tuple[Value | None, ...]
    look: int = 0


@dataclass(frozen=True, slots=True)
class Key:
    label: str
    look: int


@dataclass(frozen=True, slots=True)
class Piece:
    x: str
    y: str
    width: str
    height: str
    look: int
    title: str


@dataclass(frozen=True, slots=True)
class Curve:
    """Points in a square of a hundred, as SVG writes them."""

    points: str
    look: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across the plot with what it stands for, or a name below it."""

    place: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    kind: ChartKind
    pieces: tuple[Piece, ...]
    curves: tuple[Curve, ...]
    levels: tuple[Mark, ...]
    names: tuple[Mark, ...]
    keys: tuple[Key, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` is the sum in words."""

    label: str
    pieces: tuple[Piece, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Bars:
    """`zero` is where nothing stands: at the left, or between what is lost and what is gained."""

    bars: tuple[Bar, ...]
    keys: tuple[Key, ...]
    zero: str


def chart(
    names: Sequence[str],
    series: Sequence[Series],
    *,
    say: Say,
    base: int = 1,
    kind: ChartKind = ChartKind.COLUMNS,
) -> Chart:
    """Over time. Columns are stacked, so their values are not below nothing; levels are round multiples of `base`."""
    is_stacked = kind is ChartKind.COLUMNS
    highest = max(
        (_height(series, place, is_stacked=is_stacked) for place in range(len(names))), default=NONE
    )
    step = _round_step(highest, base)
    top = step * max(math.ceil(highest / step), 1)
    return Chart(
        kind=kind,
        pieces=_columns(names, series, top=top, say=say) if is_stacked else (),
        curves=() if is_stacked else _curves(series, top=top),
        levels=tuple(
            Mark(_percent(100 - 100 * Decimal(level) / top), say(level)) for level in range(0, top + 1, step)
        ),
        names=_names(names),
        keys=_keys(series),
        text=_text(series, say=say),
    )


def bars(
    names: Sequence[str], series: Sequence[Series], *, say: Say, sums: Sequence[Value | None] | None = None
) -> Bars:
    """One bar a name, its parts one after another; what is below nothing goes to the left. `sums` replaces the sum."""
    gains = [_total(series, place, sign=1) for place in range(len(names))]
    losses = [_total(series, place, sign=-1) for place in range(len(names))]
    left, right = -max(losses, default=Decimal(0)), max(gains, default=Decimal(0))
    width = right - left or Decimal(1)
    made = []
    for place, name in enumerate(names):
        total = sums[place] if sums is not None else gains[place] - losses[place]
        made.append(
            Bar(
                label=name,
                pieces=tuple(_parts(series, place, left=left, width=width, say=say)),
                value="" if total is None else say(total),
            )
        )
    return Bars(bars=tuple(made), keys=_keys(series), zero=_percent(-100 * left / width))


def _height(series: Sequence[Series], place: int, *, is_stacked: bool) -> Decimal:
    values = [max(Decimal(each.values[place] or 0), NONE) for each in series]
    return sum(values, NONE) if is_stacked else max(values, default=NONE)


def _columns(names: Sequence[str], series: Sequence[Series], *, top: int, say: Say) -> tuple[Piece, ...]:
    place_width = Decimal(100) / max(len(names), 1)
    width = place_width * FILLED_PERCENT / 100
    pieces = []
    for place, name in enumerate(names):
        below = Decimal(0)
        for look, each in enumerate(series, start=1):
            value = each.values[place]
            if value is None or value <= 0:
                continue
            height = 100 * Decimal(value) / top
            pieces.append(
                Piece(
                    x=_percent(place_width * place + (place_width - width) / 2),
                    y=_percent(100 - below - height),
                    width=_percent(width),
                    height=_percent(height),
                    look=each.look or look,
                    title=f"{name}, {each.label}: {say(value)}",
                )
            )
            below += height
    return tuple(pieces)


def _curves(series: Sequence[Series], *, top: int) -> tuple[Curve, ...]:
    made = []
    for look, each in enumerate(series, start=1):
        width = Decimal(100) / max(len(each.values), 1)
        points = [
            f"{width * place + width / 2:.2f},{100 - 100 * max(Decimal(value), Decimal(0)) / top:.2f}"
            for place, value in enumerate(each.values)
            if value is not None
        ]
        made.append(Curve(" ".join(points), each.look or look))
    return tuple(made)


def _parts(
    series: Sequence[Series], place: int, *, left: Decimal, width: Decimal, say: Say
) -> Sequence[Piece]:
    ends = {1: Decimal(0), -1: Decimal(0)}
    parts = []
    for look, each in enumerate(series, start=1):
        value = Decimal(each.values[place] or 0)
        if not value:
            continue
        sign = 1 if value > 0 else -1
        begins = min(ends[sign], ends[sign] + value)
        ends[sign] += value
        parts.append(
            Piece(
                x=_percent(100 * (begins - left) / width),
                y="0",
                width=_percent(100 * abs(value) / width),
                height="100%",
                look=LOSS if value < 0 and len(series) == 1 else each.look or look,
                title=f"{each.label}: {say(each.values[place] or 0)}",
            )
        )
    return parts


def _total(series: Sequence[Series], place: int, *, sign: int) -> Decimal:
    values = (Decimal(each.values[place] or 0) * sign for each in series)
    return sum((value for value in values if value > 0), Decimal(0))


def _round_step(top: Decimal, base: int) -> int:
    """The smallest of 1, 2, 5, 10 ... times the base of which at most five reach the top."""
    step = base
    while True:
        for factor in STEPS:
            if step * factor * 5 >= top:
                return step * factor
        step *= 10


def _names(names: Sequence[str]) -> tuple[Mark, ...]:
    """Only so many as a telephone has room for."""
    every = -(-len(names) // MOST_LABELS) or 1
    width = Decimal(100) / max(len(names), 1)
    return tuple(
        Mark(_percent(width * place + width / 2), name)
        for place, name in enumerate(names)
        if place % every == 0
    )


def _keys(series: Sequence[Series]) -> tuple[Key, ...]:
    return tuple(Key(each.label, each.look or look) for look, each in enumerate(series, start=1))


def _text(series: Sequence[Series], *, say: Say) -> str:
    sums = [
        gettext("%(label)s %(sum)s in all")
        % {"label": each.label, "sum": say(sum((Decimal(value or 0) for value in each.values), Decimal(0)))}
        for each in series
    ]
    return ", ".join(sums)


def _percent(value: Decimal) -> str:
    return f"{value:.2f}%"
