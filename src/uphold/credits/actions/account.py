"""The account of an organisation with a provider: made when it is first needed, and locked before anything moves."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.credits.models import CreditAccount
from uphold.credits.telling import tell
from uphold.kit import INVALID, Refused
from uphold.kit.transaction import atomic


class UnknownCrediting(Refused):
    code, kind, text = (
        "unknown_crediting",
        INVALID,
        gettext_lazy("Packages are credited on payment or on order."),
    )


def account_of(*, organisation_id: int, provider_id: int) -> CreditAccount:
    """The account, made when it is missing; also when two ask at once."""
    account, _ = CreditAccount.objects.get_or_create(organisation_id=organisation_id, provider_id=provider_id)
    return account


def lock_account(account: CreditAccount) -> CreditAccount:
    """The row as it is now, ours until the transaction ends; before any ticket. Readers are not held up."""
    return CreditAccount.objects.select_for_update(no_key=True).get(pk=account.pk)


@atomic
def set_warning(
    *, actor: Actor, account: CreditAccount, below_credits: int | None, at: datetime
) -> CreditAccount:
    """From now on a balance below so many credits is told of, once until it recovers; None: never."""
    require(actor, Permission.CREDITS_MANAGE, provider_id=account.provider_id)
    account = lock_account(account)
    account.warn_below_credits, account.warned_at = below_credits, None
    account.save(update_fields=["warn_below_credits", "warned_at"])
    tell("credits.warning_set", account, by=actor, at=at, detail={"below": below_credits})
    return account


@atomic
def set_crediting(*, actor: Actor, account: CreditAccount, credited_on: str, at: datetime) -> CreditAccount:
    """Whether a package that this customer orders is credited at once, or when it is paid."""
    require(actor, Permission.CREDITS_MANAGE, provider_id=account.provider_id)
    if credited_on not in CreditAccount.CreditedOn.values:
        raise UnknownCrediting
    account = lock_account(account)
    account.credited_on = credited_on
    account.save(update_fields=["credited_on"])
    tell("credits.crediting_set", account, by=actor, at=at, detail={"on": credited_on})
    return account
