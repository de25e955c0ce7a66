"""A plain table with caption and scopes: `cells` are words or markup of other components."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    is_number: bool = False
    is_wide_only: bool = False


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
