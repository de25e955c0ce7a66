"""The checker: everything that can be said about an agreement before it is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from uphold.policy.check.analysis import analysed
from uphold.policy.check.declarations import declared
from uphold.policy.check.examples.asking import ask
from uphold.policy.check.examples.run import Place, run_example
from uphold.policy.check.numbering import answered_numbers
from uphold.policy.check.places import problem_at
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
    agreement = document.agreement
    if agreement is None:
        return (*document.problems, waiting(path))
    amended = [read(text, path=where, onto=agreement) for text, where in annexes]
    read_problems = [problem for each in (document, *amended) for problem in each.problems]
    problems = tuple(answered_numbers(read_problems, agreement=agreement))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return (*problems, waiting(path))
    return (
        *problems,
        *checked(agreement, [each.agreement for each in amended if each.agreement is not None]),
    )


def checked(agreement: Agreement, annexes: Sequence[Agreement] = ()) -> Iterator[Problem]:
    """The findings about an agreement and annexes that read well: tables, declarations, examples."""
    bound = bind(agreement, annexes)
    yield from analysed(bound)
    yield from declared(bound)
    yield from tried(agreement, bound=bound)


def tried(agreement: Agreement, *, bound: Agreement) -> Iterator[Problem]:
    """The findings of all examples, and a note for each deciding row that none of them reaches.

    Examples of the agreement speak of the agreement alone, those of an annex of everything bound together.
    """
    covered: set[Place] = set()
    examples = [(bound, annex, each) for annex in bound.annexes for each in annex.examples]
    examples += [(agreement, agreement, each) for each in agreement.examples]
    for asked, document, example in examples:
        run = run_example(asked, example, document=document, ask=ask)
        covered |= run.covered
        yield from run.problems
    yield from untried(bound, covered=covered)


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
                    text=f"Row '{rule.citation.row}' has no example.",
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
