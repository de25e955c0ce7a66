"""An agreement as read: its clauses and tables for people, its names, hours, settings and rules for decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from uphold.policy.decide.facts import Fact
from uphold.policy.decide.rule import Entry, Reading, Rule
from uphold.policy.time.holidays import NO_HOLIDAYS, Holidays
from uphold.policy.time.hours import Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table as written, with its place; line and column count from 1."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of a table as written."""

    cells: tuple[Cell, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as written; `kind` is the name of its kind in lower case, or None for a table that is prose."""

    kind: str | None
    header: tuple[Cell, ...]
    rows: tuple[TableRow, ...]
    readings: tuple[Reading, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Markdown between tables, without headings; `line` is its first line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A heading and what stands under it: `number` as printed ("6", "" if none), title, anchor, depth of heading.

    What stands before the first heading is a clause of depth 0 with the title of the document and the anchor `top`.
    """

    number: str
    title: str
    anchor: str
    depth: int
    line: int
    parts: tuple[Prose | Table, ...]

    @property
    def heading(self) -> str:
        """Number and title as printed.

        >>> Clause(number="6", title="Escalation", anchor="6b", depth=2, line=1, parts=()).heading
        '6. Escalation'
        """
        return f"{self.number}. {self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked example of the document: its Given and Then cells as written; they are read when it is run."""

    label: str
    given: str
    then: str
    line: int
    given_column: int
    then_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One version of an agreement, alone or bound with annexes (their rows come first).

    `entries` holds the declared rows by kind in lower case ("priority", "cause"), in the order of the document.
    `rules` holds the deciding rows by kind in lower case ("triage", "charge"); the short form in Priority rows stands
    here as target rules too. `facts` are all facts that may be asked, by canonical name in lower case; values keep
    the spelling of their declaration. `hours` are by declared name, `holidays` already in them. `settings` are
    Setting rows by name in lower case, also in `entries`. `sha256` is that of the text with Unix line ends.
    """

    slug: str
    title: str
    version: str
    effective_on: date
    provider: str
    timezone: str
    currency: str
    language: str
    sha256: str
    path: str
    supersedes: str | None = None
    amends: str | None = None
    clauses: tuple[Clause, ...] = ()
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    rules: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    hours: Mapping[str, Hours] = field(default_factory=dict)
    holidays: Holidays = NO_HOLIDAYS
    settings: Mapping[str, Entry] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    annexes: tuple[Agreement, ...] = ()
