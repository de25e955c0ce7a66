"""A fact with its value: in lists of who, what and when."""

from dataclasses import dataclass

from uphold.ui.components.clause import Clause


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is words or markup of another component; empty says "not known yet"."""

    label: str
    value: object = ""
    clause: Clause | None = None
    href: str = ""
