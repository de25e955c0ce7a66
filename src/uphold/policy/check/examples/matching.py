"""Matching: one value of Then held against one decision of the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from uphold.policy.check.examples.moment import Reader, span_seconds
from uphold.policy.check.examples.phrases import Phrase, after
from uphold.policy.document.cells.money import read_money
from uphold.policy.document.names import MalformedCell, Vocabulary, key_of
from uphold.policy.time.local import due_local

Element = Mapping[str, object]
WHOLE = re.compile(r"-?[0-9]{1,12}")
SAID = {"said": "said", "not said": "not said", "ambiguous": "ambiguous"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the answer says what was expected, what it says, and the citation that the value spoke of."""

    is_met: bool
    found: str
    cite: Element | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One expected value, with what it needs to be read."""

    text: str
    phrase: Phrase
    reader: Reader
    currency: str


Matcher = Callable[[Question, Element], Outcome | None]
"""Holds a value against a decision; None when the value is not of this form."""


def word(field: str, *, prefix: str = "") -> Matcher:
    """A value that is a name or a word of the answer: `next contact`, or `status monitoring` with its prefix."""

    def match(question: Question, element: Element) -> Outcome | None:
        expected = after(question.text, prefix) if prefix else question.text
        found = in_words(element.get(field))
        return None if expected is None else Outcome(key_of(expected) == key_of(found), found)

    return match


def one_of(field: str, *words: str) -> Matcher:
    """A value from a fixed list, such as the state of a promise."""

    def match(question: Question, element: Element) -> Outcome | None:
        found = in_words(element.get(field))
        return Outcome(key_of(question.text) == found, found) if key_of(question.text) in words else None

    return match


def flag(field: str, *, is_true: str, is_false: str) -> Matcher:
    """A value that is said one way or the other: `suspended`, `not suspended`."""

    def match(question: Question, element: Element) -> Outcome | None:
        if key_of(question.text) not in {is_true, is_false}:
            return None
        found = is_true if element.get(field) is True else is_false
        return Outcome(key_of(question.text) == found, found)

    return match


def instant(field: str, *, prefix: str = "") -> Matcher:
    """An instant, compared to the second."""

    def match(question: Question, element: Element) -> Outcome | None:
        text = after(question.text, prefix) if prefix else question.text
        if text is None or not question.reader.is_instant(text):
            return None
        found = instant_in(element.get(field))
        expected = question.reader.whole(text, question.phrase)
        return Outcome(found == expected, local(found, question.reader))

    return match


def span(field: str, *, prefix: str = "") -> Matcher:
    """A stretch of time in words, compared in seconds."""

    def match(question: Question, element: Element) -> Outcome | None:
        text = after(question.text, prefix) if prefix else question.text
        expected = span_seconds(text) if text is not None else None
        if expected is None:
            return None
        found = element.get(field)
        return Outcome(found == expected, "nothing" if found is None else f"{found} seconds")

    return match


def amount(field: str) -> Matcher:
    """An amount of money, or `no charge`."""

    def match(question: Question, element: Element) -> Outcome | None:
        expected = expected_amount(question)
        if expected is None:
            return None
        stated = element.get(field)
        found = decimal_in(stated)
        return Outcome(
            found == expected, in_words(stated) if found is None else f"{found} {question.currency}"
        )

    return match


def expected_amount(question: Question) -> Decimal | None:
    """The amount that a value states; None when it states none."""
    if key_of(question.text) in {"no charge", "included"}:
        return Decimal(0)
    try:
        return read_money(question.text, Vocabulary(currency=question.currency, zone="UTC")).amount
    except MalformedCell as error:
        if error.code == "cell.currency" and any(char.isdigit() for char in question.text):
            raise question.phrase.refuse(str(error)) from None
        return None


def count(field: str, *, prefix: str = "", suffix: str = "") -> Matcher:
    """A whole number: `42`, `-80`, `step 2`, `11 days`."""

    def match(question: Question, element: Element) -> Outcome | None:
        text = after(question.text, prefix) if prefix else question.text
        text = None if text is None else text.removesuffix(suffix).strip()
        if text is None or not WHOLE.fullmatch(text):
            return None
        found = element.get(field)
        return Outcome(found == int(text), in_words(found))

    return match


def names(field: str, *, prefix: str) -> Matcher:
    """One name of a list: `to Ticket system`, `missing Logs`."""

    def match(question: Question, element: Element) -> Outcome | None:
        expected = after(question.text, prefix)
        if expected is None:
            return None
        found = element.get(field)
        listed = [in_words(each) for each in found] if isinstance(found, list | tuple) else [in_words(found)]
        return Outcome(key_of(expected) in {key_of(each) for each in listed}, ", ".join(listed) or "nothing")

    return match


def nothing(field: str, *, words: str) -> Matcher:
    """A value that says that nothing is there: `no instant`."""

    def match(question: Question, element: Element) -> Outcome | None:
        if key_of(question.text) != words:
            return None
        found = element.get(field)
        return Outcome(found is None, words if found is None else in_words(found))

    return match


def said(question: Question, element: Element) -> Outcome | None:
    """`said`, `not said`, `ambiguous`."""
    expected = SAID.get(key_of(question.text))
    return (
        None if expected is None else Outcome(element.get("said") == expected, in_words(element.get("said")))
    )


def cited(question: Question, element: Element) -> Outcome | None:
    """`row Outage that we caused`, `clause 6b`: the row that decided, or one that rated a part."""
    for prefix, field in (("row", "row"), ("clause", "anchor")):
        expected = after(question.text, prefix)
        if expected is not None:
            found = [in_words(cite.get(field)) for cite in cites_of(element)]
            is_met = key_of(expected.lstrip("§")) in {key_of(each) for each in found}
            return Outcome(is_met, ", ".join(dict.fromkeys(found)) or "none")
    return None


def offered(question: Question, element: Element) -> Outcome | None:
    """`may accept priority handling`, `may not suspend`: an option beside the decision."""
    wanted = after(question.text, "may")
    if wanted is None:
        return None
    refused = after(wanted, "not")
    options = elements_in(element.get("options"))
    told = {option_in_words(option): option for option in options}
    found = [option for words, option in told.items() if is_option(refused or wanted, words, option)]
    cite = elements_in([found[0].get("cite")])[0] if found and found[0].get("cite") else None
    return Outcome(bool(found) is (refused is None), ", ".join(told) or "no option", cite)


def is_option(wanted: str, words: str, option: Element) -> bool:
    """Whether an option is the one told: by its answer, or with one or all of the things that it names."""
    answer = in_words(option.get("answer"))
    subjects = in_words(option.get("subject")).split(", ")
    return key_of(wanted) in {
        key_of(each) for each in (words, answer, *(f"{answer} {one}" for one in subjects))
    }


def option_in_words(option: Element) -> str:
    """An option as people tell it: `accept priority handling`."""
    parts = [in_words(option[name]) for name in ("answer", "subject") if option.get(name)]
    return " ".join(parts)


COMMON: tuple[Matcher, ...] = (said, cited, offered)


def cites_of(element: Element) -> list[Element]:
    """The citation of a decision and those of its parts."""
    parts = [element, *elements_in(element.get("lines"))]
    return elements_in([part["cite"] for part in parts if part.get("cite")])


def elements_in(value: object) -> list[Element]:
    """The decisions of a list in the answer; none when there is no list."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list | tuple) else []


def in_words(value: object) -> str:
    """A value of the answer as people read it."""
    if isinstance(value, list | tuple):
        return ", ".join(in_words(each) for each in value) or "nothing"
    return "nothing" if value is None else str(value)


def instant_in(value: object) -> datetime | None:
    """An instant of the answer."""
    return datetime.fromisoformat(value) if isinstance(value, str) else None


def decimal_in(value: object) -> Decimal | None:
    """An amount of the answer; None where it is a price in words ("125.00 per hour")."""
    try:
        return Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None


def local(at: datetime | None, reader: Reader) -> str:
    """An instant as the clock of the agreement reads it."""
    shown = due_local(at, zone=reader.zone)
    return "no instant" if shown is None else shown[:19].replace("T", " ").removesuffix(":00")
