"""The plan of an import: the incidents that a log tells, and the rows that cannot come in. It writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from uphold.tickets.incidents.history import Incident, tell_history
from uphold.tickets.incidents.mapping import Mapping
from uphold.tickets.incidents.problem import Rejected, RowRefused
from uphold.tickets.incidents.records import Record, read_records
from uphold.tickets.incidents.rows import Row, RowReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would bring in. `row_count` counts all rows below the head, `repeated_count` the echoes."""

    incidents: tuple[Incident, ...]
    rejected: tuple[Rejected, ...]
    row_count: int
    repeated_count: int

    @property
    def accepted_count(self) -> int:
        return sum(len(incident.rows) for incident in self.incidents)


def plan_import(path: Path, *, mapping: Mapping, at: datetime) -> Plan:
    """Reads the whole log. `at` is the present: rows from later are rejected.

    Raises Unreadable when the file has no usable head.
    """
    reading = Reading(mapping, at=at)
    reading.read(path)
    return reading.plan()


class Reading:
    """A log being read: rows by incident, in the order in which incidents appear."""

    def __init__(self, mapping: Mapping, *, at: datetime) -> None:
        self.mapping = mapping
        self.at = at
        self.rows: dict[str, list[Row]] = {}
        self.rejected: list[Rejected] = []
        self.row_count = 0

    def read(self, path: Path) -> None:
        records = read_records(path, layout=self.mapping.layout)
        head = next(records)
        if isinstance(head, Rejected):
            raise TypeError("A log begins with its head.")
        reader = RowReader(self.mapping, head, file=str(path))
        for record in records:
            self.row_count += 1
            if isinstance(record, Rejected):
                self.rejected.append(record)
            else:
                self._take(reader, record)

    def plan(self) -> Plan:
        incidents: list[Incident] = []
        for rows in self.rows.values():
            incident, rejected = tell_history(rows, mapping=self.mapping)
            self.rejected.extend(rejected)
            if incident is not None:
                incidents.append(incident)
        accepted = sum(len(incident.rows) for incident in incidents)
        return Plan(
            incidents=tuple(incidents),
            rejected=tuple(sorted(self.rejected, key=lambda each: (each.line, each.column))),
            row_count=self.row_count,
            repeated_count=self.row_count - accepted - len(self.rejected),
        )

    def _take(self, reader: RowReader, record: Record) -> None:
        try:
            row = reader.read(record, before=self.at)
        except RowRefused as refusal:
            column = reader.column_of(record, refusal.field)
            self.rejected.append(Rejected(record.line, column, refusal.field, refusal.reason, record.raw))
        else:
            self.rows.setdefault(row.number, []).append(row)
