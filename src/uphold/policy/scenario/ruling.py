"""Rulings: what every decision shows - what was said, where, on which facts, over which rows, with which options."""

from __future__ import annotations

from collections.abc import Iterable

from uphold.policy.decide.decision import Decision
from uphold.policy.decide.rule import Citation, Rule
from uphold.policy.decide.terms import Answer, Term, Unsaid
from uphold.policy.scenario.answer import Option, Possibility, Ruling
from uphold.policy.scenario.cells import words_of

SAID, NOT_SAID = "said", "not said"
UNSAID = Ruling(said=NOT_SAID, citation=None, because={})
"""The ruling where no row speaks."""


def ruling_of(
    decision: Decision,
    *,
    outcome: Term | None = None,
    options: Iterable[Option] = (),
    possibilities: Iterable[Possibility] = (),
    nearer: Iterable[Possibility] = (),
) -> Ruling:
    """The ruling of a decision; an `outcome` that says `not said` makes the whole of it so.

    What waits for a finding is said: the rows speak of every finding it waits for.
    """
    rule = decision.rule
    said = SAID if decision.is_open else decision.said
    return Ruling(
        said=NOT_SAID if outcome is Unsaid.NOT_SAID else said,
        citation=rule.citation if rule is not None else None,
        because=decision.because,
        passed=decision.passed,
        possibilities=tuple(possibilities),
        options=tuple(options),
        nearer=tuple(nearer),
    )


def cited(citation: Citation | None) -> Ruling:
    """The ruling of something a person decided, under a row that names it."""
    return UNSAID if citation is None else Ruling(said="said", citation=citation, because={})


def option_of(rule: Rule, *, is_taken: bool, charge: str | None = None) -> Option:
    """A row that a person may choose."""
    term = rule.terms.get("answer")
    word, subject = answered(term)
    return Option(
        by=rule.by or "",
        answer=word or "",
        subject=subject,
        citation=rule.citation,
        charge=charge,
        is_taken=is_taken,
        subjects=term.subjects if isinstance(term, Answer) else (),
    )


def answered(term: Term | None) -> tuple[str | None, str | None]:
    """The fixed word of an answer, and what it goes on to name."""
    if isinstance(term, Answer):
        return term.word, ", ".join(term.subjects) or None
    return words_of(term), None
