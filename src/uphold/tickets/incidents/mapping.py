"""The mapping: what the columns and words of a foreign log mean in ours."""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter
from zoneinfo import ZoneInfo

ISO_DATES = "iso"


class Stage(StrEnum):
    """Where an incident stands, as far as the clocks care."""

    OPEN = "open"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class State:
    """A stage and, while waiting, for whom."""

    stage: Stage
    waiting_for: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How the file is written. Without quoting `quote` is None; `dates` is a pattern of strptime or "iso"."""

    encoding: str
    delimiter: str
    quote: str | None
    null: str
    dates: str
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Translated:
    """A column whose words stand for others; a word that is not listed cannot come in."""

    column: str
    values: Table[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the mapping something is said, so that a later check can point at it."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One mapping file as read. `facts` holds constants and translated columns.

    `not_in_log` names the metrics that the log cannot tell of: they are counted neither met nor missed.
    """

    file: str
    source: str
    layout: Layout
    number: str
    state: str
    opened_at: str
    changed_at: str
    states: Table[str, State]
    subject: str
    priority: str | None = None
    priorities: Table[str, str] = field(default_factory=dict)
    order: str | None = None
    changed_by: str | None = None
    caller: str | None = None
    team: str | None = None
    assignee: str | None = None
    organisation_name: str | None = None
    organisation_column: str | None = None
    facts: Table[str, str | Translated] = field(default_factory=dict)
    details: Table[str, str] = field(default_factory=dict)
    not_in_log: tuple[str, ...] = ()
    places: Table[str, Place] = field(default_factory=dict)

    @property
    def subject_columns(self) -> tuple[str, ...]:
        """The columns in braces in the subject. Raises ValueError where braces do not match."""
        return tuple(name for _, name, _, _ in Formatter().parse(self.subject) if name is not None)

    def place_of(self, what: str) -> Place:
        return self.places.get(what, Place(1, 1))
