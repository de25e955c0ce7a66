"""How many credits work takes, and how far they last."""

from fractions import Fraction

from tests.policy.charges.work import credit, minutes, per, row, words, worked
from uphold.policy.charges.metering import demanded_credits, seconds_payable

WHOLE_MINUTES = row("Metered", rounding=words("up to the minute"), per=per("ticket"))


def test_forty_two_minutes_take_forty_two_credits() -> None:
    assert demanded_credits([worked(2520, WHOLE_MINUTES, credit())]) == 42


def test_a_started_minute_is_rounded_up_once_for_all_entries_of_the_ticket() -> None:
    entries = [
        worked(610, WHOLE_MINUTES, credit(), after_seconds=1000 * place, entry=place) for place in range(3)
    ]

    assert demanded_credits(entries) == 31


def test_a_dearer_minute_takes_a_credit_and_a_half() -> None:
    assert demanded_credits([worked(1200, WHOLE_MINUTES, credit("1.5"))]) == 30


def test_a_minimum_counts_minutes_before_the_rate() -> None:
    rule = row("Metered", minimum=minutes("15"))

    assert demanded_credits([worked(60, rule, credit("2"))]) == 30


def test_a_case_may_cost_one_credit_however_long_it_takes() -> None:
    rule = row("Cases")

    assert (
        demanded_credits([worked(60, rule, credit("1", "ticket")), worked(9000, rule, credit("1", "ticket"))])
        == 1
    )


def test_ten_credits_pay_for_ten_minutes_of_twenty_five() -> None:
    assert seconds_payable(worked(1500, WHOLE_MINUTES, credit()), room=Fraction(10)) == 600


def test_nothing_can_be_paid_without_credits() -> None:
    assert seconds_payable(worked(1500, WHOLE_MINUTES, credit()), room=Fraction(0)) == 0
