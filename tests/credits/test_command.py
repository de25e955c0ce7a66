"""`uphold credits check`: what it prints, and with which code it ends."""

from argparse import Namespace

import pytest

from tests.cast.credits import make_account, make_draw, make_lot, unguarded
from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.command.credits import check
from uphold.command.frame import verb_of
from uphold.credits.models import Lot


def test_the_verb_is_known() -> None:
    verb = verb_of(["credits", "check"])

    assert verb is not None
    assert verb.module == check.__name__


def test_where_all_agrees_it_says_how_much_it_looked_at(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    make_draw(make_lot(make_account(cast)), amount=5, work_at=at("2026-06-09 10:00"))

    code = check.run(Namespace(provider=None))

    assert code == 0
    assert capsys.readouterr().out == "Derived and stored agree. Accounts: 1, lots: 1, entries: 2.\n"


def test_a_difference_is_printed_with_its_place(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    lot = make_lot(make_account(cast))
    with unguarded():
        Lot.objects.update(remaining_credits=77)

    code = check.run(Namespace(provider="northwind"))

    said = " ".join(capsys.readouterr().out.split())
    assert code == 1
    assert f"Northwind, Harbour Clinic, lot {lot.pk} (60 credits) remaining 77 60" in said
    assert "Differences: 1. Nothing was changed." in said


def test_a_provider_that_nobody_knows_is_an_error(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    code = check.run(Namespace(provider="Eastgate"))

    assert code == 1
    assert capsys.readouterr().err == (
        "There is no provider called Eastgate. There are: Northwind, Southgate.\n"
    )
