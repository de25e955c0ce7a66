"""Rows: tables of a kind as declared entries, deciding rules and examples; each cell read, each row citable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from uphold.policy.decide.condition import Condition
from uphold.policy.decide.rule import Citation, Entry, Rule
from uphold.policy.decide.terms import Term, Words
from uphold.policy.document.agreement import Cell, Clause, Example, Table, TableRow
from uphold.policy.document.cells.conditions import OTHERWISE, read_condition
from uphold.policy.document.cells.unsaid import read_unsaid
from uphold.policy.document.citing import Origin, cite
from uphold.policy.document.findings import Findings
from uphold.policy.document.headings import Heading, read_headings
from uphold.policy.document.inline import plain
from uphold.policy.document.kinds.kind import Column, Kind
from uphold.policy.document.kinds.registry import BY_KEY
from uphold.policy.document.names import (
    MalformedCell,
    UnknownName,
    Vocabulary,
    counted,
    key_of,
    keyed,
    listed,
    spelled,
)
from uphold.policy.document.vocabulary import also_called

ROLES = {
    **{role: role for role in ("customer", "agent", "manager")},
    "the customer": "customer",
    "an agent": "agent",
    "a manager": "manager",
}
"""Who may take an option, as written in a `By` cell."""
READ_ELSEWHERE = frozenset({"hours", "holiday"})
"""Kinds whose cells are read together, by `opening` and `free_days`; their entries keep the words."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A term with its cell."""

    cell: Cell
    column: str
    term: Term


