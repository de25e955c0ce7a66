"""Phrases: the `key: value; key: value` of Given and Then, each with its column in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from uphold.policy.document.names import key_of

SEMICOLON = re.compile(";")
COMMA = re.compile(r",(?!\d)")
"""A comma within a number, `$1,250.00`, parts nothing."""


class MalformedExample(ValueError):
    """A phrase that cannot be read; `column` counts from 1 in the line of the row."""

    def __init__(self, text: str, *, column: int) -> None:
        super().__init__(text)
        self.column = column


@dataclass(frozen=True, slots=True)
class Phrase:
    """One `key: value`, the key in lower case; both columns count from 1."""

    key: str
    value: str
    column: int
    value_column: int

    def refuse(self, text: str) -> MalformedExample:
        """The refusal of this phrase, at its value."""
        return MalformedExample(f"{self.key}: {text}", column=self.value_column)


@dataclass(frozen=True, slots=True)
class Item:
    """One of the values of a phrase, parted by commas."""

    text: str
    column: int


def phrases(text: str, *, column: int) -> Iterator[Phrase]:
    """The phrases of a cell that begins in a column. Raises MalformedExample.

    >>> [(each.key, each.value, each.column) for each in phrases("opened: 02:00; fault: customer", column=5)]
    [('opened', '02:00', 5), ('fault', 'customer', 20)]
    """
    for part, start in parted(text, SEMICOLON):
        key, colon, value = part.partition(": ")
        if not colon or not value.strip():
            raise MalformedExample(f"'{part}' is not written 'key: value'.", column=column + start)
        offset = len(key) + len(colon) + len(value) - len(value.lstrip())
        yield Phrase(key_of(key), value.strip(), column + start, column + start + offset)


def items(phrase: Phrase, *, names: frozenset[str] = frozenset()) -> list[Item]:
    """The values of a phrase; one of the names, as compared by `key_of`, may hold a comma itself.

    >>> [each.text for each in items(Phrase("charge", "$1,250.00, due", 1, 9))]
    ['$1,250.00', 'due']
    >>> [each.text for each in items(Phrase("x", "row A, b, due", 1, 1), names=frozenset({"row a, b"}))]
    ['row A, b', 'due']
    """
    parts = list(parted(phrase.value, COMMA))
    result: list[Item] = []
    place = 0
    while place < len(parts):
        begin = parts[place][1]
        ends = [
            (count, parts[count - 1][1] + len(parts[count - 1][0])) for count in range(len(parts), place, -1)
        ]
        count, end = next((each for each in ends if key_of(phrase.value[begin : each[1]]) in names), ends[-1])
        result.append(Item(phrase.value[begin:end], phrase.value_column + begin))
        place = count
    return result


def parted(text: str, mark: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """The parts between marks, without spaces around them, each with its offset; empty ones are left out."""
    start = 0
    for end in (*(found.start() for found in mark.finditer(text)), len(text)):
        part = text[start:end]
        if part.strip():
            yield part.strip(), start + len(part) - len(part.lstrip())
        start = end + 1


def after(text: str, words: str) -> str | None:
    """What follows these words at the beginning of a text, or None when it begins otherwise.

    >>> after("new priority Medium", "new priority")
    'Medium'
    """
    length = len(words.split())
    parts = text.split()
    if key_of(" ".join(parts[:length])) != key_of(words) or len(parts) <= length:
        return None
    return " ".join(parts[length:])


def keywords(text: str, *, words: Sequence[str], first: str) -> dict[str, str]:
    """A text cut at the words that it knows, each once; what stands before all of them is called `first`.

    >>> keywords("to priority handling price $125.00 per hour", words=("to", "price"), first="")
    {'to': 'priority handling', 'price': '$125.00 per hour'}
    """
    result: dict[str, list[str]] = {}
    current = first
    for word in text.split():
        if word.casefold() in words and word.casefold() not in result:
            current = word.casefold()
            result[current] = []
        else:
            result.setdefault(current, []).append(word)
    return {name: " ".join(part) for name, part in result.items()}
