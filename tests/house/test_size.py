"""Files and functions stay short enough to be read at once."""

import ast
from pathlib import Path

from tests.house.tree import PACKAGE, ROOT, TESTS, named, python_files

FILE_LINES, TEST_FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 400, 500, 60, 60
Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_file_is_longer_than_400_lines() -> None:
    long = [named(path) for path in python_files(PACKAGE, ROOT / "bin") if lines_of(path) > FILE_LINES]

    assert long == []


def test_no_test_file_is_longer_than_500_lines() -> None:
    long = [named(path) for path in python_files(TESTS) if lines_of(path) > TEST_FILE_LINES]

    assert long == []


def test_no_function_is_longer_than_60_lines() -> None:
    long = [
        f"{named(path)}:{function.lineno} {function.name}"
        for path in python_files(PACKAGE, TESTS, ROOT / "bin")
        for function in functions_of(path)
        if (function.end_lineno or 0) - function.lineno + 1 > FUNCTION_LINES
    ]

    assert long == []


def test_no_template_is_longer_than_60_lines() -> None:
    long = [
        named(path)
        for path in sorted(PACKAGE.glob("*/templates/**/*.html"))
        if lines_of(path) > TEMPLATE_LINES
    ]

    assert long == []


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_of(path: Path) -> list[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, Function)]
