"""Where charts put their figures, and what they say to those who do not see them."""

from decimal import Decimal

import pytest

from uphold.ui.components.chart import Chart, ChartKind, Series, Value, bars, chart

NAMES = ("Mon", "Tue")
SERIES = (Series("work", (30, 10)), Series("rest", (20, 0)))


def plainly(value: Value) -> str:
    return f"{value}"


def drawn(kind: ChartKind = ChartKind.COLUMNS) -> Chart:
    return chart(NAMES, SERIES, say=plainly, kind=kind)


def test_columns_are_stacked_from_the_ground() -> None:
    pieces = [(piece.x, piece.y, piece.height, piece.look) for piece in drawn().pieces]

    assert pieces == [
        ("7.00%", "40.00%", "60.00%", 1),
        ("7.00%", "0.00%", "40.00%", 2),
        ("57.00%", "80.00%", "20.00%", 1),
    ]


def test_a_part_says_what_it_is() -> None:
    assert [piece.title for piece in drawn().pieces] == ["Mon, work: 30", "Mon, rest: 20", "Tue, work: 10"]


def test_the_chart_says_its_sums() -> None:
    assert drawn().text == "work 40 in all, rest 20 in all"


def test_lines_share_one_scale_and_are_not_stacked() -> None:
    lines = drawn(kind=ChartKind.LINES)

    assert [curve.points for curve in lines.curves] == ["25.00,0.00 75.00,66.67", "25.00,33.33 75.00,100.00"]
    assert lines.pieces == ()


@pytest.mark.parametrize(
    ("top", "base", "levels"),
    [
        (50, 1, ["0", "10", "20", "30", "40", "50"]),
        (7, 1, ["0", "2", "4", "6", "8"]),
        (0, 1, ["0", "1"]),
        (7200, 3600, ["0", "3600", "7200"]),
        (40000, 3600, ["0", "18000", "36000", "54000"]),
        (1234567, 1, ["0", "500000", "1000000", "1500000"]),
    ],
)
def test_levels_are_round_and_few(top: int, base: int, levels: list[str]) -> None:
    made = chart(("Mon",), (Series("work", (top,)),), say=plainly, base=base)

    assert [level.label for level in made.levels] == levels


def test_no_more_names_stand_below_than_a_telephone_has_room_for() -> None:
    names = tuple(str(number) for number in range(53))

    made = chart(names, (Series("work", tuple(range(53))),), say=plainly)

    assert [name.label for name in made.names] == ["0", "9", "18", "27", "36", "45"]


def test_an_empty_chart_is_drawn_without_anything() -> None:
    made = chart((), (Series("work", ()),), say=plainly)

    assert (made.pieces, made.names, made.text) == ((), (), "work 0 in all")


def test_bars_begin_where_nothing_stands() -> None:
    made = bars(("A", "B"), (Series("result", (Decimal(75), Decimal(-25))),), say=plainly)

    assert made.zero == "25.00%"
    assert [(bar.pieces[0].x, bar.pieces[0].width, bar.value) for bar in made.bars] == [
        ("25.00%", "75.00%", "75"),
        ("0.00%", "25.00%", "-25"),
    ]


def test_a_loss_looks_otherwise_than_a_gain() -> None:
    made = bars(("A", "B"), (Series("result", (1, -1)),), say=plainly)

    assert [bar.pieces[0].look for bar in made.bars] == [1, 5]


def test_what_is_unknown_is_drawn_as_nothing_and_says_nothing() -> None:
    made = bars(("A", "B"), (Series("result", (None, 4)),), say=plainly, sums=(None, 4))

    assert [(len(bar.pieces), bar.value) for bar in made.bars] == [(0, ""), (1, "4")]


def test_parts_of_a_bar_follow_one_another_on_both_sides() -> None:
    series = (Series("in", (10,)), Series("out", (-30,)), Series("back", (20,)), Series("gone", (-10,)))

    [bar] = bars(("A",), series, say=plainly).bars

    assert [(piece.x, piece.width) for piece in bar.pieces] == [
        ("57.14%", "14.29%"),
        ("14.29%", "42.86%"),
        ("71.43%", "28.57%"),
        ("0.00%", "14.29%"),
    ]
