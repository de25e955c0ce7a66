"""A package that was credited and comes back takes its credits along, those that nobody used."""

from decimal import Decimal

import pytest

from tests.billing.charged import FIRST, House, make_charge, make_order
from uphold.billing.actions import credit_invoice, invoice_now, reverse_payment
from uphold.billing.models import Invoice
from uphold.credits.actions import record_movement
from uphold.credits.checking import check_ledger
from uphold.credits.models import LedgerEntry, Lot, Movement, Place
from uphold.credits.postings import moved
from uphold.kit import Refused


def bought(house: House, *amounts: str) -> Invoice:
    """The invoice of a package of 300 credits at 300.00, paid, with charges of these amounts beside it."""
    make_order(house.cast.harbour)
    for amount in amounts:
        make_charge(house.ticket, amount)
    [invoice] = invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )
    house.pay(str(invoice.gross_amount))
    return invoice


def use(amount: int) -> None:
    lot = Lot.objects.get()
    record_movement(
        account=lot.account,
        movement=Movement.DRAW,
        postings=moved(amount=amount, lot_id=lot.pk, out_of=Place.LOT, into=Place.WORK),
        work_at=FIRST,
        key=f"work of {amount}",
        reference="NW-1",
        reason="Work",
        at=FIRST,
    )


def credit(house: House, invoice: Invoice) -> Invoice:
    return credit_invoice(actor=house.cleo.actor, invoice=invoice, reason="Ordered by mistake", at=FIRST)


def test_its_credits_leave_with_its_price(house: House) -> None:
    invoice = bought(house)

    note = credit(house, invoice)

    assert (note.net_amount, Lot.objects.get().remaining_credits) == (Decimal("-300.00"), 0)
    entry = LedgerEntry.objects.latest("id")
    assert (entry.movement, entry.reason) == ("reversal", "Ordered by mistake")
    assert check_ledger() == []
    with pytest.raises(Refused) as refusal:
        credit(house, invoice)
    assert refusal.value.code == "nothing_to_credit"


def test_what_is_used_stays_sold_and_the_rest_comes_back_at_its_price(house: House) -> None:
    invoice = bought(house)
    use(101)

    note = credit(house, invoice)

    line = note.lines.get()
    assert (line.net_amount, Lot.objects.get().remaining_credits) == (Decimal("-199.00"), 0)
    assert line.reason == "Ordered by mistake (199 of 300 credits, the others are used)"


def test_where_nothing_is_left_it_is_refused_and_nothing_changes(house: House) -> None:
    invoice = bought(house)
    use(300)

    with pytest.raises(Refused) as refusal:
        credit(house, invoice)

    assert refusal.value.code == "package_is_used"
    assert not Invoice.objects.filter(kind="credit note").exists()


def test_other_lines_of_its_invoice_come_back_without_it(house: House) -> None:
    invoice = bought(house, "50.00")
    use(300)

    assert credit(house, invoice).net_amount == Decimal("-50.00")


def test_money_that_did_not_stay_opens_the_invoice_and_leaves_the_credits(house: House) -> None:
    invoice = bought(house)

    reverse_payment(
        actor=house.cleo.actor, payment=house.cast.harbour.payments.get(), reason="Bounced", at=FIRST
    )

    invoice.refresh_from_db()
    assert (invoice.open_amount, Lot.objects.get().remaining_credits) == (Decimal("360.00"), 300)
