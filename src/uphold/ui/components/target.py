"""One promise of the clock panel, with everything that is said about it."""

from dataclasses import dataclass

from uphold.ui.components.clause import Clause
from uphold.ui.components.promise import Promise
from uphold.ui.components.ribbon import Ribbon


@dataclass(frozen=True, slots=True)
class Target:
    """`commitment` is what was agreed, in words ("2 hours in standard hours")."""

    name: str
    promise: Promise
    clause: Clause | None = None
    ribbon: Ribbon | None = None
    commitment: str = ""
    why_href: str = ""
