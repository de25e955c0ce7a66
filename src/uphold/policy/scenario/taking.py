"""Taking an option: which rows a person chose, and how the choice decides before all other rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from uphold.policy.clocks.events import Event, Happening
from uphold.policy.decide.decision import Decision
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.match import decide
from uphold.policy.decide.rule import Rule
from uphold.policy.document.names import key_of
from uphold.policy.scenario.ruling import answered
from uphold.policy.scenario.story import Story

MAY_ACT_FOR = {"manager": frozenset({"agent"}), "provider": frozenset({"agent", "manager"})}
"""Roles that may choose what another role may."""


def decide_with_options(
    story: Story, rules: Sequence[Rule], *, facts: Facts, at: datetime, label: str | None = None
) -> Decision:
    """The decision at an instant: an option that was taken by then, and still matches, decides before all rows."""
    return with_choice(story, decide(rules, facts=facts), facts=facts, at=at, label=label)


def with_choice(
    story: Story, decision: Decision, *, facts: Facts, at: datetime, label: str | None = None
) -> Decision:
    """The decision, or the option beside it that somebody has taken by an instant; nothing is open then."""
    chosen = next((rule for rule in decision.options if taking_of(story, rule, by=at, label=label)), None)
    if chosen is None:
        return decision
    because = {name: facts.known[name] for name, _ in chosen.conditions if name in facts.known}
    return Decision(rule=chosen, because=because, passed=(), options=decision.options)


def taking_of(story: Story, rule: Rule, *, by: datetime, label: str | None = None) -> Event | None:
    """The event by which the person named chose the row, by an instant; the latest of several."""
    takings = (event for event in story.taken if event.at <= by and is_taking(event, rule, label=label))
    return max(takings, key=lambda event: event.at, default=None)


def is_taking(event: Event, rule: Rule, *, label: str | None = None) -> bool:
    """Whether an event takes this row: by the right person, of this kind, with this answer and subject.

    A row without an answer (of Charge, say) is named by its label.
    """
    if rule.by is None or not may_take(event.by, role=rule.by):
        return False
    word, subject = answered(rule.terms.get("answer"))
    if event.what is Happening.AGREED:
        return subject is not None and key_of(subject) in key_of(event.to or "")
    if event.what is Happening.REDIRECTED:
        return word == "redirect" and names_one_of(event.to, subject)
    is_of_kind = key_of(event.kind or rule.kind) == key_of(rule.kind)
    if not is_of_kind or (word is not None and key_of(event.answer or word) != word):
        return False
    named = subject or label or (rule.label if word is None else None)
    return names_one_of(event.subject, named)


def may_take(by: str, *, role: str) -> bool:
    """Whether somebody in one role may choose what another role may."""
    wanted = role.removeprefix("the ").removeprefix("an ").removeprefix("a ")
    return by == wanted or wanted in MAY_ACT_FOR.get(by, frozenset())


def names_one_of(named: str | None, subjects: str | None) -> bool:
    """Whether what an event names is among the subjects of a row; naming nothing means all of them."""
    if named is None or subjects is None:
        return True
    return key_of(named) in {key_of(each) for each in (subjects, *subjects.split(","))}
