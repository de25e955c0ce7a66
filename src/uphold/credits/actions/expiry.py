"""Credits that count no longer: what is left of a lot goes when it ends, or moves into the lot that follows it."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.translation import gettext

from uphold.access import Actor
from uphold.agreements.queries import version_in_force
from uphold.credits.actions.account import lock_account
from uphold.credits.actions.allowance import grant_included
from uphold.credits.actions.movement import record_movement
from uphold.credits.models import CreditAccount, LedgerEntry, Lot, Movement, Place
from uphold.credits.postings import LotPosting, moved
from uphold.credits.rollover import successor_of
from uphold.kit.transaction import atomic
from uphold.policy.time.local import instant_at

SHORTEST = timedelta(microseconds=1)
"""A lot that was opened after the end of its contract ends at once."""


@atomic
def expire_lot(*, account: CreditAccount, lot_id: int, at: datetime) -> LedgerEntry | None:
    """What is left of a lot that has ended; None when nothing is. What is set aside of it stays so.

    Dated when the lot ended, or when the credits came back to it after that.
    """
    account = lock_account(account)
    lot = Lot.objects.select_related("contract").get(pk=lot_id, account=account)
    if lot.expires_at is None or lot.expires_at > at or lot.remaining_credits == 0:
        return None
    following = lot_after(lot, at=at)
    movement = Movement.EXPIRY if following is None else Movement.ROLLOVER
    moves = LedgerEntry.objects.filter(postings__lot=lot)
    times = moves.filter(movement__in=(Movement.EXPIRY, Movement.ROLLOVER)).distinct().count()
    return record_movement(
        account=account,
        movement=movement,
        postings=leaving(lot, following),
        work_at=max(lot.expires_at, moves.order_by("-at").values_list("at", flat=True)[0]),
        key=f"{movement}:{lot.pk}:{times + 1}",
        reason=reason_of(movement, is_first=times == 0),
        by=Actor.system(),
        at=at,
    )


@atomic
def end_with_contract(*, lot: Lot, at: datetime) -> bool:
    """Whether the lot ends now because its contract did, by the clock of the agreement."""
    if lot.contract is None or lot.contract.ends_on is None:
        return False
    version = version_in_force(lot.contract.agreement, at=at)
    zone = version.timezone if version else "UTC"
    ends_at = max(instant_at(lot.contract.ends_on, time(), zone=zone), lot.opened_at + SHORTEST)
    if ends_at > at:
        return False
    lock_account(lot.account)
    sooner = Q(expires_at=None) | Q(expires_at__gt=ends_at)
    return Lot.objects.filter(sooner, pk=lot.pk).update(expires_at=ends_at) > 0


def lot_after(lot: Lot, *, at: datetime) -> Lot | None:
    """The lot that takes what is left; it is granted now if it was not yet."""
    if lot.rolls_over_to and lot.contract is not None:
        grant_included(contract=lot.contract, until=at, at=at)
    return successor_of(lot)


def leaving(lot: Lot, following: Lot | None) -> tuple[LotPosting, ...]:
    amount = lot.remaining_credits
    if following is None:
        return moved(amount=amount, lot_id=lot.pk, out_of=Place.LOT, into=Place.EXPIRED)
    return LotPosting(Place.LOT, lot.pk, -amount), LotPosting(Place.LOT, following.pk, amount)


def reason_of(movement: Movement, *, is_first: bool) -> str:
    if movement is Movement.ROLLOVER:
        return gettext("Carried over into the next period")
    return gettext("Not used before the end") if is_first else gettext("Came back after the end")
