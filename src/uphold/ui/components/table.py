"""A plain table with caption and scopes: `cells` are words or markup of other components."""

from dataclasses import dataclass

NARROW = 3
"""So many columns fit on a telephone."""


@dataclass(frozen=True, slots=True)
class Column:
    """On a telephone the figure that decides stands beside the name of its row, the others below with their labels."""

    label: str
    is_number: bool = False
    is_deciding: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The first cell names the row; `href` makes that cell a link."""

    cells: tuple[object, ...]
    href: str = ""
    id: str = ""
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()
    is_agreed: bool = False
    is_caption_shown: bool = False

    @property
    def is_folded(self) -> bool:
        """Whether its rows fold on a telephone. Agreed words stay as they were agreed, and a narrow table has room."""
        return len(self.columns) > NARROW and not self.is_agreed

    @property
    def deciding(self) -> int | None:
        """The place of the column that decides: unless one is named, the last that holds figures."""
        named = [place for place, column in enumerate(self.columns) if column.is_deciding]
        figures = [place for place, column in enumerate(self.columns) if column.is_number]
        return next(iter([*named, *reversed(figures)]), None)
