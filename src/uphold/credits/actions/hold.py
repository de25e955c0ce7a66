"""Setting credits aside for work whose price hangs on what is not found yet, and giving them free again.

What is set aside stays so when its lot expires, because the work was done before; given free after that it expires.
"""

from datetime import datetime

from uphold.credits.actions.account import lock_account
from uphold.credits.actions.movement import record_movement
from uphold.credits.bridge import held_by_lot, ledger_for, postings_of
from uphold.credits.models import CreditAccount, LedgerEntry, Movement, Place
from uphold.credits.postings import moved
from uphold.kit.transaction import atomic
from uphold.policy.credits.draw import hold_credits as hold_in_order


@atomic
def hold_credits(
    *,
    account: CreditAccount,
    reference: str,
    covered_unit: str = "",
    amount: int,
    work_at: datetime,
    key: str,
    reason: str,
    at: datetime,
) -> LedgerEntry | None:
    """From now on so many credits are set aside for a reference, or as many as there are.

    What was set aside for it before goes back first. None where nothing had to be set aside.
    """
    account = lock_account(account)
    known = LedgerEntry.objects.filter(account=account, key=key).first()
    if known is not None or sum(held_by_lot(account, reference=reference).values()) == amount:
        return known
    release_hold(account=account, reference=reference, key=f"{key}:release", reason=reason, at=at)
    before = ledger_for(account, reference=reference, covered_unit=covered_unit)
    after, held = hold_in_order(before, amount=amount, at=work_at)
    if held == 0:
        return None
    return record_movement(
        account=account,
        movement=Movement.HOLD,
        postings=postings_of(after.entries[-1]),
        work_at=work_at,
        key=key,
        reference=reference,
        reason=reason,
        at=at,
    )


@atomic
def release_hold(
    *, account: CreditAccount, reference: str, key: str, reason: str, at: datetime
) -> LedgerEntry | None:
    """Gives free all that is set aside for a reference; None where nothing is."""
    account = lock_account(account)
    known = LedgerEntry.objects.filter(account=account, key=key).first()
    held = held_by_lot(account, reference=reference)
    if known is not None or not held:
        return known
    postings = (
        posting
        for lot_id, amount in held.items()
        for posting in moved(amount=amount, lot_id=lot_id, out_of=Place.HELD, into=Place.LOT)
    )
    return record_movement(
        account=account,
        movement=Movement.RELEASE,
        postings=tuple(postings),
        work_at=at,
        key=key,
        reference=reference,
        reason=reason,
        at=at,
    )
