"""The checker: everything that can be said about an agreement before it is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from uphold.policy.check.analysis import analysed
from uphold.policy.check.declarations import declared
from uphold.policy.check.examples.asking import ask
from uphold.policy.check.examples.run import Ask, Place, run_example
from uphold.policy.check.numbering import answered_numbers
from uphold.policy.check.places import document_of, named, problem_at
from uphold.policy.document import bind, read
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.problem import Problem, Severity


def check(agreement_text: str, path: str, annexes: Sequence[tuple[str, str]] = ()) -> tuple[Problem, ...]:
    """All findings about an agreement with its annexes, each given as (text, path).

    While something does not read, its tables are not analysed and its examples not run: half a table has gaps that
    the whole one has not. A note says so.

    >>> check("# Nothing", "support.md")[0].code
    'front.missing'
    """
    document = read(agreement_text, path=path)
    problems = list(document.problems)
    bound = document.agreement
    if bound is not None:
        problems = list(answered_numbers(problems, agreement=bound))
        amended = [read(text, path=where, onto=bound) for text, where in annexes]
        problems += [problem for each in amended for problem in each.problems]
        bound = bind(bound, [each.agreement for each in amended if each.agreement is not None])
    if bound is None or any(problem.severity is Severity.ERROR for problem in problems):
        return (*problems, waiting(path))
    return (*problems, *checked(bound))


def checked(agreement: Agreement) -> Iterator[Problem]:
    """The findings about an agreement that reads well: its tables, its declarations, its examples."""
    yield from analysed(agreement)
    yield from declared(agreement)
    yield from tried(agreement, ask=ask)


def tried(agreement: Agreement, *, ask: Ask) -> Iterator[Problem]:
    """The findings of all examples, and a note for each deciding row that none of them reaches."""
    covered: set[Place] = set()
    for document in (*agreement.annexes, agreement):
        for example in document.examples:
            run = run_example(agreement, example, document=document, ask=ask)
            covered |= run.covered
            yield from run.problems
    yield from untried(agreement, covered=covered)


def untried(agreement: Agreement, *, covered: set[Place]) -> Iterator[Problem]:
    """A note for each deciding row without an example; a row that stands for several rules is one row."""
    seen = set(covered)
    for rules in agreement.rules.values():
        for rule in rules:
            place = (rule.citation.document, rule.citation.line)
            if place not in seen:
                seen.add(place)
                yield problem_at(
                    agreement,
                    rule.citation,
                    code="rule.untried",
                    text=f"Row {named(rule)} has no example.",
                    severity=Severity.NOTE,
                )


def waiting(path: str) -> Problem:
    """The note that stands in place of the analysis while there are errors."""
    return Problem(
        severity=Severity.NOTE,
        code="analysis.waits",
        text="Tables are analysed and examples are run when the errors are mended.",
        file=path,
        line=1,
    )
