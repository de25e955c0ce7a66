"""The plan of an import: which rows are new, which are here, which say something else, which cannot come in.

It writes nothing. Deployments are planned before the units that belong to them, wherever they stand in the file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from uphold.people.models import Provider
from uphold.products.importing.columns import NAMES, REQUIRED, passed_over, places_in
from uphold.products.importing.known import known_of
from uphold.products.importing.records import FileUnreadable, Record, records_of
from uphold.products.importing.rows import Row, RowReader, RowWrong
from uphold.products.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A row that stays out. `place` counts the columns from 1, `column` is its header; 0 and "": the whole row."""

    line: int
    place: int
    column: str
    words: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A unit that is here, where the file says something else: each field with what is here and what the file says."""

    row: Row
    unit: Unit
    fields: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`same` counts rows that are here as they are, `repeated` those that the file says twice.

    `passed_over` are the columns that nothing is read from; `error` is why the file cannot be used at all.
    """

    new: tuple[Row, ...] = ()
    different: tuple[Difference, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    same: int = 0
    repeated: int = 0
    passed_over: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    error: str = ""

    @property
    def row_count(self) -> int:
        return len(self.new) + len(self.different) + len(self.rejected) + self.same + self.repeated

    @property
    def new_sites(self) -> tuple[tuple[int, str], ...]:
        """The sites that come in with their first unit, by customer and name."""
        rows = [*self.new, *(each.row for each in self.different)]
        named = {(row.customer.pk, row.site_name) for row in rows if row.site_name and row.site is None}
        return tuple(sorted(named))


def plan_units(content: bytes, *, provider: Provider, slashes: str = "") -> Plan:
    """`slashes` is "month first" or "day first" where days are written 01/31/2026 or 31/01/2026."""
    try:
        records = list(records_of(content))
        header = header_of(records)
    except FileUnreadable as error:
        return Plan(error=str(error))
    places = places_in(header)
    names = {
        " ".join(record.cells[places["name"]].split())
        for record in records[1:]
        if record.cells and len(record.cells) == len(header)
    }
    reader = RowReader(known_of(provider, names=names), places=places, slashes=slashes)
    planning = Planning(reader, header=header)
    for record in deployments_first(records[1:], kind_at=places.get("kind")):
        planning.take(record)
    return planning.plan()


def header_of(records: Sequence[Record]) -> tuple[str, ...]:
    header = records[0].cells if records else None
    if not header:
        raise FileUnreadable(gettext("The file has no header that names its columns."))
    places = places_in(header)
    missing = [NAMES[name][0] for name in REQUIRED if name not in places]
    if missing:
        words = gettext("No column {0} in the header: {1}.")
        raise FileUnreadable(words.format(", ".join(missing), ", ".join(header)))
    return header


def deployments_first(records: Sequence[Record], *, kind_at: int | None) -> Iterator[Record]:
    def is_deployment(record: Record) -> bool:
        cells = record.cells or ()
        return kind_at is not None and kind_at < len(cells) and cells[kind_at].casefold() == "deployment"

    yield from sorted(records, key=lambda record: not is_deployment(record))


class Planning:
    """A file being planned, row by row."""

    def __init__(self, reader: RowReader, *, header: tuple[str, ...]) -> None:
        self.reader, self.header = reader, header
        self.new: list[Row] = []
        self.different: list[Difference] = []
        self.rejected: list[Rejected] = []
        self.seen: dict[tuple[str, int, str], Row] = {}
        self.same = self.repeated = 0

    def take(self, record: Record) -> None:
        if record.cells is None:
            self.reject(record, words=gettext("The quotes of this line do not match."))
            return
        if len(record.cells) != len(self.header):
            words = gettext("{0} cells stand here instead of {1}.")
            self.reject(record, words=words.format(len(record.cells), len(self.header)))
            return
        try:
            row = self.reader.read(record, planned=self.seen)
            self.sort(row)
        except RowWrong as wrong:
            self.reject(record, name=wrong.field, words=wrong.words)

    def sort(self, row: Row) -> None:
        before = self.seen.get(row.key)
        if before is not None:
            if not row.is_like(before):
                raise RowWrong("name", gettext("Line {0} says something else of it.").format(before.line))
            self.repeated += 1
            return
        self.seen[row.key] = row
        unit = self.reader.unit_of(row)
        if unit is None:
            self.new.append(row)
        elif fields := row.unlike(unit):
            self.different.append(Difference(row=row, unit=unit, fields=fields))
        else:
            self.same += 1

    def reject(self, record: Record, *, words: str, name: str = "") -> None:
        place = self.reader.places.get(name)
        self.rejected.append(
            Rejected(
                line=record.line,
                place=0 if place is None else place + 1,
                column="" if place is None else self.header[place],
                words=words,
                cells=record.cells or (),
            )
        )

    def plan(self) -> Plan:
        return Plan(
            new=tuple(sorted(self.new, key=lambda row: row.line)),
            different=tuple(sorted(self.different, key=lambda each: each.row.line)),
            rejected=tuple(sorted(self.rejected, key=lambda each: each.line)),
            same=self.same,
            repeated=self.repeated,
            passed_over=tuple(passed_over(self.header)),
            header=self.header,
        )
