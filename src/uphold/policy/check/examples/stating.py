"""Facts as an example states them, in the values of a scenario."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from uphold.policy.check.examples.phrases import Phrase
from uphold.policy.decide.facts import FactShape
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.names import key_of


def stated_fact(agreement: Agreement, name: str, text: str, phrase: Phrase) -> object:
    """The value of a fact: a number, a name, or several parted by commas. Raises MalformedExample."""
    fact = agreement.facts[name]
    if fact.shape is FactShape.NUMBER:
        return number(text, phrase)
    if key_of(text) in {key_of(value) for value in fact.values} or "," not in text:
        return [text] if fact.shape is FactShape.NAMES else text
    return [part.strip() for part in text.split(",")]


def number(text: str, phrase: Phrase) -> int | str:
    """A number as it stands in JSON: whole, or exact in words. Raises MalformedExample."""
    try:
        value = Decimal(text.split(" ", maxsplit=1)[0])
    except InvalidOperation:
        raise phrase.refuse(f"'{text}' is not a number.") from None
    return int(value) if value == value.to_integral_value() else str(value)
