"""Steps in the life of a ticket: the priority, status and targets they bring, and when a silence becomes a step."""

from __future__ import annotations

from datetime import datetime

from uphold.policy.decide.facts import Facts
from uphold.policy.decide.match import decide
from uphold.policy.decide.terms import Duration
from uphold.policy.scenario.answer import LifecycleAnswer
from uphold.policy.scenario.cells import name_in, one, words_of
from uphold.policy.scenario.instants import after
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.ruling import ruling_of


def lifecycle_step(matter: Matter, *, step: str, at: datetime, facts: Facts) -> LifecycleAnswer | None:
    """What a step brings with it; None where the agreement has no rows for that step."""
    rules = matter.rules_for("lifecycle", step)
    if not rules:
        return None
    decision = decide(rules, facts=facts.stating({"step": one(step)}))
    terms = decision.rule.terms if decision.rule else {}
    return LifecycleAnswer(
        at=at,
        step=step,
        new_priority=name_in(terms.get("new priority")),
        status=words_of(terms.get("status")),
        targets=name_in(terms.get("targets")),
        after=words_of(terms.get("after")),
        duty=words_of(terms.get("duty")),
        ruling=ruling_of(decision),
    )


def delay_until(matter: Matter, *, step: str, facts: Facts, since: datetime) -> datetime | None:
    """When a silence that began at `since` becomes the step; None where the agreement names no delay."""
    decision = decide(matter.rules_for("lifecycle", step), facts=facts.stating({"step": one(step)}))
    delay = decision.rule.terms.get("after") if decision.rule else None
    return after(matter, delay, since=since) if isinstance(delay, Duration) else None
