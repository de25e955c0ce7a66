"""Inline Markdown: the plain words of a heading or a cell, and the cells of a line of a table."""

from __future__ import annotations

import re
from html import unescape

from uphold.policy.document.agreement import Cell

LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
STRONG = re.compile(r"(\*\*|__|`)(?=\S)(.{1,200}?)(?<=\S)\1")
EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]{1,200}?)(?<=\S)\1(?![\w*])")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
BORDER = re.compile(r"(?<!\\)\|")
MARKS = frozenset("*_`[\\&")


def plain(text: str) -> str:
    r"""The words of inline Markdown without its marks.

    >>> plain("**Standard** `hours` of [clause 2](#2)")
    'Standard hours of clause 2'
    """
    if MARKS.isdisjoint(text):
        return " ".join(text.split())
    words = LINK.sub(r"\1", text)
    words = EMPHASIS.sub(r"\2", STRONG.sub(r"\2", words))
    return " ".join(unescape(ESCAPED.sub(r"\1", words)).split())


def split_cells(source: str, *, line: int) -> tuple[Cell, ...]:
    r"""The cells of a line of a table, split at pipes that no backslash escapes, as GitHub does.

    A code span protects no pipe; an escaped pipe loses its backslash.

    >>> [cell.text for cell in split_cells(r"| a \| b | c |", line=1)]
    ['a | b', 'c']
    """
    cells: list[Cell] = []
    start = 0
    for end in (*(border.start() for border in BORDER.finditer(source)), len(source)):
        raw = source[start:end]
        written = raw.strip().replace("\\|", "|")
        column = start + len(raw) - len(raw.lstrip()) + 1 if written else start + 1
        cells.append(Cell(text=written, line=line, column=column))
        start = end + 1
    if not cells[0].text and source.lstrip().startswith("|"):
        del cells[0]
    if len(cells) > 1 and not cells[-1].text and source.rstrip().endswith("|"):
        del cells[-1]
    return tuple(cells)
