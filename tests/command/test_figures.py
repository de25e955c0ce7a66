"""`uphold report NAME`: the terminal tells what the page tells."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date

import pytest

from tests.cast.fixtures import cast
from tests.cast.people import Cast
from tests.reports.rows import NOW, make_receivable
from uphold.command import figures
from uphold.command.frame import verb_of
from uphold.command.verbs import VERBS
from uphold.kit import stopped_at

__all__ = ["cast"]


@pytest.fixture(autouse=True)
def end_of_june() -> Iterator[None]:
    with stopped_at(NOW):
        yield


@pytest.fixture
def owed(cast: Cast) -> Cast:
    make_receivable(cast.northwind, cast.harbour, date(2026, 6, 3), open_amount="1250.00")
    return cast


def run(*words: str) -> int:
    parser = ArgumentParser()
    figures.configure(parser)
    return figures.run(parser.parse_args(words))


def test_both_reports_are_found_by_their_words() -> None:
    chosen = [verb_of(words) for words in (["report", "compliance"], ["report", "ageing"])]

    assert [verb.module for verb in chosen if verb] == ["uphold.command.report", "uphold.command.figures"]
    assert len({verb.name for verb in VERBS}) == len(VERBS)


def test_a_table_is_printed_with_its_totals(owed: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ageing", "--provider", "Northwind") == 0

    text = capsys.readouterr().out
    assert "Ageing of Northwind, today (Europe/Vienna)" in text
    assert [line.split() for line in text.splitlines() if "1250.00" in line] == [
        ["Harbour", "Clinic", "EUR", "0.00", "1250.00", "0.00", "0.00", "0.00", "0.00", "1250.00"],
        ["in", "all", "EUR", "0.00", "1250.00", "0.00", "0.00", "0.00", "0.00", "1250.00"],
    ]


def test_csv_is_that_of_the_page(owed: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    run("ageing", "--provider", "Northwind", "--csv")

    assert (
        capsys.readouterr().out.splitlines()[1]
        == "Harbour Clinic,EUR,0.00,1250.00,0.00,0.00,0.00,0.00,1250.00"
    )


def test_programs_read_json(owed: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    run("ageing", "--provider", "Northwind", "--json")

    [sheet] = json.loads(capsys.readouterr().out)
    assert (sheet["name"], sheet["rows"][0]["customer"], sheet["totals"][0]["open"]) == (
        "ageing",
        "Harbour Clinic",
        "1250.00",
    )


def test_an_empty_report_says_what_would_be_here(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    run("utilisation", "--provider", "Northwind", "--period", "2026-Q1")

    assert capsys.readouterr().out.splitlines() == [
        "Utilisation of Northwind, 2026-01-01 to 2026-03-31 (Europe/Vienna)",
        "Work that is logged in this period stands here, by week and person.",
    ]


@pytest.mark.parametrize("words", [["ageing"], ["ageing", "--provider", "Nobody"]])
def test_of_several_providers_one_is_named(words: list[str], cast: Cast) -> None:
    with pytest.raises(figures.ProviderUnclear) as refusal:
        run(*words)

    assert str(refusal.value) == "Name one provider with --provider: Northwind, Southgate."


def test_days_of_ones_own_are_named_by_first_and_last(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    run("leakage", "--provider", "Northwind", "--from", "2026-06-01", "--to", "2026-06-14")

    assert "2026-06-01 to 2026-06-14" in capsys.readouterr().out
