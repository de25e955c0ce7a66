"""The logo: a PNG or JPEG picture of a bounded size, wrapped so that it travels to the printer as text."""

import base64
import struct
from dataclasses import dataclass

MOST_BYTES = 200_000
MOST_PIXELS = 4_000_000
WIDEST_MILLIMETRES, HIGHEST_MILLIMETRES = 62, 14
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of JPEG that state a size."""


@dataclass(frozen=True, slots=True)
class Picture:
    media: str
    width: int
    height: int


def placed(logo: bytes) -> dict[str, str | float]:
    """The picture and its width on paper; an empty one where there is none, or none that we would show."""
    picture = picture_of(logo)
    if picture is None:
        return {"logo": "", "logo_millimetres": 0}
    width = min(WIDEST_MILLIMETRES, HIGHEST_MILLIMETRES * picture.width / picture.height)
    return {"logo": drawn(logo, picture), "logo_millimetres": round(width, 2)}


def drawn(logo: bytes, picture: Picture) -> str:
    """An SVG that holds the picture."""
    size = f'width="{picture.width}" height="{picture.height}"'
    data = base64.b64encode(logo).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="data:{picture.media};base64,{data}"/></svg>'
    )


def picture_of(logo: bytes) -> Picture | None:
    """What the first bytes say: no picture is decoded here."""
    picture = _png(logo) or _jpeg(logo)
    if picture is None or len(logo) > MOST_BYTES:
        return None
    return picture if 0 < picture.width * picture.height <= MOST_PIXELS else None


def _png(logo: bytes) -> Picture | None:
    if not logo.startswith(PNG) or logo[12:16] != b"IHDR" or len(logo) < 24:
        return None
    width, height = struct.unpack_from(">II", logo, 16)
    return Picture("image/png", width, height)


def _jpeg(logo: bytes) -> Picture | None:
    """Walks from marker to marker until one states the size."""
    if not logo.startswith(JPEG):
        return None
    place = 2
    while place + 9 <= len(logo) and logo[place] == 0xFF:
        marker, length = struct.unpack_from(">BH", logo, place + 1)
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", logo, place + 5)
            return Picture("image/jpeg", width, height)
        place += 2 + length
    return None
