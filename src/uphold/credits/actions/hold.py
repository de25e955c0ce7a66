"""Giving free what was set aside for work whose price hung on what was not found yet.

What is set aside stays so when its lot expires, because the work was done before; given free after that it expires.
"""

from datetime import datetime

from uphold.credits.actions.account import lock_account
from uphold.credits.actions.movement import record_movement
from uphold.credits.bridge import held_by_lot
from uphold.credits.models import CreditAccount, LedgerEntry, Movement, Place
from uphold.credits.postings import moved_all
from uphold.kit.transaction import atomic


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
    return record_movement(
        account=account,
        movement=Movement.RELEASE,
        postings=moved_all(held, out_of=Place.HELD, into=Place.LOT),
        work_at=at,
        key=key,
        reference=reference,
        reason=reason,
        at=at,
    )
