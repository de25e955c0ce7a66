"""Credit notes: what is taken back, by hand and by itself, and never more than was invoiced."""

from datetime import date
from decimal import Decimal

import pytest

from tests.billing.charged import FIRST, House, make_charge
from uphold.access import NotAllowed, NotThere
from uphold.billing.actions import credit_invoice, invoice_now
from uphold.billing.models import Invoice, Seller
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.standing.models import Receivable

AUGUST = date(2026, 8, 1)


def issue_all(house: House) -> list[Invoice]:
    return invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )


def credit(house: House, invoice: Invoice, *, positions: list[int] | None = None) -> Invoice:
    lines = None if positions is None else list(invoice.lines.filter(position__in=positions))
    return credit_invoice(
        actor=house.cleo.actor, invoice=invoice, lines=lines, reason="Logged on the wrong day", at=FIRST
    )


def test_a_whole_invoice_is_taken_back_with_its_tax_in_a_series_of_its_own(house: House) -> None:
    invoice = house.invoice("100.00", "25.55")

    note = credit(house, invoice)

    invoice.refresh_from_db()
    assert (note.number, note.kind, note.corrects_id) == ("CN-1", "credit note", invoice.pk)
    assert note.gross_amount == -invoice.gross_amount
    assert (invoice.credited_amount, invoice.open_amount) == (Decimal("150.66"), Decimal("0.00"))
    assert Receivable.objects.get(number=invoice.number).open_amount == 0
    assert [entry.kind for entry in entries_about(note)] == ["invoice.credited"]


def test_one_line_is_taken_back_and_the_rest_stays_open(house: House) -> None:
    invoice = house.invoice("100.00", "50.00")

    note = credit(house, invoice, positions=[2])

    invoice.refresh_from_db()
    assert [(line.net_amount, line.reason) for line in note.lines.all()] == [
        (Decimal("-50.00"), "Logged on the wrong day")
    ]
    assert invoice.open_amount == Decimal("120.00")


def test_lines_taken_back_one_by_one_come_to_the_invoice_to_the_cent(house: House) -> None:
    invoice = house.invoice("0.03", "0.03", "0.03")

    gross = sum(credit(house, invoice, positions=[place]).gross_amount for place in (1, 2, 3))

    assert gross == -invoice.gross_amount == Decimal("-0.11")


def test_nothing_is_taken_back_twice(house: House) -> None:
    invoice = house.invoice("100.00")
    credit(house, invoice)

    with pytest.raises(Refused) as refusal:
        credit(house, invoice)

    assert refusal.value.code == "nothing_to_credit"
    assert (Invoice.objects.count(), Seller.objects.get().next_credit_note_serial) == (2, 2)


def test_what_was_credited_is_not_invoiced_again(house: House) -> None:
    credit(house, house.invoice("100.00"))

    with pytest.raises(Refused) as refusal:
        issue_all(house)

    assert refusal.value.code == "nothing_to_invoice"


def test_what_was_paid_of_a_credited_invoice_stands_to_credit_and_pays_the_next(house: House) -> None:
    invoice = house.invoice("100.00")
    house.pay("120.00")

    credit(house, invoice)
    following = house.invoice("50.00")

    invoice.refresh_from_db()
    assert (invoice.paid_amount, invoice.credited_amount) == (Decimal("0.00"), Decimal("120.00"))
    assert (following.paid_amount, following.open_amount) == (Decimal("60.00"), Decimal("0.00"))


def test_a_refund_reduces_the_next_invoice(house: House) -> None:
    make_charge(house.ticket, "100.00", unit="night")
    issue_all(house)
    make_charge(house.ticket, "-40.00", unit="patch", kind="refund")

    invoice = house.invoice("75.00")

    assert sorted(line.net_amount for line in invoice.lines.all()) == [Decimal("-40.00"), Decimal("75.00")]
    assert invoice.net_amount == Decimal("35.00")


def test_a_refund_without_other_work_makes_a_credit_note_on_the_invoice_it_is_of(house: House) -> None:
    make_charge(house.ticket, "100.00", unit="night")
    [invoice] = issue_all(house)
    refund = make_charge(house.ticket, "-40.00", unit="patch", kind="refund", reason="A patch was made")

    [note] = issue_all(house)

    line = note.lines.get()
    invoice.refresh_from_db()
    assert (note.number, note.corrects_id, note.gross_amount) == ("CN-1", invoice.pk, Decimal("-48.00"))
    assert (line.charge_id, line.corrects_id, line.reason) == (
        refund.pk,
        invoice.lines.get().pk,
        "A patch was made",
    )
    assert invoice.open_amount == Decimal("72.00")


