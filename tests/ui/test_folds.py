"""Wide tables fold on a telephone: each cell but the first and the one that decides carries the label of its column."""

import re
from pathlib import Path

import pytest

import uphold
from uphold.ui.components.table import Column, Table

ROOT = Path(uphold.__file__).parent
FOLDED = sorted(
    path for path in ROOT.glob("*/templates/**/*.html") if 'class="table folds' in path.read_text()
)


def label(markup: str) -> str:
    said = re.search(r'>.*?_\("([^"]*)"\)', re.sub(r'="\{\{.*?\}\}"', "", markup), flags=re.DOTALL)
    return said[1] if said and "visually-hidden" not in markup else ""


@pytest.mark.parametrize("path", FOLDED, ids=lambda path: str(path.relative_to(ROOT)))
def test_cells_carry_the_labels_of_their_columns(path: Path) -> None:
    tables = re.findall(r'<table class="table folds.*?</table>', path.read_text(), re.DOTALL)
    heads = [re.findall(r"<t[hd][ >].*?</t[hd]>", part_of(table, "thead"), re.DOTALL) for table in tables]

    rows = [
        re.findall(r"<t[hd](?: (?:[^>{]|\{[{%].*?[%}]\})*)?>", part_of(table, "tbody")) for table in tables
    ]

    assert [len(cells) for cells in rows] == [len(columns) for columns in heads]
    for columns, cells in zip(heads, rows, strict=True):
        unlabelled = [cell for cell in cells[1:] if "data-label" not in cell]
        named = [cell for column, cell in zip(columns, cells, strict=True) if label(column)][1:]
        assert [cell for cell in named if cell in unlabelled] == [cell for cell in named if "decides" in cell]


def part_of(table: str, name: str) -> str:
    return table.partition(f"<{name}")[2].partition(f"</{name}>")[0].partition(">")[2]


def test_the_last_figure_decides_unless_another_is_named() -> None:
    columns = (Column("Who"), Column("Open", is_number=True), Column("Due", is_number=True), Column("State"))
    named = (Column("Who"), Column("Open", is_number=True, is_deciding=True), *columns[2:])

    made = [Table(caption="Debts", columns=each, rows=()).deciding for each in (columns, named, columns[:1])]

    assert made == [2, 1, None]


def test_agreed_words_and_narrow_tables_do_not_fold() -> None:
    wide = tuple(Column(name) for name in "abcd")

    made = [
        Table(caption="Rows", columns=columns, rows=(), is_agreed=is_agreed).is_folded
        for columns, is_agreed in ((wide, False), (wide, True), (wide[:3], False))
    ]

    assert made == [True, False, False]
