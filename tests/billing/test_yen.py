"""Invoices in a currency without cents: whole yen on every line, in the tax, on the documents, and in what is paid."""

from decimal import Decimal

import pytest

from tests.billing.charged import FIRST, House, make_charge
from uphold.billing.actions import credit_invoice, invoice_now, record_payment
from uphold.billing.documents.electronic import figures_of
from uphold.billing.documents.queries import manuscripts_of
from uphold.billing.models import Invoice, Payment
from uphold.kit import Refused


def invoiced(house: House, *amounts: str) -> Invoice:
    for amount in amounts:
        make_charge(house.ticket, amount, currency="JPY")
    [invoice] = invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )
    return invoice


def pay(house: House, amount: str, currency: str = "JPY") -> Payment:
    return record_payment(
        actor=house.cleo.actor,
        organisation=house.cast.harbour,
        provider=house.cast.northwind,
        amount=Decimal(amount),
        currency=currency,
        received_on=FIRST.date(),
        key="transfer",
        at=FIRST,
    )


def test_tax_and_total_are_whole_yen_and_credit_notes_come_to_the_same(house: House) -> None:
    invoice = invoiced(house, "1003.00", "1004.00")
    first, second = invoice.lines.select_related("invoice").order_by("position")

    notes = [
        credit_invoice(actor=house.cleo.actor, invoice=invoice, lines=[line], reason="Not theirs", at=FIRST)
        for line in (first, second)
    ]

    assert (invoice.tax_amount, invoice.gross_amount) == (Decimal(401), Decimal(2408))
    assert [note.tax_amount for note in notes] == [Decimal(-201), Decimal(-200)]


def test_the_file_for_programs_has_no_digits_after_the_point(house: House) -> None:
    invoice = invoiced(house, "1003.00")

    figures = figures_of(manuscripts_of([invoice.pk])[invoice.pk])

    assert [figures[term] for term in ("BT-106", "BT-110", "BT-112", "BT-115")] == [
        "1003",
        "201",
        "1204",
        "1204",
    ]
    assert [figures["BG-25"][0][term] for term in ("BT-131", "BT-146")] == ["1003", "1003"]


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [("10.50", "JPY", "payment_is_nothing"), ("10.00", "KWD", "currency_not_kept")],
)
def test_what_cannot_be_paid_or_kept_is_no_payment(
    house: House, amount: str, currency: str, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        pay(house, amount, currency)

    assert refusal.value.code == code
    assert not Payment.objects.exists()


def test_yen_pay_yen(house: House) -> None:
    invoice = invoiced(house, "1003.00")

    pay(house, "1204")

    invoice.refresh_from_db()
    assert invoice.open_amount == 0
