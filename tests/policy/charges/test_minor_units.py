"""What an agreement asks for can be paid: whole yen, whole cents; and rounded once, also where nothing is smaller."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uphold.policy.charges.minor_units import DIGITS, is_whole, rounding_in, smallest_unit
from uphold.policy.charges.rounding import money_rounding
from uphold.policy.document.cells.currencies import CURRENCIES
from uphold.policy.invoices.crediting import credit_totals, price_of_unused
from uphold.policy.invoices.quantities import quantity_of
from uphold.policy.invoices.totals import Taxed, taxes_of_lines, totals_of

currencies = st.sampled_from(("JPY", "USD"))
nets = st.lists(st.integers(1, 99_999), min_size=1, max_size=6)


def taxed(units: int, *, currency: str = "JPY", percent: str = "10") -> Taxed:
    return Taxed(net=units * smallest_unit(currency), percent=Decimal(percent), category="S")


def test_the_tax_on_yen_is_whole_yen() -> None:
    totals = totals_of([taxed(1003), taxed(1002)], currency="JPY")

    assert (totals.net, totals.tax, totals.gross) == (Decimal(2005), Decimal(201), Decimal(2206))


@given(nets, currencies, st.sampled_from(("8", "10", "7.7")))
def test_the_taxes_of_lines_can_be_paid_and_sum_to_the_tax(
    units: list[int], currency: str, percent: str
) -> None:
    lines = [taxed(each, currency=currency, percent=percent) for each in units]

    taxes = taxes_of_lines(lines, currency=currency)

    assert all(is_whole(tax, currency=currency) for tax in taxes)
    assert sum(taxes) == totals_of(lines, currency=currency).tax


@given(nets, currencies)
def test_credit_notes_of_all_lines_come_to_the_invoice(units: list[int], currency: str) -> None:
    lines = [taxed(each, currency=currency) for each in units]

    gross = sum(
        credit_totals([line], before=lines[:place], currency=currency).gross
        for place, line in enumerate(lines)
    )

    assert gross == -totals_of(lines, currency=currency).gross


def test_the_price_of_unused_credits_is_whole_yen() -> None:
    price = price_of_unused(Decimal(1000), left=Decimal(1000), unused=1, granted=3, currency="JPY")

    assert price == Decimal(333)


def test_hours_at_their_price_are_whole_yen() -> None:
    found = quantity_of(Decimal(333), seconds=1200, price_words="1000 per hour", currency="JPY")

    assert (found.unit, found.price) == ("hour", Decimal(1000))


@pytest.mark.parametrize(
    ("words", "currency", "amount"),
    [
        ("half up to the cent", "JPY", "334"),
        ("down to the cent", "JPY", "333"),
        ("half up to the cent", "USD", "333.5"),
        ("half up to the unit", "USD", "334"),
    ],
)
def test_a_named_rounding_goes_no_further_than_what_can_be_paid(
    words: str, currency: str, amount: str
) -> None:
    rounding = rounding_in(currency, money_rounding(words))

    assert rounding.of(Fraction(667, 2)) == Decimal(amount)


def test_the_exceptions_are_currencies() -> None:
    assert set(DIGITS) - CURRENCIES == {"UYI", "UYW"}
