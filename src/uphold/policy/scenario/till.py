"""The till: the ledger of credits while the work of a ticket is metered, and what it records on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction

from uphold.policy.charges.metering import demanded_credits, exact_credits, seconds_payable
from uphold.policy.charges.pieces import Piece
from uphold.policy.credits.draw import draw_credits
from uphold.policy.credits.keys import work_and_group, work_key
from uphold.policy.credits.ledger import Ledger
from uphold.policy.credits.postings import WORK, Entry, Movement, Posting
from uphold.policy.decide.rule import Citation
from uphold.policy.scenario.metered import CreditEntry
from uphold.policy.scenario.segments import Segment
from uphold.policy.time.instants import SECOND, Span

OF_WORK = frozenset({Movement.DRAW, Movement.SETTLEMENT, Movement.REVERSAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one interval took in one group: of which places, and how often something moved for it."""

    work: str
    group: str
    problem: str | None
    at: datetime
    places: dict[str, int] = field(default_factory=dict)
    movements: int = 0

    @property
    def credits(self) -> int:
        """The credits that it holds now."""
        return sum(self.places.values())


@dataclass(slots=True, kw_only=True)
class Till:
    """The ledger so far. `paid` are the pieces that credits paid for, by group; `paid_seconds` by place of segment.

    `went_back` are the credits of work that was taken back now, by group; `came_back` those of them that have not made
    up for a refund of that work.
    """

    ledger: Ledger
    may_owe: bool
    paid: dict[str, list[Piece]] = field(default_factory=dict)
    paid_seconds: dict[int, int] = field(default_factory=dict)
    entries: list[CreditEntry] = field(default_factory=list)
    went_back: dict[str, int] = field(default_factory=dict)
    came_back: int = 0
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)

    def record(self, entry: Entry, *, work: str | None, citation: Citation | None) -> None:
        """One more movement."""
        self.ledger = self.ledger.recording(entry)
        self.entries.append(CreditEntry(entry=entry, work=work, citation=citation))
        count(self.tallies, entry)

    def taken(self, group: str) -> int:
        """The credits that the work of a group holds."""
        return sum(tally.credits for tally in self.tallies.values() if tally.group == group)

    def taken_by(self, work: str, *, group: str) -> int:
        """The credits that one interval holds in a group."""
        tally = self.tallies.get((work, group))
        return 0 if tally is None else tally.credits

    def copy(self) -> Till:
        """The same, to try something on."""
        return replace(
            self,
            paid={group: list(pieces) for group, pieces in self.paid.items()},
            paid_seconds=dict(self.paid_seconds),
            entries=[],
            tallies={key: replace(tally, places=dict(tally.places)) for key, tally in self.tallies.items()},
        )


def till_of(ledger: Ledger, *, may_owe: bool) -> Till:
    """The till with what work took until now."""
    till = Till(ledger=ledger, may_owe=may_owe)
    for entry in ledger.entries:
        count(till.tallies, entry)
    return till


def count(tallies: dict[tuple[str, str], Tally], entry: Entry) -> None:
    """Adds a movement to the tally of its interval; the latest draw gives it its date."""
    named = work_and_group(entry.key)
    if entry.movement not in OF_WORK or named is None:
        return
    work, group = named
    known = tallies.get(named) or Tally(work=work, group=group, problem=entry.problem, at=entry.at)
    places = dict(known.places)
    for posting in entry.postings:
        if posting.account != WORK:
            places[posting.account] = places.get(posting.account, 0) - posting.credits
    tallies[named] = replace(known, at=max(known.at, entry.at), places=places, movements=known.movements + 1)


def count_paid(till: Till, segment: Segment, *, place: int) -> None:
    """Takes in a segment that was settled before: it stands for minimum and rounding, and takes nothing again."""
    paid = segment.paid
    till.paid_seconds[place] = paid.span.seconds
    if paid.span.seconds:
        till.paid.setdefault(segment.group, []).append(paid)


