"""The sheet as CSV, row by row, so that a long one never lies in memory; and no cell is taken for a formula."""

import csv
from collections.abc import Iterator

from uphold.reports.sheet import Cell, Column, Sheet, printed

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Programs that open a file take words that begin so for something to compute."""
MARK = "\ufeff"
"""Tells those programs that the file is UTF-8."""


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_of(sheet: Sheet) -> Iterator[str]:
    """The lines of the file: head, rows, totals."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield MARK + writer.writerow([guarded(str(column.label)) for column in sheet.columns])
    for row in (*sheet.rows, *sheet.totals):
        yield writer.writerow([_cell(cell, column) for cell, column in zip(row, sheet.columns, strict=True)])


def guarded(words: str) -> str:
    return f"'{words}" if words.startswith(FORMULA) else words


def _cell(cell: Cell, column: Column) -> str:
    """Figures are our own; a negative one is no formula."""
    text = printed(cell, column.kind)
    return guarded(text) if isinstance(cell, str) else text
