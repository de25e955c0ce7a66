"""A decision: which row decided, on which facts, over which other rows, and what it would be otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.rule import ReadingKind, Rule


class Passed(NamedTuple):
    """A row that did not decide, and the first fact that failed it; made in great numbers, so a tuple."""

    rule: Rule
    fact: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """What would be decided if these facts were found."""

    facts: Mapping[str, str]
    decision: Decision


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome for one kind of question.

    `rule` is None when no row decides (*not said*) and while the decision is open. It is open when `open_on` names
    facts that are not known and the answer depends on them; `alternatives` then holds one decision a value.
    `because` are the facts that mattered: those the deciding row asked, and those that failed the rows before it.
    """

    rule: Rule | None
    because: Mapping[str, FactValue]
    passed: tuple[Passed, ...]
    options: tuple[Rule, ...] = ()
    open_on: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the answer waits for facts that are not known yet."""
        return bool(self.alternatives)

    @property
    def said(self) -> str:
        """`said`, `ambiguous` (a reading stands behind the row) or `not said`."""
        if self.rule is None:
            return "not said"
        kinds = {reading.kind for reading in self.rule.citation.readings}
        if ReadingKind.READING in kinds:
            return "ambiguous"
        return "not said" if ReadingKind.NOT_SAID in kinds else "said"
