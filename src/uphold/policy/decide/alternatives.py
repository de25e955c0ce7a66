"""Decisions that may wait: the same question answered for each value an unknown fact could take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from uphold.policy.decide.decision import Alternative, Decision
from uphold.policy.decide.facts import Fact, Facts
from uphold.policy.decide.match import decide, in_order
from uphold.policy.decide.rule import Rule

Derive = Callable[[Facts], Facts]
"""Adds what follows from the facts stated, such as the fault of a cause."""


def decide_or_wait(
    rules: Sequence[Rule], *, facts: Facts, domain: Mapping[str, Fact], derive: Derive = lambda facts: facts
) -> Decision:
    """The decision, or an open one with an alternative for each value of the facts it still waits for.

    Only facts in `domain` are waited for; a condition on any other unknown fact is not met. When every alternative
    comes to the same row there is nothing to wait for, and that row decides.
    """
    pivot = fact_waited_for(rules, facts=facts, domain=domain)
    if pivot is None:
        return decide(rules, facts=facts)
    alternatives = tuple(
        alternative
        for value in pivot.values
        for alternative in branches(
            rules, facts=facts, pivot=pivot, value=value, domain=domain, derive=derive
        )
    )
    deciding = {id(alternative.decision.rule): alternative.decision for alternative in alternatives}
    if len(deciding) == 1:
        return next(iter(deciding.values()))
    present = decide(rules, facts=facts)
    names = tuple(dict.fromkeys(name for alternative in alternatives for name in alternative.facts))
    return Decision(
        rule=None,
        because=present.because,
        passed=present.passed,
        options=present.options,
        open_on=names,
        alternatives=alternatives,
    )


def fact_waited_for(rules: Sequence[Rule], *, facts: Facts, domain: Mapping[str, Fact]) -> Fact | None:
    """The first unknown fact that a row asks before a row decides without it; None when nothing is waited for."""
    for rule in in_order(rules):
        if rule.by is not None:
            continue
        unknown: Fact | None = None
        for name, condition in rule.conditions:
            value = facts.value(name)
            if value is None and name in domain:
                unknown = unknown or domain[name]
            elif value is None or not condition.admits(value):
                break
        else:
            return unknown
    return None


def branches(
    rules: Sequence[Rule],
    *,
    facts: Facts,
    pivot: Fact,
    value: str,
    domain: Mapping[str, Fact],
    derive: Derive,
) -> tuple[Alternative, ...]:
    """The alternatives below one value of one fact, with further facts where the answer needs them."""
    stated = derive(facts.stating({pivot.name: frozenset({value})}))
    decision = decide_or_wait(rules, facts=stated, domain=domain, derive=derive)
    if not decision.is_open:
        return (Alternative({pivot.name: value}, decision),)
    return tuple(
        Alternative({pivot.name: value, **below.facts}, below.decision) for below in decision.alternatives
    )
