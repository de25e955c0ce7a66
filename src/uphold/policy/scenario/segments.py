"""Segments of metered work: rated parts, what they wait for, and whether their interval is rated for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from uphold.policy.charges.pieces import PER_ENTRY, PER_TICKET, Piece, tariff_of
from uphold.policy.charges.tariff import per_of
from uphold.policy.credits.keys import group_named
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.terms import CreditRate
from uphold.policy.scenario.billed import is_unpriced
from uphold.policy.scenario.case import Work
from uphold.policy.scenario.rated import Rated, is_waived, piece_of, rated_work
from uphold.policy.scenario.story import Story
from uphold.policy.time.instants import SECOND, Span

PRICE = "price"
"""What a part waits for that costs what was agreed, while nobody has named a price."""
ON_THE_ACCOUNT = ("days past due", "in warranty")
"""Facts that hang on what changes later; rows that ask for them keep the value by which work was settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A rated part with its piece. `open_on` are the facts it waits for.

    `is_counted`: its interval has no open part and was worked to its end, so that it is settled, or is settled now.
    """

    rated: Rated
    piece: Piece
    open_on: tuple[str, ...]
    is_counted: bool

    @property
    def work(self) -> Work:
        """The interval it was cut from."""
        return self.rated.work

    @property
    def key(self) -> str:
        """What names the interval for good; its place where nobody gave it a key."""
        return key_of_work(self.work, place=self.rated.entry)

    @property
    def is_new(self) -> bool:
        """Whether its interval is settled now."""
        return self.is_counted and not self.work.is_settled

    @property
    def is_metered(self) -> bool:
        """Whether it takes credits."""
        return isinstance(self.piece.rate, CreditRate)

    @property
    def tariff(self) -> str:
        """The tariff of its row; empty where no row speaks, or none yet."""
        return tariff_of(self.piece.rule) if self.piece.rule is not None else ""

    @property
    def per(self) -> str:
        """What minimum and rounding of its row are counted over."""
        return per_of(self.piece.rule) if self.piece.rule is not None else PER_TICKET

    @property
    def unit(self) -> str:
        """The unit of that kind it belongs to, under a name that stays."""
        return self.key if self.per == PER_ENTRY else self.piece.unit(self.per)

    @property
    def group(self) -> str:
        """The short name of its tariff and unit."""
        return group_named(self.tariff, unit=self.unit)

    @property
    def paid(self) -> Piece:
        """As much of it as credits paid for when it was settled, from its beginning; all where it takes none.

        One rate holds in a segment, so that it does not matter which of its seconds they were.
        """
        stretches = self.work.paid
        if not self.work.is_settled or stretches is None or not self.is_metered:
            return self.piece
        span = self.piece.span
        seconds = sum(seconds_within(span, stretch) for stretch in stretches)
        return replace(self.piece, span=Span(span.starts_at, span.starts_at + seconds * SECOND))


def seconds_within(span: Span, stretch: Span) -> int:
    """How many seconds of a stretch lie in a span.

    >>> from uphold.policy.time.instants import EPOCH
    >>> seconds_within(Span(EPOCH, EPOCH + 9 * SECOND), Span(EPOCH + 4 * SECOND, EPOCH + 12 * SECOND))
    5
    """
    starts_at, ends_at = max(span.starts_at, stretch.starts_at), min(span.ends_at, stretch.ends_at)
    return Span(starts_at, ends_at).seconds if starts_at < ends_at else 0


def segments_of(story: Story, *, lot_edges: frozenset[datetime]) -> tuple[Segment, ...]:
    """All work of a case in segments, in the order of the intervals."""
    is_free = is_waived(story.matter)
    rated = rated_work(story, lot_edges=lot_edges)
    pieces = [piece_of(story, each) for each in rated]
    if is_free:
        pieces = [replace(piece, rate=None) for piece in pieces]
    waiting = [() if is_free else waits_for(each, piece) for each, piece in zip(rated, pieces, strict=True)]
    pending = {each.entry for each, names in zip(rated, waiting, strict=True) if names}
    pending |= {each.entry for each in rated if each.work.ended_at > story.matter.at}
    return tuple(
        Segment(rated=each, piece=piece, open_on=names, is_counted=each.entry not in pending)
        for each, piece, names in zip(rated, pieces, waiting, strict=True)
    )


def waits_for(rated: Rated, piece: Piece) -> tuple[str, ...]:
    """The facts that can still change the row of a part, or the price; settled work waits for nothing."""
    if rated.work.is_settled:
        return ()
    if rated.decision.is_open:
        return rated.decision.open_on
    return (PRICE,) if is_unpriced(rated, piece) else ()


def key_of_work(work: Work, *, place: int) -> str:
    """What names an interval.

    >>> from uphold.policy.time.instants import EPOCH
    >>> key_of_work(Work(started_at=EPOCH, ended_at=EPOCH, key="17"), place=0)
    '17'
    """
    return work.key or str(place)


def findings_of(story: Story, segments: Iterable[Segment]) -> Mapping[str, FactValue]:
    """What rows asked of one interval and what may be found otherwise later: as it is known now."""
    asked = {name for rule in story.matter.rules("charge") for name, _ in rule.conditions}
    later = asked & {*story.matter.found_later, *ON_THE_ACCOUNT}
    known = [
        story.facts_of_work(
            segment.piece.span.starts_at, problem=segment.work.problem, stated=segment.work.facts
        ).known
        for segment in segments
    ]
    first = known[0]
    alike = (
        name for name in sorted(later & first.keys()) if all(each.get(name) == first[name] for each in known)
    )
    return {name: first[name] for name in alike}
