"""A table of any size is either analysed in good time or said not to be proven."""

from __future__ import annotations

import random
import time

from tests.policy.check.defects import SOUND
from tests.policy.check.tables import make_agreement, make_fact, make_rule
from uphold.policy.check.analysis import analysed
from uphold.policy.check.checker import checked
from uphold.policy.decide.condition import OneOf
from uphold.policy.decide.rule import Rule
from uphold.policy.document import read
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.problem import Severity

NAMES = tuple(f"fact {place}" for place in range(8))
VALUES = ("a", "b", "c", "d", "e")
FACTS = tuple(make_fact(name, *VALUES) for name in NAMES)
BUSY_SECONDS = 10
"""Far more than is needed: the analysis counts comparisons, so a slow machine gives the same findings."""


def random_rule(chance: random.Random, *, line: int) -> Rule:
    names = chance.sample(NAMES, k=chance.randint(2, 5))
    conditions = [(name, OneOf(frozenset(chance.sample(VALUES, k=chance.randint(1, 3))))) for name in names]
    return make_rule("triage", *conditions, line=line)


def random_agreement(*, rows: int) -> Agreement:
    chance = random.Random(7)  # noqa: S311  # a table that is the same in every run, not a secret
    return make_agreement([random_rule(chance, line=10 + row) for row in range(rows)], facts=FACTS)


def test_two_hundred_random_rows_are_analysed_or_said_not_to_be_proven() -> None:
    agreement = random_agreement(rows=200)

    began = time.process_time()
    problems = list(analysed(agreement))
    seconds = time.process_time() - began

    assert seconds < BUSY_SECONDS
    assert {each.code for each in problems} <= {"analysis.unproven", "rule.unreachable", "rule.gap"}
    assert all(each.severity is Severity.ERROR for each in problems if each.code == "analysis.unproven")


def test_past_the_budget_the_finding_is_an_error_that_says_so() -> None:
    agreement = random_agreement(rows=50)

    problems = [each for each in analysed(agreement, comparisons=50) if each.code == "analysis.unproven"]

    assert [(each.severity, each.line) for each in problems] == [(Severity.ERROR, 10)] * 2
    assert problems[0].text == "Not proven: 50 Triage rows are too many to prove that every row is reached."
    assert problems[1].text == "Not proven: 50 Triage rows are too many to prove that every case is decided."


def test_an_agreement_of_three_hundred_lines_is_analysed_within_a_second() -> None:
    prose = "\n".join(f"This is line {number} of the prose that nobody runs." for number in range(160))
    document = read(f"{without_examples(SOUND)}\n{prose}\n", path="long.md")
    assert document.agreement is not None

    began = time.process_time()
    problems = list(checked(document.agreement))
    seconds = time.process_time() - began

    assert {each.code for each in problems} == {"rule.untried"}
    assert seconds < 1


def without_examples(text: str) -> str:
    parts = text.split("\n\n")
    return "\n\n".join(part for part in parts if not part.startswith("| Example"))
