"""Owed: the money that the provider owes for a target that it missed, whether anybody worked or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.match import decide
from uphold.policy.decide.rule import Rule
from uphold.policy.scenario.answer import RefundAnswer, TargetAnswer
from uphold.policy.scenario.cells import one
from uphold.policy.scenario.occasions import MISSED
from uphold.policy.scenario.ruling import ruling_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.sums import Basis, sum_owed

OF_A_MISS = frozenset({"metric", "trigger"})
"""A row that asks one of these speaks of a missed target; any other waits for an event of the ticket."""


def owed_answers(story: Story, *, targets: Sequence[TargetAnswer]) -> tuple[RefundAnswer, ...]:
    """What is owed for each target that was missed, where a Refund row says so; none while its facts are not found.

    It is dated at the breach. What is counted per started period grows until the target is met or the question asked.
    """
    rules = tuple(rule for rule in story.matter.rules("refund") if speaks_of_a_miss(rule))
    if not rules:
        return ()
    missed = ((each.breached_at, each) for each in targets if each.breached_at is not None)
    found = (owed_for(story, target, rules=rules, at=at) for at, target in missed)
    return tuple(sorted((answer for answer in found if answer is not None), key=lambda answer: answer.at))


def owed_for(
    story: Story, target: TargetAnswer, *, rules: Sequence[Rule], at: datetime
) -> RefundAnswer | None:
    """What one missed target brings, by the facts as they stood at the breach and all that was found later."""
    facts = story.facts_of_work(at, problem=None).stating(circumstances(target))
    decision = decide(rules, facts=facts)
    if decision.rule is None:
        return None
    amount = decision.rule.terms.get("amount")
    return RefundAnswer(
        at=at,
        problem=None,
        credits=0,
        amount=sum_owed(
            amount,
            cap=decision.rule.terms.get("cap"),
            basis=Basis(facts=facts, late_seconds=late_seconds(target, story=story)),
            rounding=story.matter.money_rounding,
        ),
        ruling=ruling_of(decision, outcome=amount),
    )


def speaks_of_a_miss(rule: Rule) -> bool:
    """Whether a row is about a target rather than about an event of the ticket."""
    return any(name in OF_A_MISS for name, _ in rule.conditions)


def circumstances(target: TargetAnswer) -> dict[str, FactValue]:
    """The facts that a missed target adds."""
    return {"metric": one(target.metric), "trigger": one(MISSED)}


def late_seconds(target: TargetAnswer, *, story: Story) -> int:
    """How much later than promised: on the clock of the promise; for days, in real seconds past the due instant."""
    if target.within_seconds is not None:
        return max(target.used_seconds - target.within_seconds, 0)
    until = target.met_at or story.matter.at
    return max(int((until - target.due_at).total_seconds()), 0) if target.due_at is not None else 0
