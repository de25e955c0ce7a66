"""The page that says what each clause does names tests that exist."""

import re

from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "clauses.md"
NAMED = re.compile(r"`(?P<path>tests/[\w/]+\.py)::(?P<test>test_\w+)`")


def test_every_test_that_shows_a_clause_is_there() -> None:
    named = [(found["path"], found["test"]) for found in NAMED.finditer(PAGE.read_text(encoding="utf-8"))]

    missing = [f"{path}::{test}" for path, test in named if not is_there(path, test)]

    assert named != []
    assert missing == []


def test_every_row_names_a_test() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]

    assert [row for row in rows[1:] if not NAMED.search(row)] == []


def is_there(path: str, test: str) -> bool:
    file = ROOT / path
    return file.is_file() and f"def {test}(" in file.read_text(encoding="utf-8")
