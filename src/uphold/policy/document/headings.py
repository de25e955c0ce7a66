"""Headings: what each column of a table is: a column of its kind, a condition on a fact, or the role By."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uphold.policy.decide.facts import Fact
from uphold.policy.document.agreement import Cell, Table
from uphold.policy.document.facts import DECLARED
from uphold.policy.document.findings import Findings
from uphold.policy.document.inline import plain
from uphold.policy.document.kinds.kind import Column, Kind
from uphold.policy.document.names import Vocabulary, key_of, listed, nearest

BY = "by"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column after the label. At most one of the three is set; a column nobody knows has none."""

    name: str
    column: Column | None = None
    fact: Fact | None = None
    is_role: bool = False


def read_headings(
    table: Table, *, kind: Kind, vocabulary: Vocabulary, findings: Findings
) -> tuple[Heading, ...]:
    """The headings of a table that has a kind; unknown, repeated and missing ones go to `findings`."""
    cells = table.header[1:]
    headings = tuple(_heading(cell, kind=kind, vocabulary=vocabulary, findings=findings) for cell in cells)
    seen: set[str] = set()
    for heading, cell in zip(headings, cells, strict=True):
        if key_of(heading.name) in seen:
            findings.error("column.twice", f"the column '{heading.name}' stands twice", at=cell)
        seen.add(key_of(heading.name))
    for column in kind.columns:
        if column.is_required and column.key not in seen:
            text = f"a table of kind {kind.name} needs a column '{column.name}'"
            findings.error("column.missing", text, at=table.header[0])
    wanted = [column.name for column in kind.columns if column.key in kind.one_of]
    if wanted and seen.isdisjoint(kind.one_of):
        text = f"a table of kind {kind.name} needs one of the columns {listed(wanted)}"
        findings.error("column.missing", text, at=table.header[0])
    return headings


def _heading(cell: Cell, *, kind: Kind, vocabulary: Vocabulary, findings: Findings) -> Heading:
    name = plain(cell.text)
    column, key = kind.column(name), key_of(name)
    if column is not None:
        return Heading(column.name, column=column)
    if kind.is_deciding and key == BY:
        return Heading("By", is_role=True)
    if kind.is_deciding and key in vocabulary.facts:
        return Heading(name, fact=vocabulary.facts[key])
    if kind.is_deciding and key in DECLARED:
        text = f"the column '{name}' asks a fact for which no table of this agreement declares a name"
        findings.error("column.undeclared", text, at=cell)
    else:
        findings.error("column.unknown", _unknown(name, kind=kind, facts=tuple(vocabulary.facts)), at=cell)
    return Heading(name)


def _unknown(name: str, *, kind: Kind, facts: Sequence[str]) -> str:
    if not name:
        return "the column has no name"
    columns = [column.name for column in kind.columns]
    asked = ["By", *(fact.capitalize() for fact in facts)] if kind.is_deciding else []
    near = nearest(name, [*columns, *asked])
    what = f"'{name}' is no column of {kind.name}{' and no fact' if kind.is_deciding else ''}"
    if near is not None:
        return f"{what}; did you mean '{near}'?"
    return f"{what}; its columns are {listed(columns)}" if columns else what
