"""Packages: what they cost, who may buy them, and that what was bought is credited once."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.cast.agreements import NORTHWIND, make_contract, make_version
from tests.cast.credits import make_account
from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from uphold.access import Actor, NotAllowed, NotThere
from uphold.agreements.models import Contract
from uphold.credits.actions import (
    credit_order,
    order_package,
    set_crediting,
    set_package_price,
    withdraw_order,
)
from uphold.credits.actions.order import (
    NoContractToBuyUnder,
    OrderIsCredited,
    OrderIsWithdrawn,
    PackageHasNoPrice,
)
from uphold.credits.actions.price import LastsNoDay, NoSuchPackage, NotAPrice
from uphold.credits.models import CreditAccount, CreditOrder, Lot, PackagePrice
from uphold.credits.packages import packages_on_sale
from uphold.journal.models import Entry

TUESDAY = at("2026-06-09 10:00")
PACKAGES = """
## 9. Packages {#9}

| Credits  | Amount | Price    | Expires    |
|----------|--------|----------|------------|
| 2 hours  | 120    | €190.00  | 12 months  |
| 5 hours  | 300    | not said | not said   |
| Summer   | 60     | €80.00   | 2026-08-31 |
"""


@pytest.fixture
def cast(db: None) -> Cast:
    everybody = make_cast()
    make_contract(everybody.harbour, version=make_version(everybody.northwind, text=NORTHWIND + PACKAGES))
    return everybody


@pytest.fixture
def account(cast: Cast) -> CreditAccount:
    return make_account(cast)


def buy(cast: Cast, package: str, *, actor: Actor | None = None, key: str = "form 1") -> CreditOrder:
    return order_package(
        actor=actor or cast.max.actor, account=make_account(cast), package=package, key=key, at=TUESDAY
    )


def price(cast: Cast, package: str, amount: str = "450.00", *, lasts_days: int | None = None) -> PackagePrice:
    return set_package_price(
        actor=cast.olga.actor,
        contract=Contract.objects.get(organisation=cast.harbour),
        package=package,
        price=Decimal(amount),
        lasts_days=lasts_days,
        at=TUESDAY,
    )


def test_an_order_keeps_the_price_that_the_agreement_names(cast: Cast) -> None:
    order = buy(cast, "2 hours")

    assert (order.granted_credits, order.price, order.currency) == (120, Decimal("190.00"), "EUR")
    assert (order.ordered_by, order.sold_by, order.state) == (cast.max.contact, None, "ordered")
    assert (order.document, order.anchor, order.row) == ("northwind", "9", "2 hours")
    assert not Lot.objects.exists()


def test_a_package_that_costs_nothing_is_credited_at_once(cast: Cast) -> None:
    price(cast, "5 hours", "0.00")

    order = buy(cast, "5 hours")

    assert (order.state, Lot.objects.get().remaining_credits) == ("credited", 300)


def test_where_the_agreement_names_no_price_the_contract_does(cast: Cast) -> None:
    price(cast, "5 hours", "450.00")

    assert buy(cast, "5 hours").price == Decimal("450.00")


def test_the_agreement_wins_over_the_contract(cast: Cast) -> None:
    price(cast, "2 hours", "1.00")

    assert buy(cast, "2 hours").price == Decimal("190.00")


def test_what_has_no_price_is_not_sold_and_says_where_to_set_it(cast: Cast) -> None:
    with pytest.raises(PackageHasNoPrice) as refusal:
        buy(cast, "5 hours")

    assert refusal.value.sentence == "Nobody has said what 5 hours costs: the price is set in the contract."
    assert not CreditOrder.objects.exists()


def test_a_package_that_nobody_offers_is_refused(cast: Cast) -> None:
    with pytest.raises(NoSuchPackage):
        buy(cast, "50 hours")

    assert not CreditOrder.objects.exists()


def test_without_a_contract_there_is_nothing_to_buy(cast: Cast) -> None:
    Contract.objects.filter(organisation=cast.harbour).update(ends_on=date(2026, 6, 9))

    with pytest.raises(NoContractToBuyUnder):
        buy(cast, "2 hours")

    assert packages_on_sale(make_account(cast), at=TUESDAY) == ()


def test_the_same_form_sent_twice_is_one_order(cast: Cast) -> None:
    first, second = buy(cast, "2 hours"), buy(cast, "2 hours")

    assert first == second
    assert Entry.objects.filter(kind="credits.ordered").count() == 1


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("ada", NotAllowed),
        ("max", None),
        ("eve", NotThere),
        ("ben", NotAllowed),
        ("nia", NotAllowed),
        ("lea", None),
        ("olga", None),
        ("tom", NotThere),
    ],
)
def test_who_may_buy(cast: Cast, name: str, answer: type[Exception] | None) -> None:
    actor = getattr(cast, name).actor
    if answer is not None:
        with pytest.raises(answer):
            buy(cast, "2 hours", actor=actor)
    else:
        buy(cast, "2 hours", actor=actor)

    assert CreditOrder.objects.count() == (0 if answer else 1)


def test_a_paid_order_is_credited_once(cast: Cast) -> None:
    order = buy(cast, "2 hours")

    first, second = (credit_order(order=order, by=Actor.system(), at=at("2026-06-20 12:00")) for _ in "12")

    assert first == second
    assert (first.remaining_credits, first.source, first.expires_at) == (
        120,
        "purchased",
        at("2027-06-20 12:00"),
    )
    kept = CreditOrder.objects.get()
    assert (kept.state, kept.lot, first.postings.count()) == ("credited", first, 2)


def test_an_account_may_be_credited_when_it_orders(cast: Cast, account: CreditAccount) -> None:
    set_crediting(actor=cast.lea.actor, account=account, credited_on="order", at=TUESDAY)

    order = buy(cast, "Summer")

    assert order.state == "credited"
    assert Lot.objects.get().expires_at == at("2026-09-01 00:00")


@pytest.mark.parametrize(("lasts_days", "ends"), [(90, at("2026-09-07 10:00")), (None, None)])
def test_days_of_the_contract_count_where_the_agreement_says_nothing(
    cast: Cast, lasts_days: int | None, ends: datetime | None
) -> None:
    price(cast, "5 hours", lasts_days=lasts_days)
    order = buy(cast, "5 hours")

    lot = credit_order(order=order, by=Actor.system(), at=TUESDAY)

    assert lot.expires_at == ends


def test_an_order_that_was_withdrawn_is_never_credited(cast: Cast) -> None:
    order = withdraw_order(actor=cast.lea.actor, order=buy(cast, "2 hours"), at=TUESDAY)

    with pytest.raises(OrderIsWithdrawn):
        credit_order(order=order, by=Actor.system(), at=TUESDAY)

    assert not Lot.objects.exists()


def test_what_is_credited_is_not_withdrawn(cast: Cast) -> None:
    order = buy(cast, "2 hours")
    credit_order(order=order, by=Actor.system(), at=TUESDAY)

    with pytest.raises(OrderIsCredited):
        withdraw_order(actor=cast.lea.actor, order=order, at=TUESDAY)

    assert CreditOrder.objects.get().state == "credited"


def test_a_customer_withdraws_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        withdraw_order(actor=cast.max.actor, order=buy(cast, "2 hours"), at=TUESDAY)

    assert CreditOrder.objects.get().state == "ordered"


def test_the_packages_on_sale_say_what_is_known_of_each(cast: Cast, account: CreditAccount) -> None:
    price(cast, "5 hours", "450.00", lasts_days=90)

    offered = packages_on_sale(account, at=TUESDAY)

    assert [(each.name, each.credits, each.price, each.expires, each.lasts_days) for each in offered] == [
        ("2 hours", 120, Decimal("190.00"), "12 months", None),
        ("5 hours", 300, Decimal("450.00"), None, 90),
        ("Summer", 60, Decimal("80.00"), "2026-08-31", None),
    ]


@pytest.mark.parametrize("amount", ["-1.00", "0.005", "NaN", "1000000000000"])
def test_a_price_is_nothing_or_more_in_whole_cents(cast: Cast, amount: str) -> None:
    with pytest.raises(NotAPrice):
        price(cast, "5 hours", amount)

    assert not PackagePrice.objects.exists()


def test_a_price_is_for_a_package_that_is_offered(cast: Cast) -> None:
    with pytest.raises(NoSuchPackage):
        price(cast, "50 hours")
    with pytest.raises(LastsNoDay):
        price(cast, "5 hours", lasts_days=0)

    assert not PackagePrice.objects.exists()


@pytest.mark.parametrize("name", ["ada", "max", "eve", "ben", "nia", "lea", "tom"])
def test_only_an_administrator_sets_a_price(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        set_package_price(
            actor=getattr(cast, name).actor,
            contract=Contract.objects.get(organisation=cast.harbour),
            package="5 hours",
            price=Decimal("450.00"),
            at=TUESDAY,
        )

    assert not PackagePrice.objects.exists()
