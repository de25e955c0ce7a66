"""The rows of an incident as a history: how it was opened, and its rows in order without those that contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass
from datetime import datetime

from uphold.tickets.incidents.mapping import Mapping
from uphold.tickets.incidents.problem import Rejected
from uphold.tickets.incidents.rows import Row
from uphold.tickets.incidents.stand import Change, changes_between

LONGEST_SUBJECT = 200
NOTHING = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """An incident of the log in our words. `facts`, `priority` and `subject` are those of its first row."""

    source: str
    number: str
    opened_at: datetime
    priority: str | None
    subject: str
    facts: Table[str, str]
    caller: str | None
    organisation: str | None
    details: Table[str, str]
    rows: tuple[Row, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(changes_between(row.stand for row in self.rows))


def tell_history(rows: Iterable[Row], *, mapping: Mapping) -> tuple[Incident | None, tuple[Rejected, ...]]:
    """The incident that the rows of one number tell, and the rows that contradict the others.

    Rows are put into the order that the log counts them in, or else of their instants; rows of one instant
    keep their place in the file. A row that repeats another to the letter says nothing new.
    """
    kept, rejected = _in_order(list(rows), mapping)
    if not kept:
        return None, rejected
    first = kept[0]
    return (
        Incident(
            source=mapping.source,
            number=first.number,
            opened_at=first.opened_at,
            priority=first.stand.priority,
            subject=_subject(first, mapping),
            facts=first.facts,
            caller=first.caller,
            organisation=first.organisation,
            details={label: first.words[column] or NOTHING for label, column in mapping.details.items()},
            rows=tuple(kept),
        ),
        rejected,
    )


def _in_order(rows: list[Row], mapping: Mapping) -> tuple[list[Row], tuple[Rejected, ...]]:
    """The rows in order without those that contradict the others: as few as possible are taken out."""
    said_once = {row.stand.digest: row for row in reversed(rows)}
    ranked = sorted(said_once.values(), key=_rank)
    opened_at = Counter(row.opened_at for row in ranked).most_common(1)[0][0] if ranked else None
    agreeing = [row for row in ranked if row.opened_at == opened_at]
    others = [row for row in ranked if row.opened_at != opened_at]
    kept, going_back = _without_going_back(_second_readings(agreeing))
    return kept, (
        *(_rejected(row, mapping.opened_at, "The other rows say another opening.") for row in others),
        *(_rejected(row, mapping.changed_at, "Time goes back against the other rows.") for row in going_back),
    )


def _rank(row: Row) -> tuple[int, datetime, int]:
    return (*row.stand.rank, row.line)


def _rejected(row: Row, column: str, reason: str) -> Rejected:
    return Rejected(row.line, row.columns.get(column, 1), column, reason, row.raw)


def _second_readings(rows: list[Row]) -> list[Row]:
    """In the hour that a clock repeats, the second reading is taken where the first would go back in time."""
    placed: list[Row] = []
    for row in rows:
        before = placed[-1].stand.at if placed else row.stand.at
        again = row.changed_again_at
        placed.append(row.moved_to(again) if again and row.stand.at < before <= again else row)
    return placed


def _without_going_back(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The longest run of rows whose instants never fall, and the rows outside it."""
    lengths: list[int] = []
    previous: list[int | None] = []
    for at, row in enumerate(rows):
        fitting = [before for before in range(at) if rows[before].stand.at <= row.stand.at]
        best = max(fitting, key=lambda before: lengths[before], default=None)
        lengths.append(1 if best is None else lengths[best] + 1)
        previous.append(best)
    chosen: set[int] = set()
    step = max(range(len(rows)), key=lambda at: lengths[at], default=None)
    while step is not None:
        chosen.add(step)
        step = previous[step]
    return (
        [row for at, row in enumerate(rows) if at in chosen],
        [row for at, row in enumerate(rows) if at not in chosen],
    )


def _subject(row: Row, mapping: Mapping) -> str:
    words = {name: row.words[name] or NOTHING for name in mapping.subject_columns}
    return mapping.subject.format_map(words)[:LONGEST_SUBJECT]
