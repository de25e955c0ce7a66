"""Events in an example: `waiting: 12:05 for customer`, as the event of a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from uphold.policy.check.examples.moment import Reader, written
from uphold.policy.check.examples.phrases import Phrase, after, keywords
from uphold.policy.check.examples.stating import stated_fact
from uphold.policy.clocks.events import Happening
from uphold.policy.decide.terms import Answer
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.names import key_of

Item = dict[str, object]
FOR_ALL = ("problem", "by")


@dataclass(frozen=True, slots=True)
class Wording:
    """How an event is told: the words that part it, what its first words mean, and what must be told."""

    words: tuple[str, ...] = ()
    first: str | None = None
    needed: tuple[str, ...] = ()


PLAIN = Wording()
WORDINGS: Mapping[Happening, Wording] = {
    Happening.WAITING: Wording(("for",), needed=("for",)),
    Happening.ASSESSED: Wording(("priority",), first="priority", needed=("priority",)),
    Happening.ASKED: Wording(("for", "wanted"), needed=("for",)),
    Happening.AGREED: Wording(("to", "price")),
    Happening.PRICED: Wording(("price",), first="price", needed=("price",)),
    Happening.ARRANGED: Wording(("wanted",), first="wanted", needed=("wanted",)),
    Happening.CALLED_OFF: Wording(("wanted",), first="wanted", needed=("wanted",)),
    Happening.REDIRECTED: Wording(("to", "reason"), needed=("to",)),
    Happening.HANDED_OVER: Wording(("to",), needed=("to",)),
    Happening.OUTCOME: Wording(("of",), first="of", needed=("of",)),
    Happening.RELEASED: Wording(("kind",), first="kind", needed=("kind",)),
    Happening.WAIVED: Wording(("metric", "reason"), first="metric", needed=("metric",)),
    Happening.BOUGHT: Wording(("package",), first="package", needed=("package",)),
    Happening.PAID: Wording(("invoice",)),
    Happening.OBJECTED: Wording(("words",), first="words"),
    Happening.FOUND: Wording(first="facts", needed=("facts",)),
    Happening.TAKEN: Wording(first="choice", needed=("choice",)),
}


def event_of(agreement: Agreement, phrase: Phrase, *, reader: Reader) -> Item:
    """The event that a phrase tells. Raises MalformedExample."""
    what = Happening(phrase.key)
    wording = WORDINGS.get(what, PLAIN)
    at, rest = reader.leading(phrase.value, phrase)
    told = keywords(rest, words=(*wording.words, *FOR_ALL), first=wording.first or "")
    if "" in told:
        raise phrase.refuse(f"'{told['']}' says nothing known about this event.")
    for name in wording.needed:
        if not told.get(name):
            raise phrase.refuse(f"it does not say {name!r}.")
    return {"at": written(at), "event": what.value} | details(agreement, phrase, told, reader=reader)


def details(agreement: Agreement, phrase: Phrase, told: Mapping[str, str], *, reader: Reader) -> Item:
    """What an event says, in the keys of a scenario."""
    result: Item = {name: text for name, text in told.items() if name not in {"facts", "choice", "wanted"}}
    if "by" in told:
        result["by"] = told["by"].removeprefix("a ").removeprefix("an ").removeprefix("the ")
    if "wanted" in told:
        result["wanted"] = written(reader.whole(told["wanted"], phrase))
    if "facts" in told:
        result["facts"] = found_facts(agreement, told["facts"], phrase)
    if "choice" in told:
        result |= choice(agreement, told["choice"], phrase)
    return result


def found_facts(agreement: Agreement, text: str, phrase: Phrase) -> Item:
    """The facts of `cause Platform, resolution configuration`. Raises MalformedExample.

    A part that begins with no fact is a further value of the one before it.
    """
    parts: list[tuple[str, str]] = []
    for part in text.split(","):
        found = fact_and_value(agreement, part.strip())
        if found is not None:
            parts.append(found)
        elif parts:
            name, value = parts.pop()
            parts.append((name, f"{value}, {part.strip()}"))
        else:
            raise phrase.refuse(f"'{part.strip()}' does not begin with a fact and its value.")
    return {name: stated_fact(agreement, name, value, phrase) for name, value in parts}


def fact_and_value(agreement: Agreement, text: str) -> tuple[str, str] | None:
    """A fact and its value, `contact made in Off hours`, by the longest name that fits; None when none does."""
    names = sorted(agreement.facts, key=len, reverse=True)
    for name in names:
        value = after(text.removeprefix("is "), name)
        if value is not None:
            return name, value.removeprefix("is ")
    return None


def choice(agreement: Agreement, text: str, phrase: Phrase) -> Item:
    """The kind, answer and subject of `admission accept with priority handling`. Raises MalformedExample."""
    kind, _, rest = text.partition(" ")
    words = sorted(answer_words(agreement), key=len, reverse=True)
    for word in words:
        if key_of(rest) == key_of(word):
            return {"kind": kind.casefold(), "answer": word}
        subject = after(rest, word)
        if subject is not None:
            return {"kind": kind.casefold(), "answer": word, "subject": subject_of(subject)}
    raise phrase.refuse(f"'{rest}' is no answer of this agreement; write it like 'admission accept'.")


def subject_of(text: str) -> str:
    """What an answer names, without the word that leads to it.

    >>> subject_of("with priority handling")
    'priority handling'
    """
    for link in ("with", "to the", "to", "as", "for", "of"):
        named = after(text, link)
        if named is not None:
            return named
    return text


def answer_words(agreement: Agreement) -> set[str]:
    """The fixed words that the rows of the agreement answer with."""
    terms = (term for rules in agreement.rules.values() for rule in rules for term in rule.terms.values())
    return {term.word for term in terms if isinstance(term, Answer)}
