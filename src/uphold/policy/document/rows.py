"""Rows: tables of a kind as declared entries and deciding rules, each cell read and each row citable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from uphold.policy.decide.condition import Condition
from uphold.policy.decide.facts import Fact
from uphold.policy.decide.rule import Citation, Entry, Rule
from uphold.policy.decide.terms import Duration, EndOfBusinessDay, Term, Unit
from uphold.policy.document.agreement import Cell, Clause, Example, Table, TableRow
from uphold.policy.document.cells.choices import Reader
from uphold.policy.document.cells.conditions import OTHERWISE, read_condition
from uphold.policy.document.cells.unsaid import read_unsaid
from uphold.policy.document.facts import DECLARED
from uphold.policy.document.findings import Findings
from uphold.policy.document.inline import plain
from uphold.policy.document.kinds.kind import Column, Kind
from uphold.policy.document.kinds.registry import BY_KEY
from uphold.policy.document.names import (
    MalformedCell,
    UnknownName,
    Vocabulary,
    key_of,
    keyed,
    nearest,
    spelled,
)

ROLES = {
    "the customer": "customer", "customer": "customer", "an agent": "agent", "agent": "agent",
    "a manager": "manager", "manager": "manager",
}  # fmt: skip
BY = "by"
BUSINESS = frozenset({Unit.BUSINESS_DAY, Unit.BUSINESS_HOUR})


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column of a table is: an outcome or cell of the kind, a condition on a fact, or the role By."""

    name: str
    column: Column | None = None
    fact: Fact | None = None
    is_role: bool = False


