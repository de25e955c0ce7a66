"""What a minute costs now and why, and what would make it different: the composer's foot."""

from dataclasses import dataclass

from uphold.ui.components.clause import Clause


@dataclass(frozen=True, slots=True)
class CostLine:
    """`words` says the price ("included"), `otherwise` what would change it ("free on Monday at 09:00")."""

    words: str
    clause: Clause | None = None
    otherwise: str = ""
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class CostFoot:
    """`now` is always seen, `more` when it is asked for."""

    now: CostLine
    more: tuple[CostLine, ...] = ()
