"""A plan beside what is here: which incidents are new, which have grown, and which rows no longer fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uphold.tickets.incidents.history import Incident
from uphold.tickets.incidents.known import Known, key_of
from uphold.tickets.incidents.mapping import Mapping as LogMapping
from uphold.tickets.incidents.problem import Rejected
from uphold.tickets.incidents.rows import Row
from uphold.tickets.incidents.stand import Stand


@dataclass(frozen=True, slots=True)
class Arrival:
    """An incident with the rows that are new; `known` is None when its ticket is yet to be made."""

    incident: Incident
    rows: tuple[Row, ...]
    known: Known | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What there is to do, and the rows that contradict what came in before."""

    arrivals: tuple[Arrival, ...]
    rejected: tuple[Rejected, ...]
    unchanged_count: int

    @property
    def new_count(self) -> int:
        return sum(arrival.known is None for arrival in self.arrivals)

    @property
    def grown_count(self) -> int:
        return len(self.arrivals) - self.new_count

    @property
    def row_count(self) -> int:
        return sum(len(arrival.rows) for arrival in self.arrivals)


def compare(incidents: Iterable[Incident], *, known: Mapping[str, Known], mapping: LogMapping) -> Comparison:
    """Rows that are here already are passed over; the others must fit between those that are."""
    arrivals: list[Arrival] = []
    rejected: list[Rejected] = []
    unchanged_count = 0
    for incident in incidents:
        here = known.get(key_of(incident.source, incident.number))
        rows, refused = (incident.rows, ()) if here is None else _fitting(incident, here, mapping)
        rejected += refused
        if rows:
            arrivals.append(Arrival(incident, rows, here))
        elif not refused:
            unchanged_count += 1
    return Comparison(tuple(arrivals), tuple(rejected), unchanged_count)


def _fitting(
    incident: Incident, known: Known, mapping: LogMapping
) -> tuple[tuple[Row, ...], tuple[Rejected, ...]]:
    rows: list[Row] = []
    refused: list[Rejected] = []
    for row in incident.rows:
        if row.stand.digest in known.digests:
            continue
        column, reason = _misfit(row, known, mapping)
        if reason:
            refused.append(Rejected(row.line, row.columns.get(column, 1), column, reason, row.raw))
        else:
            rows.append(row)
    return tuple(rows), tuple(refused)


def _misfit(row: Row, known: Known, mapping: LogMapping) -> tuple[str, str]:
    """The column and the reason why a row contradicts what came in before; empty when it fits."""
    if known.is_touched:
        return (
            mapping.number,
            "The ticket has been worked on in the desk since it came in; its history goes on there.",
        )
    if row.opened_at != known.ticket.opened_at:
        return mapping.opened_at, "The incident that is here says another opening."
    if any(_goes_back(row.stand, stand) for stand in known.stands):
        return mapping.changed_at, "Time goes back against rows that are here."
    if row.stand.rank < known.stands[0].rank:
        return mapping.changed_at, "This lies before the first row that is here."
    return "", ""


def _goes_back(one: Stand, other: Stand) -> bool:
    """Whether the log counts the two in another order than their instants."""
    if one.order is None or other.order is None or one.order == other.order:
        return False
    earlier, later = (one, other) if one.order < other.order else (other, one)
    return earlier.at > later.at
