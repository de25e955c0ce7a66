"""The one verb that moves credits. A movement happens once for its key, under the account's lock."""

from collections.abc import Sequence
from datetime import datetime

from uphold.access import Actor
from uphold.credits.actions.account import lock_account
from uphold.credits.debt import allow_debt, repay_debt, undo_repayment
from uphold.credits.models import CreditAccount, LedgerEntry, Movement, Place
from uphold.credits.postings import Cited, LotPosting, gained
from uphold.credits.search import Search
from uphold.credits.telling import tell
from uphold.credits.writing import write_entry
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
    require_balance(postings)
    if any(posting.place is Place.OWED and posting.credits < 0 for posting in postings):
        allow_debt(account, may_owe=may_owe)
    undo_repayment(account, postings, work_at=work_at, key=key, reference=reference, at=at)
    search = Search(
        account=account,
        work_at=work_at,
        is_hold=movement is Movement.HOLD,
        key=key,
        reference=reference,
        at=at,
    )
    postings = search.found(postings)
    entry = write_entry(
        account=account,
        movement=movement,
        postings=postings,
        work_at=work_at,
        key=key,
        reference=reference,
        problem=problem,
        reason=reason,
        citation=citation,
        at=at,
    )
    if movement in TOLD:
        detail: dict[str, str | int | None] = {
            "entry": entry.pk,
            "credits": gained(postings),
            "reference": reference,
        }
        tell(TOLD[movement], account, by=by or Actor.system(), at=at, detail=detail)
    if movement in COMING_IN:
        repay_debt(account, after=entry, at=at)
    return entry


def require_balance(postings: Sequence[LotPosting]) -> None:
    total = sum(posting.credits for posting in postings)
    if not postings or total != 0:
        raise ValueError(f"Postings of one entry sum to zero; these {len(postings)} sum to {total}.")
