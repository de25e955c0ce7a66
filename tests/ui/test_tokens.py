"""Colours are computed as a screen shows them, so a changed token cannot make words unreadable in either theme."""

import math
import re
from pathlib import Path

import pytest

from uphold import ui

CSS = Path(ui.__file__).parent / "static" / "ui" / "css"
TOKEN = re.compile(r"--([a-z-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\);")
READABLE, VISIBLE = 4.5, 3.0

GROUNDS = ("canvas", "surface", "raised", "sunken", "hover", "chosen")
WORDS = ("ink", "ink-quiet", "promise", "soon", "missed", "met", "paused", "clause")
PAIRS = [
    *((words, ground, READABLE) for words in WORDS for ground in GROUNDS),
    *(
        (state, f"{state}-ground", READABLE)
        for state in ("promise", "soon", "missed", "met", "paused", "clause")
    ),
    *((words, "note-ground", READABLE) for words in ("ink", "ink-quiet", "soon")),
    *((words, "clause-ground", READABLE) for words in ("ink", "ink-quiet")),
    ("on-act", "act", READABLE),
    *(("focus", ground, VISIBLE) for ground in GROUNDS),
    *(("line-firm", ground, VISIBLE) for ground in ("canvas", "surface", "raised")),
    *(("hour-counted", ground, VISIBLE) for ground in ("canvas", "surface", "hour-closed")),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_words_and_marks_stand_out_from_their_ground(front: str, back: str, least: float, theme: int) -> None:
    colours = _tokens()

    assert _contrast(colours[front][theme], colours[back][theme]) >= least


def test_style_sheets_name_colours_only_by_their_meaning() -> None:
    sheets = [path for path in CSS.rglob("*.css") if path.name not in {"tokens.css", "print.css"}]
    own = {"avatar.css", "dialog.css"}  # hues of people, and the veil behind a dialog

    named = [
        path.name for path in sheets if re.search(r"#[0-9a-f]{3,8}\b|oklch\(|rgb", path.read_text("utf-8"))
    ]

    assert set(named) <= own


def test_every_style_sheet_is_part_of_the_look() -> None:
    listed = set(re.findall(r'url\("([^"]+)"\)', (CSS / "uphold.css").read_text("utf-8")))

    assert listed == {str(path.relative_to(CSS)) for path in CSS.rglob("*.css")} - {"uphold.css"}


def test_every_name_that_is_used_has_a_value() -> None:
    texts = [path.read_text("utf-8") for path in CSS.rglob("*.css")]
    given = {name for text in texts for name in re.findall(r"(--[a-z0-9-]+):", text)}

    used = {name for text in texts for name in re.findall(r"var\((--[a-z0-9-]+)", text)}

    assert used - given == set()


def _tokens() -> dict[str, tuple[float, float]]:
    found = TOKEN.findall((CSS / "tokens.css").read_text("utf-8"))
    return {name: (_luminance(light), _luminance(dark)) for name, light, dark in found}


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _luminance(oklch: str) -> float:
    """Relative luminance (WCAG) of a colour in oklch, cut to what a screen can show."""
    lightness, chroma, hue = (float(part.rstrip("%")) for part in oklch.split())
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness / 100 + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness / 100 - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness / 100 - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(max(part, 0.0), 1.0) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
