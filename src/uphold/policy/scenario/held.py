"""Which promises a case held, since when: the rows that decided, what starts and stops them, what took them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from uphold.policy.clocks.clock import Ending, Reading
from uphold.policy.clocks.cycles import Cut, Metric
from uphold.policy.clocks.events import Happening
from uphold.policy.decide.decision import Decision
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.match import decide
from uphold.policy.decide.rule import Rule
from uphold.policy.scenario.cells import name_in, one
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.story import Story

Known = tuple[datetime, Facts]
"""What was known of a case, and since when."""
EVIDENCE = "evidence"
ENDING = {"end": Ending.ENDED, "superseded": Ending.SUPERSEDED}
OF_THE_WORK = frozenset(Metric) - {Metric.FIRST_RESPONSE, Metric.NEXT_RESPONSE}
"""The metrics that a step can end or put another duty in place of; an answer that is owed stays owed."""
ANSWER = frozenset({Happening.ANSWERED})
ACKNOWLEDGEMENT = ANSWER | {Happening.ACKNOWLEDGED}
STARTS = {
    "acknowledged": Happening.ACKNOWLEDGED,
    "answered": Happening.ANSWERED,
    "assessed": Happening.ASSESSED,
    "found": Happening.FOUND,
    "handed over": Happening.HANDED_OVER,
    "restored": Happening.RESTORED,
}
"""Words of "From" and "Clocks run from", and the event that starts a clock; any other word means the opening."""
AN_ACKNOWLEDGEMENT, EVIDENCE_COMPLETE = "an acknowledgement", "evidence complete"


@dataclass(frozen=True, slots=True)
class Held:
    """A decision about one metric, and since when it holds."""

    from_at: datetime
    decision: Decision

    @property
    def rule(self) -> Rule | None:
        """The row that promises."""
        return self.decision.rule


def held_decisions(matter: Matter, metric: Metric, *, known: Sequence[Known]) -> list[Held]:
    """The decisions about a metric from one moment to the next, where the row changed."""
    rules = matter.rules_for("target", metric.value)
    held: list[Held] = []
    for at, facts in known:
        decision = decide(rules, facts=facts.stating({"metric": one(metric.value)}))
        if not held or held[-1].rule is not decision.rule:
            held.append(Held(at, decision))
    return held


def held_for(held: Sequence[Held], reading: Reading) -> Held:
    """The decision that a reading is about: the promise broken, that in force when it stopped, or the present one."""
    if reading.breached_at is not None:
        return next((each for each in reversed(held) if each.from_at <= reading.breached_at), held[0])
    if reading.ended_at is not None:
        return next((each for each in reversed(held) if each.from_at < reading.ended_at), held[0])
    return held[-1]


def start_of(story: Story, rule: Rule | None) -> datetime | None:
    """When the clock starts: as the row or the Setting says, else at opening; None while it has not."""
    matter = story.matter
    words = name_in(rule.terms.get("from")) if rule else None
    word = words or name_in(matter.setting("clocks run from")) or ""
    start = STARTS.get(word)
    if word == EVIDENCE_COMPLETE:
        return next((each.at for each in story.moments if is_complete(story, each.at)), None)
    if start is None:
        return matter.case.opened_at
    return next((event.at for event in matter.happened(start)), None)


def is_complete(story: Story, at: datetime) -> bool:
    """Whether all the evidence that is asked for was there at an instant."""
    return story.facts(at).value(EVIDENCE) == {"complete"}


def answered_by(matter: Matter, rule: Rule | None) -> frozenset[Happening]:
    """What counts as the first response: an answer by a person, and an acknowledgement where that is said."""
    words = name_in(rule.terms.get("met by")) if rule else None
    word = words or name_in(matter.setting("first response met by"))
    return ACKNOWLEDGEMENT if word == AN_ACKNOWLEDGEMENT else ANSWER


def cuts_of(story: Story) -> tuple[Cut, ...]:
    """The steps that took targets away; the duty to answer stands."""
    return tuple(
        Cut(step.at, ENDING[step.targets], OF_THE_WORK) for step in story.steps if step.targets in ENDING
    )
