"""Recurring work on credits. A row says what is due and a key that it was done, so two workers do it once.

An account that fails holds up no other; the job fails when it has seen them all.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from uphold.access import Actor
from uphold.agreements.models import Contract
from uphold.credits.actions.account import lock_account
from uphold.credits.actions.allowance import grant_included
from uphold.credits.actions.expiry import end_with_contract, expire_lot
from uphold.credits.allowances import contracts_with_allowances
from uphold.credits.models import CreditAccount, Lot, Source
from uphold.credits.packages import terms_of
from uphold.credits.queries.balance import balance
from uphold.credits.telling import tell
from uphold.journal.queries import entry as entry_of
from uphold.kit.one_by_one import one_by_one
from uphold.kit.transaction import atomic

Row = TypeVar("Row")


GRANTED_AHEAD = timedelta(hours=2)
"""So that what a period includes is there when the period begins, between two runs."""


def grant_allowances(at: datetime) -> int:
    """Opens the lots that contracts include up to now and a little ahead; returns for how many contracts."""
    until = at + GRANTED_AHEAD
    return each_by_itself(
        contracts_with_allowances(until=until),
        lambda contract: grant_included(contract=contract, until=until, at=at) > 0,
        name=lambda contract: f"contract {contract.pk}",
    )


def grant_to_contract(entry_id: int, *, at: datetime) -> int:
    """The reaction to a contract that was concluded, or covers one unit more."""
    contract = Contract.objects.get(pk=entry_of(entry_id).about_id)
    return grant_included(contract=contract, until=at + GRANTED_AHEAD, at=at)


def expire_lots(at: datetime) -> int:
    """Takes what is left of every lot that has ended, also with its contract; returns how many times.

    What moves into a lot that has ended as well is taken from there in the next round.
    """
    try:
        end_with_contracts(at)
    finally:
        taken = 0
        while now_taken := expire_due(at):
            taken += now_taken
    return taken


def expire_due(at: datetime) -> int:
    due = Lot.objects.filter(expires_at__lte=at, remaining_credits__gt=0).select_related("account")
    return each_by_itself(
        due.order_by("account_id", "expires_at", "pk"),
        lambda lot: expire_lot(account=lot.account, lot_id=lot.pk, at=at) is not None,
        name=lambda lot: f"lot {lot.pk}",
    )


def end_with_contracts(at: datetime) -> int:
    """Lets the lots that a contract included end with it, where it was ended after they were granted."""
    included = Lot.objects.filter(
        source=Source.INCLUDED, contract__ends_on__lte=at.date() + timedelta(days=1)
    )
    lasting = included.filter(Q(expires_at=None) | Q(expires_at__gt=at))
    return each_by_itself(
        lasting.select_related("account", "contract__agreement").order_by("account_id", "pk"),
        lambda lot: end_with_contract(lot=lot, at=at),
        name=lambda lot: f"lot {lot.pk}",
    )


def warn_low_balances(at: datetime) -> int:
    """Tells of each account whose balance fell below its mark, once until it recovers; returns how many."""
    is_open = Q(lots__expires_at=None) | Q(lots__expires_at__gt=at)
    drawable = Sum("lots__remaining_credits", filter=is_open & Q(lots__opened_at__lte=at))
    accounts = CreditAccount.objects.filter(warn_below_credits__isnull=False).annotate(
        free=Coalesce(drawable, 0) - F("owed_credits")
    )
    is_low = Q(free__lt=F("warn_below_credits"))
    changed = accounts.filter((is_low & Q(warned_at=None)) | (~is_low & Q(warned_at__isnull=False)))
    return each_by_itself(
        changed.order_by("pk"),
        lambda account: look_at(account, at=at),
        name=lambda account: f"account {account.pk}",
    )


@atomic
def look_at(account: CreditAccount, *, at: datetime) -> bool:
    """Whether it was told of now."""
    account = lock_account(account)
    if account.warn_below_credits is None:
        return False
    found = balance(account, at=at)
    free = found.available - found.owed
    is_low = free < account.warn_below_credits
    if is_low is (account.warned_at is not None):
        return False
    account.warned_at = at if is_low else None
    account.save(update_fields=["warned_at"])
    if is_low:
        terms = terms_of(account, at=at)
        detail: dict[str, str | int | None] = {
            "balance": free,
            "below": account.warn_below_credits,
            "version": terms.version.pk if terms else None,
        }
        tell("credits.low", account, by=Actor.system(), at=at, detail=detail)
    return is_low


def each_by_itself(rows: Iterable[Row], act: Callable[[Row], bool], *, name: Callable[[Row], str]) -> int:
    """Each row in a transaction of its own."""
    return one_by_one(rows, act, name=name, failed="credits that could not be looked after")
