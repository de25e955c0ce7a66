"""The sheet and its file: figures that every program reads, and no cell that is taken for a formula."""

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uphold.reports.apportion import apportioned
from uphold.reports.sheet import COUNT, MONEY, TIME, Cell, Column, Sheet, duration, totals_of
from uphold.reports.spreadsheet import csv_of

COLUMNS = (
    Column("customer", "Customer"),
    Column("currency", "Currency"),
    Column("worked", "Worked", TIME),
    Column("credits", "Credits", COUNT),
    Column("amount", "Amount", MONEY),
    Column("lost", "Lost", MONEY, is_partial=True),
)


def sheet(*rows: tuple[Cell, ...]) -> Sheet:
    totals = totals_of(COLUMNS, rows, words="in all")
    return Sheet(name="example", title="Example", columns=COLUMNS, rows=rows, totals=totals)


def read(made: Sheet) -> list[list[str]]:
    return list(csv.reader(StringIO("".join(csv_of(made)).removeprefix("\ufeff"))))


def test_the_file_has_head_rows_and_totals() -> None:
    made = sheet(("Harbour", "EUR", 5400, 12, Decimal("1250.5"), None))

    assert read(made) == [
        ["Customer", "Currency", "Worked", "Credits", "Amount", "Lost"],
        ["Harbour", "EUR", "1:30", "12", "1250.50", ""],
        ["in all", "EUR", "1:30", "12", "1250.50", ""],
    ]


def test_the_file_says_that_it_is_utf_8() -> None:
    assert next(csv_of(sheet())).startswith("\ufeffCustomer")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_words_that_begin_like_a_formula_are_guarded(name: str) -> None:
    [_, row, _] = read(sheet((name, "EUR", 0, 0, Decimal(0), None)))

    assert row[0] == f"'{name}"


def test_a_negative_figure_is_a_figure() -> None:
    [_, row, _] = read(sheet(("Harbour", "EUR", -5420, -3, Decimal("-0.5"), Decimal(0))))

    assert row[2:] == ["-1:30:20", "-3", "-0.50", "0.00"]


def test_currencies_have_totals_of_their_own() -> None:
    made = sheet(
        ("A", "EUR", 60, 1, Decimal(1), None),
        ("B", "CHF", 60, 1, Decimal(2), None),
        ("C", "EUR", 60, 1, Decimal(3), None),
    )

    assert [(row[1], row[4]) for row in made.totals] == [("CHF", Decimal(2)), ("EUR", Decimal(4))]


def test_what_is_unknown_somewhere_has_no_sum_but_where_a_part_is_told() -> None:
    [total] = sheet(("A", "EUR", 60, 1, None, Decimal(5)), ("B", "EUR", 60, 1, Decimal(2), None)).totals

    assert total[4:] == (None, Decimal(5))


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (59, "0:00:59"), (3600, "1:00"), (360000, "100:00"), (-60, "-0:01")]
)
def test_a_length_of_time_is_written_as_spreadsheets_read_it(seconds: int, words: str) -> None:
    assert duration(seconds) == words


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**4), min_size=1, max_size=20).filter(any))
def test_shares_add_up_and_are_less_than_one_off(whole: int, weights: list[int]) -> None:
    parts = apportioned(whole, weights)

    assert sum(parts) == whole
    assert all(
        abs(part * sum(weights) - whole * weight) < sum(weights)
        for part, weight in zip(parts, weights, strict=True)
    )


def test_an_empty_sheet_has_no_totals() -> None:
    assert sheet().totals == ()