def test_a_refund_of_work_on_two_invoices_takes_back_the_latest_first(house: House) -> None:
    make_charge(house.ticket, "50.00", unit="night")
    [first] = issue_all(house)
    make_charge(house.ticket, "30.00", unit="night")
    [second] = issue_all(house)
    make_charge(house.ticket, "-60.00", unit="patch", kind="refund")

    notes = issue_all(house)

    assert {note.corrects_id: note.net_amount for note in notes} == {
        second.pk: Decimal("-30.00"),
        first.pk: Decimal("-30.00"),
    }


def test_what_was_credited_by_hand_is_not_let_go_again(house: House) -> None:
    make_charge(house.ticket, "100.00", unit="night")
    [invoice] = issue_all(house)
    credit(house, invoice)
    make_charge(house.ticket, "-100.00", unit="night", kind="waiver", reason="Let go by Lea")

    following = house.invoice("75.00")

    told = following.lines.get(net_amount=0)
    assert following.net_amount == Decimal("75.00")
    assert told.reason == "Let go by Lea (the rest was credited before)"


def test_a_promise_that_nothing_was_charged_for_waits_and_reduces_the_next_invoice(house: House) -> None:
    make_charge(house.ticket, "-40.00", unit="response 1", kind="refund", reason="Target missed")

    with pytest.raises(Refused) as refusal:
        issue_all(house)
    following = house.invoice("75.00")

    assert refusal.value.code == "nothing_to_invoice"
    assert following.net_amount == Decimal("35.00")


def test_a_refund_on_an_invoice_names_the_line_that_it_gives_back(house: House) -> None:
    make_charge(house.ticket, "100.00", unit="night")
    [first] = issue_all(house)
    make_charge(house.ticket, "-40.00", unit="patch", kind="refund")

    following = house.invoice("75.00")

    assert following.lines.get(net_amount=Decimal("-40.00")).corrects == first.lines.get()


def test_what_was_refunded_is_not_credited_by_hand_again(house: House) -> None:
    make_charge(house.ticket, "100.00", unit="night")
    [invoice] = issue_all(house)
    make_charge(house.ticket, "-40.00", unit="patch", kind="refund")
    house.invoice("75.00")

    note = credit(house, invoice)

    assert note.net_amount == Decimal("-60.00")


def test_an_invoice_with_a_refund_on_it_is_taken_back_whole(house: House) -> None:
    make_charge(house.ticket, "100.00", unit="night")
    make_charge(house.ticket, "-30.00", unit="patch", kind="refund")
    [invoice] = issue_all(house)

    note = credit(house, invoice)

    assert note.net_amount == Decimal("-70.00")


def test_more_than_the_invoice_comes_to_is_refused(house: House) -> None:
    make_charge(house.ticket, "100.00", unit="night")
    issue_all(house)
    make_charge(house.ticket, "-95.00", unit="patch", kind="refund")
    invoice = house.invoice("100.00")

    with pytest.raises(Refused) as refusal:
        credit(house, invoice, positions=[2])

    assert refusal.value.code == "credit_exceeds_invoice"
    assert not Invoice.objects.filter(kind="credit note").exists()


def test_a_reason_is_asked_for(house: House) -> None:
    invoice = house.invoice("100.00")

    with pytest.raises(Refused) as refusal:
        credit_invoice(actor=house.cleo.actor, invoice=invoice, reason=" ", at=FIRST)

    assert refusal.value.code == "reason_missing"
    assert Invoice.objects.count() == 1


def test_a_credit_note_is_not_taken_back(house: House) -> None:
    note = credit(house, house.invoice("100.00"))

    with pytest.raises(Refused) as refusal:
        credit(house, note)

    assert refusal.value.code == "credit_notes_stay"


def test_only_clerks_and_administrators_credit_and_strangers_see_nothing(house: House) -> None:
    cast, invoice = house.cast, house.invoice("100.00")

    for actor in (cast.ben.actor, cast.lea.actor, cast.ada.actor, cast.max.actor):
        with pytest.raises(NotAllowed):
            credit_invoice(actor=actor, invoice=invoice, reason="x", at=FIRST)
    for actor in (cast.tom.actor, house.mia.actor):
        with pytest.raises(NotThere):
            credit_invoice(actor=actor, invoice=invoice, reason="x", at=FIRST)

    assert Invoice.objects.count() == 1
