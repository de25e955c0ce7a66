"""Money that comes in, what it pays, and what happens when it does not stay."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.billing.charged import FIRST, House, make_charge, make_order
from uphold.access import NotAllowed
from uphold.billing.actions import invoice_now, record_payment, reverse_payment
from uphold.billing.models import Allocation, Invoice, Payment
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.standing.models import Receivable

LATER = FIRST + timedelta(days=3)


def paid(house: House) -> list[tuple[str, Decimal]]:
    """What is paid of each invoice."""
    return list(Invoice.objects.order_by("serial").values_list("number", "paid_amount"))


def test_money_pays_the_oldest_due_first_and_a_part_of_the_next(house: House) -> None:
    house.invoice("100.00")
    house.invoice("50.00", at=LATER)

    payment = house.pay("150.00", at=LATER)

    assert paid(house) == [("INV-1", Decimal("120.00")), ("INV-2", Decimal("30.00"))]
    assert Receivable.objects.get(number="INV-2").open_amount == Decimal("30.00")
    assert Receivable.objects.get(number="INV-1").settled_at == LATER
    assert [entry.kind for entry in entries_about(payment)] == ["payment.recorded"]


def test_named_invoices_are_paid_before_older_ones(house: House) -> None:
    house.invoice("100.00")
    second = house.invoice("50.00", at=LATER)

    record_payment(
        actor=house.cleo.actor,
        organisation=house.cast.harbour,
        provider=house.cast.northwind,
        amount=Decimal("60.00"),
        currency="EUR",
        received_on=LATER.date(),
        key="transfer",
        at=LATER,
        for_invoices=[second],
    )

    assert paid(house) == [("INV-1", Decimal("0.00")), ("INV-2", Decimal("60.00"))]


def test_what_is_too_much_stands_to_credit_and_pays_the_next_invoice(house: House) -> None:
    house.invoice("100.00")
    house.pay("150.00")

    following = house.invoice("50.00", at=LATER)

    assert (following.paid_amount, following.open_amount) == (Decimal("30.00"), Decimal("30.00"))


def test_the_same_key_is_one_payment(house: House) -> None:
    house.invoice("100.00")

    first, again = house.pay("50.00", key="transfer 7"), house.pay("50.00", key="transfer 7")

    assert first == again
    assert paid(house) == [("INV-1", Decimal("50.00"))]


def test_the_same_key_with_another_amount_is_refused(house: House) -> None:
    house.invoice("100.00")
    house.pay("50.00", key="transfer 7")

    with pytest.raises(Refused) as refusal:
        house.pay("60.00", key="transfer 7")

    assert refusal.value.code == "payment_key_taken"
    assert Payment.objects.count() == 1


def test_money_of_another_currency_pays_nothing(house: House) -> None:
    house.invoice("100.00")

    record_payment(
        actor=house.cleo.actor,
        organisation=house.cast.harbour,
        provider=house.cast.northwind,
        amount=Decimal("60.00"),
        currency="USD",
        received_on=FIRST.date(),
        key="transfer",
        at=FIRST,
    )

    assert not Allocation.objects.exists()


@pytest.mark.parametrize(
    ("amount", "currency", "received_on", "code"),
    [
        ("0.00", "EUR", date(2026, 7, 1), "payment_is_nothing"),
        ("-5.00", "EUR", date(2026, 7, 1), "payment_is_nothing"),
        ("5.001", "EUR", date(2026, 7, 1), "payment_is_nothing"),
        ("5.00", "euro", date(2026, 7, 1), "currency_unknown"),
        ("5.00", "EUR", date(2026, 7, 5), "payment_lies_ahead"),
    ],
)
def test_what_cannot_be_a_payment_is_refused(
    house: House, amount: str, currency: str, received_on: date, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        record_payment(
            actor=house.cleo.actor,
            organisation=house.cast.harbour,
            provider=house.cast.northwind,
            amount=Decimal(amount),
            currency=currency,
            received_on=received_on,
            key="transfer",
            at=FIRST,
        )

    assert refusal.value.code == code
    assert not Payment.objects.exists()


def test_invoices_of_another_customer_cannot_be_named(house: House) -> None:
    invoice = house.invoice("100.00")

    with pytest.raises(Refused) as refusal:
        record_payment(
            actor=house.cleo.actor,
            organisation=house.cast.orchard,
            provider=house.cast.northwind,
            amount=Decimal("60.00"),
            currency="EUR",
            received_on=FIRST.date(),
            key="transfer",
            at=FIRST,
            for_invoices=[invoice],
        )

    assert refusal.value.code == "not_their_invoice"
    assert not Payment.objects.exists()


def test_a_payment_that_bounced_opens_its_invoices_again(house: House) -> None:
    house.invoice("100.00")
    payment = house.pay("120.00")

    reversal = reverse_payment(actor=house.cleo.actor, payment=payment, reason="Bounced", at=LATER)

    assert paid(house) == [("INV-1", Decimal("0.00"))]
    assert (reversal.amount, reversal.reference) == (Decimal("-120.00"), "Bounced")
    assert Receivable.objects.get(number="INV-1").settled_at is None
    assert [entry.kind for entry in entries_about(reversal)] == ["payment.reversed"]


def test_other_money_to_credit_steps_in_for_a_payment_that_bounced(house: House) -> None:
    house.invoice("100.00")
    bounced = house.pay("120.00")
    house.pay("50.00")

    reverse_payment(actor=house.cleo.actor, payment=bounced, reason="Bounced", at=LATER)

    assert paid(house) == [("INV-1", Decimal("50.00"))]


def test_a_payment_is_taken_back_once_and_a_reversal_never(house: House) -> None:
    house.invoice("100.00")
    payment = house.pay("120.00")
    reversal = reverse_payment(actor=house.cleo.actor, payment=payment, reason="Bounced", at=LATER)

    with pytest.raises(Refused) as again:
        reverse_payment(actor=house.cleo.actor, payment=payment, reason="Bounced", at=LATER)
    with pytest.raises(Refused) as back:
        reverse_payment(actor=house.cleo.actor, payment=reversal, reason="Did not", at=LATER)

    assert (again.value.code, back.value.code) == ("payment_already_reversed", "reversal_stays")
    assert Payment.objects.count() == 2


def test_a_package_is_credited_in_the_minute_in_which_it_is_paid(house: House) -> None:
    order = make_order(house.cast.harbour)
    invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )
    house.pay("359.99")
    order.refresh_from_db()
    assert order.state == "ordered"

    house.pay("0.01")

    order.refresh_from_db()
    assert order.state == "credited"


def test_a_package_that_a_refund_pays_whole_is_credited(house: House) -> None:
    house.invoice("300.00")
    order = make_order(house.cast.harbour)
    make_charge(house.ticket, "-300.00", unit="release x", kind="refund")

    [invoice] = invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=LATER
    )

    order.refresh_from_db()
    assert (invoice.gross_amount, order.state) == (Decimal("0.00"), "credited")


def test_only_those_who_record_payments_do(house: House) -> None:
    cast = house.cast
    payment = house.pay("10.00")

    for actor in (cast.ben.actor, cast.lea.actor, cast.tom.actor, cast.ada.actor, cast.max.actor):
        with pytest.raises(NotAllowed):
            record_payment(
                actor=actor,
                organisation=cast.harbour,
                provider=cast.northwind,
                amount=Decimal("60.00"),
                currency="EUR",
                received_on=FIRST.date(),
                key="transfer",
                at=FIRST,
            )
        with pytest.raises(NotAllowed):
            reverse_payment(actor=actor, payment=payment, reason="x", at=LATER)

    assert Payment.objects.count() == 1
