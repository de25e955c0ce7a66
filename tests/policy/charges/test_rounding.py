"""Rounding is a named rule, exact at the edges."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uphold.policy.charges.rounding import UnknownRounding, money_rounding, time_rounding, up_to


@pytest.mark.parametrize(
    ("words", "amount", "rounded"),
    [
        ("half up to the cent", "0.125", "0.13"),
        ("half even to the cent", "0.125", "0.12"),
        ("half even to the cent", "0.135", "0.14"),
        ("up to the cent", "0.121", "0.13"),
        ("down to the cent", "0.129", "0.12"),
        ("half up to the unit", "99.50", "100"),
    ],
)
def test_money_is_rounded_by_the_words_of_the_agreement(words: str, amount: str, rounded: str) -> None:
    rounding = money_rounding(words)

    assert rounding.of(Decimal(amount)) == Decimal(rounded)


@pytest.mark.parametrize(
    ("words", "seconds", "rounded"),
    [
        ("up to the minute", 61, 120),
        ("up to the minute", 60, 60),
        ("down to the minute", 119, 60),
        ("half up to the hour", 1799, 0),
        ("half up to the hour", 1800, 3600),
        ("up to 15 minutes", 901, 1800),
        ("half even to 2 minutes", 60, 0),
    ],
)
def test_minutes_are_rounded_by_the_words_of_the_agreement(words: str, seconds: int, rounded: int) -> None:
    rounding = time_rounding(words)

    assert rounding.of(seconds) == rounded


def test_a_third_of_a_cent_is_never_lost_before_the_end() -> None:
    third_of_a_cent = Fraction(1, 300)

    assert money_rounding("half up to the cent").of(third_of_a_cent * 3 / 2) == Decimal("0.01")


@pytest.mark.parametrize("words", ["generously", "up to the parsec", "to the minute"])
def test_words_that_name_no_rounding_are_refused(words: str) -> None:
    with pytest.raises(UnknownRounding, match=words):
        time_rounding(words)


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=1, max_value=7200))
def test_a_started_increment_is_billed_whole_and_no_more(seconds: int, increment: int) -> None:
    billed = up_to(increment).of(seconds)

    assert billed % increment == 0
    assert 0 <= billed - seconds < increment
