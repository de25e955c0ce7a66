"""Credit notes of an invoice: together never more than it, and in whole exactly it."""

from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.invoices.amounts import CHARGED, lines, taxed
from uphold.policy.invoices.crediting import credit_totals, creditable
from uphold.policy.invoices.totals import Taxed, totals_of


def test_two_halves_of_an_odd_cent_are_one_cent() -> None:
    first = credit_totals([taxed("0.25", "10")], before=[], currency="EUR")
    second = credit_totals([taxed("0.25", "10")], before=[taxed("0.25", "10")], currency="EUR")

    assert (first.tax, second.tax) == (Decimal("-0.03"), Decimal("-0.02"))


@settings(max_examples=300)
@given(lines(CHARGED), st.randoms(use_true_random=False))
def test_credit_notes_in_any_pieces_come_to_the_invoice(charged: list[Taxed], chance: Random) -> None:
    order = list(charged)
    chance.shuffle(order)
    invoice, gross = totals_of(charged, currency="EUR"), Decimal(0)
    before: list[Taxed] = []

    while order:
        piece = [order.pop() for _ in range(min(len(order), chance.randint(1, 3)))]
        gross += credit_totals(piece, before=before, currency="EUR").gross
        before += piece
        assert -gross <= invoice.gross

    assert -gross == invoice.gross


def test_a_line_is_taken_back_no_further_than_it_stands() -> None:
    left = creditable(Decimal("100.00"), corrected=Decimal("30.00"), standing=None)
    refunded_elsewhere = creditable(Decimal("100.00"), corrected=Decimal(0), standing=Decimal("25.00"))
    all_gone = creditable(Decimal("100.00"), corrected=Decimal(0), standing=Decimal("-5.00"))

    assert (left, refunded_elsewhere, all_gone) == (Decimal("70.00"), Decimal("25.00"), Decimal("0.00"))


def test_a_refund_that_was_invoiced_can_be_taken_back_too() -> None:
    assert creditable(Decimal("-40.00"), corrected=Decimal(0), standing=Decimal(0)) == Decimal("-40.00")
