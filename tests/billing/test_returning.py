"""What comes back is given once, at the rate it was asked with, and never makes a charge of its own."""

from datetime import date
from decimal import Decimal

import pytest

from tests.billing.charged import FIRST, MONDAY, House, make_charge
from uphold.billing.actions import (
    add_tax_rate,
    credit_invoice,
    invoice_now,
    prepare_run,
    set_buyer,
    start_run,
    work_run,
)
from uphold.billing.models import Invoice
from uphold.billing.parties import BuyerTerms
from uphold.kit import Refused

JULY_2 = date(2026, 7, 2)


def issue_all(house: House) -> list[Invoice]:
    return invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )


def refunded_by_a_note(house: House) -> None:
    """Work of 60.00 that was invoiced, and given back whole."""
    make_charge(house.ticket, "60.00", unit="work")
    issue_all(house)
    make_charge(house.ticket, "-60.00", unit="release x", kind="refund")
    issue_all(house)


def tax_no_longer(house: House) -> None:
    rate = add_tax_rate(
        actor=house.cast.olga.actor,
        provider=house.cast.northwind,
        name="Reverse charge",
        percent=Decimal(0),
        category="AE",
        exemption_reason="Reverse charge",
        at=MONDAY,
    )
    set_buyer(
        actor=house.cleo.actor,
        organisation=house.cast.harbour,
        provider=house.cast.northwind,
        terms=BuyerTerms(legal_name="Harbour", country="DE", tax_rate=rate),
        at=FIRST,
    )


def test_work_taken_back_after_its_refund_charges_nothing(house: House) -> None:
    refunded_by_a_note(house)
    make_charge(house.ticket, "-60.00", unit="work", kind="reversal")
    make_charge(house.ticket, "60.00", unit="release x", kind="refund")
    make_charge(house.ticket, "-5.00", unit="response 1", kind="refund")

    with pytest.raises(Refused) as refusal:
        issue_all(house)

    assert refusal.value.code == "nothing_to_invoice"
    assert Invoice.objects.count() == 2


def test_of_what_cancels_out_no_invoice_of_nothing_is_made_and_the_next_carries_it(house: House) -> None:
    refunded_by_a_note(house)
    make_charge(house.ticket, "-60.00", unit="work", kind="reversal")
    make_charge(house.ticket, "60.00", unit="release x", kind="refund")

    with pytest.raises(Refused):
        issue_all(house)
    following = house.invoice("75.00")

    assert sorted(line.net_amount for line in following.lines.all()) == [
        *(Decimal("-60.00"), Decimal("60.00"), Decimal("75.00")),
    ]
    assert following.net_amount == Decimal("75.00")


def test_work_taken_back_after_a_part_was_refunded_gives_back_the_rest(house: House) -> None:
    make_charge(house.ticket, "100.00", unit="work")
    issue_all(house)
    make_charge(house.ticket, "-60.00", unit="release x", kind="refund")
    issue_all(house)
    make_charge(house.ticket, "-100.00", unit="work", kind="reversal")
    make_charge(house.ticket, "60.00", unit="release x", kind="refund")

    [note] = issue_all(house)

    assert (note.kind, note.net_amount) == ("credit note", Decimal("-40.00"))
    with pytest.raises(Refused):
        issue_all(house)


def test_work_and_a_refund_of_other_work_make_an_invoice_of_nothing(house: House) -> None:
    make_charge(house.ticket, "75.00", unit="night")
    issue_all(house)
    make_charge(house.ticket, "-75.00", unit="release x", kind="refund")

    following = house.invoice("75.00")

    assert (following.net_amount, following.lines.count()) == (Decimal("0.00"), 2)


def test_a_refund_with_more_tax_than_the_invoice_makes_a_credit_note(house: House) -> None:
    house.invoice("100.00")
    tax_no_longer(house)
    make_charge(house.ticket, "-100.00", unit="release x", kind="refund", on=JULY_2)
    make_charge(house.ticket, "105.00", on=JULY_2)
    run = prepare_run(
        actor=house.cleo.actor,
        provider=house.cast.northwind,
        from_on=JULY_2,
        until_on=date(2026, 7, 3),
        at=FIRST,
    )

    work_run(start_run(actor=house.cleo.actor, run=run, at=FIRST).pk, at=FIRST)

    run.refresh_from_db()
    assert run.state == "done"
    assert {row.kind: row.gross_amount for row in Invoice.objects.filter(run=run)} == {
        "invoice": Decimal("105.00"),
        "credit note": Decimal("-120.00"),
    }


def test_a_refund_of_which_one_invoice_cannot_bear_its_part_waits_whole(house: House) -> None:
    house.invoice("100.00")
    make_charge(house.ticket, "-95.00", unit="release x", kind="refund")
    house.invoice("100.00")
    make_charge(house.ticket, "-105.00", unit="release y", kind="refund")

    with pytest.raises(Refused):
        issue_all(house)

    assert Invoice.objects.filter(kind="invoice").count() == Invoice.objects.count() == 2


def test_what_was_credited_by_hand_is_not_refunded_again(house: House) -> None:
    first = house.invoice("125.00")
    credit_invoice(actor=house.cleo.actor, invoice=first, reason="Goodwill", at=FIRST)
    make_charge(house.ticket, "-125.00", unit="release x", kind="refund")

    following = house.invoice("200.00")

    assert following.net_amount == Decimal("200.00")
    assert [line.reason for line in following.lines.filter(net_amount=0)] == [
        "Outage that we did not cause (the rest was credited before)"
    ]


def test_a_part_that_was_credited_by_hand_leaves_the_rest_to_the_refund(house: House) -> None:
    first = house.invoice("100.00", "25.00")
    credit_invoice(
        actor=house.cleo.actor,
        invoice=first,
        lines=[first.lines.get(position=2)],
        reason="Goodwill",
        at=FIRST,
    )
    make_charge(house.ticket, "-125.00", unit="release x", kind="refund")

    [note] = issue_all(house)

    assert note.net_amount == Decimal("-100.00")


def test_a_refund_that_met_a_credit_by_hand_and_is_taken_back_charges_no_more_than_it_gave(
    house: House,
) -> None:
    first = house.invoice("125.00")
    credit_invoice(actor=house.cleo.actor, invoice=first, reason="Goodwill", at=FIRST)
    make_charge(house.ticket, "-125.00", unit="release x", kind="refund")
    house.invoice("200.00")
    make_charge(house.ticket, "125.00", unit="release x", kind="refund")

    following = house.invoice("10.00")

    assert following.net_amount == Decimal("10.00")


def test_a_missed_target_is_owed_whatever_was_credited_by_hand(house: House) -> None:
    first = house.invoice("125.00")
    credit_invoice(actor=house.cleo.actor, invoice=first, reason="Goodwill", at=FIRST)
    make_charge(house.ticket, "-40.00", unit="response 1", kind="refund")

    assert house.invoice("200.00").net_amount == Decimal("160.00")
