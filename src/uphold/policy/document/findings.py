"""Findings: the problems of one document, gathered while it is read, so that all are told at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from uphold.policy.document.agreement import Cell
from uphold.policy.document.problem import Problem, Severity


@dataclass(slots=True)
class Findings:
    """The problems found so far in the document at `path`."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, code: str, text: str, *, at: Cell | int) -> None:
        """Notes what forbids publishing, at a cell or a line."""
        self._add(Severity.ERROR, code, text, at)

    def warning(self, code: str, text: str, *, at: Cell | int) -> None:
        """Notes what the authors should look at."""
        self._add(Severity.WARNING, code, text, at)

    def note(self, code: str, text: str, *, at: Cell | int) -> None:
        """Notes what is merely good to know."""
        self._add(Severity.NOTE, code, text, at)

    def in_order(self) -> tuple[Problem, ...]:
        """The problems in the order of the document, each once."""
        return tuple(sorted(dict.fromkeys(self.problems), key=lambda problem: (problem.line, problem.column)))

    def _add(self, severity: Severity, code: str, text: str, at: Cell | int) -> None:
        line, column = (at, 1) if isinstance(at, int) else (at.line, at.column)
        self.problems.append(Problem(severity, code, text, self.path, line, column))
