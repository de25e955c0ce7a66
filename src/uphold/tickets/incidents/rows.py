"""One row of a log, read by the mapping into our words; what cannot be read is refused, with the reason."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeVar

from uphold.tickets.incidents.instants import read_instants
from uphold.tickets.incidents.mapping import Layout, Mapping, Translated
from uphold.tickets.incidents.problem import Problem, RowRefused, Unreadable, nearest
from uphold.tickets.incidents.records import Record
from uphold.tickets.incidents.stand import Stand

Meaning = TypeVar("Meaning")

DIGEST_LENGTH = 32
OLDEST = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_NUMBER = 60
LONGEST_NAME = 120
LONE_SURROGATES = range(0xDC80, 0xDD00)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An incident as it stood after one change. `changed_again_at` is the other reading of a repeated hour.

    `words` are the fields that the mapping names, by column; None where the log has its sign for nothing.
    """

    line: int
    number: str
    opened_at: datetime
    stand: Stand
    changed_again_at: datetime | None = None
    caller: str | None = None
    organisation: str | None = None
    facts: Table[str, str] = field(default_factory=dict)
    words: Table[str, str | None] = field(default_factory=dict)
    columns: Table[str, int] = field(default_factory=dict)
    raw: str = ""

    def moved_to(self, changed_at: datetime) -> Row:
        return replace(self, stand=replace(self.stand, at=changed_at), changed_again_at=None)


class RowReader:
    """Reads records under one head. The head is checked against the mapping first, all problems at once."""

    def __init__(self, mapping: Mapping, head: Record, *, file: str) -> None:
        self.mapping = mapping
        self.head = tuple(name.strip() for name in head.values)
        places = {name: at for at, name in enumerate(self.head)}
        named = _columns_named(mapping)
        self.places = places
        self.index = {name: places[name] for name in named if name in places}
        missing = [name for name in named if name not in places]
        if missing:
            raise Unreadable(
                tuple(
                    Problem(
                        file,
                        1,
                        1,
                        f"The column '{name}' of the mapping is not here{nearest(name, self.head)}",
                    )
                    for name in missing
                )
            )

    def read(self, record: Record, *, before: datetime) -> Row:
        """The row of a record, written before an instant. Raises RowRefused."""
        if tuple(value.strip() for value in record.values) == self.head:
            raise RowRefused("", "The head of the columns stands here again.")
        mapping, layout = self.mapping, self.mapping.layout
        self._refuse_unstorable(record)
        words = {name: _worded(record.values[at], layout) for name, at in self.index.items()}
        changed_at, *again = _instants(words, mapping.changed_at, layout)
        opened_at = _instants(words, mapping.opened_at, layout)[0]
        if max([changed_at, *again]) < opened_at:
            reason = f"The change is older than the opening ({words[mapping.opened_at]})."
            raise RowRefused(mapping.changed_at, reason)
        if changed_at > before:
            raise RowRefused(mapping.changed_at, f"'{words[mapping.changed_at]}' lies in the future.")
        return Row(
            line=record.line,
            number=_short(words, mapping.number, LONGEST_NUMBER),
            opened_at=opened_at,
            stand=Stand(
                at=changed_at,
                state=_translated(words, mapping.state, mapping.states, "state"),
                priority=_priority(words, mapping),
                digest=hashlib.sha256(record.raw.encode()).hexdigest()[:DIGEST_LENGTH],
                order=_whole(words, mapping.order),
                by=_optional(words, mapping.changed_by),
                team=_optional(words, mapping.team),
                assignee=_optional(words, mapping.assignee),
            ),
            changed_again_at=again[0] if again else None,
            caller=_optional(words, mapping.caller),
            organisation=_optional(words, mapping.organisation_column) or mapping.organisation_name,
            facts=_facts(words, mapping),
            words=words,
            columns={
                name: record.columns[self.index[name]]
                for name in (mapping.number, mapping.opened_at, mapping.changed_at)
            },
            raw=record.raw,
        )

    def column_of(self, record: Record, name: str) -> int:
        at = self.places.get(name)
        return record.columns[at] if at is not None else 1

    def _refuse_unstorable(self, record: Record) -> None:
        if record.raw.isascii() and "\x00" not in record.raw:
            return
        for name, value in zip(self.head, record.values, strict=True):
            for character in value:
                if ord(character) in LONE_SURROGATES:
                    byte = ord(character) - 0xDC00
                    reason = f"The byte 0x{byte:02X} is not {self.mapping.layout.encoding}."
                    raise RowRefused(name, reason)
                if character == "\x00":
                    raise RowRefused(name, "The character 0 stands in the field.")


def _columns_named(mapping: Mapping) -> list[str]:
    """Every column that the mapping speaks of, in its order, once."""
    named = [mapping.number, mapping.state, mapping.opened_at, mapping.changed_at]
    optional = (
        mapping.changed_by,
        mapping.priority,
        mapping.order,
        mapping.caller,
        mapping.team,
        mapping.assignee,
    )
    named += [name for name in (*optional, mapping.organisation_column) if name is not None]
    named += [fact.column for fact in mapping.facts.values() if isinstance(fact, Translated)]
    named += [*mapping.details.values(), *mapping.subject_columns]
    return list(dict.fromkeys(named))


def _worded(value: str, layout: Layout) -> str | None:
    text = " ".join(value.split())
    return None if text in {layout.null, ""} else text


def _instants(words: Table[str, str | None], column: str, layout: Layout) -> tuple[datetime, ...]:
    text = _needed(words, column)
    try:
        instants = read_instants(text, layout)
    except (ValueError, OverflowError) as error:
        wanted = "ISO 8601" if layout.dates == "iso" else layout.dates
        raise RowRefused(column, f"'{text}' is not a date written as {wanted}.") from error
    if instants[0] < OLDEST:
        raise RowRefused(column, f"'{text}' lies before {OLDEST.year}.")
    return instants


def _translated(
    words: Table[str, str | None], column: str, meanings: Table[str, Meaning], what: str
) -> Meaning:
    text = _needed(words, column)
    if text not in meanings:
        raise RowRefused(column, f"The {what} '{text}' is not in the mapping{nearest(text, tuple(meanings))}")
    return meanings[text]


def _priority(words: Table[str, str | None], mapping: Mapping) -> str | None:
    if mapping.priority is None:
        return None
    return _translated(words, mapping.priority, mapping.priorities, "priority")


def _facts(words: Table[str, str | None], mapping: Mapping) -> dict[str, str]:
    facts = {}
    for name, fact in mapping.facts.items():
        if isinstance(fact, str):
            facts[name] = fact
        elif words[fact.column] is not None:
            facts[name] = _translated(words, fact.column, fact.values, name)
    return facts


def _whole(words: Table[str, str | None], column: str | None) -> int | None:
    if column is None:
        return None
    text = _needed(words, column)
    if not (text.isascii() and text.isdigit()):
        raise RowRefused(column, f"'{text}' is not a whole number.")
    return int(text)


def _optional(words: Table[str, str | None], column: str | None) -> str | None:
    return None if column is None or words[column] is None else _short(words, column, LONGEST_NAME)


def _short(words: Table[str, str | None], column: str, most: int) -> str:
    text = _needed(words, column)
    if len(text) > most:
        raise RowRefused(column, f"{len(text)} characters are too many; at most {most} fit.")
    return text


def _needed(words: Table[str, str | None], column: str) -> str:
    text = words[column]
    if text is None:
        raise RowRefused(column, "The field is empty, and the import needs it.")
    return text
