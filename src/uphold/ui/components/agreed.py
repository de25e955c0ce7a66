"""The agreement as people read it: clauses, prose and tables in the agreed voice, readings in the margin."""

from dataclasses import dataclass

from markupsafe import Markup

from uphold.ui.components.note import Note
from uphold.ui.components.table import Table


@dataclass(frozen=True, slots=True)
class AgreedPart:
    """Prose, or a table with the notes that belong to it."""

    prose: Markup | None = None
    table: Table | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreedClause:
    """One clause; `depth` is that of its heading, from 2."""

    mark: str
    heading: str
    anchor: str
    depth: int
    parts: tuple[AgreedPart, ...]


@dataclass(frozen=True, slots=True)
class AgreedDocument:
    """`preamble` stands before the first clause."""

    title: str
    provider: str
    version: str
    effective: str
    clauses: tuple[AgreedClause, ...]
