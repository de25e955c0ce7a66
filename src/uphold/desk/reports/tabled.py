"""A sheet as the table of a page: the very cells, in figures as the reader's language writes them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language, to_locale

from uphold.reports.sheet import COUNT, MONEY, Cell, Cells, Sheet, Text, printed
from uphold.ui.components.table import Column, Row, Table

NONE = "–"
NO_BREAK = "\u00a0"
TO_THE_CENT = "#,##0.00"


Leads = Mapping[str, str]
"""Addresses by the column whose cell leads there."""


def table_of(sheet: Sheet, *, leads: Sequence[Leads] = ()) -> Table:
    """`leads` go from cells of each row to what stands behind them; the first names the row."""
    led = leads or [{}] * len(sheet.rows)
    return Table(
        caption=sheet.title,
        columns=tuple(
            Column(str(column.label), is_number=column.is_number, is_deciding=column.is_deciding)
            for column in sheet.columns
        ),
        rows=tuple(row_of(sheet, row, leads=each) for row, each in zip(sheet.rows, led, strict=True)),
        totals=tuple(row_of(sheet, row, none="") for row in sheet.totals),
    )


def row_of(sheet: Sheet, row: Cells, *, none: str = NONE, leads: Leads | None = None) -> Row:
    leads = leads or {}
    return Row(
        cells=tuple(
            linked(cell_words(cell, column.kind, none=none), leads.get(column.key, ""))
            for cell, column in zip(row, sheet.columns, strict=True)
        )
    )


def linked(words: str, href: str) -> str:
    return format_html('<a href="{}">{}</a>', href, words) if href else words


def cell_words(cell: Cell, kind: Text, *, none: str = NONE) -> str:
    """What is not known is a dash, and is not nothing."""
    locale = to_locale(get_language() or "en")
    if cell is None:
        return none
    if kind is MONEY and isinstance(cell, Decimal | int):
        return format_decimal(cell, format=TO_THE_CENT, locale=locale)
    if kind is COUNT and isinstance(cell, Decimal | int):
        return format_decimal(cell, locale=locale)
    if isinstance(cell, datetime):
        return date_format(cell, "j M Y H:i").replace(" ", NO_BREAK)
    if isinstance(cell, date):
        return date_format(cell, "j M Y").replace(" ", NO_BREAK)
    return printed(cell, kind)
