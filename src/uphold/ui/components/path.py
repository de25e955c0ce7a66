"""The path of escalation: its steps in order, which were taken and when, and where the next request goes."""

from dataclasses import dataclass
from enum import StrEnum

from uphold.ui.components.clause import Clause
from uphold.ui.components.when import When


class StepState(StrEnum):
    TAKEN = "taken"
    NEXT = "next"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a step: who was called, who took it."""

    words: str
    at: When | None = None
    look: str = ""


@dataclass(frozen=True, slots=True)
class PathStep:
    """`clause` is the row by which it was taken, or would be."""

    number: int
    name: str
    ways: tuple[str, ...]
    state: StepState
    at: When | None = None
    clause: Clause | None = None
    reason: str = ""
    by: str = ""
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """`words` say why nobody can ask, with `clause`; `missed` names promises that were broken.

    `next_step` is 0 where a request leads nowhere.
    """

    steps: tuple[PathStep, ...]
    next_step: int = 0
    next_name: str = ""
    next_clause: Clause | None = None
    words: str = ""
    clause: Clause | None = None
    missed: tuple[str, ...] = ()
    before: tuple[Told, ...] = ()
