"""Finding the row that decides: the document's order, `otherwise` last, options beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from uphold.policy.decide.decision import Decision, Passed
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.rule import Rule


def decide(rules: Sequence[Rule], *, facts: Facts) -> Decision:
    """The first row whose conditions are met, in the order given; `otherwise` rows are tried after all others.

    A condition on a fact that is not known is not met, a negated one neither. Rows with a `by` never decide: those
    that match stand beside the decision as options. Without a match the decision has no rule: *not said*.

    >>> decide((), facts=Facts()).said
    'not said'
    """
    known = facts.known
    passed: list[Passed] = []
    options: list[Rule] = []
    deciding: Rule | None = None
    for rule in in_order(rules):
        if deciding is not None and rule.by is None:
            continue
        failing = None
        for name, condition in rule.conditions:
            value = known.get(name)
            if value is None or not condition.admits(value):
                failing = name
                break
        if failing is not None:
            if deciding is None:
                passed.append(Passed(rule, failing))
        elif rule.by is not None:
            options.append(rule)
        else:
            deciding = rule
    return Decision(
        rule=deciding,
        because={name: known[name] for name in asked(deciding, passed) if name in known},
        passed=tuple(passed),
        options=tuple(options),
    )


def in_order(rules: Sequence[Rule]) -> list[Rule]:
    """The rows as they are tried: those without `otherwise` first, each group in the order of the document."""
    last = [rule for rule in rules if rule.is_otherwise]
    return [*(rule for rule in rules if not rule.is_otherwise), *last] if last else list(rules)


def asked(deciding: Rule | None, passed: Iterable[Passed]) -> list[str]:
    """The facts that mattered, each once: those the deciding row asked, then those that failed the rows before."""
    names = [name for name, _ in deciding.conditions] if deciding is not None else []
    return list(dict.fromkeys([*names, *(each.fact for each in passed)]))
