"""Pauses: which waiting stretches stop which metrics; without a row nothing pauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from uphold.policy.clocks.clock import Pause
from uphold.policy.clocks.cycles import Metric
from uphold.policy.decide.match import decide
from uphold.policy.scenario.cells import is_yes, one
from uphold.policy.scenario.standing import EVERYTHING, HANDLING, Suspension
from uphold.policy.scenario.story import Story, Wait

EVERY_METRIC = "every metric"
PAYMENT = "payment"


def pauses_of(story: Story, metric: Metric, *, suspensions: Sequence[Suspension]) -> tuple[Pause, ...]:
    """The stretches in which the clock of a metric stands still; a suspended ticket waits for payment."""
    waits = (*story.waits, *waits_for_payment(suspensions))
    return tuple(Pause(wait.starts_at, wait.ends_at) for wait in waits if is_paused(story, metric, wait=wait))


def is_paused(story: Story, metric: Metric, *, wait: Wait) -> bool:
    """Whether the agreement stops the metric in this stretch, decided when the stretch begins."""
    rules = story.matter.rules_for("pause", metric.value, EVERY_METRIC)
    if not rules:
        return False
    stated = {"metric": one(metric.value), "waiting for": one(wait.waiting_for)}
    decision = decide(rules, facts=story.facts(wait.starts_at, stated=stated))
    return decision.rule is not None and is_yes(decision.rule.terms.get("pauses"))


def waits_for_payment(suspensions: Sequence[Suspension]) -> Iterator[Wait]:
    """Suspended handling, as the wait that it is."""
    for suspension in suspensions:
        if suspension.capability in {HANDLING, EVERYTHING}:
            yield Wait(starts_at=suspension.starts_at, ends_at=suspension.ends_at, waiting_for=PAYMENT)
