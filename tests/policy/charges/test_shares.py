"""What each piece adds to a bill, and how a rounded sum is parted."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.policy.charges.work import dollars, hours, minutes, per, row, words, worked
from uphold.policy.charges.rating import bill
from uphold.policy.charges.rounding import TO_THE_CENT, money_rounding
from uphold.policy.charges.shares import apportion, exact_shares
from uphold.policy.decide.terms import Money

CENTS = st.fractions(min_value=0, max_value=1000, max_denominator=997)


def test_what_a_minimum_adds_belongs_to_the_piece_worked_last() -> None:
    rule = row(minimum=hours("1"))
    late, early = worked(600, rule, dollars("60"), after_seconds=900), worked(300, rule, dollars("60"))

    assert exact_shares([late, early]) == (Fraction(55), Fraction(5))


def test_an_addition_by_the_hour_is_shared_by_the_time() -> None:
    rule = row(plus=dollars("30"), increment=minutes("30"))
    pieces = [worked(900, rule, dollars("60")), worked(1200, rule, dollars("60"), after_seconds=900)]

    assert exact_shares(pieces) == (Fraction(45, 2), Fraction(135, 2))


def test_what_is_counted_once_belongs_to_the_first_piece_of_its_unit() -> None:
    rule = row(plus=dollars("50", "ticket"))
    pieces = [worked(600, rule, dollars("60"), after_seconds=900, entry=1), worked(600, rule, dollars("60"))]

    assert exact_shares(pieces) == (Fraction(10), Fraction(60))


def test_a_piece_that_costs_nothing_has_no_share_of_an_addition() -> None:
    rule = row(plus=dollars("50", "ticket"))
    pieces = [worked(600, rule, None), worked(600, rule, dollars("60"), after_seconds=600)]

    assert exact_shares(pieces) == (Fraction(0), Fraction(60))


@pytest.mark.parametrize(
    "terms",
    [
        {"minimum": hours("2"), "per": per("event")},
        {"increment": minutes("15"), "plus": dollars("5", "entry")},
        {"minimum": Money(Decimal(80), "USD"), "rounding": words("up to 15 minutes")},
    ],
)
def test_the_shares_are_the_bill_before_it_is_rounded(terms: dict[str, object]) -> None:
    rule, other = row(**terms), row("Other")  # type: ignore[arg-type]
    pieces = [
        worked(700, rule, dollars("99.99"), problem="P1"),
        worked(900, rule, dollars("125"), after_seconds=700, problem="P2", entry=1),
        worked(61, other, dollars("33.33"), after_seconds=2000, entry=2),
    ]

    assert TO_THE_CENT.of(sum(exact_shares(pieces), Fraction(0))) == bill(pieces).amount


@pytest.mark.parametrize(
    "rule", ["half up to the cent", "half even to the cent", "up to the unit", "down to the cent"]
)
@given(amounts=st.lists(CENTS, max_size=8))
def test_the_parts_sum_to_the_rounded_sum_and_none_is_off_by_a_whole_step(
    rule: str, amounts: list[Fraction]
) -> None:
    rounding = money_rounding(rule)

    parts = apportion(amounts, rounding=rounding)

    assert sum(parts) == rounding.of(sum(amounts, Fraction(0)))
    assert all(
        abs(Fraction(part) - amount) < rounding.step for part, amount in zip(parts, amounts, strict=True)
    )
