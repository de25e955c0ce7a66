"""What decisions share in JSON: citations, reasons, options, possibilities, and plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.decision import Passed
from uphold.policy.decide.rule import Citation
from uphold.policy.scenario.answer import Option, Possibility, Ruling
from uphold.policy.scenario.cells import amount_of
from uphold.policy.scenario.stamps import stamp_of

Json = dict[str, object]


def instant(at: datetime | None) -> str | None:
    """An instant, or None."""
    return None if at is None else stamp_of(at)


def money(amount: Decimal | None) -> str | None:
    """An amount, or None."""
    return None if amount is None else amount_of(amount)


def value_of(value: FactValue) -> object:
    """A fact as a word, a list of words or a number."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    names = sorted(value)
    return names[0] if len(names) == 1 else names


@dataclass(slots=True)
class RulingWriter:
    """Writes what every decision shares; a place that is cited often is written once."""

    citations: dict[int, Json] = field(default_factory=dict)

    def ruling(self, ruling: Ruling) -> Json:
        """What every decision shares."""
        shared: Json = {
            "said": ruling.said,
            "cite": self.cite(ruling.citation),
            "because": {name: value_of(value) for name, value in ruling.because.items()},
            "passed": [self.passed(each) for each in ruling.passed],
        }
        if ruling.possibilities:
            shared["if"] = [self.possibility(each) for each in ruling.possibilities]
        if ruling.nearer:
            shared["would"] = [self.possibility(each) for each in ruling.nearer]
        if ruling.options:
            shared["options"] = [self.option(each) for each in ruling.options]
        return shared

    def cite(self, citation: Citation | None) -> Json | None:
        """The place of a row."""
        if citation is None:
            return None
        written = self.citations.get(id(citation))
        if written is None:
            written = self.citations[id(citation)] = {
                "document": citation.document,
                "version": citation.version,
                "clause": citation.clause,
                "anchor": citation.anchor,
                "row": citation.row,
                "line": citation.line,
                "quote": citation.quote,
                "readings": [reading.text for reading in citation.readings],
            }
        return written

    def passed(self, passed: Passed) -> Json:
        """A row that did not decide."""
        return {"cite": self.cite(passed.rule.citation), "fact": passed.fact}

    def possibility(self, possibility: Possibility) -> Json:
        """The outcome if facts were found."""
        return {
            "facts": dict(possibility.facts),
            **possibility.outcome,
            "cite": self.cite(possibility.citation),
        }

    def option(self, option: Option) -> Json:
        """What a person may choose."""
        return {
            "by": bare(option.by),
            "answer": option.answer,
            "subject": one_or_all(option.subjects) or option.subject,
            "cite": self.cite(option.citation),
            "charge": option.charge,
            "taken": option.is_taken,
        }


def bare(role: str) -> str:
    """The role without its article.

    >>> bare("a manager")
    'manager'
    """
    first, _, rest = role.partition(" ")
    return rest if first in {"a", "an", "the"} and rest else role


def one_or_all(names: tuple[str, ...]) -> str | list[str] | None:
    """One name by itself, several as a list, none as None."""
    return None if not names else names[0] if len(names) == 1 else list(names)
