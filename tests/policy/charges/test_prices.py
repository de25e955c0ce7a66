"""Prices that two sides agreed on, as they wrote them."""

from decimal import Decimal

import pytest

from uphold.policy.charges.prices import price_in


@pytest.mark.parametrize(
    ("words", "amount", "unit"),
    [
        ("125.00 per hour", "125.00", "hour"),
        ("$125.00 per hour", "125.00", "hour"),
        ("80 € per hour", "80", "hour"),
        ("EUR 80 an hour", "80", "hour"),
        ("1,250.00", "1250.00", "ticket"),
        ("$40/visit", "40", "visit"),
    ],
)
def test_an_agreed_price_is_read_as_it_was_written(words: str, amount: str, unit: str) -> None:
    price = price_in(words, currency="USD")

    assert price is not None
    assert (price.money.amount, price.per) == (Decimal(amount), unit)


@pytest.mark.parametrize("words", ["", "as usual", "a hundred", "12.3.4 per hour"])
def test_words_that_name_no_amount_are_no_price(words: str) -> None:
    assert price_in(words, currency="USD") is None
