"""Wide tables fold on a telephone: every cell carries the label of its column, but the one that decides and the first."""

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
    [(heads, body)] = re.findall(
        r"<thead>(.*?)</thead>.*?<tbody[^>]*>(.*?)</tbody>", path.read_text(), re.DOTALL
    )
    columns = [label(each) for each in re.findall(r"<t[hd][ >].*?</t[hd]>", heads, re.DOTALL)]

    cells = re.findall(r"<t[hd](?: (?:[^>{]|\{[{%].*?[%}]\})*)?>", body)

    assert len(cells) == len(columns)
    for place, (cell, words) in enumerate(zip(cells, columns, strict=True)):
        said = re.search(r'data-label="\{\{ _\("([^"]*)"\) \}\}"', cell)
        assert (said[1] if said else "") == ("" if place == 0 or 'class="decides' in cell else words)
    assert sum('class="decides' in cell for cell in cells) <= 1


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
