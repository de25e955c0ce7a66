"""Targets: which promises a case has, since when, and the clock of each at the moment of the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from uphold.policy.clocks.clock import Ending, Reading, State
from uphold.policy.clocks.cycles import Cut, Metric, fold_clock
from uphold.policy.clocks.events import Happening
from uphold.policy.clocks.explain import explain
from uphold.policy.clocks.terms import NoInstant, Promise, TargetTerms, Within
from uphold.policy.decide.decision import Decision
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.match import decide
from uphold.policy.decide.rule import Rule
from uphold.policy.scenario.answer import Ruling, Stretch, TargetAnswer
from uphold.policy.scenario.cells import name_in, one, words_of
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.pauses import Standstill, standstills_of
from uphold.policy.scenario.promises import clock_name, terms_of
from uphold.policy.scenario.ruling import ruling_of
from uphold.policy.scenario.standing import Suspension
from uphold.policy.scenario.story import Story
from uphold.policy.time.local import due_local

Known = tuple[datetime, Facts]
"""What was known of a case, and since when."""
EVIDENCE = "evidence"
SUPERSEDED = "superseded"
ENDING = {"end": Ending.ENDED, SUPERSEDED: Ending.SUPERSEDED}
OF_THE_OUTCOME = frozenset(
    {Metric.RESTORATION, Metric.WORKAROUND, Metric.RESOLUTION, Metric.ARRIVAL, Metric.DELIVERY}
)
"""The metrics that a hand-over can put another duty in place of; answering the customer is none of them."""
ANSWER, ACKNOWLEDGEMENT = (
    frozenset({Happening.ANSWERED}),
    frozenset({Happening.ANSWERED, Happening.ACKNOWLEDGED}),
)
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


def target_answers(story: Story, *, suspensions: Sequence[Suspension]) -> tuple[TargetAnswer, ...]:
    """One answer a metric that the agreement promises anything about, one a cycle for those that repeat."""
    known = [(moment.at, story.facts(moment.at)) for moment in story.moments]
    return tuple(
        answer
        for metric in metrics_named(story.matter)
        for answer in answers_of(story, metric, known=known, suspensions=suspensions)
    )


def metrics_named(matter: Matter) -> tuple[Metric, ...]:
    """The metrics that Target rows speak of, in their usual order."""
    return tuple(metric for metric in Metric if metric.value in matter.labelled["target"])


def answers_of(
    story: Story, metric: Metric, *, known: Sequence[Known], suspensions: Sequence[Suspension]
) -> Iterator[TargetAnswer]:
    """The clocks of one metric, by what was known from one moment to the next."""
    matter = story.matter
    held = held_decisions(matter, metric, known=known)
    started_at = start_of(story, held[-1].rule)
    if started_at is None:
        yield unstarted(held[-1], metric)
        return
    standstills = standstills_of(story, metric, suspensions=suspensions)
    promises = [Promise(each.from_at, terms_of(matter, each.rule)) for each in held]
    readings = fold_clock(
        metric,
        started_at=started_at,
        events=matter.events,
        promises=promises,
        at=matter.at,
        pauses=[each.pause for each in standstills],
        cuts=cuts_of(story),
        answered_by=answered_by(matter, held[-1].rule),
        is_opening_a_message=Metric.FIRST_RESPONSE not in metrics_named(matter),
    )
    if not readings:
        yield unstarted(held[-1], metric)
    for reading in readings:
        shown = held_for(held, reading)
        yield answer_of(matter, metric, reading, held=shown, standstills=standstills)


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
    """The steps that took targets away: an end ends all; what supersedes leaves the duty to answer standing."""
    return tuple(
        Cut(step.at, ENDING[step.targets], OF_THE_OUTCOME if step.targets == SUPERSEDED else None)
        for step in story.steps
        if step.targets in ENDING
    )


def answer_of(
    matter: Matter, metric: Metric, reading: Reading, *, held: Held, standstills: Sequence[Standstill]
) -> TargetAnswer:
    """The clock as an answer, under the promise that was met or missed, or that holds now."""
    terms = terms_of(matter, held.rule)
    is_timeless = terms is not None and isinstance(terms.budget, NoInstant)
    state = reading.state
    if is_timeless and state in {State.RUNNING, State.PAUSED}:
        state = State.NONE
    return TargetAnswer(
        metric=metric.value,
        within=within_of(held.rule),
        within_seconds=seconds_of(terms),
        clock=clock_name(matter, held.rule),
        commitment=commitment_of(terms),
        due_at=reading.due_at,
        due_local=due_local(reading.due_at, zone=matter.agreement.timezone),
        used_seconds=reading.used_seconds,
        met_at=reading.met_at,
        since=reading.since,
        state=state.value,
        breached_at=reading.breached_at,
        warn_at=reading.warn_at,
        cycle=reading.run.cycle,
        stretches=stretches_of(reading),
        ruling=ruling_of(held.decision, outcome=held.rule.terms.get("within") if held.rule else None),
        pause=pause_of(standstills) if state is State.PAUSED else None,
    )


def unstarted(held: Held, metric: Metric) -> TargetAnswer:
    """A promise whose clock has not begun."""
    return TargetAnswer(
        metric=metric.value,
        within=within_of(held.rule),
        within_seconds=None,
        clock=None,
        commitment=None,
        due_at=None,
        due_local=None,
        used_seconds=0,
        met_at=None,
        since=None,
        state=State.NONE.value,
        breached_at=None,
        warn_at=None,
        cycle=0,
        stretches=(),
        ruling=ruling_of(held.decision),
    )


def within_of(rule: Rule | None) -> str | None:
    """What is granted, in words."""
    return words_of(rule.terms.get("within")) if rule else None


def seconds_of(terms: TargetTerms | None) -> int | None:
    """The open seconds granted; None for days, and where nothing is promised."""
    return terms.budget.seconds if terms is not None and isinstance(terms.budget, Within) else None


def pause_of(standstills: Sequence[Standstill]) -> Ruling | None:
    """The decision by which the clock stands still now."""
    lasting = (ruling_of(each.decision) for each in standstills if each.pause.ends_at is None)
    return next(lasting, None)


def commitment_of(terms: TargetTerms | None) -> str | None:
    """How strongly it is meant."""
    return terms.commitment if terms else None


def stretches_of(reading: Reading) -> tuple[Stretch, ...]:
    """What counted and what did not, as lines."""
    return tuple(
        Stretch(starts_at=each.starts_at, ends_at=each.ends_at, kind=each.kind, seconds=each.seconds)
        for each in explain(reading)
    )
