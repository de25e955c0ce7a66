"""What work costs: rates, minimums once a unit, increments, additions, and rounding once at the total."""

from datetime import date
from decimal import Decimal

import pytest

from tests.policy.charges.work import dollars, hours, minutes, per, row, words, worked
from uphold.policy.charges.rating import bill
from uphold.policy.charges.rounding import money_rounding
from uphold.policy.decide.terms import Money

ONE_HOUR = hours("1")
EMERGENCY = dollars("125.00")


def test_thirty_five_minutes_cost_the_hour_that_is_the_minimum() -> None:
    rule = row(minimum=ONE_HOUR, per=per("event"))

    charged = bill([worked(35 * 60, rule, EMERGENCY)])

    assert charged.amount == Decimal("125.00")
    assert charged.minimum_seconds == 3600


def test_above_the_minimum_exact_seconds_count() -> None:
    rule = row(minimum=ONE_HOUR)

    charged = bill([worked(3600 + 20, rule, EMERGENCY)])

    assert charged.amount == Decimal("125.69")


@pytest.mark.parametrize(
    ("unit", "amount"), [("ticket", "125.00"), ("entry", "250.00"), ("event", "250.00"), ("day", "125.00")]
)
def test_the_minimum_counts_once_for_each_unit_that_the_row_names(unit: str, amount: str) -> None:
    rule = row(minimum=ONE_HOUR, per=per(unit))
    first = worked(600, rule, EMERGENCY, entry=0, problem="p1")
    second = worked(600, rule, EMERGENCY, after_seconds=7200, entry=1, problem="p2")

    assert bill([first, second]).amount == Decimal(amount)


def test_two_days_of_work_have_two_minimums_a_day() -> None:
    rule = row(minimum=ONE_HOUR, per=per("day"))
    saturday = worked(600, rule, EMERGENCY)
    sunday = worked(600, rule, EMERGENCY, after_seconds=86_400, entry=1, on=date(2026, 8, 16))

    assert bill([saturday, sunday]).amount == Decimal("250.00")


def test_rows_of_one_label_in_one_clause_are_one_tariff_with_one_minimum() -> None:
    evening = row("Callout", minimum=hours("2"))
    night = row("Callout", minimum=hours("2"))
    first = worked(1800, evening, dollars("100.00"))
    second = worked(1800, night, dollars("200.00"), after_seconds=1800)

    charged = bill([first, second])

    # Half an hour at each rate, and the hour that the minimum adds at the rate of the last minute worked.
    assert charged.amount == Decimal("350.00")


def test_rows_of_two_clauses_have_a_minimum_each() -> None:
    first = worked(600, row("Callout", anchor="4", minimum=ONE_HOUR), EMERGENCY)
    second = worked(600, row("Callout", anchor="5", minimum=ONE_HOUR), EMERGENCY, after_seconds=600)

    assert bill([first, second]).amount == Decimal("250.00")


def test_a_started_quarter_of_an_hour_is_billed_whole_over_the_sum_of_the_ticket() -> None:
    rule = row(increment=minutes("15"), per=per("ticket"))
    pieces = [worked(600, rule, EMERGENCY), worked(600, rule, EMERGENCY, after_seconds=900, entry=1)]

    assert bill(pieces).amount == Decimal("62.50")


def test_an_increment_with_its_own_direction_follows_it() -> None:
    rule = row(increment=minutes("15"), rounding=words("down"))

    assert bill([worked(1799, rule, EMERGENCY)]).amount == Decimal("31.25")


def test_a_minimum_of_money_is_a_floor_under_the_amount() -> None:
    rule = row(minimum=Money(Decimal("50.00"), "USD"))

    assert bill([worked(600, rule, EMERGENCY)]).amount == Decimal("50.00")


def test_a_flat_rate_and_an_addition_count_once_an_event() -> None:
    rule = row(plus=dollars("40.00", "event"))
    pieces = [
        worked(1800, rule, dollars("100.00")),
        worked(1800, rule, dollars("100.00"), after_seconds=3600, entry=1),
    ]

    assert bill(pieces).amount == Decimal("140.00")


def test_an_addition_counts_what_was_counted_on_each_entry() -> None:
    rule = row(plus=dollars("0.50", "kilometre"))
    pieces = [
        worked(1800, rule, dollars("100.00"), counts={"kilometre": Decimal(12)}),
        worked(1800, rule, dollars("100.00"), after_seconds=1800, counts={"kilometre": Decimal(12)}),
        worked(1800, rule, dollars("100.00"), after_seconds=7200, entry=1, counts={"kilometre": Decimal(7)}),
        worked(1800, rule, dollars("100.00"), after_seconds=9000, entry=2),
    ]

    assert bill(pieces).amount == Decimal("209.50")


def test_a_price_for_the_whole_ticket_does_not_count_minutes() -> None:
    rule = row()
    pieces = [
        worked(60, rule, dollars("300.00", "ticket")),
        worked(9000, rule, dollars("300.00", "ticket"), entry=1),
    ]

    assert bill(pieces).amount == Decimal("300.00")


def test_many_seconds_are_rounded_once_at_the_end() -> None:
    rule = row()
    pieces = [worked(1, rule, EMERGENCY, after_seconds=2 * place, entry=place) for place in range(90)]

    # Each second is 3.47 cents; rounded one by one the ninety would come to $2.70.
    assert bill(pieces).amount == Decimal("3.13")


def test_the_agreement_says_how_money_is_rounded() -> None:
    piece = worked(1, row(), EMERGENCY)

    assert bill([piece], rounding=money_rounding("up to the cent")).amount == Decimal("0.04")


def test_work_that_costs_nothing_has_neither_amount_nor_minimum() -> None:
    free = row(minimum=ONE_HOUR)

    charged = bill([worked(600, free, None), worked(600, None, None)])

    assert charged.amount == Decimal("0.00")
    assert charged.minimum_seconds is None
