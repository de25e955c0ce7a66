"""The sheet as CSV, row by row, so that a long one never lies in memory; and no cell is taken for a formula."""

import csv
from collections.abc import Iterator

from uphold.kit.spreadsheet import MARK, guarded
from uphold.reports.sheet import Cell, Column, Sheet, printed


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


def _cell(cell: Cell, column: Column) -> str:
    """Figures are our own; a negative one is no formula."""
    text = printed(cell, column.kind)
    return guarded(text) if isinstance(cell, str) else text
