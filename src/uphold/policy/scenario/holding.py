"""Holding: the credits that work may still take, whatever is found out about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product
from math import prod

from uphold.policy.credits.ledger import summed
from uphold.policy.credits.postings import WORK, Posting
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.terms import CreditRate
from uphold.policy.scenario.cells import one
from uphold.policy.scenario.charge import MOST_POSSIBILITIES, is_consistent
from uphold.policy.scenario.rated import is_waived, piece_of, rate
from uphold.policy.scenario.segments import Segment
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.till import Till, draw

Rating = tuple[Segment, ...]


def most_held(story: Story, segments: Sequence[Segment], *, till: Till) -> tuple[Posting, ...]:
    """The credits that open work could take at most, as far as there are any: by lot, in the order of drawing.

    Problems are found out about one by one, so each finding of one is tried with each of the others. Where those are
    too many, each problem is held for apart, as if it shared no minimum with another: never less than they could take.
    """
    if is_waived(story.matter):
        return ()
    by_problem: dict[str | None, list[Segment]] = {}
    for segment in segments:
        by_problem.setdefault(segment.work.problem, []).append(segment)
    ratings = [ratings_of(story, group, till=till) for group in by_problem.values()]
    if prod(len(each) for each in ratings) > MOST_POSSIBILITIES:
        return held_apart(till, [each[0] for each in ratings])
    possible = (
        held_for(till, [segment for rating in each for segment in rating]) for each in product(*ratings)
    )
    return max(possible, key=lambda postings: sum(posting.credits for posting in postings), default=())


def ratings_of(story: Story, segments: Sequence[Segment], *, till: Till) -> list[Rating]:
    """The ways in which work on one problem may come to be rated, the dearest first."""
    found = {
        tuple(id(segment.piece.rule) for segment in rating): rating
        for rating in islice(rated_under(story, tuple(segments), supposed={}), MOST_POSSIBILITIES)
    }
    return sorted(
        found.values(),
        key=lambda rating: sum(posting.credits for posting in held_for(till, rating)),
        reverse=True,
    )


def rated_under(story: Story, segments: Rating, *, supposed: Mapping[str, str]) -> Iterator[Rating]:
    """The segments under each value of the facts they wait for."""
    opened = next((segment for segment in segments if segment.rated.decision.is_open), None)
    if opened is None:
        yield segments
        return
    for alternative in opened.rated.decision.alternatives:
        facts = {**supposed, **alternative.facts}
        if is_consistent(story, facts):
            stated = {name: one(value) for name, value in facts.items()}
            again = tuple(rated_again(story, segment, supposed=stated) for segment in segments)
            yield from rated_under(story, again, supposed=facts)


def rated_again(story: Story, segment: Segment, *, supposed: Mapping[str, FactValue]) -> Segment:
    """One segment by findings that are supposed."""
    rated = rate(story, segment.rated.span, work=segment.work, entry=segment.rated.entry, supposed=supposed)
    return replace(segment, rated=rated, piece=piece_of(story, rated))


def held_apart(till: Till, ratings: Sequence[Rating]) -> tuple[Posting, ...]:
    """What the ratings would take one after the other, none of them sharing anything."""
    ledger, held = till.ledger, tuple[Posting, ...]()
    for rating in ratings:
        trial = Till(ledger=ledger, may_owe=False)
        held = summed((*held, *tried(trial, rating)))
        ledger = trial.ledger
    return held


def held_for(till: Till, segments: Sequence[Segment]) -> tuple[Posting, ...]:
    """What the segments would take now; what would be owed is not held."""
    trial = till.copy()
    trial.may_owe = False
    return tried(trial, segments)


def tried(trial: Till, segments: Sequence[Segment]) -> tuple[Posting, ...]:
    """The lots that the segments draw from, with what they draw."""
    in_order = sorted(segments, key=lambda segment: segment.piece.span.starts_at)
    for place, segment in enumerate(in_order):
        if isinstance(segment.piece.rate, CreditRate):
            draw(trial, segment, place=place)
    moved = (posting for entry in trial.entries for posting in entry.entry.postings)
    return tuple(
        Posting(posting.account, -posting.credits) for posting in summed(moved) if posting.account != WORK
    )
