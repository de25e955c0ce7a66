"""What the tree must not say, and what the documents must."""

import re
import tomllib
from pathlib import Path

from tests.house.tree import PACKAGE, ROOT

MACHINE_PATH = re.compile("/(?:" + "work/(?:main|shared)|root|home/[a-z]+|Users/[A-Za-z]+)/")
SETTING = re.compile(r"\bUPHOLD_[A-Z_]+\b")
PLACES = ("src", "tests", "bin", "docs", "agreements", "requirements")
NOT_TEXT = {".pyc", ".otf", ".ttf", ".woff2", ".png", ".mo", ".gz", ".zip"}


def test_no_path_of_a_machine_has_leaked_into_the_tree() -> None:
    leaks = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in our_texts()
        for found in MACHINE_PATH.finditer(path.read_text(encoding="utf-8"))
    ]

    assert leaks == []


def test_every_setting_is_in_the_running_guide_and_no_other() -> None:
    read = {
        name for path in PACKAGE.rglob("*.py") for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }

    told = set(SETTING.findall((ROOT / "docs" / "running.md").read_text(encoding="utf-8")))

    assert told == read


def test_requirements_are_pinned_by_hash_and_name_no_address() -> None:
    for name in ("build", "run", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pins = re.findall(r"^[\w.\-\[\]]+==\S+(?: ;[^\\]*)? \\\n    --hash=sha256:", text, flags=re.MULTILINE)
        assert "://" not in text
        assert len(pins) == len(re.findall(r"^[\w.\-]", text, flags=re.MULTILINE))


def test_every_ignored_rule_of_the_linter_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    ignored = tomllib.loads("\n".join(lines))["tool"]["ruff"]["lint"]["ignore"]

    reasoned = [code for line in lines for code in re.findall(r'"([A-Z]+\d+)"', line) if "#" in line]

    assert set(ignored) <= set(reasoned)


def our_texts() -> list[Path]:
    files = [path for place in PLACES for path in (ROOT / place).rglob("*") if path.is_file()]
    return [path for path in files if path.suffix not in NOT_TEXT and "vendor" not in path.parts]
