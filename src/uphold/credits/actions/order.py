"""Buying a package: an order at today's price, credited once - at once, or when it is paid."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, NotThere, Permission, require
from uphold.agreements.queries import Terms
from uphold.credits.actions.account import lock_account
from uphold.credits.actions.lot import open_lot
from uphold.credits.actions.movement import record_movement
from uphold.credits.actions.price import NoSuchPackage
from uphold.credits.models import CreditAccount, CreditOrder, Lot, Movement, Place, Source
from uphold.credits.packages import Package, agreement_of, ends_at, named, packages_under, terms_of
from uphold.credits.postings import moved
from uphold.credits.telling import tell
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic

State = CreditOrder.State


class NoContractToBuyUnder(Refused):
    code, kind, text = (
        "no_contract_to_buy_under",
        CONFLICT,
        gettext_lazy("No contract is in force, so there is nothing to buy."),
    )


class PackageHasNoPrice(Refused):
    code, kind, text = (
        "package_has_no_price",
        CONFLICT,
        gettext_lazy("Nobody has said what {0} costs: the price is set in the contract."),
    )


class OrderIsWithdrawn(Refused):
    code, kind, text = "order_is_withdrawn", CONFLICT, gettext_lazy("Order {0} was withdrawn.")


class OrderIsCredited(Refused):
    code, kind, text = (
        "order_is_credited",
        CONFLICT,
        gettext_lazy("Order {0} is credited already; what was bought is not withdrawn."),
    )


@atomic
def order_package(
    *, actor: Actor, account: CreditAccount, package: str, key: str, at: datetime
) -> CreditOrder:
    """The order of this key, placed once; credited at once where the account says so, or nothing is to be paid."""
    require_buyer(actor, account)
    account = lock_account(account)
    key = f"{account.pk}:{key}"
    known = CreditOrder.objects.filter(key=key).first()
    if known is not None:
        return known
    terms = terms_of(account, at=at)
    if terms is None:
        raise NoContractToBuyUnder
    offered = chosen(terms, package)
    if offered.price is None:
        raise PackageHasNoPrice(offered.name)
    order = place(account, offered, price=offered.price, terms=terms, actor=actor, key=key, at=at)
    tell(
        "credits.ordered",
        account,
        by=actor,
        at=at,
        detail={"order": order.pk, "package": order.package, "credits": order.granted_credits},
    )
    if account.credited_on == CreditAccount.CreditedOn.ORDER or order.price == 0:
        credit_order(order=order, by=actor, at=at)
        order.refresh_from_db()
    return order


@atomic
def credit_order(*, order: CreditOrder, by: Actor, at: datetime) -> Lot:
    """The lot that an order brought; credited a second time it is the same. The caller says who may."""
    account = lock_account(order.account)
    order = CreditOrder.objects.select_for_update(no_key=True).get(pk=order.pk)
    if order.state == State.WITHDRAWN:
        raise OrderIsWithdrawn(order.number)
    if order.lot is not None:
        return order.lot
    terms = terms_of(account, at=order.ordered_at) or Terms(contract=None, version=order.version)
    lot = open_lot(
        account=account,
        source=Source.PURCHASED,
        name=order.package,
        credits=order.granted_credits,
        opened_at=at,
        expires_at=ends_at(
            order.package, agreement=agreement_of(terms), lasts_days=order.lasts_days, bought_at=at
        ),
        key=f"order:{order.pk}",
        reason=gettext("{package}, bought").format(package=order.package),
        reference=order.number,
        contract=terms.contract,
        by=by,
        at=at,
    )
    order.lot, order.state = lot, State.CREDITED
    order.save(update_fields=["lot", "state"])
    return lot


@atomic
def unused_of(order: CreditOrder, *, at: datetime) -> int:
    """What work neither took nor has set aside, as it stays until the transaction ends."""
    lock_account(order.account)
    lot = Lot.objects.filter(order=order).first()
    if lot is None or (lot.expires_at is not None and lot.expires_at <= at):
        return 0
    return lot.remaining_credits


@atomic
def take_back_credits(
    *,
    order: CreditOrder,
    credits: int,  # noqa: A002 - the word of the trade
    reason: str,
    by: Actor,
    at: datetime,
) -> None:
    """Of what an order brought, because its price is given back. The caller says who may."""
    account = lock_account(order.account)
    lot = Lot.objects.get(order=order)
    times = account.entries.filter(movement=Movement.REVERSAL, reference=order.number).count()
    record_movement(
        account=account,
        movement=Movement.REVERSAL,
        postings=moved(amount=credits, lot_id=lot.pk, out_of=Place.LOT, into=Place.ISSUED),
        work_at=at,
        key=f"order:{order.pk}:taken back:{times + 1}",
        reference=order.number,
        reason=reason,
        by=by,
        at=at,
    )


@atomic
def withdraw_order(*, actor: Actor, order: CreditOrder, at: datetime) -> CreditOrder:
    """Only of what is not credited; an invoice that names it already is corrected by a credit note of its own."""
    require(actor, Permission.CREDITS_MANAGE, provider_id=order.account.provider_id)
    account = lock_account(order.account)
    order = CreditOrder.objects.select_for_update(no_key=True).get(pk=order.pk)
    if order.state == State.CREDITED:
        raise OrderIsCredited(order.number)
    if order.state == State.WITHDRAWN:
        return order
    order.state = State.WITHDRAWN
    order.save(update_fields=["state"])
    tell("credits.order_withdrawn", account, by=actor, at=at, detail={"order": order.pk})
    return order


def require_buyer(actor: Actor, account: CreditAccount) -> None:
    """A contact buys for his own organisation; the staff sells."""
    if actor.is_contact and actor.organisation_id != account.organisation_id:
        raise NotThere("credit account")
    if actor.is_staff and account.provider_id not in actor.grants:
        raise NotThere("credit account")
    need = Permission.CREDITS_BUY if actor.is_contact else Permission.CREDITS_MANAGE
    require(actor, need, provider_id=account.provider_id)


def chosen(terms: Terms, name: str) -> Package:
    package = named(packages_under(terms), name)
    if package is None:
        raise NoSuchPackage(name)
    return package


def place(
    account: CreditAccount,
    package: Package,
    *,
    price: Decimal,
    terms: Terms,
    actor: Actor,
    key: str,
    at: datetime,
) -> CreditOrder:
    return CreditOrder.objects.create(
        account=account,
        version=terms.version,
        package=package.name,
        granted_credits=package.credits,
        price=price,
        currency=package.currency,
        lasts_days=package.lasts_days,
        ordered_by_id=actor.id if actor.is_contact else None,
        sold_by_id=actor.id if actor.is_staff else None,
        ordered_at=at,
        key=key,
        document=package.citation.document,
        clause=package.citation.clause[:200],
        anchor=package.citation.anchor,
        row=package.citation.row[:200],
        line=package.citation.line,
    )
