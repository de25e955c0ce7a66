"""Places: where in which file a finding stands, and what the notes around it answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from uphold.policy.decide.rule import Citation, Entry, Reading, ReadingKind, Rule
from uphold.policy.document.agreement import Agreement, Clause, Table
from uphold.policy.document.names import key_of
from uphold.policy.document.problem import Problem, Severity


def problem_at(
    agreement: Agreement,
    citation: Citation,
    *,
    code: str,
    text: str,
    severity: Severity = Severity.WARNING,
    answered_by: Iterable[Reading] = (),
    case: str | None = None,
) -> Problem:
    """A finding about a row; a warning that a note answers is listed as answered, with the words of the note."""
    document = document_of(agreement, citation)
    note = next(iter(answered_by), None)
    if note is not None and severity is Severity.WARNING:
        severity, text = Severity.ANSWERED, f"{text} Answered by line {note.line}: {note.kind.value}."
    return Problem(
        severity=severity,
        code=code,
        text=text,
        file=document.path,
        line=citation.line,
        column=column_of(document, line=citation.line),
        case=case,
    )


def document_of(agreement: Agreement, citation: Citation) -> Agreement:
    """The agreement or annex that a citation names."""
    return next((each for each in agreement.annexes if each.slug == citation.document), agreement)


def column_of(document: Agreement, *, line: int) -> int:
    """The column of the first cell on a line; 1 where no table stands."""
    rows = (row for table in tables_of(document) for row in table.rows if row.line == line)
    cells = (cell.column for row in rows for cell in row.cells)
    return next(cells, 1)


def tables_of(document: Agreement, *, kind: str | None = None) -> Iterator[Table]:
    """The tables of a document, or those of one kind, in order."""
    for clause in document.clauses:
        for table in tables_in(clause):
            if kind is None or table.kind == kind:
                yield table


def tables_in(clause: Clause) -> Iterator[Table]:
    """The tables of a clause, in order."""
    return (part for part in clause.parts if isinstance(part, Table))


def silence_on(agreement: Agreement, *, kind: str) -> list[Reading]:
    """The `Not said:` notes below whole tables of one kind, in the agreement and its annexes."""
    notes = notes_on(agreement, kind=kind)
    return [note for note in notes if note.kind is ReadingKind.NOT_SAID and not note.rows]


def notes_on(agreement: Agreement, *, kind: str) -> list[Reading]:
    """All notes below tables of one kind, in the agreement and its annexes."""
    documents = (*agreement.annexes, agreement)
    return [note for each in documents for table in tables_of(each, kind=kind) for note in table.readings]


def named(rule: Rule | Entry) -> str:
    """A row in words: its label as written and its line, for a rule that a row is short for also its own label.

    >>> where = Citation("sample", "1", "4. Off hours", "4", "Priority 1", 48, "")
    >>> named(Rule("admission", "Priority 1", (), {}, where))
    "'Priority 1' (line 48)"
    >>> named(Rule("target", "resolution", (), {}, where))
    "'Priority 1' (line 48, resolution)"
    """
    row = rule.citation.row
    label = rule.label if isinstance(rule, Rule) and key_of(rule.label) != key_of(row) else ""
    return f"'{row}' (line {rule.citation.line}{', ' if label else ''}{label})"


def listed(rules: Sequence[Rule]) -> str:
    """Rows in words, joined as in a sentence."""
    names = [named(rule) for rule in rules]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
