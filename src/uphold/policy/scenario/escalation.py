"""Escalation: whether a request goes a step further, to whom, and whether the path is used up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from uphold.policy.clocks.events import Happening
from uphold.policy.decide.condition import OneOf
from uphold.policy.decide.decision import Decision
from uphold.policy.decide.rule import Rule
from uphold.policy.decide.terms import Names, YesNo
from uphold.policy.scenario.answer import EscalationAnswer, TargetAnswer
from uphold.policy.scenario.cells import name_in, one
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.ruling import option_of, ruling_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.taking import decide_with_options, taking_of

ASKED, MISSED = "customer asks", "target missed"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an escalation is asked about: a request of the customer, or a target that was missed."""

    at: datetime
    trigger: str
    metric: str | None = None


def escalation_answers(story: Story, *, targets: Sequence[TargetAnswer]) -> tuple[EscalationAnswer, ...]:
    """One answer a request, and one a missed target where rows speak of those; each goes one step further."""
    answers: list[EscalationAnswer] = []
    step = 0
    for cause in sorted(causes_of(story, targets=targets), key=lambda cause: cause.at):
        answer = escalation_at(story, cause, step=step)
        step = answer.step or step
        answers.append(answer)
    return tuple(answers)


def causes_of(story: Story, *, targets: Sequence[TargetAnswer]) -> Iterator[Cause]:
    """What asks for escalation, up to the moment of the question."""
    for event in story.matter.happened(Happening.ASKED):
        if event.subject == "escalation":
            yield Cause(event.at, ASKED)
    if not any(speaks_of(rule, MISSED) for rule in story.matter.rules("escalation")):
        return
    for target in targets:
        if target.breached_at is not None:
            yield Cause(target.breached_at, MISSED, target.metric)


def escalation_at(story: Story, cause: Cause, *, step: int) -> EscalationAnswer:
    """What one cause leads to, after so many steps."""
    matter = story.matter
    stated = {"trigger": one(cause.trigger)} | ({"metric": one(cause.metric)} if cause.metric else {})
    facts = story.facts(cause.at, stated=stated)
    decision = decide_with_options(story, matter.rules("escalation"), facts=facts, at=cause.at)
    allowed = allowed_by(decision)
    contact, reached = contact_of(matter, decision, step=step) if allowed == "yes" else (None, None)
    options = (
        option_of(rule, is_taken=taking_of(story, rule, by=matter.at) is not None)
        for rule in decision.options
    )
    return EscalationAnswer(
        at=cause.at,
        allowed=allowed,
        contact=contact,
        step=reached,
        is_used_up=allowed == "yes" and contact is None and bool(matter.agreement.entries.get("contact")),
        ruling=ruling_of(decision, options=options),
    )


def allowed_by(decision: Decision) -> str | None:
    """Yes or no; a row that names a contact and does not say allows; None where nothing is said."""
    rule = decision.rule
    if rule is None:
        return None
    term = rule.terms.get("allowed")
    if isinstance(term, YesNo):
        return "yes" if term.is_yes else "no"
    return "yes" if term is None and "next contact" in rule.terms else None


def contact_of(matter: Matter, decision: Decision, *, step: int) -> tuple[str | None, int | None]:
    """The contact and the number of the step: the one a row names, or the next in the list."""
    names = [entry.name for entry in matter.agreement.entries.get("contact", ())]
    term = decision.rule.terms.get("next contact") if decision.rule else None
    if isinstance(term, Names):
        named = name_in(term)
        return named, names.index(named) + 1 if named in names else step + 1
    return (names[step], step + 1) if step < len(names) else (None, None)


def speaks_of(rule: Rule, trigger: str) -> bool:
    """Whether a row names the trigger."""
    return any(
        name == "trigger" and isinstance(condition, OneOf) and trigger in condition.names
        for name, condition in rule.conditions
    )
