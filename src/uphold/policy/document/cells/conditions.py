"""Conditions: a name, a list, `not X`, `more than 10`, `15 or more`, `10 to 15`, `up to 30 days`."""

from __future__ import annotations

import re
from decimal import Decimal

from uphold.policy.decide.condition import Between, Condition, NotOneOf, OneOf
from uphold.policy.decide.facts import Fact, FactShape
from uphold.policy.document.cells.unsaid import read_unsaid
from uphold.policy.document.facts import DECLARED
from uphold.policy.document.names import MalformedCell, Vocabulary, key_of, split_names

OTHERWISE = "otherwise"
ANY = frozenset({"", "any"})
AMOUNT = r"(?P<{0}>-?[0-9]{{1,9}}(?:\.[0-9]{{1,4}})?)"
UNIT = r"(?: (?P<unit>[^\d]+?))?"
NUMBERS = tuple(
    re.compile(pattern.format(one=AMOUNT.format("one"), two=AMOUNT.format("two"), unit=UNIT))
    for pattern in (
        "(?P<over>more than|over|after) {one}{unit}",
        "(?P<under>less than|fewer than|under) {one}{unit}",
        "(?P<most>up to|at most) {one}{unit}",
        "(?P<least>at least) {one}{unit}",
        "{one}{unit} (?P<more>or more)",
        "{one}{unit} (?P<fewer>or less|or fewer)",
        "{one} to {two}{unit}",
        "{one}{unit}",
    )
)


def read_condition(text: str, *, fact: Fact, vocabulary: Vocabulary) -> Condition | None:
    """The condition on a fact, None for an empty cell or `any`. Raises MalformedCell.

    >>> days = Fact("days past due", FactShape.NUMBER, unit="days")
    >>> read_condition("more than 10", fact=days, vocabulary=Vocabulary(currency="USD", zone="UTC"))
    Between(low=Decimal('10'), high=None, is_over_low=True, is_under_high=False)
    """
    known = vocabulary.values.get(fact.name, {})
    key = key_of(text)
    if key in ANY and key not in known:
        return None
    if fact.shape is FactShape.NUMBER:
        return _read_number(text, fact=fact)
    return _read_names(text, fact, vocabulary)


def _read_names(text: str, fact: Fact, vocabulary: Vocabulary) -> Condition:
    """A name that itself begins with "not" (a cause "Not found") is a name before it is a negation."""
    known = vocabulary.values.get(fact.name, {})
    what = fact.name if fact.name in DECLARED else f"value of '{fact.name}'"
    key = key_of(text)
    if key in known:
        return OneOf(frozenset({known[key]}))
    if read_unsaid(text) is not None:
        raise MalformedCell(
            "cell.condition", f"'{text}' is no condition; leave the cell empty to ask nothing"
        )
    if key.startswith("not ") and not any(key.startswith(f"{name},") for name in known):
        return NotOneOf(frozenset(split_names(text.strip()[4:], known, what=what)))
    if any(key_of(part).startswith("not ") and key_of(part) not in known for part in text.split(",")):
        mixed = f"'{text}' mixes names and 'not'; write either 'High, Urgent' or 'not Low, Medium'"
        raise MalformedCell("cell.condition", mixed)
    if _is_number(key) and not any(name[:1].isdigit() for name in known):
        number = f"'{text}' is a number, but '{fact.name}' is one of a list of names"
        raise MalformedCell("cell.condition", number)
    return OneOf(frozenset(split_names(text, known, what=what)))


def _is_number(key: str) -> bool:
    return any(pattern.fullmatch(key) for pattern in NUMBERS)


def _read_number(text: str, *, fact: Fact) -> Condition:
    key = key_of(text)
    found = next((match for match in (pattern.fullmatch(key) for pattern in NUMBERS) if match), None)
    unit = f" {fact.unit}" if fact.unit else ""
    if found is None:
        raise MalformedCell(
            "cell.condition",
            f"'{text}' says nothing about a number; write it like 'more than 10{unit}', '15 or more', '10 to 15'",
        )
    parts = found.groupdict()
    if parts.get("unit") and fact.unit and _singular(parts["unit"]) != _singular(fact.unit):
        raise MalformedCell(
            "cell.unit", f"'{text}' is in {parts['unit']}, but '{fact.name}' is counted in {fact.unit}"
        )
    return _bounds(parts, text=text)


def _bounds(parts: dict[str, str | None], *, text: str) -> Between:
    one, two = Decimal(parts["one"] or "0"), parts.get("two")
    if parts.get("over"):
        return Between(one, None, is_over_low=True)
    if parts.get("under"):
        return Between(None, one, is_under_high=True)
    if parts.get("most") or parts.get("fewer"):
        return Between(None, one)
    if parts.get("least") or parts.get("more"):
        return Between(one, None)
    if two is not None and Decimal(two) < one:
        raise MalformedCell("cell.condition", f"'{text}' runs backwards; write '{two} to {one}'")
    return Between(one, one if two is None else Decimal(two))


def _singular(unit: str) -> str:
    return key_of(unit).removesuffix("s")
