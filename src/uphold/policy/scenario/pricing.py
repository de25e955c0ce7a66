"""Prices before the work: what choosing an option would cost, in the words of the row that would charge it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from uphold.policy.decide.alternatives import decide_or_wait
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.rule import Rule
from uphold.policy.decide.terms import Answer, Free, Unsaid
from uphold.policy.scenario.cells import YES, one, words_of
from uphold.policy.scenario.derive import layered, with_fault
from uphold.policy.scenario.story import Story

NOTHING_OWED = "0.00"


def price_of_option(story: Story, rule: Rule, *, facts: Facts, at: datetime) -> str | None:
    """The price of the work if the row were chosen; None where it is open, not said, or the choice brings no work."""
    changed = changed_by(rule.terms.get("answer"))
    if changed is None:
        return None
    known = layered({name: value for name, value in facts.known.items() if name != "hours"}, changed)
    return price_of_work(story, facts=story.completed(known, at=at, hours_at=at))


def changed_by(answer: object) -> Mapping[str, FactValue] | None:
    """The facts that a choice changes: the handling, the service, or that work is arranged."""
    if not isinstance(answer, Answer):
        return None
    subject = ", ".join(answer.subjects)
    if answer.word == "accept" and "priority" in subject.casefold():
        return {"handling": one("priority")}
    if answer.word == "offer":
        return {"service": one(subject)}
    return {"planned": YES} if answer.word == "by appointment" else None


def price_of_work(story: Story, *, facts: Facts) -> str | None:
    """What work under these facts costs, in words: "125.00 per hour, minimum 2 hours"; None while it is open."""
    matter = story.matter
    decision = decide_or_wait(
        matter.rules("charge"),
        facts=facts,
        domain=matter.found_later,
        derive=lambda known: with_fault(matter, known),
    )
    return price_in_words(decision.rule) if decision.rule is not None else None


def price_in_words(rule: Rule) -> str | None:
    """Rate, addition and minimum of a row, as they are quoted."""
    rate = rule.terms.get("rate")
    if isinstance(rate, Free):
        return NOTHING_OWED
    price = rate.value if rate is Unsaid.AS_AGREED else words_of(rate)
    plus, minimum = words_of(rule.terms.get("plus")), words_of(rule.terms.get("minimum"))
    parts = (price, f"plus {plus}" if plus else None, f"minimum {minimum}" if minimum else None)
    return ", ".join(part for part in parts if part) or None