@dataclass(slots=True)
class Collected:
    """What the tables of a document came to, in its order."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    rules: dict[str, list[Rule]] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)
    durations: list[tuple[Cell, Term]] = field(default_factory=list)


@dataclass(slots=True)
class RowReader:
    """Reads the rows of all tables of one document into `collected`; what is wrong goes to `findings`."""

    document: str
    version: str
    vocabulary: Vocabulary
    findings: Findings
    collected: Collected = field(default_factory=Collected)

    def read_table(self, table: Table, *, clause: Clause) -> None:
        """Reads one table that has a kind."""
        kind = BY_KEY[table.kind or ""]
        headings = self._headings(table, kind)
        for row in table.rows:
            if not any(cell.text for cell in row.cells):
                self.findings.warning("row.empty", "this row is empty", at=row.line)
            elif len(row.cells) != len(table.header):
                text = f"the row has {counted(len(row.cells))}, the header has {len(table.header)}"
                self.findings.error("row.cells", text, at=row.line)
            elif not row.cells[0].text:
                self.findings.error(
                    "row.label", "the row has no name; its first cell says what it is about", at=row.cells[0]
                )
            else:
                self._read_row(row, table=table, kind=kind, headings=headings, clause=clause)

    def _headings(self, table: Table, kind: Kind) -> list[Heading]:
        headings = [self._heading(cell, kind) for cell in table.header[1:]]
        seen: set[str] = set()
        for heading, cell in zip(headings, table.header[1:], strict=True):
            if key_of(heading.name) in seen:
                self.findings.error("column.twice", f"the column '{heading.name}' stands twice", at=cell)
            seen.add(key_of(heading.name))
        for column in kind.columns:
            if column.is_required and column.key not in seen:
                text = f"a table of kind {kind.name} needs a column '{column.name}'"
                self.findings.error("column.missing", text, at=table.header[0])
        return headings

    def _heading(self, cell: Cell, kind: Kind) -> Heading:
        name = plain(cell.text)
        column, key = kind.column(name), key_of(name)
        if column is not None:
            return Heading(column.name, column=column)
        if kind.is_deciding and key == BY:
            return Heading("By", is_role=True)
        if kind.is_deciding and key in self.vocabulary.facts:
            return Heading(name, fact=self.vocabulary.facts[key])
        if kind.is_deciding and key in DECLARED:
            text = f"the column '{name}' asks a fact of which no table of this agreement declares a name"
            self.findings.error("column.undeclared", text, at=cell)
            return Heading(name)
        self.findings.error("column.unknown", self._unknown_column(name, kind), at=cell)
        return Heading(name)

    def _unknown_column(self, name: str, kind: Kind) -> str:
        known = [column.name for column in kind.columns]
        if kind.is_deciding:
            known += ["By", *(fact.capitalize() for fact in self.vocabulary.facts)]
        near = nearest(name, known)
        if not name:
            return "the column has no name"
        hint = (
            f"; did you mean '{near}'?"
            if near
            else f"; its columns are {', '.join(known[:12])}"
            if known
            else ""
        )
        also = " and is no fact" if kind.is_deciding else ""
        return f"'{name}' is no column of {kind.name}{also}{hint}"

    def _read_row(
        self, row: TableRow, *, table: Table, kind: Kind, headings: Sequence[Heading], clause: Clause
    ) -> None:
        label = self._label(row.cells[0], kind)
        written = plain(row.cells[0].text)
        terms: dict[str, Term] = {}
        conditions: list[tuple[str, Condition]] = []
        by: str | None = None
        asks = [heading for heading in headings if heading.fact is not None]
        is_otherwise = False
        for heading, cell in zip(headings, row.cells[1:], strict=True):
            try:
                if heading.column is not None:
                    self._read_cell(cell, heading.column, kind=kind, label=label, terms=terms)
                elif heading.fact is not None and key_of(plain(cell.text)) == OTHERWISE:
                    if heading is not asks[0]:
                        text = (
                            f"'otherwise' goes into the first condition cell of the row, below {asks[0].name}"
                        )
                        raise MalformedCell("cell.otherwise", text)
                    is_otherwise = True
                elif heading.fact is not None:
                    condition = read_condition(
                        plain(cell.text), fact=heading.fact, vocabulary=self.vocabulary
                    )
                    if condition is not None:
                        conditions.append((heading.fact.name, condition))
                elif heading.is_role and cell.text:
                    by = spelled(plain(cell.text), ROLES, what="role")
            except MalformedCell as malformed:
                self.findings.error(malformed.code, f"{heading.name}: {malformed}", at=cell)
        self._check_filled(kind, terms, row=row, headings=headings)
        citation = self._citation(row, table=table, headings=headings, clause=clause)
        if kind.key == "example":
            self._add_example(row, headings=headings, label=written)
        elif kind.is_deciding:
            rule = Rule(kind.key, label, tuple(conditions), terms, citation, by, is_otherwise)
            self.collected.rules.setdefault(kind.key, []).append(rule)
        else:
            self._add_entry(kind, label, terms=terms, citation=citation, row=row, table=table)

    def _label(self, cell: Cell, kind: Kind) -> str:
        """The label as its list spells it, or as written where any label will do."""
        written = plain(cell.text)
        if kind.labels is None and not kind.reads_by_label:
            return self.vocabulary.declared.get(kind.key, {}).get(key_of(written), written)
        fixed = self.vocabulary.facts[kind.labels].values if kind.labels else tuple(kind.reads_by_label)
        try:
            return spelled(written, keyed((*fixed, *kind.more_labels)), what=kind.labels or "setting")
        except UnknownName as unknown:
            code = "label.unknown" if kind.labels else "setting.unknown"
            self.findings.error(code, f"{kind.name}: {unknown}", at=cell)
            return written

    def _read_cell(
        self, cell: Cell, column: Column, *, kind: Kind, label: str, terms: dict[str, Term]
    ) -> None:
        text = plain(cell.text)
        if not text or kind.key in {"hours", "example"}:
            return
        unsaid = read_unsaid(text)
        reader: Reader = kind.reads_by_label.get(label, column.read)
        term = unsaid if unsaid is not None else reader(text, self.vocabulary)
        terms[column.key] = term
        if isinstance(term, EndOfBusinessDay | Duration):
            self.collected.durations.append((cell, term))

    def _check_filled(
        self, kind: Kind, terms: Mapping[str, Term], *, row: TableRow, headings: Sequence[Heading]
    ) -> None:
        cells = {
            heading.column.key: cell
            for heading, cell in zip(headings, row.cells[1:], strict=True)
            if heading.column is not None
        }
        for column in kind.columns:
            if column.is_required and column.key in cells and not cells[column.key].text:
                text = f"{column.name} is empty; state it, or write 'not said'"
                self.findings.error("cell.missing", text, at=cells[column.key])
        if kind.one_of and not any(cells[key].text for key in kind.one_of if key in cells):
            wanted = " or ".join(kind.one_of)
            self.findings.error("cell.missing", f"the row states nothing; it needs {wanted}", at=row.cells[0])

    def _citation(
        self, row: TableRow, *, table: Table, headings: Sequence[Heading], clause: Clause
    ) -> Citation:
        label = plain(row.cells[0].text)
        readings = tuple(
            reading
            for reading in table.readings
            if not reading.rows or key_of(label) in {key_of(name) for name in reading.rows}
        )
        stated = (
            f"{heading.name} {plain(cell.text)}"
            for heading, cell in zip(headings, row.cells[1:], strict=True)
            if cell.text
        )
        said = " · ".join(stated)
        return Citation(
            document=self.document,
            version=self.version,
            clause=clause.heading,
            anchor=clause.anchor,
            row=label,
            line=row.line,
            quote=f"{label}: {said}" if said else label,
            readings=readings,
        )

    def _add_example(self, row: TableRow, *, headings: Sequence[Heading], label: str) -> None:
        cells = {key_of(heading.name): cell for heading, cell in zip(headings, row.cells[1:], strict=True)}
        if "given" in cells and "then" in cells:
            given, then = cells["given"], cells["then"]
            self.collected.examples.append(
                Example(
                    label=label,
                    given=plain(given.text),
                    then=plain(then.text),
                    line=row.line,
                    given_column=given.column,
                    then_column=then.column,
                )
            )

    def _add_entry(
        self,
        kind: Kind,
        name: str,
        *,
        terms: dict[str, Term],
        citation: Citation,
        row: TableRow,
        table: Table,
    ) -> None:
        entries = self.collected.entries.setdefault(kind.key, [])
        earlier = next((entry for entry in entries if entry.name == name), None)
        if earlier is not None and not kind.may_repeat:
            text = f"{kind.name} '{name}' is declared twice, in lines {earlier.citation.line} and {row.line}"
            self.findings.error("name.twice", text, at=row.cells[0])
            return
        also = tuple(
            other
            for known, other in _aliases(row, table=table)
            if self.vocabulary.declared.get(kind.key, {}).get(known) == name
        )
        entry = Entry(kind.key, name, terms, citation, also)
        entries.append(entry)
        for rule in kind.stands_for(entry) if kind.stands_for else ():
            self.collected.rules.setdefault(rule.kind, []).append(rule)


def _aliases(row: TableRow, *, table: Table) -> list[tuple[str, str]]:
    at = next((at for at, cell in enumerate(table.header) if key_of(plain(cell.text)) == "also called"), None)
    names = plain(row.cells[at].text).split(",") if at is not None else []
    return [(key_of(name), name.strip()) for name in names if name.strip()]


def counted(cells: int) -> str:
    """A number of cells, for a sentence."""
    return f"{cells} cell" if cells == 1 else f"{cells} cells"
