"""The file as records: lines cut at the delimiter, with its place; what cannot be cut is given back.

Bytes foreign to the encoding survive as lone surrogates, so that a rejected row is written out unchanged.
An unclosed quote must not swallow the rows below it: a record may run on only if that makes it fit the head.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from uphold.tickets.incidents.mapping import Layout
from uphold.tickets.incidents.problem import Problem, Rejected, Unreadable

GZIP_MAGIC = b"\x1f\x8b"
MOST_LINES_OF_A_RECORD = 50


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its first line, its fields, the column at which each starts, and the text as written."""

    line: int
    values: tuple[str, ...]
    columns: tuple[int, ...]
    raw: str


class OpenQuote(Exception):
    """A quoted field that does not end on its line."""

    def __init__(self, column: int) -> None:
        super().__init__(column)
        self.column = column


class BadQuote(Exception):
    """Something stands between a closing quote and the next delimiter."""

    def __init__(self, column: int) -> None:
        super().__init__(column)
        self.column = column


def read_records(path: Path, *, layout: Layout) -> Iterator[Record | Rejected]:
    """The head first, then every row or the reason why it is none. Blank lines are passed over.

    A head that cannot be read is Unreadable. A file that breaks off ends with a Rejected that says so.
    """
    with path.open("rb") as file:
        lines = Lines(file, layout)
        head = lines.head(str(path))
        yield head
        yield from lines.rows(len(head.values))


class Lines:
    """The lines of a log, plain or compressed; it looks ahead for fields that run over lines."""

    def __init__(self, file: BinaryIO, layout: Layout) -> None:
        self.layout = layout
        self.ahead: list[str] = []
        self.line = 0
        self.broken: str | None = None
        self.stream = _decoded(file, layout.encoding)

    def head(self, path: str) -> Record:
        text = self._next()
        if text is None:
            raise Unreadable(
                (Problem(path, 1, 1, self.broken or "The file is empty: not even a head of columns."),)
            )
        try:
            record = self._record(1, text.removeprefix("\ufeff"))
        except (OpenQuote, BadQuote) as error:
            problem = Problem(path, 1, error.column, "The quotes of the head do not match.")
            raise Unreadable((problem,)) from error
        if len(set(record.values)) == len(record.values):
            return record
        twice = {name for name in record.values if record.values.count(name) > 1}
        places = [(record.columns[at], name) for at, name in enumerate(record.values) if name in twice]
        raise Unreadable(
            tuple(
                Problem(path, 1, column, f"The column '{name}' stands here twice.") for column, name in places
            )
        )

    def rows(self, width: int) -> Iterator[Record | Rejected]:
        while (text := self._next()) is not None:
            if text.strip():
                yield self._row(text, width)
        if self.broken:
            yield Rejected(self.line + 1, 1, "", self.broken, "")

    def _row(self, text: str, width: int) -> Record | Rejected:
        line = self.line
        try:
            record = self._record(line, text)
        except BadQuote as error:
            return Rejected(line, error.column, "", "After a closing quote the field must end.", text)
        except OpenQuote as error:
            return self._running_on(text, width) or Rejected(
                line, error.column, "", "A quote is opened here and never closed.", text
            )
        if len(record.values) != width:
            column = record.columns[width] if len(record.values) > width else len(text) + 1
            return Rejected(
                line, column, "", f"{len(record.values)} fields stand here instead of {width}.", text
            )
        return record

    def _running_on(self, text: str, width: int) -> Record | None:
        """The record that begins here and ends on a later line, if it then has the right number of fields."""
        line, whole = self.line, text
        taken: list[str] = []
        while len(taken) < MOST_LINES_OF_A_RECORD and (following := self._next()) is not None:
            taken.append(following)
            whole = f"{whole}\n{following}"
            try:
                record = self._record(line, whole)
            except OpenQuote:
                continue
            except BadQuote:
                break
            if len(record.values) == width:
                return record
            break
        self.ahead = taken + self.ahead
        self.line -= len(taken)
        return None

    def _record(self, line: int, text: str) -> Record:
        delimiter, quote = self.layout.delimiter, self.layout.quote
        if quote is None or quote not in text:
            values = text.split(delimiter)
            return Record(line, tuple(values), _columns_of(values), text)
        values, columns = split_quoted(text, delimiter=delimiter, quote=quote)
        return Record(line, tuple(values), tuple(columns), text)

    def _next(self) -> str | None:
        if self.ahead:
            self.line += 1
            return self.ahead.pop(0)
        try:
            text = self.stream.readline()
        except (EOFError, gzip.BadGzipFile, zlib.error, OSError):
            self.broken = "The file breaks off here: what follows could not be unpacked."
            return None
        except UnicodeError:
            self.broken = f"From here on the file is not written in {self.layout.encoding}."
            return None
        if not text:
            return None
        self.line += 1
        return text.removesuffix("\n").removesuffix("\r")


def split_quoted(text: str, *, delimiter: str, quote: str) -> tuple[list[str], list[int]]:
    """The fields of a line with quotes (RFC 4180), and the column at which each starts, counted from 1.

    >>> split_quoted('a,"b ""c"" d",e', delimiter=",", quote='"')
    (['a', 'b "c" d', 'e'], [1, 3, 15])
    """
    values: list[str] = []
    columns: list[int] = []
    at = 0
    while True:
        columns.append(at + 1)
        if text.startswith(quote, at):
            value, at = _quoted(text, at, quote)
            if at < len(text) and text[at] != delimiter:
                raise BadQuote(at + 1)
        else:
            end = text.find(delimiter, at)
            value, at = (text[at:], len(text)) if end < 0 else (text[at:end], end)
        values.append(value)
        if at >= len(text):
            return values, columns
        at += 1


def _quoted(text: str, start: int, quote: str) -> tuple[str, int]:
    """The value of a quoted field and the place after its closing quote."""
    parts: list[str] = []
    at = start + 1
    while True:
        end = text.find(quote, at)
        if end < 0:
            raise OpenQuote(start + 1)
        parts.append(text[at:end])
        if not text.startswith(quote, end + 1):
            return quote.join(parts), end + 1
        at = end + 2


def _columns_of(values: list[str]) -> tuple[int, ...]:
    columns, at = [], 1
    for value in values:
        columns.append(at)
        at += len(value) + 1
    return tuple(columns)


def _decoded(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    magic = file.read(len(GZIP_MAGIC))
    file.seek(0)
    plain = gzip.GzipFile(fileobj=file) if magic == GZIP_MAGIC else file
    return io.TextIOWrapper(plain, encoding=encoding, errors="surrogateescape", newline="\n")
