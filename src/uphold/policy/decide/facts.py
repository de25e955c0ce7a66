"""Facts: what a decision may ask about, and what is known of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from uphold.policy.decide.condition import FactValue


class FactShape(StrEnum):
    """One name of a list, several names at once, or a number."""

    NAME = "name"
    NAMES = "names"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that conditions may ask: its values as declared, what it usually is, and whether it is found later.

    `usual` stands in when nobody stated the fact. `is_found_later` marks what is not known at opening (cause, fault,
    resolution, defect, use, escalation outcome). `unit` is the unit of a number ("days", "").
    """

    name: str
    shape: FactShape
    values: tuple[str, ...] = ()
    usual: str | None = None
    is_found_later: bool = False
    unit: str = ""

    @property
    def usual_value(self) -> FactValue | None:
        """What stands in when nobody stated the fact, as a value that conditions can be tried on.

        >>> Fact("users", FactShape.NUMBER, usual="1").usual_value
        Decimal('1')
        """
        if self.usual is None:
            return None
        return Decimal(self.usual) if self.shape is FactShape.NUMBER else frozenset({self.usual})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case at a moment; a name that is absent is not known yet.

    >>> Facts({"priority": frozenset({"High"})}).value("fault") is None
    True
    """

    known: Mapping[str, FactValue] = field(default_factory=dict)

    def value(self, name: str) -> FactValue | None:
        """The value of the fact, or None while it is not known."""
        return self.known.get(name)

    def stating(self, stated: Mapping[str, FactValue]) -> Facts:
        """The same facts with these stated over them."""
        return Facts({**self.known, **stated})
