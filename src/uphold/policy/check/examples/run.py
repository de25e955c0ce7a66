"""Running the examples of an agreement: each is asked like any other case, and its answer held against Then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from uphold.policy.check.examples.asking import Answered, Unanswerable
from uphold.policy.check.examples.given import Given, given
from uphold.policy.check.examples.phrases import MalformedExample
from uphold.policy.check.examples.then import Held, then
from uphold.policy.document.agreement import Agreement, Example
from uphold.policy.document.problem import Problem, Severity

Place = tuple[str, int]
"""The slug of a document and a line in it: a row."""
Ask = Callable[[Agreement, Mapping[str, object]], Answered]
"""Answers a scenario; raises Unanswerable when it cannot be read."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one example came to: its findings, and the rows that it covers."""

    problems: tuple[Problem, ...]
    covered: frozenset[Place]


def run_example(agreement: Agreement, example: Example, *, document: Agreement, ask: Ask) -> Run:
    """Runs one example of a document against the bound agreement."""
    column = example.given_column
    try:
        told = given(agreement, example.given, column=column)
        answered = asked(agreement, told, column=column, ask=ask)
        results = list(
            then(agreement, example.then, answered.answer, column=example.then_column, reader=told.reader)
        )
    except MalformedExample as error:
        return Run(
            (problem(document, example, code="example.malformed", text=str(error), column=error.column),),
            frozenset(),
        )
    failures = tuple(failure(document, example, held) for held in results if not held.outcome.is_met)
    return Run(failures, frozenset((*covered(results), *pauses_covered(results, answered))))


def asked(agreement: Agreement, told: Given, *, column: int, ask: Ask) -> Answered:
    """The answer to a scenario; what it cannot read is refused at the phrase behind it. Raises MalformedExample."""
    try:
        return ask(agreement, told.scenario)
    except Unanswerable as error:
        behind = (place for path, place in told.columns.items() if is_below(error.path, path))
        raise MalformedExample(str(error), column=next(behind, column)) from error


def is_below(path: str, upper: str) -> bool:
    """Whether a path leads to a part of the scenario, or into it.

    >>> is_below("events[1].for", "events[1]"), is_below("events[10]", "events[1]")
    (True, False)
    """
    return path == upper or path.startswith(f"{upper}.")


def failure(document: Agreement, example: Example, held: Held) -> Problem:
    """The finding about an expectation that is not met: key, expected, found."""
    text = f"{held.key}: expected {held.expected}, found {held.outcome.found}."
    return problem(document, example, code="example.failed", text=text, column=held.column)


def problem(document: Agreement, example: Example, *, code: str, text: str, column: int) -> Problem:
    """A finding about an example."""
    return Problem(
        severity=Severity.ERROR,
        code=code,
        text=f"Example '{example.label}': {text}",
        file=document.path,
        line=example.line,
        column=column,
    )


def covered(results: list[Held]) -> Iterator[Place]:
    """The rows behind the decisions that an example names."""
    for held in results:
        for cite in held.cites:
            line = cite.get("line")
            if isinstance(line, int):
                yield str(cite.get("document")), line


def pauses_covered(results: list[Held], answered: Answered) -> Iterator[Place]:
    """The Pause rows behind the metrics that an example names."""
    for key in dict.fromkeys(held.key for held in results):
        yield from ((cite.document, cite.line) for cite in answered.pauses.get(key, ()))
