"""The report: the findings about one agreement, by severity, and whether it may be published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uphold.policy.document.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in groups, each in the order of file, line and column."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    answered: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    @property
    def is_publishable(self) -> bool:
        """Whether nothing forbids publishing.

        >>> report(()).is_publishable
        True
        """
        return not self.errors

    @property
    def groups(self) -> tuple[tuple[Severity, tuple[Problem, ...]], ...]:
        """The groups by severity, the gravest first, without empty ones."""
        every = (
            (Severity.ERROR, self.errors),
            (Severity.WARNING, self.warnings),
            (Severity.ANSWERED, self.answered),
            (Severity.NOTE, self.notes),
        )
        return tuple((severity, problems) for severity, problems in every if problems)

    @property
    def summary(self) -> str:
        """The counts in words.

        >>> report(()).summary
        '0 errors, 0 warnings, 0 answered, 0 notes'
        """
        counts = (
            (len(self.errors), "error", "errors"),
            (len(self.warnings), "warning", "warnings"),
            (len(self.answered), "answered", "answered"),
            (len(self.notes), "note", "notes"),
        )
        return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts)


def report(problems: Sequence[Problem]) -> Report:
    """The findings in groups."""

    def of(severity: Severity) -> tuple[Problem, ...]:
        found = (problem for problem in problems if problem.severity is severity)
        return tuple(sorted(found, key=lambda each: (each.file, each.line, each.column)))

    return Report(of(Severity.ERROR), of(Severity.WARNING), of(Severity.ANSWERED), of(Severity.NOTE))
