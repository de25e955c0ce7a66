"""An order that is withdrawn is asked for no longer, and money that comes for it all the same is not lost."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.billing.charged import FIRST, House, make_charge, make_order
from uphold.access import Actor
from uphold.billing.actions import credit_invoice, invoice_now, withdraw_order
from uphold.billing.actions.order import OrderIsInvoiced
from uphold.billing.models import Invoice
from uphold.billing.queries import credit_balances
from uphold.credits import actions as credits_actions
from uphold.credits.models import CreditOrder, Lot

LATER = FIRST + timedelta(days=3)


def invoiced(house: House, *amounts: str) -> tuple[CreditOrder, Invoice]:
    """Harbour's order of a package, on one invoice with charges of these amounts."""
    order = make_order(house.cast.harbour)
    for amount in amounts:
        make_charge(house.ticket, amount)
    [invoice] = invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )
    return order, invoice


def withdraw(house: House, order: CreditOrder, *, actor: Actor | None = None) -> CreditOrder:
    return withdraw_order(actor=actor or house.cleo.actor, order=order, at=LATER)


def spare(house: House) -> dict[str, Decimal]:
    return credit_balances(organisation_id=house.cast.harbour.pk, provider_id=house.cast.northwind.pk)


def test_its_line_is_taken_back_and_other_lines_stay_payable(house: House) -> None:
    order, invoice = invoiced(house, "50.00")

    withdrawn = withdraw(house, order)

    note = Invoice.objects.get(kind="credit note")
    invoice.refresh_from_db()
    assert withdrawn.state == "withdrawn"
    assert [(line.net_amount, line.reason) for line in note.lines.all()] == [
        (Decimal("-300.00"), f"Order {order.number} is withdrawn")
    ]
    assert invoice.open_amount == Decimal("60.00")


def test_what_no_invoice_asks_for_is_withdrawn_without_a_note(house: House) -> None:
    order = make_order(house.cast.harbour)

    assert withdraw(house, order).state == "withdrawn"
    assert not Invoice.objects.exists()


def test_what_was_credited_by_hand_is_not_taken_back_again(house: House) -> None:
    order, invoice = invoiced(house)
    credit_invoice(actor=house.cleo.actor, invoice=invoice, reason="Ordered by mistake", at=LATER)

    assert withdraw(house, order).state == "withdrawn"
    assert Invoice.objects.filter(kind="credit note").count() == 1


def test_a_part_that_was_paid_stands_to_credit(house: House) -> None:
    order, _ = invoiced(house)
    house.pay("100.00")

    withdraw(house, order)

    assert spare(house) == {"EUR": Decimal("100.00")}


def test_money_that_comes_afterwards_stands_to_credit(house: House) -> None:
    order, _ = invoiced(house)
    withdraw(house, order)

    house.pay("360.00")

    assert spare(house) == {"EUR": Decimal("360.00")}
    assert not Lot.objects.exists()


def test_an_invoice_of_an_order_that_was_withdrawn_without_it_is_paid_and_brings_no_credits(
    house: House,
) -> None:
    order, invoice = invoiced(house)
    credits_actions.withdraw_order(actor=house.cast.lea.actor, order=order, at=LATER)

    house.pay("360.00")

    invoice.refresh_from_db()
    assert (invoice.open_amount, Lot.objects.count()) == (Decimal("0.00"), 0)


def test_who_may_not_issue_is_told_who_may_and_nothing_changes(house: House) -> None:
    order, invoice = invoiced(house)

    with pytest.raises(OrderIsInvoiced, match=invoice.number):
        withdraw(house, order, actor=house.cast.lea.actor)

    order.refresh_from_db()
    assert order.state == "ordered"
    assert not Invoice.objects.filter(kind="credit note").exists()
