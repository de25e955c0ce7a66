"""How a charge is counted on an invoice."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.policy.invoices.amounts import CENTS
from uphold.policy.charges.rounding import TO_THE_CENT
from uphold.policy.invoices.quantities import Quantity, quantity_of


def counted(amount: str, *, seconds: int, price: str) -> Quantity:
    return quantity_of(Decimal(amount), seconds=seconds, price_words=price, currency="USD")


def test_an_hour_that_is_charged_whole_is_one_hour() -> None:
    assert counted("125.00", seconds=3600, price="$125.00 per hour") == Quantity(
        count=Decimal(1), unit="hour", price=Decimal("125.00")
    )


def test_a_minimum_is_told_beside_the_price_and_counted_in_the_time() -> None:
    assert counted("250.00", seconds=7200, price="125.00 per hour, minimum 2 hours") == Quantity(
        count=Decimal(2), unit="hour", price=Decimal("125.00")
    )


def test_twenty_minutes_are_a_third_of_an_hour() -> None:
    assert counted("41.67", seconds=1200, price="$125.00 per hour") == Quantity(
        count=Decimal("0.333333"), unit="hour", price=Decimal("125.00")
    )


def test_what_comes_back_has_a_count_below_nothing_and_the_same_price() -> None:
    assert counted("-125.00", seconds=-3600, price="$125.00 per hour") == Quantity(
        count=Decimal(-1), unit="hour", price=Decimal("125.00")
    )


def test_an_amount_that_the_price_does_not_make_is_one_piece() -> None:
    with_travel = counted("165.00", seconds=3600, price="$125.00 per hour")
    flat = counted("300.00", seconds=3600, price="$300.00")

    assert with_travel == Quantity(count=Decimal(1), unit="piece", price=Decimal("165.00"))
    assert flat == Quantity(count=Decimal(1), unit="piece", price=Decimal("300.00"))


@given(
    CENTS, st.integers(0, 360_000), st.sampled_from(["$125.00 per hour", "$2.00 per minute", "$7", "", "?"])
)
def test_price_times_count_is_the_amount(amount: Decimal, seconds: int, price: str) -> None:
    found = quantity_of(amount, seconds=seconds, price_words=price, currency="USD")

    assert TO_THE_CENT.of(abs(found.count * found.price)) == abs(amount)
    assert found.price >= 0
    assert found.count * amount >= 0
