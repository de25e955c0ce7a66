"""Names: how they are compared, which one is nearest to a name nobody declared, and what an agreement declares."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from uphold.policy.decide.facts import Fact

FOLDED = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2010": "-", "\u2011": "-"})
"""Quotes and hyphens that word processors put in place of those on the keyboard."""
LONGEST_COMPARED = 80
"""Longer words are not compared with others: they are a sentence, not a slip."""
MOST_COMPARED = 100
"""Comparing is slow, and a document may be full of slips."""


class MalformedCell(ValueError):
    """A cell that cannot be read. `code` is stable; the text says what was found and what would be right."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class UnknownName(MalformedCell):
    """A name that nobody declared, with the nearest one that somebody did."""

    def __init__(self, found: str, *, known: Iterable[str], what: str) -> None:
        names = tuple(known)
        near = nearest(found, names)
        if near is not None:
            hint = f"; did you mean '{near}'?"
        elif names:
            hint = f"; known are {listed(names)}"
        else:
            hint = "; none is declared"
        super().__init__("name.unknown", f"'{found}' is not {article(what)}{hint}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the cells of a document may name.

    `declared` holds the names by kind in lower case, `values` those of a fact by its canonical name; both map the
    key of a name (see `key_of`) to its declared spelling, other names included. `currency` is that of the document.
    """

    currency: str
    zone: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    declared: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def name(self, text: str, *, kind: str) -> str:
        """The declared spelling of a name of a kind. Raises UnknownName."""
        known = self.declared.get(kind, {})
        return spelled(text, known, what=kind)

    def value(self, text: str, *, fact: str) -> str:
        """The declared spelling of a value of a fact. Raises UnknownName."""
        return spelled(text, self.values.get(fact, {}), what=f"value of '{fact}'")


def key_of(name: str) -> str:
    """The form in which names are compared: without regard to case, spaces, typographic quotes and hyphens.

    >>> key_of(" Customer\u2019s  Equipment ")
    "customer's equipment"
    """
    plain = name if name.isascii() else unicodedata.normalize("NFC", name).translate(FOLDED)
    return " ".join(plain.casefold().split())


def keyed(names: Iterable[str]) -> dict[str, str]:
    """Names by their keys.

    >>> keyed(["Urgent"])
    {'urgent': 'Urgent'}
    """
    return {key_of(name): name for name in names}


def spelled(text: str, known: Mapping[str, str], *, what: str) -> str:
    """The declared spelling of a name. Raises UnknownName, which calls it a `what`.

    >>> spelled("urgent", {"urgent": "Urgent"}, what="priority")
    'Urgent'
    """
    found = known.get(key_of(text))
    if found is None:
        raise UnknownName(text, known=dict.fromkeys(known.values()), what=what)
    return found


def split_names(text: str, known: Mapping[str, str], *, what: str) -> tuple[str, ...]:
    """The declared spellings of a list; a name may hold a comma itself. Raises MalformedCell.

    >>> split_names("high, urgent", {"high": "High", "urgent": "Urgent"}, what="priority")
    ('High', 'Urgent')
    """
    parts = text.split(",")
    if not all(part.strip() for part in parts):
        raise MalformedCell("cell.list", f"'{text}' has a comma too many")
    names: list[str] = []
    longest = 1 + max((name.count(",") for name in known), default=0)
    start = 0
    while start < len(parts):
        ends = range(min(start + longest, len(parts)), start, -1)
        end = next((end for end in ends if key_of(",".join(parts[start:end])) in known), start + 1)
        names.append(spelled(",".join(parts[start:end]).strip(), known, what=what))
        start = end
    return tuple(dict.fromkeys(names))


def nearest(found: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The known name most like the one found, or None when none is like it.

    >>> nearest("Urgnt", ["Urgent", "High"])
    'Urgent'
    """
    key = key_of(found)
    if len(key) > LONGEST_COMPARED:
        return None
    names = keyed(known)
    close = get_close_matches(key, list(names)[:MOST_COMPARED], n=1, cutoff=cutoff)
    return names[close[0]] if close else None


def listed(names: Iterable[str], *, most: int = 8) -> str:
    """Names for a sentence, the first few of many.

    >>> listed(["Urgent", "High"])
    "'Urgent', 'High'"
    """
    quoted = [f"'{name}'" for name in names]
    more = f" and {len(quoted) - most} more" if len(quoted) > most else ""
    return ", ".join(quoted[:most]) + more


def counted(cells: int) -> str:
    """A number of cells, for a sentence.

    >>> counted(1), counted(3)
    ('1 cell', '3 cells')
    """
    return f"{cells} cell" if cells == 1 else f"{cells} cells"


def article(noun: str) -> str:
    """The noun with its article.

    >>> article("hour"), article("answer"), article("priority")
    ('an hour', 'an answer', 'a priority')
    """
    is_plural = noun == "hours"
    starts_with_vowel = noun[:1] in "aeio" or noun.startswith("hour")
    return f"a name of {noun}" if is_plural else f"an {noun}" if starts_with_vowel else f"a {noun}"
