"""The purse: the work, purchases and refunds of a case run through the ledger of credits, in the order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from fractions import Fraction

from uphold.policy.charges.metering import demanded_credits, exact_credits, seconds_payable
from uphold.policy.charges.pieces import Piece, tariff_of
from uphold.policy.charges.tariff import per_of
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.credits.draw import draw_credits
from uphold.policy.credits.ledger import Ledger, open_lot
from uphold.policy.credits.lots import Lot, Source
from uphold.policy.credits.postings import ISSUED, OWED, Entry, Movement, Posting
from uphold.policy.decide.terms import CreditRate, Day, Duration, Number, Term
from uphold.policy.scenario.answer import RefundAnswer
from uphold.policy.scenario.cells import is_yes
from uphold.policy.scenario.instants import after
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.refunds import Trigger, refund_at, triggers_of
from uphold.policy.scenario.story import Story
from uphold.policy.time.instants import SECOND, Span
from uphold.policy.time.local import instant_at

BEFORE = "balance before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What one piece took: whole credits, and the seconds they pay for; the rest of it was not charged."""

    piece: Piece
    credits: int
    paid_seconds: int


@dataclass(slots=True)
class Purse:
    """The ledger as far as the case was walked. `is_limited`: work stops when the balance reaches zero."""

    matter: Matter
    ledger: Ledger
    is_limited: bool
    bought: int = 0
    paused_after_seconds: int | None = None
    metered_seconds: int = 0
    groups: dict[tuple[str, str], list[Piece]] = field(default_factory=dict)
    drawn: dict[tuple[str, str], int] = field(default_factory=dict)
    draws: dict[int, Draw] = field(default_factory=dict)
    refunds: list[RefundAnswer] = field(default_factory=list)

    def balance(self, at: datetime) -> int:
        """The credits that can be drawn at an instant, less what is owed; what has expired counts no longer."""
        return self.ledger.available(at) + self.ledger.held_by(OWED)


def run_purse(story: Story, pieces: Sequence[Piece]) -> Purse:
    """Every purchase, refund and piece of work in credits, each at its instant; at one instant in this order."""
    matter = story.matter
    purse = Purse(matter=matter, ledger=opened(matter, pieces), is_limited=is_limited(matter))
    steps: list[tuple[datetime, int, Event | Trigger | int]] = [
        *((event.at, 0, event) for event in matter.happened(Happening.BOUGHT)),
        *((trigger.at, 1, trigger) for trigger in triggers_of(story)),
        *((piece.span.starts_at, 2, place) for place, piece in enumerate(pieces)),
    ]
    for _, _, step in sorted(steps, key=lambda each: each[:2]):
        if isinstance(step, Event):
            buy(purse, step)
        elif isinstance(step, Trigger):
            purse.ledger, refund = refund_at(story, step, ledger=purse.ledger, pieces=pieces)
            if refund is not None:
                purse.refunds.append(refund)
        elif isinstance(pieces[step].rate, CreditRate):
            purse.draws[step] = draw(purse, pieces[step])
    return purse


def opened(matter: Matter, pieces: Sequence[Piece]) -> Ledger:
    """The ledger with the balance before the case as its first lot; one below zero is a debt."""
    stated = matter.case.account.credits
    if stated is None:
        return Ledger()
    opened_at = min(matter.case.opened_at, *(piece.span.starts_at for piece in pieces), matter.at)
    if stated < 0:
        debt = (Posting(OWED, stated), Posting(ISSUED, -stated))
        return Ledger().recording(Entry(at=opened_at, movement=Movement.OPENING, postings=debt))
    return open_lot(Ledger(), Lot(name=BEFORE, credits=stated, opened_at=opened_at, source=Source.INCLUDED))


def is_limited(matter: Matter) -> bool:
    """Whether the balance stops at zero: always, unless the agreement says otherwise or no balance is known."""
    may_owe = is_yes(matter.setting("balance below zero"))
    return matter.case.account.credits is not None and not may_owe


def buy(purse: Purse, event: Event) -> None:
    """Opens a lot for a package that was bought."""
    entry = purse.matter.entry("credits", event.package or "")
    amount = entry.cells.get("amount") if entry else None
    if entry is None or not isinstance(amount, Number):
        return
    lot = Lot(
        name=f"{entry.name}, bought {len(purse.ledger.lots)}",
        credits=int(amount.value),
        opened_at=event.at,
        expires_at=expiry_of(purse.matter, entry.cells.get("expires"), bought_at=event.at),
    )
    purse.ledger = open_lot(purse.ledger, lot)
    purse.bought += lot.credits


def expiry_of(matter: Matter, term: Term | None, *, bought_at: datetime) -> datetime | None:
    """The first instant at which a package no longer counts; None for never and for not said."""
    if isinstance(term, Day):
        return instant_at(term.on + timedelta(days=1), time(), zone=matter.agreement.timezone)
    return after(matter, term, since=bought_at) if isinstance(term, Duration) else None


def draw(purse: Purse, piece: Piece) -> Draw:
    """Takes the credits for a piece, as far as they last."""
    if piece.rule is None:
        return Draw(piece=piece, credits=0, paid_seconds=0)
    key = tariff_of(piece.rule), piece.unit(per_of(piece.rule))
    before, drawn = purse.groups.setdefault(key, []), purse.drawn.get(key, 0)
    paid_seconds = piece.span.seconds
    if purse.is_limited:
        room = Fraction(purse.balance(piece.span.starts_at) + drawn) - exact_credits(before)
        paid_seconds = seconds_payable(piece, room=room)
    paid = replace(piece, span=Span(piece.span.starts_at, piece.span.starts_at + paid_seconds * SECOND))
    if paid_seconds:
        before.append(paid)
    wanted = demanded_credits(before) - drawn
    purse.ledger, taken = draw_credits(
        purse.ledger,
        amount=max(wanted, 0),
        at=piece.span.starts_at,
        problem=piece.problem,
        may_owe=not purse.is_limited,
    )
    purse.drawn[key] = drawn + taken
    note_pause(purse, piece, paid_seconds=paid_seconds)
    return Draw(piece=piece, credits=taken, paid_seconds=paid_seconds)


def note_pause(purse: Purse, piece: Piece, *, paid_seconds: int) -> None:
    """Remembers after how many metered seconds the credits ran out for the first time."""
    purse.metered_seconds += paid_seconds
    if paid_seconds < piece.span.seconds and purse.paused_after_seconds is None:
        purse.paused_after_seconds = purse.metered_seconds