@dataclass(slots=True)
class Collected:
    """What the tables of a document came to, in its order; `lines` are those of each first declaration."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    rules: dict[str, list[Rule]] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(slots=True)
class RowDraft:
    """A row while its cells are read."""

    label: str
    terms: dict[str, Term] = field(default_factory=dict)
    conditions: list[tuple[str, Condition]] = field(default_factory=list)
    by: str | None = None
    is_otherwise: bool = False


@dataclass(slots=True)
class RowReader:
    """Reads the tables of one document into `collected`; what is wrong goes to `findings`."""

    origin: Origin
    vocabulary: Vocabulary
    findings: Findings
    collected: Collected = field(default_factory=Collected)

    def read_table(self, table: Table, *, clause: Clause) -> None:
        """Reads one table that has a kind."""
        kind = BY_KEY[table.kind or ""]
        headings = read_headings(table, kind=kind, vocabulary=self.vocabulary, findings=self.findings)
        if not table.rows:
            self.findings.warning("table.empty", f"this table of kind {kind.name} has no rows", at=table.line)
        for row in table.rows:
            if self._is_whole(row, width=len(table.header)):
                citation = cite(row, table=table, headings=headings, clause=clause, origin=self.origin)
                self._read_row(row, kind=kind, headings=headings, citation=citation)

    def _is_whole(self, row: TableRow, *, width: int) -> bool:
        if not any(cell.text for cell in row.cells):
            self.findings.warning("row.empty", "this row is empty", at=row.line)
        elif len(row.cells) != width:
            text = f"the row has {counted(len(row.cells))} and the header {width}; a pipe in a cell is written '\\|'"
            self.findings.error("row.cells", text, at=row.line)
        elif not plain(row.cells[0].text):
            text = "the row has no name; its first cell says what it is about"
            self.findings.error("row.label", text, at=row.cells[0])
        else:
            return True
        return False

    def _read_row(
        self, row: TableRow, *, kind: Kind, headings: Sequence[Heading], citation: Citation
    ) -> None:
        cells = list(zip(headings, row.cells[1:], strict=True))
        draft = RowDraft(self._label(row.cells[0], kind))
        first_asked = next((heading for heading in headings if heading.fact is not None), None)
        for heading, cell in cells:
            try:
                self._read_cell(cell, heading, kind=kind, draft=draft, is_first=heading is first_asked)
            except MalformedCell as malformed:
                self.findings.error(malformed.code, f"{heading.name}: {malformed}", at=cell)
        written = {heading.column.key: cell for heading, cell in cells if heading.column is not None}
        self._check_filled(kind, written, row=row)
        if kind.key == "example":
            self._add_example(written, citation=citation)
        elif kind.is_deciding:
            rule = Rule(
                kind=kind.key,
                label=draft.label,
                conditions=tuple(draft.conditions),
                terms=draft.terms,
                citation=citation,
                by=draft.by,
                is_otherwise=draft.is_otherwise,
            )
            self.collected.rules.setdefault(kind.key, []).append(rule)
        else:
            self._add_entry(kind, draft, citation=citation, written=written, at=row.cells[0])

    def _label(self, cell: Cell, kind: Kind) -> str:
        """The label as its list or its first declaration spells it, or as written where any label will do."""
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
        self, cell: Cell, heading: Heading, *, kind: Kind, draft: RowDraft, is_first: bool
    ) -> None:
        text = plain(cell.text)
        if heading.column is not None and text:
            term = self._term(text, heading.column, kind=kind, label=draft.label)
            draft.terms[heading.column.key] = term
            self.collected.stated.append(Stated(cell, heading.name, term))
        elif heading.fact is not None and key_of(text) == OTHERWISE:
            if not is_first:
                raise MalformedCell(
                    "cell.otherwise", "'otherwise' goes into the first condition cell of its row"
                )
            draft.is_otherwise = True
        elif heading.fact is not None:
            condition = read_condition(text, fact=heading.fact, vocabulary=self.vocabulary)
            draft.conditions += [] if condition is None else [(heading.fact.name, condition)]
        elif heading.is_role and text:
            draft.by = spelled(text, ROLES, what="role")

    def _term(self, text: str, column: Column, *, kind: Kind, label: str) -> Term:
        if kind.key in READ_ELSEWHERE:
            return Words(text)
        unsaid = read_unsaid(text)
        read = kind.reads_by_label.get(label, column.read)
        return unsaid if unsaid is not None else read(text, self.vocabulary)

    def _check_filled(self, kind: Kind, written: Mapping[str, Cell], *, row: TableRow) -> None:
        for column in kind.columns:
            if column.is_required and column.key in written and not written[column.key].text:
                text = f"{column.name} is empty; state it, or write 'not said'"
                self.findings.error("cell.missing", text, at=written[column.key])
        asked = [
            column.name for column in kind.columns if column.key in kind.one_of and column.key in written
        ]
        if asked and not any(written[key_of(name)].text for name in asked):
            text = f"the row states nothing; fill one of {listed(asked)}"
            self.findings.error("cell.missing", text, at=row.cells[0])

    def _add_example(self, written: Mapping[str, Cell], *, citation: Citation) -> None:
        given, then = written.get("given"), written.get("then")
        if given is not None and then is not None:
            self.collected.examples.append(
                Example(
                    label=citation.row,
                    given=given.text,
                    then=then.text,
                    line=citation.line,
                    given_column=given.column,
                    then_column=then.column,
                )
            )

    def _add_entry(
        self, kind: Kind, draft: RowDraft, *, citation: Citation, written: Mapping[str, Cell], at: Cell
    ) -> None:
        earlier = self.collected.lines.setdefault((kind.key, draft.label), at.line)
        if earlier != at.line and not kind.may_repeat:
            text = f"{kind.name} '{draft.label}' is declared twice, in lines {earlier} and {at.line}"
            self.findings.error("name.twice", text, at=at)
            return
        also = also_called(written["also called"].text) if "also called" in written else ()
        entry = Entry(kind.key, draft.label, draft.terms, citation, also)
        self.collected.entries.setdefault(kind.key, []).append(entry)
        for rule in kind.stands_for(entry) if kind.stands_for else ():
            self.collected.rules.setdefault(rule.kind, []).append(rule)
