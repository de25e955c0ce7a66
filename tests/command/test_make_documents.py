"""`uphold documents` makes what is missing and says how many."""

from argparse import ArgumentParser

import pytest

from tests.billing.documents.invoices import issued, line
from tests.cast.fixtures import cast
from tests.cast.people import Cast
from uphold.billing.models import Document
from uphold.command.make_documents import configure, run

__all__ = ["cast"]


def test_what_is_missing_is_made_and_counted(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        issued(cast, [line("1.00")])
    parser = ArgumentParser()
    configure(parser)

    codes = [run(parser.parse_args(["--printers", "1"])) for _ in range(2)]

    assert codes == [0, 0]
    assert Document.objects.count() == 4
    assert [said for said in capsys.readouterr().out.splitlines() if said.strip()] == [
        "2 invoices got their documents.",
        "0 invoices got their documents.",
    ]
