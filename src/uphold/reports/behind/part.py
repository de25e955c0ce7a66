"""A part of a report: which row it is, where its list goes on, and the sheet that was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from uphold.reports.scope import Scope
from uphold.reports.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """`said` names the row, as `About.behind` did. `after` is where the last page ended; no `size` is all of it."""

    said: Mapping[str, str]
    after: str = ""
    size: int | None = None

    def key(self, *names: str) -> tuple[str, ...]:
        return tuple(self.said.get(name, "") for name in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """`sheet` has the rows of one page and the totals of all; `count` is how many there are."""

    sheet: Sheet
    words: str
    count: int
    next_after: str = ""


PROMISED = ("metric", "agreement", "priority", "part")
LOST = ("why", "document", "clause", "row", "currency")
LEFT = ("source", "expires", "currency")
HAD = ("organisation",)
NAMES = tuple(dict.fromkeys(("sheet", *PROMISED, *LOST, *LEFT, *HAD)))
"""All that may name a row."""
Line = TypeVar("Line")
Search = Callable[[Scope, Wanted], Behind]


def paged(lines: Sequence[Line], *, wanted: Wanted, key: Callable[[Line], str]) -> tuple[Sequence[Line], str]:
    """The lines of one page, and where the next begins. A line that is gone meanwhile begins anew."""
    places = (place for place, line in enumerate(lines, start=1) if key(line) == wanted.after)
    first = next(places, 0) if wanted.after else 0
    page = lines[first : None if wanted.size is None else first + wanted.size]
    is_last = first + len(page) >= len(lines)
    return page, "" if is_last else key(page[-1])
