"""Warranty: what happens to a claim for hardware, or what would for each finding that is not made yet."""

from __future__ import annotations

from uphold.policy.decide.alternatives import decide_or_wait
from uphold.policy.decide.decision import Alternative
from uphold.policy.decide.terms import Duration
from uphold.policy.scenario.answer import Possibility, WarrantyAnswer
from uphold.policy.scenario.cells import name_in, words_of
from uphold.policy.scenario.derive import with_fault
from uphold.policy.scenario.ruling import answered, option_of, ruling_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.taking import taking_of, with_choice

CLAIMED = ("in warranty", "defect", "use")
"""Facts that make a request a claim: without any of them nobody asks about a warranty."""


def warranty_answer(story: Story) -> WarrantyAnswer | None:
    """The answer to the claim; None where the agreement has no such rows, or nothing was claimed."""
    matter = story.matter
    facts = story.facts_of_work(matter.at, problem=None)
    rules = matter.rules("warranty")
    if not rules or all(facts.value(name) is None for name in CLAIMED):
        return None
    decision = decide_or_wait(
        rules, facts=facts, domain=matter.found_later, derive=lambda known: with_fault(matter, known)
    )
    decision = with_choice(story, decision, facts=facts, at=matter.at)
    terms = decision.rule.terms if decision.rule else {}
    within = terms.get("return within")
    options = (
        option_of(rule, is_taken=taking_of(story, rule, by=matter.at) is not None)
        for rule in decision.options
    )
    return WarrantyAnswer(
        answer=answered(terms.get("answer"))[0],
        fault_analysis=name_in(terms.get("fault analysis")),
        customer_pays=words_of(terms.get("customer pays")),
        return_within=within if isinstance(within, Duration) else None,
        otherwise=words_of(terms.get("otherwise")),
        ruling=ruling_of(
            decision, options=options, possibilities=[possibility(each) for each in decision.alternatives]
        ),
    )


def possibility(alternative: Alternative) -> Possibility:
    """The answer under findings that are supposed."""
    rule = alternative.decision.rule
    terms = rule.terms if rule else {}
    return Possibility(
        facts=alternative.facts,
        outcome={
            "answer": answered(terms.get("answer"))[0],
            "fault_analysis": name_in(terms.get("fault analysis")),
        },
        citation=rule.citation if rule else None,
    )
