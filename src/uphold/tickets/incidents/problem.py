"""What is wrong with a mapping or a row, and where: said so that a person finds it and can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a mapping or in the head of a log that forbids reading on."""

    file: str
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.text}"


class Unreadable(Exception):
    """The mapping, or the file as a whole, cannot be used; all problems at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        ordered = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
        super().__init__("\n".join(str(problem) for problem in ordered))
        self.problems = ordered


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that did not come in: line and column of the fault, the field, why, and the row as it is."""

    line: int
    column: int
    field: str
    reason: str
    raw: str

    @property
    def place(self) -> str:
        return f"{self.line}:{self.column}"


class RowRefused(Exception):
    """Raised while one row is read; the reader turns it into a Rejected with the place."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


def nearest(name: str, known: tuple[str, ...]) -> str:
    """The cure for a mistyped name, as an end of a sentence.

    >>> nearest("prority", ("priority", "state"))
    "; did you mean 'priority'?"
    >>> nearest("x", ("priority", "state"))
    '; known are priority, state'
    """
    lowered = {each.lower(): each for each in known}
    matches = get_close_matches(name.lower(), list(lowered), n=1)
    if matches:
        return f"; did you mean '{lowered[matches[0]]}'?"
    return f"; known are {', '.join(known)}" if known else ""
