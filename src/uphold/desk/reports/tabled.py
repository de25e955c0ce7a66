"""A sheet as the table of a page: the very cells, in figures as the reader's language writes them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.formats import date_format
from django.utils.translation import get_language, to_locale

from uphold.reports.sheet import COUNT, MONEY, Cell, Cells, Sheet, Text, printed
from uphold.ui.components.table import Column, Row, Table

NONE = "–"
NO_BREAK = "\u00a0"
TO_THE_CENT = "#,##0.00"


def table_of(sheet: Sheet, *, hrefs: Sequence[str] = ()) -> Table:
    """`hrefs` lead from each row to what stands behind it."""
    led = hrefs or [""] * len(sheet.rows)
    return Table(
        caption=sheet.title,
        columns=tuple(Column(str(column.label), is_number=column.is_number) for column in sheet.columns),
        rows=tuple(row_of(sheet, row, href=href) for row, href in zip(sheet.rows, led, strict=True)),
        totals=tuple(row_of(sheet, row, none="") for row in sheet.totals),
    )


def row_of(sheet: Sheet, row: Cells, *, none: str = NONE, href: str = "") -> Row:
    pairs = zip(row, sheet.columns, strict=True)
    return Row(cells=tuple(cell_words(cell, column.kind, none=none) for cell, column in pairs), href=href)


def cell_words(cell: Cell, kind: Text, *, none: str = NONE) -> str:
    """What is not known is a dash, and is not nothing."""
    locale = to_locale(get_language() or "en")
    if cell is None:
        return none
    if kind is MONEY and isinstance(cell, Decimal | int):
        return format_decimal(cell, format=TO_THE_CENT, locale=locale)
    if kind is COUNT and isinstance(cell, Decimal | int):
        return format_decimal(cell, locale=locale)
    if isinstance(cell, date):
        return date_format(cell, "j M Y").replace(" ", NO_BREAK)
    return printed(cell, kind)
