"""Then: what an example expects, held against the answer key by key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from uphold.policy.check.examples.matching import (
    Element,
    Outcome,
    Question,
    cites_of,
    elements_in,
    instant_in,
)
from uphold.policy.check.examples.moment import Reader
from uphold.policy.check.examples.phrases import Item, MalformedExample, Phrase, after, items, phrases
from uphold.policy.check.examples.sections import NOTHING, Section, keys, matchers_of, section_of
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.names import key_of, nearest

CONDITIONAL = re.compile(r"(?P<key>.+?) if (?P<fact>.+)")
TIMED = re.compile(r"(?P<key>.+?) at (?P<at>[0-9].*)")


@dataclass(frozen=True, slots=True)
class Held:
    """One expected value held against the answer, with the citations that it covers."""

    key: str
    expected: str
    outcome: Outcome
    column: int
    cites: tuple[Element, ...]


def then(agreement: Agreement, text: str, answer: Element, *, column: int, reader: Reader) -> Iterator[Held]:
    """Each expected value of a Then cell against the answer in JSON. Raises MalformedExample."""
    names = frozenset(key_of(f"row {rule.label}") for rules in agreement.rules.values() for rule in rules)
    for phrase in phrases(text, column=column):
        section, element = meant(phrase, answer, reader=reader)
        for item in items(phrase, names=names):
            question = Question(
                item.text, replace(phrase, value_column=item.column), reader, agreement.currency
            )
            outcome = held(question, element, section=section)
            if outcome is None:
                raise MalformedExample(
                    f"{phrase.key}: '{item.text}' is no value of this key.", column=item.column
                )
            yield covering(phrase, item, outcome, element)


def covering(phrase: Phrase, item: Item, outcome: Outcome, element: Element) -> Held:
    """The value with the rows that it covers: the option it speaks of, else those that decided."""
    cites = (outcome.cite,) if outcome.cite is not None else tuple(cites_of(element))
    is_about_options = after(item.text, "may") is not None
    return Held(
        phrase.key, item.text, outcome, item.column, () if is_about_options and not outcome.cite else cites
    )


def held(question: Question, element: Element, *, section: Section) -> Outcome | None:
    """The first form that the value has, held against the decision; None when it has none."""
    outcomes = (matcher(question, element) for matcher in matchers_of(section))
    return next((outcome for outcome in outcomes if outcome is not None), None)


def meant(phrase: Phrase, answer: Element, *, reader: Reader) -> tuple[Section, Element]:
    """The section of a key and the decision it means. Raises MalformedExample."""
    key, condition = phrase.key, None
    conditional = CONDITIONAL.fullmatch(key)
    if conditional is not None:
        key, condition = conditional["key"], conditional["fact"]
    timed = TIMED.fullmatch(key)
    at = reader.whole(timed["at"].replace("t", "T"), phrase) if timed is not None else None
    found = section_of(timed["key"] if timed is not None else key)
    if found is None:
        near = nearest(key, keys())
        hint = f"; did you mean '{near}'?" if near else f"; known are {', '.join(keys())}."
        raise MalformedExample(f"'{key}' is no key of Then{hint}", column=phrase.column)
    section, subject = found
    elements = section.elements(answer, subject)
    if at is not None:
        elements = [each for each in timeline_of(elements) if instant_in(each.get("at")) == at]
    element = elements[-1] if elements else NOTHING
    return section, element if condition is None else alternative(element, condition, phrase)


def timeline_of(elements: list[Element]) -> list[Element]:
    """The decisions, or the history of the one decision."""
    histories = [step for each in elements for step in elements_in(each.get("history"))]
    return histories or elements


def alternative(element: Element, condition: str, phrase: Phrase) -> Element:
    """What the decision would be if a fact were found: `fault customer`. Raises MalformedExample."""
    branches = elements_in(element.get("if"))
    told = [(facts_in_words(branch), branch) for branch in branches]
    for words, branch in told:
        if key_of(condition) in {key_of(each) for each in words}:
            return branch
    known = sorted({each for words, _ in told for each in words})
    hint = f"; it waits for {', '.join(known)}." if known else "; the decision waits for no fact."
    raise MalformedExample(f"{phrase.key}: nothing is said for '{condition}'{hint}", column=phrase.column)


def facts_in_words(branch: Element) -> list[str]:
    """The facts of an alternative as an example writes them: `fault customer`."""
    facts = branch.get("facts")
    return [f"{name} {value}" for name, value in facts.items()] if isinstance(facts, Mapping) else []
