"""The sheet: what a report found, as plain values. Page, file and terminal print the same one, so they agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

Cell = str | int | Decimal | date | None
"""None: there is no such figure, and it is not nothing."""
Cells = tuple[Cell, ...]


class Text(StrEnum):
    """How a column is read."""

    WORDS = "words"
    DAY = "day"
    INSTANT = "instant"
    TIME = "time"
    COUNT = "count"
    MONEY = "money"
    SHARE = "share"


TIME, COUNT, MONEY, SHARE, DAY, INSTANT, WORDS = (
    Text.TIME,
    Text.COUNT,
    Text.MONEY,
    Text.SHARE,
    Text.DAY,
    Text.INSTANT,
    Text.WORDS,
)
NUMBERS = (TIME, COUNT, MONEY, SHARE)
ADDED = (TIME, COUNT, MONEY)
"""Columns that have a sum. Times are seconds, shares of a thousand; instants are on the clock of the provider."""


@dataclass(frozen=True, slots=True)
class Column:
    """`label` is translated when it is read. `is_partial`: the sum is of what is known, though not all is.

    `is_deciding`: the figure that a narrow page shows beside the name of its row; unless it is said, the last.
    """

    key: str
    label: object
    kind: Text = WORDS
    is_added: bool = True
    is_partial: bool = False
    is_deciding: bool = False

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom a row is about, and the first of its days: by these a face leads to what stands behind it.

    `behind` names the row itself, where a list of what it adds up stands behind it.
    """

    organisation_id: int | None = None
    staff_id: int | None = None
    week: date | None = None
    ticket: str = ""
    behind: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`totals` are rows too, one for each currency where there is one. `notes` say what the figures do not hold.

    `about` has one for each row, or none at all. Of a row with a list behind it, each column of `parts` counts a part.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    totals: tuple[Cells, ...] = ()
    notes: tuple[str, ...] = ()
    about: tuple[About, ...] = ()
    parts: tuple[str, ...] = ()

    def place(self, key: str) -> int:
        return next(place for place, column in enumerate(self.columns) if column.key == key)

    def values(self, key: str) -> tuple[Cell, ...]:
        place = self.place(key)
        return tuple(row[place] for row in self.rows)


def totals_of(columns: Sequence[Column], rows: Iterable[Cells], *, words: str) -> tuple[Cells, ...]:
    """A sum of each column that adds up, by currency if the sheet has one; what is unknown somewhere has no sum."""
    currency = next((place for place, column in enumerate(columns) if column.key == "currency"), None)
    key: Callable[[Cells], str] = lambda row: "" if currency is None else str(row[currency])  # noqa: E731
    groups = groupby(sorted(rows, key=lambda row: (not key(row), key(row))), key=key)
    return tuple(
        tuple(
            words if place == 0 else name if place == currency else _sum(column, place, group)
            for place, column in enumerate(columns)
        )
        for name, group in ((name, list(group)) for name, group in groups)
    )


def printed(cell: Cell, kind: Text) -> str:
    """A cell in figures that every program reads: 2026-10-05 (12:30), 1:30 (or 1:30:20), 125.00, 98.5 %."""
    if cell is None:
        return ""
    if kind is TIME:
        return duration(int(cell))  # type: ignore[arg-type]  # because a column of times holds seconds
    if kind is SHARE:
        return f"{int(cell) // 10}.{int(cell) % 10} %"  # type: ignore[arg-type]  # because shares are whole
    if kind is MONEY:
        return f"{cell:.2f}"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return str(cell)


def duration(seconds: int) -> str:
    """Hours and minutes, and seconds where there are any: spreadsheets read it as a length of time.

    >>> duration(5400), duration(-3620)
    ('1:30', '-1:00:20')
    """
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    minutes, rest = divmod(seconds, 60)
    whole = f"{sign}{minutes // 60}:{minutes % 60:02}"
    return f"{whole}:{rest:02}" if rest else whole


def _sum(column: Column, place: int, rows: Sequence[Cells]) -> Cell:
    if column.kind not in ADDED or not column.is_added:
        return None
    cells = [row[place] for row in rows]
    known = [cell for cell in cells if cell is not None]
    if len(known) < len(cells) and not (column.is_partial and known):
        return None
    if column.kind is MONEY:
        return sum((Decimal(str(cell)) for cell in known), Decimal(0))
    return sum(int(str(cell)) for cell in known)
