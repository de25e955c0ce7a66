"""Escalation: whether a request goes a step further, to whom, and whether the path is used up."""

from __future__ import annotations

from collections.abc import Sequence

from uphold.policy.decide.decision import Decision
from uphold.policy.decide.terms import Names, YesNo
from uphold.policy.scenario.answer import EscalationAnswer, TargetAnswer
from uphold.policy.scenario.cells import name_in, one, words_of
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.occasions import ASKED, Occasion, occasions_of
from uphold.policy.scenario.ruling import option_of, ruling_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.taking import decide_with_options, taking_of


def escalation_answers(story: Story, *, targets: Sequence[TargetAnswer]) -> tuple[EscalationAnswer, ...]:
    """One answer an occasion; each that is allowed goes one step further."""
    answers: list[EscalationAnswer] = []
    step = 0
    for occasion in occasions_of(story, targets=targets):
        answer = escalation_at(story, occasion, step=step)
        if occasion.trigger != ASKED and is_silent(answer):
            continue
        step = answer.step or step
        answers.append(answer)
    return tuple(answers)


def escalation_at(story: Story, occasion: Occasion, *, step: int) -> EscalationAnswer:
    """What one occasion leads to, after so many steps."""
    matter = story.matter
    metric = {} if occasion.metric is None else {"metric": one(occasion.metric)}
    facts = story.facts(occasion.at, stated={"trigger": one(occasion.trigger)} | metric)
    decision = decide_with_options(story, occasion.rules, facts=facts, at=occasion.at)
    allowed = allowed_by(decision)
    contact, reached = contact_of(matter, decision, step=step) if allowed == "yes" else (None, None)
    options = (
        option_of(rule, is_taken=taking_of(story, rule, by=matter.at) is not None)
        for rule in decision.options
    )
    return EscalationAnswer(
        at=occasion.at,
        trigger=occasion.trigger,
        metric=occasion.metric,
        key=occasion.key,
        notify=words_of(decision.rule.terms.get("notify")) if decision.rule else None,
        allowed=allowed,
        contact=contact,
        step=reached,
        is_used_up=allowed == "yes" and contact is None and bool(matter.agreement.entries.get("contact")),
        ruling=ruling_of(decision, options=options),
    )


def is_silent(answer: EscalationAnswer) -> bool:
    """Whether no row speaks of the occasion: nobody asked, so there is nothing to tell."""
    return answer.ruling.citation is None and not answer.ruling.options


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
