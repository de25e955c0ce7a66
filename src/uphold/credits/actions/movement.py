"""The one verb that moves credits. A movement happens once for its key, under the account's lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from uphold.access import Actor
from uphold.credits.actions.account import lock_account
from uphold.credits.debt import allow_debt, repay_debt, undo_repayment
from uphold.credits.models import CreditAccount, LedgerEntry, Lot, Movement, Place
from uphold.credits.postings import Cited, LotPosting, gained
from uphold.credits.search import Search
from uphold.credits.telling import draft
from uphold.credits.writing import write_entry
from uphold.journal.write import Draft, write_all
from uphold.kit.transaction import atomic

TOLD = {
    Movement.OPENING: "credits.credited",
    Movement.SETTLEMENT: "credits.drawn",
    Movement.DRAW: "credits.drawn",
    Movement.REFUND: "credits.refunded",
    Movement.REVERSAL: "credits.refunded",
    Movement.EXPIRY: "credits.expired",
}
"""Movements that are news; setting aside and giving free again are not."""

COMING_IN = frozenset({Movement.OPENING, Movement.REFUND, Movement.REVERSAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What is to be moved, for what, and why. `work_at` is the date of the work that it is for."""

    movement: Movement
    postings: Sequence[LotPosting]
    work_at: datetime
    key: str
    reference: str = ""
    problem: str = ""
    reason: str
    citation: Cited | None = None
    may_owe: bool = False


@atomic
def record_movement(
    *,
    account: CreditAccount,
    movement: Movement,
    postings: Sequence[LotPosting],
    work_at: datetime,
    key: str,
    reference: str = "",
    problem: str = "",
    reason: str,
    citation: Cited | None = None,
    may_owe: bool = False,
    by: Actor | None = None,
    at: datetime,
) -> LedgerEntry:
    """Moves credits once: the same key again returns the entry that it made the first time.

    `work_at` is the date of the work that the movement is for, `at` when it is recorded. Work of a time before a lot
    expired finds what expired of it. A debt is taken only where the agreement allows one (`may_owe`), and is repaid
    by the credits that come in next.
    """
    account = lock_account(account)
    known = LedgerEntry.objects.filter(account=account, key=key).first()
    if known is not None:
        return known
    move = Move(
        movement=movement,
        postings=postings,
        work_at=work_at,
        key=key,
        reference=reference,
        problem=problem,
        reason=reason,
        citation=citation,
        may_owe=may_owe,
    )
    entry, news = make_move(account, move, at=at)
    write_all(news, by=by or Actor.system(), at=at)
    return entry


def make_move(
    account: CreditAccount, move: Move, *, lots: Mapping[int, Lot] | None = None, at: datetime
) -> tuple[LedgerEntry, Sequence[Draft]]:
    """The same under the account's lock and with a key that is known to be new; the news is the caller's to write.

    `lots` are the account's by number, where they were loaded under this lock and nothing was moved since.
    """
    require_balance(move.postings)
    if any(posting.place is Place.OWED and posting.credits < 0 for posting in move.postings):
        allow_debt(account, may_owe=move.may_owe)
    undo_repayment(
        account, move.postings, work_at=move.work_at, key=move.key, reference=move.reference, at=at
    )
    postings = search_of(account, move, lots=lots, at=at).found(move.postings)
    entry = write_entry(
        account=account,
        movement=move.movement,
        postings=postings,
        work_at=move.work_at,
        key=move.key,
        reference=move.reference,
        problem=move.problem,
        reason=move.reason,
        citation=move.citation,
        at=at,
    )
    if move.movement in COMING_IN:
        repay_debt(account, after=entry, at=at)
    return entry, news_of(account, move, entry, gain=gained(postings))


def require_balance(postings: Sequence[LotPosting]) -> None:
    total = sum(posting.credits for posting in postings)
    if not postings or total != 0:
        raise ValueError(f"Postings of one entry sum to zero; these {len(postings)} sum to {total}.")


def search_of(account: CreditAccount, move: Move, *, lots: Mapping[int, Lot] | None, at: datetime) -> Search:
    return Search(
        account=account,
        work_at=move.work_at,
        is_hold=move.movement is Movement.HOLD,
        key=move.key,
        reference=move.reference,
        lots=lots,
        at=at,
    )


def news_of(account: CreditAccount, move: Move, entry: LedgerEntry, *, gain: int) -> Sequence[Draft]:
    if move.movement not in TOLD:
        return ()
    detail: dict[str, str | int | None] = {"entry": entry.pk, "credits": gain, "reference": move.reference}
    return (draft(TOLD[move.movement], account, detail=detail),)
