"""Cells as values; what cannot be read is said with what would be right."""

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from django.utils.translation import gettext

ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
MONTH_FIRST, DAY_FIRST = "month first", "day first"
MOST_COMPARED, MOST_NAMES = 200, 2000


class CellWrong(ValueError):
    """A cell that cannot be taken; the words name what would be right."""


def read_day(text: str, *, slashes: str = "") -> date | None:
    """A day, None for an empty cell. With slashes only where somebody said which number is the month."""
    if not text:
        return None
    numbers = numbers_in(text, slashes=slashes)
    try:
        return date(*numbers) if numbers else refuse_day(text, slashes=slashes)
    except ValueError as error:
        if isinstance(error, CellWrong):
            raise
        return refuse_day(text, slashes=slashes)


def numbers_in(text: str, *, slashes: str) -> tuple[int, int, int] | None:
    """Year, month and day."""
    if found := ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := DOTTED.fullmatch(text):
        day, month, year = found.groups()
    elif slashes and (found := SLASHED.fullmatch(text)):
        first, second, year = found.groups()
        month, day = (first, second) if slashes == MONTH_FIRST else (second, first)
    else:
        return None
    return int(year), int(month), int(day)


def refuse_day(text: str, *, slashes: str) -> date:
    if SLASHED.fullmatch(text) and not slashes:
        raise CellWrong(
            gettext(
                "“{0}” may be two days; say which number is the month, or write it like 2026-01-31."
            ).format(text)
        )
    raise CellWrong(gettext("“{0}” is no day; write it like 2026-01-31.").format(text))


def read_choice(text: str, *, known: Iterable[str], usual: str) -> str:
    """One of a list, without regard to case; an empty cell is the usual one."""
    if not text:
        return usual
    by_key = {name.casefold(): name for name in known}
    found = by_key.get(text.casefold())
    if found is None:
        raise CellWrong(gettext("“{0}” is none of: {1}.").format(text, ", ".join(by_key.values())))
    return found


class Advice:
    """What is said of names that are not here. Comparing is slow and a file may be full of slips, so it has an end."""

    def __init__(self) -> None:
        self.said: dict[tuple[str, str, str], str] = {}

    def about(self, field: str, text: str, *, known: Iterable[str], cure: str) -> str:
        """The nearest name that is here, else how to bring this one here; each slip is thought about once."""
        key = field, text.casefold(), cure
        if key not in self.said:
            self.said[key] = advised(text, known=known if len(self.said) < MOST_COMPARED else (), cure=cure)
        return self.said[key]


def advised(text: str, *, known: Iterable[str], cure: str) -> str:
    by_key = {name.casefold(): name for name in known}
    near = get_close_matches(text.casefold(), list(by_key)[:MOST_NAMES], n=1)
    if near:
        return gettext("“{0}” is not here; did you mean “{1}”?").format(text, by_key[near[0]])
    return gettext("“{0}” is not here; {1}").format(text, cure)
