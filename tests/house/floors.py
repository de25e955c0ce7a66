"""The floors of the house, read from the picture in docs/map.md."""

import re

from tests.house.tree import ROOT

PICTURE = re.compile(r"## The picture\n\n(?P<lines>(?:    .*\n)+)")


def floors() -> list[frozenset[str]]:
    """From the top down; a set holds the rooms that stand beside one another."""
    names = [re.split(r"\s{2,}", line.strip())[0] for line in picture().splitlines()]
    return [frozenset(part.strip(" ()") for part in name.split("|")) for name in names]


def rooms_not_built() -> frozenset[str]:
    """Those that the picture shows in brackets."""
    return frozenset(re.findall(r"\((\w+)\)", picture()))


def picture() -> str:
    found = PICTURE.search((ROOT / "docs" / "map.md").read_text(encoding="utf-8"))
    if found is None:
        raise AssertionError("docs/map.md has lost its picture.")
    return found["lines"]


def floor_of(module: str) -> int:
    """How far below the roof a module stands."""
    room = module.removeprefix("uphold.").split(".")[0]
    for depth, rooms in enumerate(floors()):
        if room in rooms:
            return depth
    raise AssertionError(f"{room} is not in the picture of docs/map.md.")


def is_below(one: int, other: int) -> bool:
    return one > other
