"""Problems of a document: where, what was found, and what would be right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error forbids publishing; a warning asks; an answered finding has a reading; a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    ANSWERED = "answered"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `line` and `column` count from 1; `code` is stable ("cell.malformed", "rule.unreachable").

    `case` is a scenario in the format of `ask` that reproduces the finding, where there is one.
    """

    severity: Severity
    code: str
    text: str
    file: str
    line: int
    column: int = 1
    case: str | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.text}"
