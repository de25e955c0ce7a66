"""One line of what happened: who, what, when, and by which clause."""

from dataclasses import dataclass

from uphold.ui.components.clause import Clause
from uphold.ui.components.when import When


@dataclass(frozen=True, slots=True)
class Entry:
    words: str
    at: When
    icon: str = "circle"
    by: str = ""
    detail: str = ""
    clause: Clause | None = None
    look: str = ""
