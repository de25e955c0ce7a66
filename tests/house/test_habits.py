"""Habits that the linter does not know."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.test_imports import imported_by, tree_of
from tests.house.tree import PACKAGE, named, python_files

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc"}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals")
MODEL_OPTIONS = {"auto_now", "auto_now_add"}
TYPES_FORBIDDEN_IN_POLICY = {"float", "Any"}
LIKENESS = {"names.py"}  # how like two words are is a ratio; no money, no time
TODO = re.compile(r"#\s*(TODO|FIXME|XXX)\b")


def test_no_file_has_a_name_that_says_nothing() -> None:
    empty = [named(path) for path in PACKAGE.rglob("*.py") if path.stem in EMPTY_NAMES]

    assert empty == []


def test_nobody_listens_to_signals() -> None:
    listeners = [
        f"{named(path)} imports {name}"
        for path in python_files(PACKAGE)
        for name in imported_by(path)
        if name.startswith(SIGNALS)
    ]

    assert listeners == []


def test_rows_have_no_logic_in_save_and_no_key_to_anything() -> None:
    clever = [
        f"{place} {node.name}"
        for place, node in definitions(rooms_files())
        if node.name in {"save", "delete"}
    ]
    generic = [
        named(path) for path in rooms_files() for name in imported_by(path) if "GenericForeignKey" in name
    ]

    assert clever + generic == []


def test_no_row_reads_the_clock_by_itself() -> None:
    readers = [
        f"{named(path)}:{node.value.lineno} {node.arg}"
        for path in rooms_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.keyword) and node.arg in MODEL_OPTIONS
    ]

    assert readers == []


def test_policy_knows_no_float_and_no_any() -> None:
    loose = [
        f"{named(path)}:{node.lineno} {node.id}"
        for path in python_files(PACKAGE / "policy")
        for node in annotations(tree_of(path))
        if node.id in TYPES_FORBIDDEN_IN_POLICY and path.name not in LIKENESS
    ]

    assert loose == []


def test_nothing_is_left_for_later() -> None:
    later = [
        f"{named(path)}:{number}"
        for path in python_files(PACKAGE)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if TODO.search(line)
    ]

    assert later == []


def rooms_files() -> list[Path]:
    rooms = [place.parent for place in PACKAGE.glob("*/migrations")]
    return list(python_files(*rooms))


def definitions(paths: list[Path]) -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in paths:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                yield f"{named(path)}:{node.lineno}", node


def annotations(tree: ast.Module) -> Iterator[ast.Name]:
    """The names in every annotation of a module."""
    for node in ast.walk(tree):
        stated = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        for each in stated:
            if each is not None:
                yield from (part for part in ast.walk(each) if isinstance(part, ast.Name))
