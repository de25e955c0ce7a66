"""Standing: what late payment suspends, which a manager decides or the agreement, and when it ends by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from uphold.policy.clocks.events import Event, Happening
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.decision import Decision
from uphold.policy.decide.match import decide
from uphold.policy.decide.rule import Rule
from uphold.policy.document.names import key_of
from uphold.policy.scenario.account import days_past_due, is_overdue
from uphold.policy.scenario.answer import StandingAnswer
from uphold.policy.scenario.cells import one, words_of
from uphold.policy.scenario.ruling import answered, option_of, ruling_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.taking import decide_with_options, names_one_of, taking_of
from uphold.policy.time.local import instant_at

HANDLING, EVERYTHING = "handling", "all"
SUSPEND, LIFT = "suspend", "lift"
DAYS = "days past due"
CHANGING = (Happening.PAID, Happening.TAKEN, Happening.FOUND, Happening.ASSESSED)
"""What may begin or end a suspension: money, a choice, and what is found out about the case."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """A stretch in which a capability is suspended; `ends_at` None while it lasts."""

    capability: str
    starts_at: datetime
    ends_at: datetime | None


def standing_answers(story: Story, *, suspensions: Sequence[Suspension]) -> tuple[StandingAnswer, ...]:
    """One answer for each capability that the agreement names, suspended or not."""
    return tuple(
        standing_of(story, capability, suspensions=suspensions) for capability in capabilities(story)
    )


def standing_of(story: Story, capability: str, *, suspensions: Sequence[Suspension]) -> StandingAnswer:
    """Whether a capability is suspended at the moment of the question, and who might suspend it."""
    at = story.matter.at
    lasting = (each for each in suspensions if each.capability == capability and each.ends_at is None)
    suspended_at = next((each.starts_at for each in lasting), None)
    decision = (
        suspending(story, capability, at=at, since=suspended_at)
        if suspended_at is not None
        else decided(story, capability, at=at)
    )
    rule = decision.rule or next(iter(decision.options), None)
    options = (
        option_of(
            option,
            is_taken=suspended_at is not None
            and taking_of(story, option, by=at, label=capability) is not None,
        )
        for option in decision.options
    )
    return StandingAnswer(
        capability=capability,
        days_past_due=days_past_due(story.matter, at=at),
        is_suspended=suspended_at is not None,
        until=words_of(rule.terms.get("until")) if rule else None,
        ruling=ruling_of(decision, options=options),
    )


def suspensions_of(story: Story) -> tuple[Suspension, ...]:
    """The stretches up to the question in which something is suspended, by a decision or by the agreement itself."""
    if not story.matter.case.account.invoices:
        return ()
    return tuple(each for capability in capabilities(story) for each in _stretches(story, capability))


def capabilities(story: Story) -> tuple[str, ...]:
    """The capabilities that Standing rows name, in the order of the document."""
    return tuple(story.matter.labelled["standing"])


def decided(story: Story, capability: str, *, at: datetime) -> Decision:
    """What the rows say about a capability at an instant, by themselves; options stand beside it."""
    facts = story.facts(at, stated={"capability": one(capability)})
    return decide(rules_of(story, capability), facts=facts)


def suspending(story: Story, capability: str, *, at: datetime, since: datetime) -> Decision:
    """The decision by which a capability is suspended at an instant, a choice before all rows.

    Days past due are those of the instant since which it is; every other fact is what it is now.
    """
    stated = {"capability": one(capability), DAYS: days_counted(story, capability, at=since)}
    facts = story.facts(at, stated=stated)
    return decide_with_options(story, rules_of(story, capability), facts=facts, at=at, label=capability)


def days_counted(story: Story, capability: str, *, at: datetime) -> FactValue:
    """Days past due as stated with a choice that was made for the whole account, else as they are on the day."""
    takings = (event for event in story.taken if event.at == at and is_about(event, capability))
    stated = next((event.facts[DAYS] for event in takings if DAYS in event.facts), None)
    return Decimal(days_past_due(story.matter, at=at)) if stated is None else stated


def is_about(event: Event, capability: str) -> bool:
    """Whether a choice speaks of the standing of a capability."""
    is_of_kind = event.what is Happening.TAKEN and key_of(event.kind or "standing") == "standing"
    return is_of_kind and names_one_of(event.subject, capability)


def rules_of(story: Story, capability: str) -> tuple[Rule, ...]:
    """The rows of one capability; those of `all` come with each."""
    return story.matter.rules_for("standing", capability, EVERYTHING)


def _stretches(story: Story, capability: str) -> Iterator[Suspension]:
    starts_at: datetime | None = None
    for at in _moments(story):
        is_suspended = _is_suspended(story, capability, at=at, since=starts_at)
        if is_suspended and starts_at is None:
            starts_at = at
        elif not is_suspended and starts_at is not None:
            yield Suspension(capability, starts_at, at)
            starts_at = None
    if starts_at is not None:
        yield Suspension(capability, starts_at, None)


def _is_suspended(story: Story, capability: str, *, at: datetime, since: datetime | None) -> bool:
    """A suspension lasts until nothing undisputed is overdue, somebody lifts it, or its row fits the case no more."""
    if not is_overdue(story.matter, at=at) or _is_lifted(story, capability, at=at):
        return False
    decision = suspending(story, capability, at=at, since=since or at)
    if decision.rule is None:
        return False
    is_fresh = decision.rule.by is None or _is_taken_now(story, decision.rule, at=at, label=capability)
    return answered(decision.rule.terms.get("answer"))[0] == SUSPEND and (since is not None or is_fresh)


def _is_lifted(story: Story, capability: str, *, at: datetime) -> bool:
    takings = (event for event in story.taken if event.at == at and is_about(event, capability))
    return any(key_of(event.answer or "") == LIFT for event in takings)


def _is_taken_now(story: Story, rule: Rule, *, at: datetime, label: str) -> bool:
    """A choice counts from the instant it was made; it is not made again after the account was in order."""
    taking = taking_of(story, rule, by=at, label=label)
    return taking is not None and taking.at == at


def _moments(story: Story) -> list[datetime]:
    """The instants at which a suspension may begin or end, up to the question."""
    matter = story.matter
    moments = {event.at for event in matter.happened(*CHANGING)} | {matter.case.opened_at, matter.at}
    if any(rule.by is None for rule in matter.rules("standing")):
        moments |= set(_midnights(story))
    return sorted(moment for moment in moments if moment <= matter.at)


def _midnights(story: Story) -> Iterator[datetime]:
    matter = story.matter
    on, last_on = matter.day_of(matter.case.opened_at), matter.day_of(matter.at)
    while on < last_on:
        on += timedelta(days=1)
        yield instant_at(on, time(), zone=matter.agreement.timezone)
