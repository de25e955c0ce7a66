"""What a customer has: credits that may be drawn, credits that are set aside, a debt, and what ends next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from uphold.credits.models import CreditAccount, Lot
from uphold.credits.order_of_lots import drawn_in_order


@dataclass(frozen=True, slots=True)
class Expiring:
    """So many credits count no longer from an instant on, unless they are used before."""

    credits: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """`available` may be drawn at the instant; `held` waits for what is not found yet; `owed` is a debt."""

    available: int
    held: int
    owed: int
    next_expiry: Expiring | None


def balance(account: CreditAccount, *, at: datetime) -> Balance:
    """Two statements. Lots that begin later are not in it."""
    owed = CreditAccount.objects.values_list("owed_credits", flat=True).get(pk=account.pk)
    return counted(list(filled_lots(account)), owed=owed, at=at)


def counted(lots: Sequence[Lot], *, owed: int, at: datetime) -> Balance:
    """The same of lots that were loaded already."""
    drawable = [lot for lot in lots if is_open(lot, at=at) and lot.remaining_credits]
    return Balance(
        available=sum(lot.remaining_credits for lot in drawable),
        held=sum(lot.held_credits for lot in lots),
        owed=owed,
        next_expiry=next_expiry(drawable),
    )


def filled_lots(account: CreditAccount) -> QuerySet[Lot]:
    """Those that hold anything, whether or not they are open."""
    return account.lots.filter(Q(remaining_credits__gt=0) | Q(held_credits__gt=0))


def draw_order(account: CreditAccount, *, at: datetime) -> tuple[Lot, ...]:
    """The lots from which work of an instant takes credits, in this order: what ends first, then the oldest."""
    return drawn_in_order(open_lots(account, at=at).filter(remaining_credits__gt=0))


def open_lots(account: CreditAccount, *, at: datetime) -> QuerySet[Lot]:
    return account.lots.filter(Q(expires_at=None) | Q(expires_at__gt=at), opened_at__lte=at)


def is_open(lot: Lot, *, at: datetime) -> bool:
    return lot.opened_at <= at and (lot.expires_at is None or at < lot.expires_at)


def next_expiry(lots: list[Lot]) -> Expiring | None:
    soonest = min((lot.expires_at for lot in lots if lot.expires_at is not None), default=None)
    if soonest is None:
        return None
    return Expiring(sum(lot.remaining_credits for lot in lots if lot.expires_at == soonest), soonest)
