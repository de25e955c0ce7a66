"""Goodwill: credits that a person gives, by name and with a reason that the customer reads."""

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.credits.actions.lot import open_lot
from uphold.credits.models import CreditAccount, Lot, Source
from uphold.credits.writing import LONGEST_REASON
from uphold.kit import INVALID, Refused
from uphold.kit.transaction import atomic

MOST_CREDITS = 1_000_000


class ReasonMissing(Refused):
    code, kind, text = (
        "reason_missing",
        INVALID,
        gettext_lazy("Say why, in up to {0} characters: the customer reads it."),
    )


class NotAnAmount(Refused):
    code, kind, text = "not_an_amount", INVALID, gettext_lazy("Give between 1 and {0} credits.")


class EndsInThePast(Refused):
    code, kind, text = "ends_in_the_past", INVALID, gettext_lazy("The credits would have ended already.")


@atomic
def grant_goodwill(
    *,
    actor: Actor,
    account: CreditAccount,
    credits: int,  # noqa: A002 - the word of the trade
    reason: str,
    expires_at: datetime | None = None,
    key: str,
    at: datetime,
) -> Lot:
    require(actor, Permission.CREDITS_MANAGE, provider_id=account.provider_id)
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise ReasonMissing(LONGEST_REASON)
    if not 1 <= credits <= MOST_CREDITS:
        raise NotAnAmount(MOST_CREDITS)
    if expires_at is not None and expires_at <= at:
        raise EndsInThePast
    return open_lot(
        account=account,
        source=Source.GOODWILL,
        name=gettext("Goodwill"),
        credits=credits,
        opened_at=at,
        expires_at=expires_at,
        key=f"goodwill:{account.pk}:{key}",
        reason=reason,
        by=actor,
        at=at,
    )
