"""Disputes: one line is said to be wrong; the rest stays payable and due."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.billing.charged import FIRST, House, make_charge
from uphold.access import Actor, NotAllowed, NotThere
from uphold.billing.actions import (
    answer_dispute,
    credit_invoice,
    invoice_now,
    raise_dispute,
    withdraw_dispute,
)
from uphold.billing.models import Dispute, Invoice
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.standing.models import Receivable

LATER = FIRST + timedelta(days=3)


def dispute(house: House, invoice: Invoice, position: int = 1, *, by: Actor | None = None) -> Dispute:
    line = invoice.lines.select_related("invoice").get(position=position)
    return raise_dispute(
        actor=by or house.cast.max.actor, line=line, words="Nobody worked that night.", at=FIRST
    )


def owed(invoice: Invoice) -> tuple[Decimal, Decimal]:
    row = Receivable.objects.get(number=invoice.number)
    return row.open_amount, row.disputed_amount


def test_a_line_is_disputed_with_its_tax_and_the_rest_stays_due(house: House) -> None:
    invoice = house.invoice("100.00", "50.00")

    raised = dispute(house, invoice)

    assert (raised.disputed_amount, raised.raised_by) == (Decimal("120.00"), house.cast.max.contact)
    assert owed(invoice) == (Decimal("180.00"), Decimal("120.00"))
    assert [entry.kind for entry in entries_about(raised)] == ["dispute.raised"]


def test_staff_note_what_a_customer_says(house: House) -> None:
    raised = dispute(house, house.invoice("100.00"), by=house.cleo.actor)

    assert (raised.raised_by, raised.noted_by) == (None, house.cleo.staff)


def test_the_undisputed_rest_can_be_paid_and_settles_the_account(house: House) -> None:
    invoice = house.invoice("100.00", "50.00")
    dispute(house, invoice)

    house.pay("60.00", at=LATER)

    assert owed(invoice) == (Decimal("120.00"), Decimal("120.00"))
    assert Receivable.objects.get(number=invoice.number).settled_at == LATER


def test_a_disputed_line_that_comes_back_by_itself_holds_up_nothing(house: House) -> None:
    make_charge(house.ticket, "125.00", unit="night")
    invoice = house.invoice("100.00")
    raised = dispute(house, invoice)
    make_charge(house.ticket, "-125.00", unit="night", kind="waiver")

    issue_all(house)
    house.pay("120.00", at=LATER)

    raised.refresh_from_db()
    assert (raised.state, raised.answered_words) == ("accepted", "The amount was taken back.")
    assert [entry.kind for entry in entries_about(raised)] == ["dispute.raised", "dispute.answered"]
    assert owed(invoice) == (Decimal("0.00"), Decimal("0.00"))


def test_of_a_disputed_line_that_comes_back_in_part_the_rest_stays_disputed(house: House) -> None:
    make_charge(house.ticket, "125.00", unit="night")
    invoice = house.invoice("100.00")
    raised = dispute(house, invoice)
    make_charge(house.ticket, "-25.00", unit="night", kind="waiver")

    issue_all(house)

    raised.refresh_from_db()
    assert raised.state == "open"
    assert owed(invoice) == (Decimal("240.00"), Decimal("120.00"))


def issue_all(house: House) -> None:
    invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=LATER
    )


def test_an_accepted_dispute_is_credited(house: House) -> None:
    invoice = house.invoice("100.00", "50.00")

    answered = answer_dispute(
        actor=house.cleo.actor,
        dispute=dispute(house, invoice),
        answer="accepted",
        words="You are right.",
        at=LATER,
    )

    note = Invoice.objects.get(kind="credit note")
    assert (answered.state, note.net_amount, note.words) == ("accepted", Decimal("-100.00"), "You are right.")
    assert owed(invoice) == (Decimal("60.00"), Decimal("0.00"))


def test_a_rejected_dispute_is_due_again_and_paid_by_what_stands_to_credit(house: House) -> None:
    invoice = house.invoice("100.00", "50.00")
    raised = dispute(house, invoice)
    house.pay("100.00")
    assert owed(invoice) == (Decimal("120.00"), Decimal("120.00"))

    answer_dispute(
        actor=house.cleo.actor, dispute=raised, answer="rejected", words="The log shows it.", at=LATER
    )

    assert owed(invoice) == (Decimal("80.00"), Decimal("0.00"))


def test_a_withdrawn_dispute_is_due_again(house: House) -> None:
    invoice = house.invoice("100.00")
    raised = dispute(house, invoice)

    withdrawn = withdraw_dispute(actor=house.cast.max.actor, dispute=raised, at=LATER)

    assert withdrawn.state == "withdrawn"
    assert owed(invoice) == (Decimal("120.00"), Decimal("0.00"))


def test_taking_a_disputed_line_back_answers_the_dispute(house: House) -> None:
    invoice = house.invoice("100.00")
    raised = dispute(house, invoice)

    credit_invoice(actor=house.cleo.actor, invoice=invoice, reason="Our mistake", at=LATER)

    raised.refresh_from_db()
    assert (raised.state, raised.answered_words) == ("accepted", "Our mistake")
    assert owed(invoice) == (Decimal("0.00"), Decimal("0.00"))
    assert [entry.kind for entry in entries_about(raised)] == ["dispute.raised", "dispute.answered"]


def test_a_line_is_disputed_once_at_a_time(house: House) -> None:
    invoice = house.invoice("100.00")
    dispute(house, invoice)

    with pytest.raises(Refused) as refusal:
        dispute(house, invoice)

    assert refusal.value.code == "already_disputed"
    assert Dispute.objects.count() == 1


def test_what_was_answered_stays_answered(house: House) -> None:
    raised = dispute(house, house.invoice("100.00"))
    withdraw_dispute(actor=house.cast.max.actor, dispute=raised, at=LATER)

    with pytest.raises(Refused) as refusal:
        answer_dispute(actor=house.cleo.actor, dispute=raised, answer="accepted", at=LATER)

    assert refusal.value.code == "already_answered"
    assert Invoice.objects.count() == 1


def test_a_line_that_was_credited_has_nothing_to_dispute(house: House) -> None:
    invoice = house.invoice("100.00")
    credit_invoice(actor=house.cleo.actor, invoice=invoice, reason="Our mistake", at=LATER)

    with pytest.raises(Refused) as refusal:
        dispute(house, invoice)

    assert refusal.value.code == "nothing_to_dispute"


def test_a_rejection_says_why(house: House) -> None:
    raised = dispute(house, house.invoice("100.00"))

    with pytest.raises(Refused) as refusal:
        answer_dispute(actor=house.cleo.actor, dispute=raised, answer="rejected", at=LATER)

    assert refusal.value.code == "words_missing"
    assert Dispute.objects.get().state == "open"


def test_members_may_not_dispute_and_strangers_see_nothing(house: House) -> None:
    cast, invoice = house.cast, house.invoice("100.00")

    for actor in (cast.ada.actor, cast.ben.actor, cast.lea.actor):
        with pytest.raises(NotAllowed):
            dispute(house, invoice, by=actor)
    for actor in (cast.tom.actor, house.mia.actor):
        with pytest.raises(NotThere):
            dispute(house, invoice, by=actor)

    assert not Dispute.objects.exists()


def test_customers_do_not_answer_themselves(house: House) -> None:
    raised = dispute(house, house.invoice("100.00"))

    with pytest.raises(NotAllowed):
        answer_dispute(actor=house.cast.max.actor, dispute=raised, answer="accepted", at=LATER)

    assert Dispute.objects.get().state == "open"


def test_a_customer_disputes_a_line_that_stands_no_second_time_but_staff_may_note_it(house: House) -> None:
    invoice = house.invoice("100.00")
    first = dispute(house, invoice)
    answer_dispute(actor=house.cleo.actor, dispute=first, answer="rejected", words="It was worked.", at=LATER)

    with pytest.raises(Refused) as refusal:
        dispute(house, invoice)

    assert refusal.value.code == "dispute_was_rejected"
    assert Dispute.objects.count() == 1
    assert dispute(house, invoice, by=house.cleo.actor).state == "open"
