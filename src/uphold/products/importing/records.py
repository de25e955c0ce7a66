"""The file as records: each with the line it begins on. A quote that is never closed swallows no row below it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

MOST_BYTES = 5_000_000
MOST_LINES_OF_A_RECORD = 20
SEPARATORS = (",", ";", "\t")
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


class FileUnreadable(ValueError):
    """The file as a whole cannot be used; the words say why, and what would help."""


@dataclass(frozen=True, slots=True)
class Record:
    """`cells` is None where the quotes of the line do not match."""

    line: int
    cells: tuple[str, ...] | None


def records_of(content: bytes) -> Iterator[Record]:
    """The header first. Blank lines are passed over."""
    lines = text_of(content).splitlines(keepends=True)
    separator = separator_of(lines[0]) if lines else ","
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        record, taken = record_at(lines, at, separator=separator)
        yield record
        at += taken


def text_of(content: bytes) -> str:
    """UTF-8, UTF-16 where it says so itself, else what old programs for spreadsheets write."""
    if len(content) > MOST_BYTES:
        raise FileUnreadable(gettext("The file is larger than 5 MB; split it."))
    if b"\x00" in content and not content.startswith(BYTE_ORDER_MARKS):
        raise FileUnreadable(gettext("This is no file of text; save the list as CSV."))
    try:
        if content.startswith(BYTE_ORDER_MARKS):
            return content.decode("utf-16")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise FileUnreadable(gettext("The letters cannot be read; save the list as CSV in UTF-8.")) from error


def separator_of(header: str) -> str:
    """What parts the columns: whichever stands most often in the header.

    >>> separator_of("Serial;Customer, city;Product")
    ';'
    """
    return max(SEPARATORS, key=header.count)


def record_at(lines: list[str], at: int, *, separator: str) -> tuple[Record, int]:
    """The record that begins on a line, and how many lines it takes."""
    for taken in range(1, MOST_LINES_OF_A_RECORD + 1):
        if at + taken > len(lines):
            break
        try:
            rows = list(csv.reader(lines[at : at + taken], delimiter=separator, strict=True))
        except csv.Error:
            continue
        return Record(at + 1, tuple(cell.strip() for cell in rows[0])), taken
    return Record(at + 1, None), 1
