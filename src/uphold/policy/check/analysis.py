"""The analysis of an agreement's tables: what is never reached, what is missing, what contradicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from uphold.policy.check.boxes import Effort, NotProven
from uphold.policy.check.dimensions import dimensions_of
from uphold.policy.check.gaps import KINDS, gaps
from uphold.policy.check.moments import Moment, moments
from uphold.policy.check.places import problem_at
from uphold.policy.check.rows import contradictions, repeated_options, unreached
from uphold.policy.check.space import Space, space_of
from uphold.policy.decide.match import in_order
from uphold.policy.decide.rule import Rule
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.problem import Problem, Severity

COMPARISONS = 500_000
"""The budget of each question to a kind of table, about a second; two hundred random rows need half of it."""


def analysed(agreement: Agreement, *, comparisons: int = COMPARISONS) -> Iterator[Problem]:
    """All findings about the deciding tables of an agreement and its annexes."""
    found = moments(agreement.hours, year=agreement.effective_on.year)
    for kind, rules in agreement.rules.items():
        if rules:
            yield from analysed_kind(agreement, kind=kind, rules=rules, found=found, comparisons=comparisons)


def analysed_kind(
    agreement: Agreement, *, kind: str, rules: Sequence[Rule], found: tuple[Moment, ...], comparisons: int
) -> Iterator[Problem]:
    """The findings about one kind; a question past its budget is an error, never nothing."""
    tried = list(in_order(rules))
    findings: dict[str, Callable[[Effort], Iterator[Problem]]] = {
        "every row is reached": lambda effort: unreached(
            agreement, reachable(agreement, tried, kind=kind, found=found), rules=tried, effort=effort
        ),
        "no rows contradict each other": lambda effort: contradictions(
            agreement, usual(agreement, tried, kind=kind, found=found), rules=tried, effort=effort
        ),
        "options are stated once": lambda _: repeated_options(
            agreement, reachable(agreement, tried, kind=kind, found=found), rules=tried
        ),
    }
    if kind in KINDS:
        findings["every case is decided"] = lambda effort: gaps(
            agreement,
            usual(agreement, tried, kind=kind, found=found),
            kind=kind,
            rules=tried,
            found=found,
            effort=effort,
        )
    for question, answer in findings.items():
        try:
            yield from answer(Effort(comparisons))
        except NotProven:
            yield not_proven(agreement, kind=kind, rules=rules, question=question)


def reachable(agreement: Agreement, rules: Sequence[Rule], *, kind: str, found: tuple[Moment, ...]) -> Space:
    """The space of everything that can happen."""
    dimensions = dimensions_of(agreement, rules, kind=kind, found=found, is_usual=False)
    return space_of(rules, dimensions=dimensions)


def usual(agreement: Agreement, rules: Sequence[Rule], *, kind: str, found: tuple[Moment, ...]) -> Space:
    """The space of cases in which everything is stated that is not found later."""
    dimensions = dimensions_of(agreement, rules, kind=kind, found=found, is_usual=True)
    return space_of(rules, dimensions=dimensions)


def not_proven(agreement: Agreement, *, kind: str, rules: Sequence[Rule], question: str) -> Problem:
    """The error that stands in place of findings that nobody has."""
    return problem_at(
        agreement,
        rules[0].citation,
        code="analysis.unproven",
        text=f"Not proven: {len(rules)} {kind.capitalize()} rows are too many to prove that {question}.",
        severity=Severity.ERROR,
    )
