"""Targets: which promises a case has, since when, and the clock of each at the moment of the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from uphold.policy.clocks.clock import Reading, State
from uphold.policy.clocks.cycles import Metric, fold_clock
from uphold.policy.clocks.explain import explain
from uphold.policy.clocks.terms import NoInstant, Promise, TargetTerms, Within
from uphold.policy.decide.rule import Rule
from uphold.policy.scenario.answer import Ruling, Stretch, TargetAnswer
from uphold.policy.scenario.cells import words_of
from uphold.policy.scenario.held import Held, Known, answered_by, cuts_of, held_decisions, held_for, start_of
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.pauses import Standstill, standstills_of
from uphold.policy.scenario.promises import clock_name, terms_of
from uphold.policy.scenario.ruling import ruling_of
from uphold.policy.scenario.standing import Suspension
from uphold.policy.scenario.story import Story
from uphold.policy.time.local import due_local


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
        yield unstarted(matter, held[-1], metric)
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
        yield unstarted(matter, held[-1], metric)
    for reading in readings:
        shown = held_for(held, reading)
        yield answer_of(matter, metric, reading, held=shown, standstills=standstills)


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
        ruling=ruling_about(held),
        pause=pause_of(standstills) if state is State.PAUSED else None,
    )


def unstarted(matter: Matter, held: Held, metric: Metric) -> TargetAnswer:
    """A promise whose clock has not begun."""
    terms = terms_of(matter, held.rule)
    return TargetAnswer(
        metric=metric.value,
        within=within_of(held.rule),
        within_seconds=seconds_of(terms),
        clock=clock_name(matter, held.rule),
        commitment=commitment_of(terms),
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
        ruling=ruling_about(held),
    )


def ruling_about(held: Held) -> Ruling:
    """Where the promise stands; a time that is `not said` is none."""
    return ruling_of(held.decision, outcome=held.rule.terms.get("within") if held.rule else None)


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
