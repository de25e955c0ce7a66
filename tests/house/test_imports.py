"""What may be imported where, beyond the layers that import-linter keeps."""

import ast
import sys
from pathlib import Path

from tests.house.tree import PACKAGE, ROOT, TESTS, named, python_files

POLICY_MAY_IMPORT = {"uphold", "markdown_it", "ruamel", "holidays", "numpy"} | set(sys.stdlib_module_names)
POLICY_MAY_NOT_CALL = {"open", "print", "input", "eval", "exec"}


def test_policy_imports_the_standard_library_and_four_packages() -> None:
    strangers = [
        f"{named(path)} imports {name}"
        for path in python_files(PACKAGE / "policy")
        for name in imported_by(path)
        if name.split(".")[0] not in POLICY_MAY_IMPORT
        or (name.startswith("uphold.") and not name.startswith("uphold.policy"))
    ]

    assert strangers == []


def test_policy_does_not_read_or_write_by_itself() -> None:
    calls = [
        f"{named(path)}:{node.lineno} calls {node.func.id}"
        for path in python_files(PACKAGE / "policy")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in POLICY_MAY_NOT_CALL
    ]

    assert calls == []


def test_nobody_imports_a_star() -> None:
    stars = [
        f"{named(path)}:{node.lineno}"
        for path in python_files(PACKAGE, TESTS, ROOT / "bin")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]

    assert stars == []


def test_only_faces_ask_for_the_time() -> None:
    faces = {"desk", "portal", "api", "ui", "worker", "command", "site", "kit"}
    rooms = [place for place in PACKAGE.iterdir() if place.is_dir() and place.name not in faces]
    askers = [
        f"{named(path)} imports {name}"
        for path in python_files(*rooms)
        for name in imported_by(path)
        if name in {"uphold.kit.now", "uphold.kit.clock.now", "django.utils.timezone.now"}
    ]

    assert askers == []


def test_every_module_says_why_it_exists() -> None:
    silent = [
        named(path)
        for path in python_files(PACKAGE, TESTS, ROOT / "bin")
        if path.stat().st_size > 0 and ast.get_docstring(tree_of(path)) is None
    ]

    assert silent == []


def imported_by(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
