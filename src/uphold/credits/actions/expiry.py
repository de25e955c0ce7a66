"""Credits that count no longer: what is left of a lot goes when it ends, or into the lot that follows it."""

from datetime import datetime

from django.utils.translation import gettext

from uphold.access import Actor
from uphold.credits.actions.account import lock_account
from uphold.credits.actions.movement import record_movement
from uphold.credits.models import CreditAccount, LedgerEntry, Lot, Movement, Place
from uphold.credits.postings import moved
from uphold.kit.transaction import atomic


@atomic
def expire_lot(*, account: CreditAccount, lot_id: int, at: datetime) -> LedgerEntry | None:
    """What is left of a lot that has ended; None when nothing is. What is set aside of it stays so.

    Dated when the lot ended, or when the credits came back to it after that.
    """
    account = lock_account(account)
    lot = Lot.objects.get(pk=lot_id, account=account)
    if lot.expires_at is None or lot.expires_at > at or lot.remaining_credits == 0:
        return None
    moves = LedgerEntry.objects.filter(postings__lot=lot)
    last_at = moves.order_by("-at").values_list("at", flat=True)[0]
    times = moves.filter(movement=Movement.EXPIRY).distinct().count()
    reason = gettext("Not used before the end") if times == 0 else gettext("Came back after the end")
    return record_movement(
        account=account,
        movement=Movement.EXPIRY,
        postings=moved(amount=lot.remaining_credits, lot_id=lot.pk, out_of=Place.LOT, into=Place.EXPIRED),
        work_at=max(lot.expires_at, last_at),
        key=f"expiry:{lot.pk}:{times + 1}",
        reason=reason,
        by=Actor.system(),
        at=at,
    )
