"""What can be done to an account: the noun of its address, its form, who may, when it fits, and the verb it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

from uphold.access import Permission
from uphold.billing.actions import withdraw_order
from uphold.credits.access import get_order
from uphold.credits.actions import (
    grant_goodwill,
    order_package,
    set_crediting,
    set_package_price,
    set_warning,
)
from uphold.credits.models import CreditOrder
from uphold.desk.accounts.act_forms import (
    ActForm,
    CreditingForm,
    GoodwillForm,
    PriceForm,
    PromiseForm,
    RestorationForm,
    SaleForm,
    SuspensionForm,
    WarningForm,
    WithdrawalForm,
)
from uphold.desk.accounts.sheet import AccountSheet
from uphold.standing.actions import lift, promise_to_pay, suspend, withdraw_promise
from uphold.standing.asking import MANAGER

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

Perform = Callable[[AccountSheet, Any, datetime], object]


@dataclass(frozen=True, kw_only=True)
class AccountAct:
    """`name` is the noun of its address, `group` the panel it stands in. `fits`: whether it can be done now."""

    name: str
    group: str
    need: Permission
    label: "str | Words"
    button: "str | Words"
    icon: str
    key: str = ""
    words: "str | Words"
    said: "str | Words"
    perform: Perform
    fits: Callable[[AccountSheet], bool] = lambda _: True
    form: type[ActForm] = ActForm

    @property
    def route(self) -> str:
        return f"account-{self.name}"


def sell(sheet: AccountSheet, form: Any, at: datetime) -> object:  # noqa: ANN401 - the form of the act
    said = form.cleaned_data
    return order_package(
        actor=sheet.actor,
        account=sheet.account,
        package=said["package"],
        key=f"desk:{sheet.account.pk}:{said['key']}",
        at=at,
    )


def give(sheet: AccountSheet, form: Any, at: datetime) -> object:  # noqa: ANN401
    said = form.cleaned_data
    return grant_goodwill(
        actor=sheet.actor,
        account=sheet.account,
        credits=said["credits"],
        reason=said["reason"],
        expires_at=form.expires_at(),
        key=f"{sheet.account.pk}:{said['key']}",
        at=at,
    )


def warn(sheet: AccountSheet, form: Any, at: datetime) -> object:  # noqa: ANN401
    return set_warning(
        actor=sheet.actor, account=sheet.account, below_credits=form.cleaned_data["below"], at=at
    )


def credit_on(sheet: AccountSheet, form: Any, at: datetime) -> object:  # noqa: ANN401
    return set_crediting(
        actor=sheet.actor, account=sheet.account, credited_on=form.cleaned_data["credited_on"], at=at
    )


def price(sheet: AccountSheet, form: Any, at: datetime) -> object:  # noqa: ANN401
    if sheet.terms is None or sheet.terms.contract is None:
        raise ValueError("a price is offered under a contract")
    said = form.cleaned_data
    return set_package_price(
        actor=sheet.actor,
        contract=sheet.terms.contract,
        package=said["package"],
        price=said["price"],
        lasts_days=said["lasts_days"],
        at=at,
    )


def take_back(sheet: AccountSheet, form: Any, at: datetime) -> object:  # noqa: ANN401
    order = get_order(sheet.actor, int(form.cleaned_data["order"]), need=Permission.CREDITS_MANAGE)
    return withdraw_order(actor=sheet.actor, order=order, at=at)


def let_rest(sheet: AccountSheet, form: Any, at: datetime) -> object:  # noqa: ANN401
    return suspend(
        actor=sheet.actor,
        organisation=sheet.organisation,
        provider=sheet.provider,
        at=at,
        **form.cleaned_data,
    )


def open_again(sheet: AccountSheet, form: Any, at: datetime) -> object:  # noqa: ANN401
    return lift(
        actor=sheet.actor,
        organisation=sheet.organisation,
        provider=sheet.provider,
        at=at,
        **form.cleaned_data,
    )


def note_promise(sheet: AccountSheet, form: Any, at: datetime) -> object:  # noqa: ANN401
    said = form.cleaned_data
    return promise_to_pay(
        actor=sheet.actor,
        organisation=sheet.organisation,
        provider=sheet.provider,
        pay_by_on=said["pay_by_on"],
        words=said["words"],
        promised_by=form.who(),
        at=at,
    )


def end_promise(sheet: AccountSheet, _: Any, at: datetime) -> object:  # noqa: ANN401
    if sheet.standing.promise is None:
        raise ValueError("the act is offered where there is a promise")
    return withdraw_promise(actor=sheet.actor, promise=sheet.standing.promise, at=at)


def has_prices(sheet: AccountSheet) -> bool:
    return any(each.price is not None for each in sheet.packages)


def has_contract(sheet: AccountSheet) -> bool:
    return sheet.terms is not None and sheet.terms.contract is not None and bool(sheet.packages)


def has_waiting_orders(sheet: AccountSheet) -> bool:
    return any(order.state == CreditOrder.State.ORDERED for order in sheet.orders)


def may_rest(sheet: AccountSheet) -> bool:
    return any(each.may_suspend and each.decided_by == MANAGER for each in sheet.standing.capabilities)


def rests(sheet: AccountSheet) -> bool:
    return any(each.is_suspended and each.decided_by == MANAGER for each in sheet.standing.capabilities)


def has_invoices(sheet: AccountSheet) -> bool:
    return bool(sheet.receivables)


def promises(*, name: str, need: Permission) -> tuple[AccountAct, AccountAct]:
    """Either right lets a person note what a customer said, so each has an address of its own."""
    return (
        AccountAct(
            name=f"promise{name}",
            group="standing",
            need=need,
            label=gettext_lazy("Promise to pay"),
            button=gettext_lazy("Note it"),
            icon="calendar",
            key="p",
            words=gettext_lazy("It is noted beside the account. No row of the agreement changes by it."),
            said=gettext_lazy("The promise is noted."),
            perform=note_promise,
            fits=has_invoices,
            form=PromiseForm,
        ),
        AccountAct(
            name=f"promise-withdrawal{name}",
            group="standing",
            need=need,
            label=gettext_lazy("Drop the promise"),
            button=gettext_lazy("Drop it"),
            icon="x",
            words=gettext_lazy("It was not kept, or nobody relies on it any more. It stays in the record."),
            said=gettext_lazy("The promise is dropped."),
            perform=end_promise,
            fits=lambda sheet: sheet.standing.promise is not None,
        ),
    )


ACTS: tuple[AccountAct, ...] = (
    AccountAct(
        name="sale",
        group="credits",
        need=Permission.CREDITS_MANAGE,
        label=gettext_lazy("Sell a package"),
        button=gettext_lazy("Order it"),
        icon="coins",
        key="b",
        words=gettext_lazy("An order is placed at today's price; an invoice follows by itself."),
        said=gettext_lazy("The package is ordered."),
        perform=sell,
        fits=has_prices,
        form=SaleForm,
    ),
    AccountAct(
        name="goodwill",
        group="credits",
        need=Permission.CREDITS_MANAGE,
        label=gettext_lazy("Goodwill"),
        button=gettext_lazy("Give them"),
        icon="hand",
        key="w",
        words=gettext_lazy("Credits that nobody pays for, in your name."),
        said=gettext_lazy("The credits are given."),
        perform=give,
        fits=lambda sheet: sheet.has_credits,
        form=GoodwillForm,
    ),
    AccountAct(
        name="warning",
        group="credits",
        need=Permission.CREDITS_MANAGE,
        label=gettext_lazy("Low-balance warning"),
        button=gettext_lazy("Set it"),
        icon="bell",
        words=gettext_lazy("Below this balance the customer hears of it, before work pauses at zero."),
        said=gettext_lazy("The warning is set."),
        perform=warn,
        fits=lambda sheet: sheet.has_credits,
        form=WarningForm,
    ),
    AccountAct(
        name="suspension",
        group="standing",
        need=Permission.STANDING_DECIDE,
        label=gettext_lazy("Suspend"),
        button=gettext_lazy("Suspend it"),
        icon="circle-pause",
        key="x",
        words=gettext_lazy(
            "For the whole account, by the row that allows it, until it is paid. "
            "What affects a working service is served always."
        ),
        said=gettext_lazy("It rests from now on."),
        perform=let_rest,
        fits=may_rest,
        form=SuspensionForm,
    ),
    AccountAct(
        name="restoration",
        group="standing",
        need=Permission.STANDING_DECIDE,
        label=gettext_lazy("Restore"),
        button=gettext_lazy("Open it again"),
        icon="circle-play",
        key="u",
        words=gettext_lazy("Before it is paid. Payment restores by itself."),
        said=gettext_lazy("It is open again."),
        perform=open_again,
        fits=rests,
        form=RestorationForm,
    ),
    *promises(name="", need=Permission.PAYMENT_RECORD),
    *promises(name="-noted", need=Permission.STANDING_DECIDE),
    AccountAct(
        name="price",
        group="sale",
        need=Permission.CONTRACT_MANAGE,
        label=gettext_lazy("Set a price"),
        button=gettext_lazy("Set it"),
        icon="tag",
        words=gettext_lazy("For this contract, from now on. What was ordered keeps its price."),
        said=gettext_lazy("The price is set."),
        perform=price,
        fits=has_contract,
        form=PriceForm,
    ),
    AccountAct(
        name="crediting",
        group="sale",
        need=Permission.CREDITS_MANAGE,
        label=gettext_lazy("When it is credited"),
        button=gettext_lazy("Set it"),
        icon="clock",
        words=gettext_lazy("For packages that this customer orders from now on."),
        said=gettext_lazy("It is set."),
        perform=credit_on,
        fits=lambda sheet: bool(sheet.packages),
        form=CreditingForm,
    ),
    AccountAct(
        name="order-withdrawal",
        group="sale",
        need=Permission.CREDITS_MANAGE,
        label=gettext_lazy("Withdraw an order"),
        button=gettext_lazy("Withdraw it"),
        icon="rotate-ccw",
        words=gettext_lazy(
            "One that is not credited yet. An invoice that asks for it is corrected by a credit note at once;"
            " what was paid for it stands to the customer's credit."
        ),
        said=gettext_lazy("The order is withdrawn."),
        perform=take_back,
        fits=has_waiting_orders,
        form=WithdrawalForm,
    ),
)
