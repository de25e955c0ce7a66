"""Nearer: the smallest changes, of facts that the asker can change, which would bring a yes or a smaller charge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.match import decide
from uphold.policy.decide.terms import Answer
from uphold.policy.scenario.answer import Possibility
from uphold.policy.scenario.billed import Account, account_of, main_part
from uphold.policy.scenario.cells import YES, amount_of, one
from uphold.policy.scenario.stamps import stamp_of
from uphold.policy.scenario.story import Story
from uphold.policy.time.timeline import NeverOpens

YES_ANSWER, BY_APPOINTMENT = "accept", "by appointment"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact changed: how it is told, and what is then known."""

    told: Mapping[str, str]
    facts: Mapping[str, FactValue]


def nearer_admissions(
    story: Story, *, answer: Answer, facts: Facts, wanted_at: datetime
) -> Iterator[Possibility]:
    """The changes that would have the request accepted as it is; none where it is accepted already.

    That an appointment would do is no news where the answer is an appointment.
    """
    if answer.word == YES_ANSWER:
        return
    ways = other_ways(story, facts=facts, may_arrange=answer.word != BY_APPOINTMENT)
    for change in (*other_hours(story, facts=facts, at=wanted_at), *ways):
        decision = decide(story.matter.rules("admission"), facts=facts.stating(change.facts))
        if decision.rule is not None and decision.rule.terms.get("answer") == Answer(YES_ANSWER):
            yield Possibility(
                facts=change.told, outcome={"answer": YES_ANSWER}, citation=decision.rule.citation
            )


def nearer_charges(story: Story, account: Account) -> Iterator[Possibility]:
    """The changes under which the same work would have cost less."""
    main = main_part(account)
    if main is None or (account.bill.amount == 0 and account.credits == 0):
        return
    at = main.span.starts_at
    facts = story.facts_of_work(at, problem=main.work.problem, stated=main.work.facts)
    for change in (*other_hours(story, facts=facts, at=at), *other_handling(facts)):
        changed = account_of(story, changed=change.facts)
        if changed.open is None and changed.unpriced is None and is_less(changed, account):
            part = main_part(changed)
            yield Possibility(
                facts=change.told,
                outcome={"amount": amount_of(changed.bill.amount), "credits": changed.credits},
                citation=part.rule.citation if part is not None and part.rule is not None else None,
            )


def is_less(changed: Account, account: Account) -> bool:
    """Whether money or credits are saved and neither becomes more."""
    money, before = changed.bill.amount, account.bill.amount
    is_no_more = money <= before and changed.credits <= account.credits
    return is_no_more and (money < before or changed.credits < account.credits)


def other_hours(story: Story, *, facts: Facts, at: datetime) -> Iterator[Change]:
    """The next opening of each of the Hours that are closed then; only where rows ask about hours."""
    present = facts.value("hours")
    for name, calendar in story.matter.calendars.items():
        if isinstance(present, frozenset) and name in present:
            continue
        try:
            opens_at = calendar.next_opening(at)
        except NeverOpens:
            continue
        yield Change({"hours": name, "from": stamp_of(opens_at)}, {"hours": story.hours(opens_at)})


def other_ways(story: Story, *, facts: Facts, may_arrange: bool) -> Iterator[Change]:
    """Another channel, complete evidence, or an appointment."""
    present = facts.value("channel")
    for entry in story.matter.agreement.entries.get("channel", ()):
        if present is not None and present != one(entry.name):
            yield Change({"channel": entry.name}, {"channel": one(entry.name)})
    if facts.value("evidence") == one("missing"):
        yield Change({"evidence": "complete"}, {"evidence": one("complete")})
    if may_arrange and facts.value("planned") != YES:
        yield Change({"planned": "yes"}, {"planned": YES})


def other_handling(facts: Facts) -> Iterator[Change]:
    """Handling as usual in place of priority handling."""
    if facts.value("handling") == one("priority"):
        yield Change({"handling": "normal"}, {"handling": one("normal")})
