"""Missed targets: the total that the provider owes for each, as it is told with the refunds of a ticket."""

from __future__ import annotations

from uphold.policy.charges.pieces import tariff_of
from uphold.policy.clocks.cycles import IS_DONE
from uphold.policy.clocks.events import Happening
from uphold.policy.decide.rule import Rule
from uphold.policy.decide.terms import Share
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.answer import TargetAnswer
from uphold.policy.scenario.metered import MeteredRefund
from uphold.policy.scenario.owed import owed_for, speaks_of_a_miss
from uphold.policy.scenario.standing import suspensions_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.targets import target_answers


def refunds_for_misses(story: Story) -> tuple[MeteredRefund, ...]:
    """What is owed for each missed target, by the row that says so; nothing yet where it still grows by the period."""
    rules = tuple(rule for rule in story.matter.rules("refund") if speaks_of_a_miss(rule))
    if not rules:
        return ()
    targets = target_answers(story, suspensions=suspensions_of(story))
    found = (refund_for(story, target) for target in targets if target.breached_at is not None)
    return tuple(refund for refund in found if refund is not None)


def owes_for_misses(agreement: Agreement) -> bool:
    """Whether a missed target may bring money, worked or not."""
    return any(speaks_of_a_miss(rule) for rule in agreement.rules.get("refund", ()))


def refund_for(story: Story, target: TargetAnswer) -> MeteredRefund | None:
    """The total for one missed target; None where no row owes anything for it."""
    rules = tuple(rule for rule in story.matter.rules("refund") if speaks_of_a_miss(rule))
    at = target.breached_at
    owed = owed_for(story, target, rules=rules, at=at) if at is not None else None
    rule = next((rule for rule in rules if owed is not None and rule.citation == owed.ruling.citation), None)
    if owed is None or rule is None or may_grow(story, rule, target):
        return None
    return MeteredRefund(
        tariff=tariff_of(rule),
        unit=unit_of(target),
        problem=None,
        at=owed.at,
        credits=0,
        amount=owed.amount,
        citation=rule.citation,
    )


def may_grow(story: Story, rule: Rule, target: TargetAnswer) -> bool:
    """Whether a row counts by started periods while the target is not met and the ticket is not done."""
    amount = rule.terms.get("amount")
    is_counted = isinstance(amount, Share) and amount.per_started_seconds is not None
    return is_counted and target.met_at is None and not is_done(story)


def is_done(story: Story) -> bool:
    turns = story.matter.happened(*IS_DONE, Happening.REOPENED)
    return bool(turns) and turns[-1].what in IS_DONE


def unit_of(target: TargetAnswer) -> str:
    return f"{target.metric} {target.cycle}"


def is_of_a_miss(unit: str) -> bool:
    """Whether a refund is for a missed target; any other gives back work, from an instant.

    >>> is_of_a_miss("response 1"), is_of_a_miss("release 2026-06-09T14:15:00Z")
    (True, False)
    """
    return unit.rpartition(" ")[2].isdigit()
