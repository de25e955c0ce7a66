"""Debt, where an agreement allows one: taken when no lot has credits left, repaid by those that come in next."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy

from uphold.credits.models import CreditAccount, LedgerEntry, Lot, Movement, Place, Posting
from uphold.credits.order_of_lots import drawn_in_order
from uphold.credits.postings import LotPosting
from uphold.credits.writing import write_entry
from uphold.kit import CONFLICT, Refused


class DebtNotAllowed(Refused):
    code, kind, text = (
        "debt_not_allowed",
        CONFLICT,
        gettext_lazy("The balance stops at zero: the agreement allows no debt."),
    )


def allow_debt(account: CreditAccount, *, may_owe: bool) -> None:
    """The agreement's word is asked for at every debt; the account remembers that it was given."""
    if not may_owe:
        raise DebtNotAllowed
    if not account.may_owe:
        account.may_owe = True
        account.save(update_fields=["may_owe"])


def undo_repayment(
    account: CreditAccount,
    postings: Sequence[LotPosting],
    *,
    work_at: datetime,
    key: str,
    reference: str,
    at: datetime,
) -> None:
    """Where a debt is given back that was repaid meanwhile, the lot that repaid it last gets its credits first."""
    given_back = sum(posting.credits for posting in postings if posting.place is Place.OWED)
    excess = given_back - account.owed_credits
    if given_back <= 0 or excess <= 0:
        return
    repaid_by = last_repayer(account)
    write_entry(
        account=account,
        movement=Movement.REPAYMENT,
        postings=(LotPosting(Place.LOT, repaid_by, excess), LotPosting(Place.OWED, None, -excess)),
        work_at=work_at,
        key=f"{key}:{Movement.REPAYMENT}",
        reference=reference,
        reason=gettext("Given back, because what was owed is no longer"),
        at=at,
    )


def last_repayer(account: CreditAccount) -> int:
    repayments = Posting.objects.filter(
        entry__account=account, entry__movement=Movement.REPAYMENT, place=Place.LOT, credits__lt=0
    )
    lot_id = repayments.order_by("-entry_id", "-id").values_list("lot_id", flat=True).first()
    if lot_id is None:
        raise ValueError(f"Account {account.pk} is to be given back more than it ever owed.")
    return lot_id


def repay_debt(account: CreditAccount, *, after: LedgerEntry, at: datetime) -> None:
    """Takes what is owed out of the lots that may be drawn for everything, as far as they have it."""
    if account.owed_credits == 0:
        return
    is_open = Q(expires_at=None) | Q(expires_at__gt=at)
    lots = Lot.objects.filter(is_open, account=account, covered_unit="", opened_at__lte=at)
    postings, left = [], account.owed_credits
    for lot in drawn_in_order(lots.filter(remaining_credits__gt=0)):
        taken = min(lot.remaining_credits, left)
        left -= taken
        if taken:
            postings.append(LotPosting(Place.LOT, lot.pk, -taken))
    if postings:
        write_entry(
            account=account,
            movement=Movement.REPAYMENT,
            postings=(*postings, LotPosting(Place.OWED, None, account.owed_credits - left)),
            work_at=at,
            key=f"{after.key}:{Movement.REPAYMENT}:after",
            reference=after.reference,
            reason=gettext("Taken for credits that were owed"),
            at=at,
        )
