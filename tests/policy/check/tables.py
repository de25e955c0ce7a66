"""Tables built by hand: rules, facts and agreements for tests of the analysis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from uphold.policy.decide.condition import Condition
from uphold.policy.decide.facts import Fact, FactShape
from uphold.policy.decide.rule import Citation, Reading, Rule
from uphold.policy.decide.terms import Answer, Term
from uphold.policy.document.agreement import Agreement
from uphold.policy.time.hours import Hours

FIRST_LINE = 10


def make_rule(
    kind: str,
    *conditions: tuple[str, Condition],
    line: int = FIRST_LINE,
    label: str = "",
    clause: str = "1",
    terms: Mapping[str, Term] | None = None,
    by: str | None = None,
    is_otherwise: bool = False,
    readings: tuple[Reading, ...] = (),
) -> Rule:
    name = label or f"Row {line}"
    citation = Citation("sample", "1", f"{clause}. Clause", clause, name, line, name, readings)
    stated = {"answer": Answer("accept")} if terms is None else terms
    return Rule(kind, name, conditions, stated, citation, by, is_otherwise)


def make_fact(name: str, *values: str, usual: str | None = None, is_found_later: bool = False) -> Fact:
    shape = FactShape.NAME if values else FactShape.NUMBER
    return Fact(name, shape, values, usual=usual, is_found_later=is_found_later)


def make_agreement(
    rules: Sequence[Rule], *, facts: Sequence[Fact] = (), hours: Mapping[str, Hours] | None = None
) -> Agreement:
    kinds = dict.fromkeys(rule.kind for rule in rules)
    return Agreement(
        slug="sample",
        title="A sample",
        version="1",
        effective_on=date(2026, 1, 1),
        provider="Harbour Telephony",
        timezone="Europe/Berlin",
        currency="EUR",
        language="en",
        sha256="",
        path="sample.md",
        rules={kind: tuple(rule for rule in rules if rule.kind == kind) for kind in kinds},
        facts={fact.name: fact for fact in facts},
        hours=hours or {},
    )
