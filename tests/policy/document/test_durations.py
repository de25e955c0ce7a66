"""Durations: what a promise about time may say."""

from decimal import Decimal

import pytest

from tests.policy.document.builders import DESK, VOCABULARY, error_in_desk, problem_in, read_body
from uphold.policy.decide.terms import AsSoonAsPossible, Duration, EndOfBusinessDay, Unit
from uphold.policy.document.cells.durations import read_duration, read_period
from uphold.policy.document.names import MalformedCell


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("30 minutes", Duration(Decimal(30), Unit.MINUTE)),
        ("1 hour", Duration(Decimal(1), Unit.HOUR)),
        ("1.5 Hours", Duration(Decimal("1.5"), Unit.HOUR)),
        ("8 business hours", Duration(Decimal(8), Unit.BUSINESS_HOUR)),
        ("5 business days", Duration(Decimal(5), Unit.BUSINESS_DAY)),
        ("2 weeks", Duration(Decimal(14), Unit.DAY)),
        ("3 months", Duration(Decimal(3), Unit.MONTH)),
        ("1 year", Duration(Decimal(1), Unit.YEAR)),
        ("8 Support hours", Duration(Decimal(8), Unit.HOUR, hours="Support")),
        ("8 standard hours", Duration(Decimal(8), Unit.HOUR, hours="Standard hours")),
        ("every 4 hours", Duration(Decimal(4), Unit.HOUR, is_repeated=True)),
        ("every hour", Duration(Decimal(1), Unit.HOUR, is_repeated=True)),
        ("48 business hours, best effort", Duration(Decimal(48), Unit.BUSINESS_HOUR, is_best_effort=True)),
        ("4 hours, or as agreed", Duration(Decimal(4), Unit.HOUR, is_as_agreed=True)),
        (
            "every 2 hours, or as agreed, best effort",
            Duration(Decimal(2), Unit.HOUR, is_repeated=True, is_best_effort=True, is_as_agreed=True),
        ),
    ],
)
def test_an_amount_of_time_is_read(text: str, duration: Duration) -> None:
    assert read_period(text, VOCABULARY) == duration


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("as soon as possible", AsSoonAsPossible()),
        ("As soon as possible, best effort", AsSoonAsPossible(is_best_effort=True)),
        ("end of the next business day", EndOfBusinessDay(days_ahead=1)),
        ("end of the business day, best effort", EndOfBusinessDay(days_ahead=0, is_best_effort=True)),
    ],
)
def test_a_promise_may_be_no_amount_at_all(text: str, term: object) -> None:
    assert read_period(text, VOCABULARY) == term


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("two hours", "'two hours' is not a duration; write it like '2 hours' or '8 business hours'"),
        ("soon", "'soon' is not a duration; write it like '2 hours' or '8 business hours'"),
        ("2", "'2' is not a duration; write it like '2 hours' or '8 business hours'"),
        ("-2 hours", "'-2 hours' is not a duration; write it like '2 hours' or '8 business hours'"),
        ("1,5 hours", "'1,5 hours' is not a duration; write it like '2 hours' or '8 business hours'"),
        ("4 fortnights", "'4 fortnights' is not a duration: 'fortnights' is no unit; write it like '2 hours' or '8"),
        ("0 hours", "'0 hours' is no time at all; leave the cell empty or write it like '2 hours' or '8"),
        ("next business day", "'next business day' names no time of that day; write 'end of the next business day'"),
        ("8 Suport hours", "'Suport hours' is not a name of hours; did you mean 'Support'?"),
    ],
)  # fmt: skip
def test_what_is_no_duration_is_refused_with_how_to_write_it(text: str, refusal: str) -> None:
    with pytest.raises(MalformedCell) as refused:
        read_period(text, VOCABULARY)

    assert str(refused.value).startswith(refusal)


def test_as_soon_as_possible_is_no_notice() -> None:
    with pytest.raises(MalformedCell, match="is not a duration"):
        read_duration("as soon as possible", VOCABULARY)


def test_the_refusal_names_the_column_and_the_place() -> None:
    body = DESK.replace("| 1 hour ", "| two hours ")

    problem = problem_in(body, "cell.duration")

    assert problem.text == (
        "First response: 'two hours' is not a duration; write it like '2 hours' or '8 business hours'"
    )
    assert body.split("\n")[problem.line - 10].index("two hours") + 1 == problem.column


def test_days_on_hours_that_close_are_refused() -> None:
    text = error_in_desk(
        "| Target | Within | Clock |\n|---|---|---|\n| resolution | 3 days | Standard hours |\n"
    )

    assert text == (
        "Within: '3 days' on 'Standard hours', which close, can be counted in two ways; write business days"
    )


@pytest.mark.parametrize("row", ["3 days | always", "3 days | All day", "3 business days | Standard hours"])
def test_days_on_a_clock_that_never_closes_and_business_days_are_fine(row: str) -> None:
    hours = "| Hours | Days |\n|---|---|\n| All day | every day |\n"
    table = f"{hours}\n| Target | Within | Clock |\n|---|---|---|\n| resolution | {row} |\n"

    assert (
        read_body(
            f"{DESK.replace('| Off hours      | all other hours  |       |       |', '')}\n{table}"
        ).errors
        == ()
    )


def test_business_time_without_business_hours_is_warned_about_once() -> None:
    body = DESK.replace("| Business hours | Standard hours |", "| Reopen within | 5 business days |")

    problem = problem_in(body.replace("8 hours ", "8 business hours "), "setting.missing")

    assert problem.severity.value == "warning"
    assert problem.text.startswith(
        "First response: '8 business hours' counts on business hours, and no Setting"
    )
