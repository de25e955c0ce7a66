"""docs/map.md tells the truth: its picture is the tree, and import-linter keeps the same picture."""

import tomllib

from tests.house.floors import floors, rooms_not_built
from tests.house.tree import PACKAGE, ROOT


def test_the_picture_shows_every_room_and_no_other() -> None:
    drawn = set().union(*floors())

    built = {place.name for place in PACKAGE.iterdir() if (place / "__init__.py").exists()}

    assert built - drawn == set(), "rooms that the picture lacks"
    assert drawn - built <= rooms_not_built(), "rooms that are drawn as built and are not"


def test_the_layers_of_import_linter_are_the_picture() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(each for each in settings["tool"]["importlinter"]["contracts"] if each["name"] == "floors")[
        "layers"
    ]

    kept = [frozenset(part.strip(" ()") for part in layer.split("|")) for layer in layers]

    assert kept == floors()
