"""The tree as the tests of the house read it."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "uphold"
TESTS = ROOT / "tests"


def python_files(*places: Path) -> Iterator[Path]:
    for place in places:
        yield from sorted(path for path in place.rglob("*.py") if "migrations" not in path.parts)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))
