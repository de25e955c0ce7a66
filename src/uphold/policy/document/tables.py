"""Tables: going through those of a document by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from uphold.policy.document.agreement import Cell, Clause, Table
from uphold.policy.document.inline import plain
from uphold.policy.document.names import key_of


def tables_of(clauses: Sequence[Clause], *, kind: str | None = None) -> Iterator[Table]:
    """All tables, or those of one kind (in lower case), in the order of the document."""
    for clause in clauses:
        for part in clause.parts:
            if isinstance(part, Table) and (kind is None or part.kind == kind):
                yield part


def rows_of(clauses: Sequence[Clause], *, kind: str) -> Iterator[tuple[Cell, dict[str, Cell]]]:
    """The whole rows of all tables of a kind: the label, and the cells by column in lower case."""
    for table in tables_of(clauses, kind=kind):
        columns = [key_of(plain(cell.text)) for cell in table.header[1:]]
        for row in table.rows:
            if len(row.cells) == len(table.header) and plain(row.cells[0].text):
                yield row.cells[0], dict(zip(columns, row.cells[1:], strict=True))
