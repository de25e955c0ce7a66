"""Priority: triage at opening, what was assessed, what a step in the life of the ticket brought."""

from __future__ import annotations

from datetime import datetime

from uphold.policy.decide.facts import Facts
from uphold.policy.decide.match import decide
from uphold.policy.scenario.answer import PriorityAnswer, PriorityStep
from uphold.policy.scenario.cells import name_in
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.ruling import UNSAID, cited, ruling_of
from uphold.policy.scenario.story import Story


def priority_answer(story: Story) -> PriorityAnswer:
    """The priority at the moment of the question, and how it came to be."""
    history = story.priorities
    if not history:
        decision = decide(story.matter.rules("triage"), facts=story.facts(story.matter.case.opened_at))
        return PriorityAnswer(value=None, history=(), ruling=ruling_of(decision))
    return PriorityAnswer(value=history[-1].value, history=history, ruling=history[-1].ruling)


def triaged(matter: Matter, *, facts: Facts) -> PriorityStep | None:
    """The priority that the agreement gives at opening; None where no row decides."""
    decision = decide(matter.rules("triage"), facts=facts)
    value = name_in(decision.rule.terms.get("priority")) if decision.rule else None
    if value is None:
        return None
    return PriorityStep(at=matter.case.opened_at, value=value, ruling=ruling_of(decision))


def stated_priority(matter: Matter) -> PriorityStep | None:
    """The priority stated together with the other facts at opening."""
    stated = matter.case.facts.get("priority")
    if not isinstance(stated, frozenset) or not stated:
        return None
    return assessed(matter, priority=next(iter(stated)), at=matter.case.opened_at)


def assessed(matter: Matter, *, priority: str, at: datetime) -> PriorityStep:
    """A priority that a person set; it is cited by its row among the priorities."""
    entry = matter.entry("priority", priority)
    return PriorityStep(at=at, value=priority, ruling=cited(entry.citation) if entry else UNSAID)
