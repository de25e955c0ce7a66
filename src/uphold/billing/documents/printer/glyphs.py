"""Which characters our fonts can show. PDF/A allows no character without a glyph, so others are shown as one."""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
LONG_WORD = re.compile(r"\S{28,}")
BREAKABLE = re.compile(r"(\S{14})(?=\S)")
UNICODE_TABLES = {(0, 3): 4, (3, 1): 4, (0, 4): 12, (3, 10): 12}


def printable(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """The same value, every text in it without what no font of ours has."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, list):
        return [printable(each) for each in value]
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    return value


def shown(text: str) -> str:
    known = covered()
    seen = (
        letter for letter in " ".join(text.splitlines()) if not unicodedata.category(letter).startswith("C")
    )
    plain = "".join(letter if ord(letter) in known else UNKNOWN for letter in seen)
    return LONG_WORD.sub(lambda word: BREAKABLE.sub("\\1\u200b", word[0]), plain)


@cache
def covered() -> frozenset[int]:
    """The code points of every font that stands beside the template."""
    return frozenset().union(*(code_points(path.read_bytes()) for path in sorted(FONTS.glob("*.?tf"))))


def code_points(font: bytes) -> set[int]:
    """Those that the font's table "cmap" maps to a glyph (formats 4 and 12, the two of Unicode)."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = (struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(count))
    start = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    points: set[int] = set()
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * number)
        form = UNICODE_TABLES.get((platform, encoding))
        (stated,) = struct.unpack_from(">H", font, start + offset)
        if form == stated == 12:
            points |= _of_groups(font, start + offset)
        elif form == stated == 4:
            points |= _of_segments(font, start + offset)
    return points


def _of_groups(font: bytes, start: int) -> set[int]:
    (count,) = struct.unpack_from(">L", font, start + 12)
    groups = (struct.unpack_from(">LLL", font, start + 16 + 12 * number) for number in range(count))
    return {point for first, last, _ in groups for point in range(first, last + 1)}


def _of_segments(font: bytes, start: int) -> set[int]:
    """Segments of the basic plane; the last one stands for nothing."""
    (twice,) = struct.unpack_from(">H", font, start + 6)
    lasts = struct.unpack_from(f">{twice // 2}H", font, start + 14)
    firsts = struct.unpack_from(f">{twice // 2}H", font, start + 16 + twice)
    return {
        point
        for first, last in zip(firsts, lasts, strict=True)
        for point in range(first, last + 1)
        if point < 0xFFFF
    }
