"""Pauses: which waiting stretches stop which metrics; without a row nothing pauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from uphold.policy.clocks.clock import Pause
from uphold.policy.clocks.cycles import Metric
from uphold.policy.decide.decision import Decision
from uphold.policy.decide.match import decide
from uphold.policy.decide.rule import Rule
from uphold.policy.scenario.cells import is_yes, one
from uphold.policy.scenario.standing import EVERYTHING, HANDLING, Suspension
from uphold.policy.scenario.story import Story, Wait

EVERY_METRIC = "every metric"
PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Standstill:
    """A stretch in which the clock of a metric stands still, and the decision that stops it."""

    pause: Pause
    decision: Decision


def standstills_of(
    story: Story, metric: Metric, *, suspensions: Sequence[Suspension]
) -> tuple[Standstill, ...]:
    """The waits that stop a metric, each decided when it begins; a suspended ticket waits for payment."""
    rules = story.matter.rules_for("pause", metric.value, EVERY_METRIC)
    if not rules:
        return ()
    waits = (*story.waits, *waits_for_payment(suspensions))
    decided = ((wait, decision_about(story, rules, metric, wait=wait)) for wait in waits)
    return tuple(
        Standstill(Pause(wait.starts_at, wait.ends_at), decision)
        for wait, decision in decided
        if decision.rule is not None and is_yes(decision.rule.terms.get("pauses"))
    )


def decision_about(story: Story, rules: Sequence[Rule], metric: Metric, *, wait: Wait) -> Decision:
    """Whether the agreement stops the metric in a wait."""
    stated = {"metric": one(metric.value), "waiting for": one(wait.waiting_for)}
    return decide(rules, facts=story.facts(wait.starts_at, stated=stated))


def waits_for_payment(suspensions: Sequence[Suspension]) -> Iterator[Wait]:
    """Suspended handling, as the wait that it is."""
    for suspension in suspensions:
        if suspension.capability in {HANDLING, EVERYTHING}:
            yield Wait(starts_at=suspension.starts_at, ends_at=suspension.ends_at, waiting_for=PAYMENT)
