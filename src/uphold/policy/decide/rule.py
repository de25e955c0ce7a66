"""A rule: one row of a deciding table, with the place in the document that it is cited by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from uphold.policy.decide.condition import Condition
from uphold.policy.decide.terms import Term


class ReadingKind(StrEnum):
    """Why a note stands below a table: ambiguous words were read, or the document is silent."""

    READING = "reading"
    NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class Reading:
    """A note of the authors: how silent or ambiguous words are taken. Empty `rows` means the whole table."""

    kind: ReadingKind
    text: str
    rows: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Citation:
    """The place of a row: document, version, clause (as printed, number and title), anchor, row, line, quote."""

    document: str
    version: str
    clause: str
    anchor: str
    row: str
    line: int
    quote: str
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a deciding table.

    `conditions` are (fact, condition) in the order of the columns; a row without them always decides.
    `terms` are the outcomes by column name in lower case ("rate", "within", "answer"); an empty cell is absent.
    `by` is the role that may choose the row (agent, manager, customer): the row is then an option.
    `metric` is the label of a Target row in lower case; other kinds whose label is the thing asked about use it too.
    """

    kind: str
    label: str
    conditions: tuple[tuple[str, Condition], ...]
    terms: Mapping[str, Term]
    citation: Citation
    by: str | None = None
    is_otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a declaring table: the name, its other names, and its cells by column name in lower case."""

    kind: str
    name: str
    cells: Mapping[str, Term]
    citation: Citation
    also: tuple[str, ...] = ()
