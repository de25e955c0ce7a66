"""Numbering: two clauses that print one number, answered by a note that says how each is cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from uphold.policy.check.places import tables_in
from uphold.policy.decide.rule import Reading
from uphold.policy.document.agreement import Agreement, Clause
from uphold.policy.document.problem import Problem, Severity

TWICE = "number.twice"


def answered_numbers(problems: Iterable[Problem], *, agreement: Agreement) -> Iterator[Problem]:
    """The problems of reading; a number printed twice is answered by a note in that clause that names its anchor."""
    clauses = {clause.line: clause for clause in agreement.clauses}
    for problem in problems:
        clause = clauses.get(problem.line) if problem.file == agreement.path else None
        note = anchor_note(clause) if clause is not None and problem.code == TWICE else None
        if note is None:
            yield problem
        else:
            text = f"{problem.text}. Answered by line {note.line}: {note.kind.value}."
            yield replace(problem, severity=Severity.ANSWERED, text=text)


def anchor_note(clause: Clause) -> Reading | None:
    """The first note below a table of the clause that names the clause's anchor."""
    names_anchor = re.compile(rf"\b{re.escape(clause.anchor)}\b")
    notes = (note for table in tables_in(clause) for note in table.readings)
    return next((note for note in notes if names_anchor.search(note.text)), None)
