"""Money that stands to a customer's credit goes back to it, never more than is there, and is told of everywhere."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from tests.billing.charged import FIRST, House, make_charge
from uphold.access import NotAllowed
from uphold.billing.actions import (
    credit_invoice,
    invoice_now,
    record_payment,
    repay,
    reverse_payment,
    reverse_repayment,
)
from uphold.billing.models import Allocation, Invoice, Payment, Repayment
from uphold.billing.queries import credit_balances
from uphold.journal.queries import entries_about
from uphold.kit import Refused

LATER = FIRST + timedelta(days=3)


def repaid(house: House, amount: str, **said: object) -> Repayment:
    known: dict[str, object] = {
        "actor": house.cleo.actor,
        "organisation": house.cast.harbour,
        "provider": house.cast.northwind,
        "currency": "EUR",
        "repaid_on": LATER.date(),
        "reason": "They leave us",
        "key": "back",
        "at": LATER,
        **said,
    }
    return repay(amount=Decimal(amount), **known)  # type: ignore[arg-type]  # each test says what is its own


def balance(house: House) -> dict[str, Decimal]:
    return credit_balances(organisation_id=house.cast.harbour.pk, provider_id=house.cast.northwind.pk)


def given(repayment: Repayment) -> list[tuple[int, Decimal]]:
    return list(repayment.allocations.order_by("id").values_list("payment_id", "amount"))


def test_what_was_overpaid_goes_back_and_stands_to_credit_no_longer(house: House) -> None:
    house.invoice("100.00")
    payment = house.pay("150.00")

    repayment = repaid(house, "30.00", way="card", reference=" R-1 ")

    assert given(repayment) == [(payment.pk, Decimal("30.00"))]
    assert (repayment.way, repayment.reference, repayment.reason) == ("card", "R-1", "They leave us")
    assert balance(house) == {}
    assert [entry.kind for entry in entries_about(repayment)] == ["repayment.recorded"]


def test_what_a_credit_note_freed_goes_back_out_of_the_payment_that_had_paid_it(house: House) -> None:
    invoice = house.invoice("100.00")
    payment = house.pay("120.00")
    credit_invoice(actor=house.cleo.actor, invoice=invoice, reason="Not theirs", at=FIRST)

    repayment = repaid(house, "120.00")

    assert given(repayment) == [(payment.pk, Decimal("120.00"))]
    assert balance(house) == {}


def test_the_latest_money_goes_back_first_unless_a_payment_is_named(house: House) -> None:
    first, second = house.pay("50.00"), house.pay("50.00", at=LATER)

    by_itself = repaid(house, "60.00")
    named = repaid(house, "40.00", payments=[first], key="named")

    assert given(by_itself) == [(second.pk, Decimal("50.00")), (first.pk, Decimal("10.00"))]
    assert given(named) == [(first.pk, Decimal("40.00"))]


def test_what_went_back_pays_no_further_invoice(house: House) -> None:
    house.pay("150.00")
    repaid(house, "100.00")

    following = house.invoice("100.00", at=LATER)

    assert (following.paid_amount, following.open_amount) == (Decimal("50.00"), Decimal("70.00"))


def test_the_same_key_is_one_repayment(house: House) -> None:
    house.pay("50.00")

    assert repaid(house, "20.00") == repaid(house, "20.00")
    with pytest.raises(Refused) as refusal:
        repaid(house, "30.00")

    assert refusal.value.code == "repayment_key_taken"
    assert balance(house) == {"EUR": Decimal("30.00")}


@pytest.mark.parametrize(
    ("amount", "said", "code"),
    [
        ("30.01", {}, "repayment_exceeds_credit"),
        ("30.00", {"currency": "USD"}, "repayment_exceeds_credit"),
        ("0.00", {}, "repayment_is_nothing"),
        ("-5.00", {}, "repayment_is_nothing"),
        ("5.001", {}, "repayment_is_nothing"),
        ("NaN", {}, "repayment_is_nothing"),
        ("5.00", {"way": "pigeon"}, "repayment_way_unknown"),
        ("5.00", {"reason": " "}, "reason_missing"),
        ("5.00", {"repaid_on": date(2026, 7, 8)}, "repayment_lies_ahead"),
    ],
)
def test_what_cannot_go_back_is_refused(
    house: House, amount: str, said: dict[str, object], code: str
) -> None:
    house.invoice("100.00")
    house.pay("150.00")

    with pytest.raises(Refused) as refusal:
        repaid(house, amount, **said)

    assert refusal.value.code == code
    assert not Repayment.objects.exists()
    assert balance(house) == {"EUR": Decimal("30.00")}


def test_money_of_another_customer_does_not_go_back_here(house: House) -> None:
    theirs = record_payment(
        actor=house.cleo.actor,
        organisation=house.cast.orchard,
        provider=house.cast.northwind,
        amount=Decimal("60.00"),
        currency="EUR",
        received_on=FIRST.date(),
        key="orchard",
        at=FIRST,
    )

    with pytest.raises(Refused) as named:
        repaid(house, "10.00", payments=[theirs])
    with pytest.raises(Refused) as unnamed:
        repaid(house, "10.00")

    assert (named.value.code, unnamed.value.code) == ("not_their_payment", "repayment_exceeds_credit")
    assert not Repayment.objects.exists()


def test_a_transfer_that_came_back_stands_to_credit_again_and_pays_what_is_open(house: House) -> None:
    house.pay("50.00")
    repayment = repaid(house, "50.00")
    house.invoice("25.00", at=LATER)

    reversal = reverse_repayment(
        actor=house.cleo.actor, repayment=repayment, reason="Account closed", at=LATER
    )

    assert (reversal.amount, reversal.reason) == (Decimal("-50.00"), "Account closed")
    assert Invoice.objects.get().paid_amount == Decimal("30.00")
    assert balance(house) == {"EUR": Decimal("20.00")}
    assert [entry.kind for entry in entries_about(reversal)] == ["repayment.reversed"]


def test_a_repayment_is_taken_back_once_with_a_reason_and_a_reversal_never(house: House) -> None:
    house.pay("50.00")
    repayment = repaid(house, "50.00")
    with pytest.raises(Refused) as silent:
        reverse_repayment(actor=house.cleo.actor, repayment=repayment, reason=" ", at=LATER)
    reversal = reverse_repayment(actor=house.cleo.actor, repayment=repayment, reason="Closed", at=LATER)

    with pytest.raises(Refused) as again:
        reverse_repayment(actor=house.cleo.actor, repayment=repayment, reason="Closed", at=LATER)
    with pytest.raises(Refused) as back:
        reverse_repayment(actor=house.cleo.actor, repayment=reversal, reason="Did not", at=LATER)

    codes = [each.value.code for each in (silent, again, back)]
    assert codes == ["reason_missing", "repayment_already_reversed", "reversal_stays"]
    assert Repayment.objects.count() == 2


def test_a_payment_of_which_something_went_back_is_not_taken_back(house: House) -> None:
    house.invoice("100.00")
    payment = house.pay("150.00")
    repayment = repaid(house, "30.00")

    with pytest.raises(Refused) as refusal, transaction.atomic():
        reverse_payment(actor=house.cleo.actor, payment=payment, reason="Bounced", at=LATER)
    assert refusal.value.code == "payment_was_repaid"
    assert (Payment.objects.count(), Invoice.objects.get().open_amount) == (1, Decimal("0.00"))

    reverse_repayment(actor=house.cleo.actor, repayment=repayment, reason="Came back", at=LATER)
    reverse_payment(actor=house.cleo.actor, payment=payment, reason="Bounced", at=LATER)

    assert (balance(house), Invoice.objects.get().open_amount) == ({}, Decimal("120.00"))


def written(house: House, *, amount: str, of: Payment, part: str, currency: str = "EUR") -> None:
    """Past every verb, as a program that is not ours might."""
    row = Repayment.objects.create(
        provider=house.cast.northwind,
        organisation=house.cast.harbour,
        way="transfer",
        repaid_on=LATER.date(),
        recorded_at=LATER,
        amount=Decimal(amount),
        currency=currency,
        reason="Because",
        key="past",
    )
    Allocation.objects.create(payment=of, repayment=row, amount=Decimal(part), at=LATER)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("amount", "part", "currency", "constraint"),
    [
        ("30.01", "30.01", "EUR", "allocation_within_its_payment"),
        ("30.00", "20.00", "EUR", "repayment_sums_its_parts"),
        ("30.00", "30.00", "USD", "repayment_fits_its_payment"),
    ],
)
def test_the_database_lets_no_more_go_back_than_is_free(
    house: House, amount: str, part: str, currency: str, constraint: str
) -> None:
    house.invoice("100.00")
    payment = house.pay("150.00")

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        written(house, amount=amount, of=payment, part=part, currency=currency)

    assert refusal.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]  # psycopg's
    assert not Repayment.objects.exists()


def test_the_database_lets_nothing_go_back_of_money_that_did_not_stay(house: House) -> None:
    payment = house.pay("150.00")
    reverse_payment(actor=house.cleo.actor, payment=payment, reason="Bounced", at=LATER)

    with pytest.raises(IntegrityError), transaction.atomic():
        written(house, amount="10.00", of=payment, part="10.00")

    assert not Repayment.objects.exists()


def test_only_those_who_record_repayments_do(house: House) -> None:
    cast = house.cast
    house.pay("50.00")
    repayment = repaid(house, "10.00")

    for actor in (cast.ben.actor, cast.lea.actor, cast.tom.actor, cast.ada.actor, cast.max.actor):
        with pytest.raises(NotAllowed):
            repaid(house, "10.00", actor=actor, key="other")
        with pytest.raises(NotAllowed):
            reverse_repayment(actor=actor, repayment=repayment, reason="x", at=LATER)
    by_olga = repaid(house, "10.00", actor=cast.olga.actor, key="olga")

    assert list(Repayment.objects.order_by("id")) == [repayment, by_olga]


def test_an_invoice_that_is_issued_meanwhile_is_paid_before_anything_goes_back(house: House) -> None:
    house.pay("150.00")
    make_charge(house.ticket, "100.00")
    invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )

    with pytest.raises(Refused) as refusal:
        repaid(house, "150.00")

    assert (
        refusal.value.sentence
        == "Only 30.00 EUR of that stand to the customer's credit; no more can go back."
    )
    assert not Repayment.objects.exists()
