"""Occasions to escalate: a request of the customer, a target that was missed, a time that has passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from uphold.policy.clocks.events import Happening
from uphold.policy.decide.condition import OneOf
from uphold.policy.decide.rule import Rule
from uphold.policy.decide.terms import Duration, Share
from uphold.policy.scenario.answer import TargetAnswer
from uphold.policy.scenario.instants import after
from uphold.policy.scenario.story import Story
from uphold.policy.time.instants import SECOND

ASKED, MISSED, SINCE = "customer asks", "target missed", "time since"
OPEN = "open"
DONE = frozenset({Happening.RESOLVED, Happening.CLOSED})


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and why it is asked whether to go a step further, and the rows that speak of it.

    `key` names it among those of its case, and is the same whenever it is asked again.
    """

    at: datetime
    trigger: str
    rules: tuple[Rule, ...]
    key: str
    metric: str | None = None


def occasions_of(story: Story, *, targets: Sequence[TargetAnswer]) -> list[Occasion]:
    """What asks for escalation up to the moment of the question, in order.

    A row with a delay (`When: 2 hours`) speaks that long after a target was missed, or after the opening, unless the
    target was met or the ticket solved meanwhile; one with a share (`When: 80 %`) when so much of a target's time is
    used.
    """
    rules = story.matter.rules("escalation")
    asked = [
        Occasion(event.at, ASKED, rules, key_of(ASKED, event.at.isoformat()))
        for event in story.matter.happened(Happening.ASKED)
        if event.subject == "escalation"
    ]
    found = [*asked, *missed_at_once(rules, targets), *delayed(story, targets), *nearly_used(rules, targets)]
    return sorted((each for each in found if each.at <= story.matter.at), key=lambda each: each.at)


def missed_at_once(rules: tuple[Rule, ...], targets: Sequence[TargetAnswer]) -> Iterator[Occasion]:
    """Every missed target, where rows speak of those without a delay."""
    prompt = tuple(rule for rule in rules if not isinstance(rule.terms.get("when"), Duration | Share))
    if not any(speaks_of(rule, MISSED) for rule in prompt):
        return
    for target in targets:
        if target.breached_at is not None:
            key = key_of(MISSED, target.metric, target.cycle)
            yield Occasion(target.breached_at, MISSED, prompt, key, target.metric)


def delayed(story: Story, targets: Sequence[TargetAnswer]) -> Iterator[Occasion]:
    """The rows with a delay, each by itself."""
    matter = story.matter
    done_at = min((event.at for event in matter.happened(*DONE)), default=None)
    for rule in matter.rules("escalation"):
        delay = rule.terms.get("when")
        if not isinstance(delay, Duration):
            continue
        if speaks_of(rule, SINCE):
            at = after(matter, delay, since=matter.case.opened_at)
            if at is not None and (done_at is None or at < done_at):
                yield Occasion(at, SINCE, (rule,), key_of(SINCE, place_of(rule)))
        if speaks_of(rule, MISSED):
            yield from delayed_misses(story, rule, delay, targets)


def delayed_misses(
    story: Story, rule: Rule, delay: Duration, targets: Sequence[TargetAnswer]
) -> Iterator[Occasion]:
    """One row, so long after each missed target that is still not met."""
    for target in targets:
        if target.breached_at is None:
            continue
        at = after(story.matter, delay, since=target.breached_at)
        if at is not None and (target.met_at is None or at < target.met_at):
            key = key_of(MISSED, target.metric, target.cycle, place_of(rule))
            yield Occasion(at, MISSED, (rule,), key, target.metric)


def nearly_used(rules: tuple[Rule, ...], targets: Sequence[TargetAnswer]) -> Iterator[Occasion]:
    """The rows with a share, for each target that is promised in time: the instant at which so much was used."""
    for rule in rules:
        share = rule.terms.get("when")
        if not isinstance(share, Share) or not speaks_of(rule, SINCE):
            continue
        for target in targets:
            at = used_at(target, percent=share.percent)
            if at is not None:
                key = key_of(SINCE, target.metric, target.cycle, place_of(rule))
                yield Occasion(at, SINCE, (rule,), key, target.metric)


def used_at(target: TargetAnswer, *, percent: Decimal) -> datetime | None:
    """The instant at which a share of the time was used; None while it is not, and where no time is granted."""
    if target.within_seconds is None:
        return None
    left = int(target.within_seconds * percent / 100)
    for stretch in target.stretches:
        if stretch.kind != OPEN:
            continue
        if left <= stretch.seconds:
            return stretch.starts_at + left * SECOND
        left -= stretch.seconds
    return None


def is_timed(rules: Sequence[Rule]) -> bool:
    """Whether any of the rows speaks by itself, without anybody asking.

    >>> is_timed(())
    False
    """
    return any(speaks_of(rule, MISSED) or speaks_of(rule, SINCE) for rule in rules)


def key_of(*parts: str | int) -> str:
    """The name of an occasion.

    >>> key_of("target missed", "first response", 1)
    'target missed: first response: 1'
    """
    return ": ".join(str(part) for part in parts)


def place_of(rule: Rule) -> str:
    return f"{rule.citation.document} {rule.citation.line}"


def speaks_of(rule: Rule, trigger: str) -> bool:
    """Whether a row names the trigger."""
    return any(
        name == "trigger" and isinstance(condition, OneOf) and trigger in condition.names
        for name, condition in rule.conditions
    )
