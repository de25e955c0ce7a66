"""Citing: the place and the words of a row, fit to be read by a customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uphold.policy.decide.rule import Citation
from uphold.policy.document.agreement import Clause, Table, TableRow
from uphold.policy.document.cells.conditions import OTHERWISE
from uphold.policy.document.headings import Heading
from uphold.policy.document.inline import plain
from uphold.policy.document.names import key_of

DESCRIBING = frozenset({"meaning", "examples", "also called"})
"""Columns that explain a name; they are left out of quotes."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The document that rows are cited from."""

    slug: str
    version: str


def cite(
    row: TableRow, *, table: Table, headings: Sequence[Heading], clause: Clause, origin: Origin
) -> Citation:
    """The citation of a row, with the readings of its table and those that name the row."""
    label = plain(row.cells[0].text)
    return Citation(
        document=origin.slug,
        version=origin.version,
        clause=clause.heading,
        anchor=clause.anchor,
        row=label,
        line=row.line,
        quote=quote(row, headings=headings),
        readings=tuple(
            reading
            for reading in table.readings
            if not reading.rows or key_of(label) in {key_of(name) for name in reading.rows}
        ),
    )


def quote(row: TableRow, *, headings: Sequence[Heading]) -> str:
    """The row in one line: `High: Level 2 · First response 2 hours · Clock Standard hours`."""
    label = plain(row.cells[0].text)
    said = " · ".join(
        _said(heading, plain(cell.text))
        for heading, cell in zip(headings, row.cells[1:], strict=True)
        if cell.text and key_of(heading.name) not in DESCRIBING
    )
    return f"{label}: {said}" if said else label


def _said(heading: Heading, text: str) -> str:
    return OTHERWISE if heading.fact is not None and key_of(text) == OTHERWISE else f"{heading.name} {text}"
