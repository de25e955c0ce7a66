"""Which chart a sheet has: made from its own cells, so that it shows what the table says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import ngettext

from uphold.desk.reports.tabled import cell_words
from uphold.reports.sheet import TIME, Cell, Cells, Sheet
from uphold.ui.components.chart import Bars, Chart, ChartKind, Series, Value, bars, chart

MOST_BARS = 12
MOST_COLUMNS = 27
HOUR, QUARTER_HOUR = 3600, 900
MET, MISSED = 3, 5


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart over time, or bars; of one currency where money is drawn."""

    title: str
    chart: Chart | None = None
    bars: Bars | None = None
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """`by` are the columns that name a bar, or the one of time; `parts` those drawn; `total` what a bar says.

    `looks` are given where a colour means something: what was met is green, what was missed is red.
    """

    by: tuple[str, ...]
    parts: tuple[str, ...]
    total: str = ""
    looks: tuple[int, ...] = ()
    is_over_time: bool = False
    is_money: bool = False


SKETCHES = {
    "utilisation": Sketch(by=("week",), parts=("in_credits", "in_money", "free", "open"), is_over_time=True),
    "leakage": Sketch(by=("why", "row"), parts=("seconds",)),
    "remaining": Sketch(by=("source", "expires"), parts=("free", "held")),
    "movement": Sketch(by=("source",), parts=("opened", "drawn", "refunded", "expired", "taken_back")),
    "ageing": Sketch(
        by=("customer",),
        parts=("not_due", "to_30", "to_60", "to_90", "over_90", "disputed"),
        total="open",
        is_money=True,
    ),
    "profitability": Sketch(by=("customer", "agreement"), parts=("result",), is_money=True),
    "turns": Sketch(by=("customer",), parts=("we_had", "customer_had", "third_party_had", "nobody_had")),
    "compliance": Sketch(by=("promise", "priority"), parts=("met", "missed"), looks=(MET, MISSED)),
}


def drawings_of(sheet: Sheet) -> list[Drawing]:
    sketch = SKETCHES[sheet.name]
    if sketch.is_over_time:
        return [Drawing(sheet.title, chart=over_time(sheet, sketch))] if sheet.rows else []
    groups: dict[str, list[Cells]] = {}
    for row in sheet.rows:
        groups.setdefault(str(row[sheet.place("currency")]) if sketch.is_money else "", []).append(row)
    drawn = []
    for currency, rows in groups.items():
        told = [row for row in rows if any(row[sheet.place(part)] for part in sketch.parts)]
        if told:
            drawn.append(beside_names(sheet, sketch, told, title=f"{sheet.title} {currency}".strip()))
    return drawn


def over_time(sheet: Sheet, sketch: Sketch) -> Chart:
    """Sums by week; from half a year on as lines, for so many columns are too narrow."""
    place = sheet.place(sketch.by[0])
    weeks = sorted({day for row in sheet.rows if isinstance(day := row[place], date)})
    series = [
        Series(
            str(sheet.columns[sheet.place(part)].label),
            tuple(
                sum(whole(row[sheet.place(part)]) for row in sheet.rows if row[place] == week)
                for week in weeks
            ),
        )
        for part in sketch.parts
    ]
    longest = max((sum(whole(each.values[n]) for each in series) for n in range(len(weeks))), default=0)
    return chart(
        [date_format(week, "j M") for week in weeks],
        series,
        say=sayer(sheet, sketch),
        base=HOUR if longest > HOUR else QUARTER_HOUR,
        kind=ChartKind.COLUMNS if len(weeks) <= MOST_COLUMNS else ChartKind.LINES,
    )


def beside_names(sheet: Sheet, sketch: Sketch, rows: Sequence[Cells], *, title: str) -> Drawing:
    """The longest first, and no more than one looks through."""
    ordered = sorted(rows, key=lambda row: -length(sheet, sketch, row))[:MOST_BARS]
    names = [
        ", ".join(str(row[sheet.place(key)]) for key in sketch.by if row[sheet.place(key)]) for row in ordered
    ]
    series = [
        Series(
            str(sheet.columns[sheet.place(part)].label),
            tuple(figure(row[sheet.place(part)]) for row in ordered),
            look=look,
        )
        for part, look in zip(sketch.parts, sketch.looks or (0,) * len(sketch.parts), strict=True)
    ]
    sums = [figure(row[sheet.place(sketch.total)]) for row in ordered] if sketch.total else None
    drawn = bars(names, series, say=sayer(sheet, sketch), sums=sums)
    return Drawing(title, bars=drawn, left_out=left_words(len(rows) - len(ordered)))


def left_words(count: int) -> str:
    more = ngettext("%(count)d more stands in the table.", "%(count)d more stand in the table.", count)
    return more % {"count": count} if count else ""


def length(sheet: Sheet, sketch: Sketch, row: Cells) -> Decimal:
    return sum((abs(Decimal(figure(row[sheet.place(part)]) or 0)) for part in sketch.parts), Decimal(0))


def sayer(sheet: Sheet, sketch: Sketch) -> Callable[[Value], str]:
    column = sheet.columns[sheet.place(sketch.parts[0])]
    return lambda value: cell_words(int(value) if column.kind is TIME else value, column.kind)


def figure(cell: Cell) -> Value | None:
    return cell if isinstance(cell, int | Decimal) else None


def whole(cell: Cell) -> int:
    return int(figure(cell) or 0)
