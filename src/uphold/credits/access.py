"""The doors of credits: an account, and an order. A customer sees his own organisation's, the staff its providers'."""

from django.db.models import QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.credits.actions.account import account_of
from uphold.credits.models import CreditAccount, CreditOrder
from uphold.people.models import Customership


def visible_accounts(actor: Actor) -> QuerySet[CreditAccount]:
    accounts = CreditAccount.objects.select_related("organisation", "provider")
    if actor.is_system:
        return accounts
    if actor.is_staff:
        return accounts.filter(provider_id__in=actor.provider_ids)
    return accounts.filter(organisation_id=actor.organisation_id or 0)


def get_credit_account(
    actor: Actor, account_id: int, *, need: Permission = Permission.CREDITS_READ
) -> CreditAccount:
    account = visible_accounts(actor).filter(pk=account_id).first()
    if account is None:
        raise NotThere("credit account")
    if not actor.may(need, provider_id=account.provider_id):
        raise NotAllowed(need)
    return account


def get_customer_account(
    actor: Actor, *, organisation_id: int, provider_id: int, need: Permission = Permission.CREDITS_READ
) -> CreditAccount:
    """The account of a customer with a provider, made when it is first looked at."""
    is_near = (
        actor.is_system
        or (actor.is_staff and provider_id in actor.grants)
        or (actor.is_contact and organisation_id == actor.organisation_id)
    )
    customers = Customership.objects.filter(organisation_id=organisation_id, provider_id=provider_id)
    if not is_near or not customers.exists():
        raise NotThere("credit account")
    if not actor.may(need, provider_id=provider_id):
        raise NotAllowed(need)
    return account_of(organisation_id=organisation_id, provider_id=provider_id)


def visible_orders(actor: Actor) -> QuerySet[CreditOrder]:
    """Newest first, with all that a row shows."""
    orders = CreditOrder.objects.filter(account__in=visible_accounts(actor))
    related = orders.select_related(
        "account__organisation", "account__provider", "ordered_by", "sold_by", "lot"
    )
    return related.order_by("-ordered_at", "-id")


def get_order(actor: Actor, order_id: int, *, need: Permission = Permission.CREDITS_READ) -> CreditOrder:
    order = visible_orders(actor).filter(pk=order_id).first()
    if order is None:
        raise NotThere("credit order")
    if not actor.may(need, provider_id=order.account.provider_id):
        raise NotAllowed(need)
    return order
