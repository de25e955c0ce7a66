"""The printer: hostile text is only text, and whoever takes it over finds no secret, no file and no network."""

import io
import os
import struct
import zlib
from pathlib import Path

import pypdf
import pytest

from tests.billing.documents.invoices import line
from tests.billing.documents.reading import manuscript, page_count, printed, raw_text_of, text_of
from uphold.billing.documents.jobs import order_of
from uphold.billing.documents.logo import picture_of
from uphold.billing.documents.press import NotPrinted, Order, Press
from uphold.billing.documents.printer.glyphs import shown
from uphold.billing.documents.printer.typesetting import set_pdf
from uphold.billing.documents.wording import paper_of

HOSTILE = [
    '#read("/etc/passwd")',
    '#image("http://127.0.0.1:9/x.png")',
    '#import "@preview/tablex:0.0.8": *',
    "*bold* _emph_ $x^2$ <label> @ref `raw` // comment /* block */ \\",
    '</ram:Name><ram:ID>1</ram:ID> & "quotes" \' ]]>',
    "=HYPERLINK(1)",
]


def picture(width: int, height: int) -> bytes:
    """A red PNG."""
    rows = zlib.compress((b"\0" + b"\xc0\x20\x20" * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + tag + part + struct.pack(">I", zlib.crc32(tag + part))
        for tag, part in ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_stays_text(press: Press, words: str) -> None:
    made = manuscript(
        [line("125.00", words=words, row=words, reason=words, ticket_number=words[:20])],
        words=words,
        buyer={"legal_name": words, "street": words, "reference": words},
        seller={"footer": words},
    )

    text = text_of(printed(press, made).pdf)

    assert text.replace(" ", "").count(words.replace(" ", "")) >= 6


def test_nothing_from_a_file_comes_in(press: Press) -> None:
    made = manuscript([line("125.00", words='#read("invoice.typ") #read("/etc/hostname")')])

    text = text_of(printed(press, made).pdf)

    assert "sys.inputs" not in text
    assert Path("/etc/hostname").read_text(encoding="utf-8").strip() not in text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a\x00b\x1bc\u2063d\u202ee", "abcde"),
        ("line\nbreak", "line break"),
        ("中文", "\ufffd\ufffd"),
        ("Grüße, Ελλάδα, Україна, עברית", "Grüße, Ελλάδα, Україна, עברית"),
    ],
)
def test_a_character_without_a_glyph_is_shown_as_one_and_invisible_ones_are_not(
    words: str, expected: str
) -> None:
    assert shown(words) == expected


def test_any_name_of_the_world_can_be_printed(press: Press) -> None:
    names = "中文 한국어 עברית عربي ไทย हिन्दी 😀 \U0001d54f \ue000"

    assert (
        page_count(printed(press, manuscript([line("1.00", words=names)], buyer={"legal_name": names})).pdf)
        == 1
    )


def test_a_word_without_end_stays_within_its_column(press: Press) -> None:
    made = manuscript([line("125.00", words="W" * 300, row="W" * 200, reason="x" * 300)])

    text = raw_text_of(printed(press, made).pdf)

    assert "W" * 40 not in text
    assert text.count("W") >= 500


def test_sixty_lines_take_several_pages_that_count_themselves(press: Press) -> None:
    pdf = printed(press, manuscript([line("1.00", words=f"Work {number}") for number in range(60)])).pdf

    text = text_of(pdf)
    assert page_count(pdf) == 3
    assert "Page 3 of 3" in text
    assert text.count("Unit price") == 3
    assert all(f"Work {number}" in text for number in range(60))


def test_a_logo_stands_in_place_of_the_name(press: Press) -> None:
    reader = pypdf.PdfReader(
        io.BytesIO(printed(press, manuscript([line("1.00")], logo=picture(300, 100))).pdf)
    )

    assert len(reader.pages[0].images) == 1


@pytest.mark.parametrize(
    "logo",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n" + bytes(16),
        b"\xff\xd8\xff\xe0\xff\xff",
        picture(10, 10) + bytes(200_000),
        picture(1, 1)[:16] + struct.pack(">II", 60_000, 60_000) + picture(1, 1)[24:],
    ],
)
def test_a_logo_that_is_none_or_too_large_is_left_out(logo: bytes) -> None:
    assert picture_of(logo) is None
    assert paper_of(manuscript([line("1.00")], logo=logo))["logo"] == ""


def test_a_jpeg_says_its_size_in_its_frame() -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x64\x01\x2c\x03"

    found = picture_of(jpeg)

    assert found is not None
    assert (found.media, found.width, found.height) == ("image/jpeg", 300, 100)


def test_a_broken_picture_stops_no_invoice(press: Press) -> None:
    broken = picture(10, 10)[:40]

    assert "Total" in text_of(printed(press, manuscript([line("1.00")], logo=broken)).pdf)


def test_the_same_manuscript_gives_the_same_page() -> None:
    paper = paper_of(manuscript([line("125.00")]))

    assert set_pdf(paper, issued_seconds=1) == set_pdf(paper, issued_seconds=1)


def test_a_preview_says_so_and_holds_no_figures(press: Press) -> None:
    made = printed(press, manuscript([line("125.00")], is_preview=True))

    assert "Preview" in text_of(made.pdf)
    assert pypdf.PdfReader(io.BytesIO(made.pdf)).attachments == {}
    assert made.ubl == b""


def test_the_printer_has_no_secret_and_may_write_nothing(press: Press) -> None:
    printed(press, manuscript([line("125.00")]))
    printer = press._printer
    assert printer is not None

    variables = Path(f"/proc/{printer.pid}/environ").read_bytes()
    limits = Path(f"/proc/{printer.pid}/limits").read_text(encoding="ascii")

    assert b"UPHOLD" not in variables
    assert b"PATH" not in variables
    assert "Max file size             0 " in limits
    assert "Max open files            64 " in limits


def test_a_printer_that_dies_is_replaced() -> None:
    with Press() as press:
        order = order_of(manuscript([line("125.00")], is_preview=True))
        press.print(order)
        assert press._printer is not None
        os.kill(press._printer.pid, 9)
        press._printer.wait()

        with pytest.raises(NotPrinted):
            press.print(order)

        assert press.print(order).pdf.startswith(b"%PDF")


def test_an_order_that_makes_no_sense_is_answered(press: Press) -> None:
    with pytest.raises(NotPrinted, match="TypstError"):
        press.print(Order(paper={}, figures=None, issued_seconds=0))
