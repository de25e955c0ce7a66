"""Setting the pages: the template beside this file, filled with text, as PDF/A-3 or as pictures to look at."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from uphold.billing.documents.printer.glyphs import FONTS, printable

TEMPLATE = Path(__file__).parent / "invoice.typ"
PIXELS_PER_INCH = 96


def set_pdf(paper: dict[str, Any], *, issued_seconds: int) -> bytes:
    """Deterministic: the same paper gives the same bytes. `issued_seconds` is the date that the file states."""
    return _pages(paper, form="pdf", issued_seconds=issued_seconds)[0]


def set_pictures(paper: dict[str, Any]) -> list[bytes]:
    """The pages as PNG."""
    return _pages(paper, form="png", issued_seconds=0)


def _pages(paper: dict[str, Any], *, form: Literal["pdf", "png"], issued_seconds: int) -> list[bytes]:
    logo = paper.get("logo", "")
    text = {**printable({**paper, "logo": ""}), "logo": logo}
    made = compiler().compile(
        format=form,
        ppi=PIXELS_PER_INCH,
        sys_inputs={"paper": json.dumps(text)},
        pdf_standards="a-3b" if form == "pdf" else [],
        timestamp=issued_seconds,
    )
    if made is None:
        raise ValueError("typst made nothing")
    return made if isinstance(made, list) else [made]


@cache
def compiler() -> typst.Compiler:
    """Reads nothing outside the template's own folder, and no font but ours."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts)