def draw(till: Till, segment: Segment, *, place: int) -> None:
    """Takes the credits for a segment, as far as they last; the rest of it is not charged."""
    piece, group = segment.piece, segment.group
    before = till.paid.setdefault(group, [])
    seconds = piece.span.seconds
    if not till.may_owe:
        room = till.ledger.available(piece.span.starts_at) + till.taken(group) - exact_credits(before)
        seconds = seconds_payable(piece, room=Fraction(room))
    till.paid_seconds[place] = seconds
    if seconds:
        ends_at = piece.span.starts_at + seconds * SECOND
        before.append(replace(piece, span=Span(piece.span.starts_at, ends_at)))
    take(till, segment, amount=demanded(before) - till.taken(group))


def take(till: Till, segment: Segment, *, amount: int) -> None:
    """Records that an interval took credits: as many as there are at most, unless the ledger may owe."""
    known = till.tallies.get((segment.key, segment.group))
    key = work_key(
        Movement.DRAW,
        work=segment.key,
        group=segment.group,
        count=1 if known is None else known.movements + 1,
    )
    after, taken = draw_credits(
        till.ledger,
        amount=max(amount, 0),
        at=segment.piece.span.starts_at,
        problem=segment.work.problem,
        may_owe=till.may_owe,
        key=key,
    )
    if taken:
        citation = segment.piece.rule.citation if segment.piece.rule is not None else None
        till.record(after.entries[-1], work=segment.key, citation=citation)


def give_back(till: Till, tally: Tally, *, amount: int) -> None:
    """Records that credits went back to where an interval had them from, those drawn last first."""
    left = min(amount, tally.credits)
    if left <= 0:
        return
    entry = Entry(
        at=tally.at,
        movement=Movement.REVERSAL,
        postings=(*back_to_places(tally, amount=left), Posting(WORK, -left)),
        problem=tally.problem,
        key=work_key(Movement.REVERSAL, work=tally.work, group=tally.group, count=tally.movements + 1),
    )
    till.record(entry, work=tally.work, citation=None)


def back_to_places(tally: Tally, *, amount: int) -> Iterator[Posting]:
    """What each place gets back."""
    for place, taken in reversed(tally.places.items()):
        returned = min(taken, amount)
        if returned > 0:
            amount -= returned
            yield Posting(place, returned)


def demanded(pieces: list[Piece]) -> int:
    """The credits of a group, whichever piece was entered first."""
    return demanded_credits(sorted(pieces, key=lambda piece: (piece.span.ends_at, piece.span.starts_at)))


def take_back(till: Till, *, working: frozenset[str]) -> None:
    """Gives back what intervals took that stand no longer, all of them where none does."""
    for tally in tuple(till.tallies.values()):
        if tally.work not in working and tally.credits > 0:
            till.went_back[tally.group] = till.went_back.get(tally.group, 0) + tally.credits
            till.came_back += tally.credits
            give_back(till, tally, amount=tally.credits)


def even_out(till: Till) -> None:
    """Gives back what a group holds beyond what its work demands together, from the latest draw on."""
    for group in dict.fromkeys(tally.group for tally in till.tallies.values()):
        excess = till.taken(group) - demanded(till.paid.get(group, []))
        latest = sorted(
            (tally for tally in till.tallies.values() if tally.group == group),
            key=lambda tally: tally.at,
            reverse=True,
        )
        for tally in latest:
            returned = min(tally.credits, max(excess, 0))
            give_back(till, tally, amount=returned)
            excess -= returned


def take_what_went_back(till: Till, segments: Sequence[Segment]) -> None:
    """What work that was taken back had paid for others too, as of a minimum: the last of those pays it now."""
    for group, returned in till.went_back.items():
        left = [segment for segment in segments if segment.group == group]
        missing = demanded(till.paid.get(group, [])) - till.taken(group)
        if left:
            last = max(left, key=lambda segment: segment.piece.span.ends_at)
            take(till, last, amount=min(missing, returned))
