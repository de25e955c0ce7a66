"""Releases: whether a new version, patch or update is owed, and at what charge."""

from __future__ import annotations

from uphold.policy.charges.pieces import PER_ENTRY
from uphold.policy.clocks.events import Happening
from uphold.policy.decide.match import decide
from uphold.policy.decide.terms import Free, Rate, Term
from uphold.policy.document.names import key_of
from uphold.policy.scenario.answer import ReleaseAnswer
from uphold.policy.scenario.cells import amount_of, name_in, one, words_of
from uphold.policy.scenario.pricing import NOTHING_OWED
from uphold.policy.scenario.ruling import ruling_of
from uphold.policy.scenario.story import Story


def release_answer(story: Story) -> ReleaseAnswer | None:
    """The entitlement to what was released last; None where nothing was released."""
    released = story.matter.happened(Happening.RELEASED)
    kind = released[-1].kind if released else None
    if kind is None:
        return None
    rules = [rule for rule in story.matter.rules("entitlement") if key_of(rule.label) == key_of(kind)]
    facts = story.facts(released[-1].at, stated={"release": one(kind)})
    decision = decide(rules, facts=facts)
    terms = decision.rule.terms if decision.rule else {}
    return ReleaseAnswer(
        entitled=name_in(terms.get("entitled")),
        charge=charge_of(terms.get("charge")),
        ruling=ruling_of(decision, outcome=terms.get("entitled")),
    )


def charge_of(term: Term | None) -> str | None:
    """What the release costs: nothing is 0.00, a bare amount is an amount, and what is not said is None."""
    if isinstance(term, Free):
        return NOTHING_OWED
    if isinstance(term, Rate) and term.per == PER_ENTRY:
        return amount_of(term.money.amount)
    return words_of(term)
