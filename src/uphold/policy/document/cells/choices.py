"""Cells that name something: names of a kind, or one of a fixed list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from uphold.policy.decide.terms import Names, Term, Words
from uphold.policy.document.names import MalformedCell, Vocabulary, keyed, spelled, split_names

Reader = Callable[[str, Vocabulary], Term]
"""Reads a cell that is not empty and does not say `not said`, `none` or `as agreed`. Raises MalformedCell."""


def name_of(kind: str) -> Reader:
    """A reader of one name that the kind declares."""

    def read(text: str, vocabulary: Vocabulary) -> Names:
        return Names((vocabulary.name(text, kind=kind),))

    return read


def names_of(kind: str) -> Reader:
    """A reader of one or more names that the kind declares."""

    def read(text: str, vocabulary: Vocabulary) -> Names:
        return Names(split_names(text, vocabulary.declared.get(kind, {}), what=kind))

    return read


def names_or_words(kind: str) -> Reader:
    """A reader of names of the kind where all are declared, and of free words otherwise."""

    def read(text: str, vocabulary: Vocabulary) -> Names | Words:
        known = vocabulary.declared.get(kind, {})
        try:
            return Names(split_names(text, known, what=kind))
        except MalformedCell:
            return Words(text)

    return read


def value_of(fact: str) -> Reader:
    """A reader of one value of a fact."""

    def read(text: str, vocabulary: Vocabulary) -> Names:
        return Names((vocabulary.value(text, fact=fact),))

    return read


def one_of(*choices: str, what: str, also: Mapping[str, str] = MappingProxyType({})) -> Reader:
    """A reader of one of a fixed list; `also` maps other ways to write one to that one."""
    known = {**keyed(choices), **also}

    def read(text: str, _vocabulary: Vocabulary) -> Names:
        return Names((spelled(text, known, what=what),))

    return read


def hours_or_always(text: str, vocabulary: Vocabulary) -> Names:
    """The Hours of a clock, or `always`."""
    known = {**vocabulary.declared.get("hours", {}), "always": "always"}
    return Names((spelled(text, known, what="hours"),))


def either(*readers: Reader, code: str, right: str) -> Reader:
    """A reader that tries several and, when all refuse, says what would be right."""

    def read(text: str, vocabulary: Vocabulary) -> Term:
        for reader in readers:
            try:
                return reader(text, vocabulary)
            except MalformedCell:
                continue
        raise MalformedCell(code, f"'{text}' cannot be read; write it like {right}")

    return read


CLOCK_START = one_of(
    "dispatched",
    "received",
    "acknowledged",
    "answered",
    "assessed",
    "evidence complete",
    "found",
    "handed over",
    "restored",
    what="start of a clock",
    also={"opened": "dispatched", "sent": "dispatched"},
)
"""When a clock begins to run; `dispatched` and `received` are the opening of the ticket."""
MET_BY = one_of(
    "an answer by a person",
    "an acknowledgement",
    what="way to meet a response",
    also={"an answer": "an answer by a person", "acknowledgement": "an acknowledgement"},
)
"""What stops the clock of a first response."""
