"""Files for spreadsheet programs, line by line, so that a long one never lies in memory; no cell is a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Programs that open a file take words that begin so for something to compute."""
MARK = "\ufeff"
"""Tells those programs that the file is UTF-8."""

Cell = str | int | Decimal | None


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Words are guarded, figures are our own: a negative one is no formula."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    for row in rows:
        yield writer.writerow([_written(cell) for cell in row])


def guarded(words: str) -> str:
    """Write an apostrophe before words that look like a formula.

    >>> guarded("=1+1"), guarded("Harbour")
    ("'=1+1", 'Harbour')
    """
    return f"'{words}" if words.startswith(FORMULA) else words


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
