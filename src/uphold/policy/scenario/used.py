"""Used: what other work of a ticket has taken already of a tariff's minimum and increments, before the next minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from uphold.policy.charges.pieces import Piece
from uphold.policy.charges.tariff import terms_of
from uphold.policy.charges.used import free_seconds
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.decision import Decision
from uphold.policy.decide.rule import Rule
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.case import Case, Work
from uphold.policy.scenario.matter import matter_of
from uphold.policy.scenario.rated import RECORDED, Rated, is_waived, piece_of, rate, rated_work
from uphold.policy.scenario.segments import Segment
from uphold.policy.scenario.story import NOTHING, Story
from uphold.policy.scenario.telling import tell
from uphold.policy.time.instants import SECOND, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """`seconds` were worked already under the tariff and unit; so long as `free_seconds` more add nothing."""

    seconds: int = 0
    free_seconds: int = 0


NOTHING_USED = Used()


def used_before(
    story: Story, minute: Rated, *, worked: Sequence[Rated], supposed: Mapping[str, FactValue]
) -> Used:
    """What the work of the case counts for the tariff and unit of a minute that is still to be worked.

    Work on the same problem that waits for a finding is counted as if the supposed one were made. Where a row has
    neither minimum nor increment nor rounding, nothing is used.
    """
    ahead = segment_of(story, rate_again(story, minute, supposed=supposed))
    terms = terms_of((ahead.piece,))
    if not (terms.minimum_seconds or terms.minimum_money or terms.roundings) or is_waived(story.matter):
        return NOTHING_USED
    of_problem = (
        rate_again(story, each, supposed=supposed) if each.work.problem == minute.work.problem else each
        for each in worked
    )
    before = [
        segment.paid
        for segment in (segment_of(story, each) for each in of_problem)
        if segment.group == ahead.group and is_of_rate(segment.paid, ahead.piece)
    ]
    return Used(
        seconds=sum(piece.span.seconds for piece in before),
        free_seconds=free_seconds(before, following=ahead.piece),
    )


def used_under(agreement: Agreement, case: Case, *, rule: Rule) -> Used:
    """The same for work that is still to be consented to: what its row's minimum has lost to work before it."""
    story = tell(matter_of(agreement, case=case))
    span = Span(case.at, case.at + SECOND)
    minute = Rated(
        span=span,
        work=Work(started_at=span.starts_at, ended_at=span.ends_at),
        entry=len(case.work),
        decision=Decision(rule=rule, because={}, passed=()),
        consent=RECORDED,
        purse=0,
        on=None,
    )
    return used_before(story, minute, worked=rated_work(story), supposed=NOTHING)


def rate_again(story: Story, rated: Rated, *, supposed: Mapping[str, FactValue]) -> Rated:
    """The same part by a finding that is supposed; what is known already stays."""
    if not rated.decision.is_open or not supposed:
        return rated
    found = rate(story, rated.span, work=rated.work, entry=rated.entry, supposed=supposed)
    return replace(found, purse=rated.purse)


def segment_of(story: Story, rated: Rated) -> Segment:
    return Segment(rated=rated, piece=piece_of(story, rated), open_on=(), is_counted=True)


def is_of_rate(piece: Piece, ahead: Piece) -> bool:
    """Whether both cost something, in money or both in credits."""
    return piece.rate is not None and type(piece.rate) is type(ahead.rate) and piece.span.seconds > 0
