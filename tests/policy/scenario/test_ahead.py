"""The days on which late payment brings something, told ahead, and how an account stands without a ticket."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.policy.scenario.asking import desk
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.ahead import Threshold, standing_now, thresholds
from uphold.policy.scenario.case import Account, Invoice

DUE_ON = date(2026, 4, 1)
CLAUSE = """
## 11. Overdue

| Standing       | Affects service | Days past due | Answer  | By        | Until            |
|----------------|-----------------|---------------|---------|-----------|------------------|
| handling       | no              | more than 10  | suspend | a manager | in good standing |
| portal changes |                 | 15 or more    | suspend |           | paid in full     |
"""


def days(condition: str) -> Agreement:
    row = f"| handling | {condition} | suspend | a manager |"
    return desk(f"## 11. Overdue\n\n| Standing | Days past due | Answer | By |\n|---|---|---|---|\n{row}\n")


def overdue(on: date = DUE_ON, *, is_disputed: bool = False) -> Account:
    return Account(invoices=(Invoice(number="1", due_on=on, amount=Decimal(80), is_disputed=is_disputed),))


def noon(day: int, month: int = 4) -> datetime:
    return datetime(2026, month, day, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("condition", "first"),
    [
        ("more than 10", 11),
        ("after 10 days", 11),
        ("11 or more", 11),
        ("15 or more", 15),
        ("at least 15", 15),
        ("more than 14.5", 15),
        ("10 to 15", 10),
        ("20", 20),
        ("up to 30 days", 1),
        ("", 1),
        ("more than 0", 1),
        ("0 or more", 1),
    ],
)
def test_the_first_day_is_the_first_on_which_the_row_fits(condition: str, first: int) -> None:
    agreement = days(condition)

    [found] = thresholds(agreement, due_on=DUE_ON)

    assert (found.days, found.first_on) == (first, date(2026, 4, 1 + first))
    assert may_suspend(agreement, day=1 + first)
    assert not may_suspend(agreement, day=first)


def may_suspend(agreement: Agreement, *, day: int) -> bool:
    [answer] = standing_now(agreement, overdue(), at=noon(day))
    return bool(answer.ruling.options) and answer.days_past_due > 0


def test_each_row_says_who_decides_what_else_it_asks_and_until_when_it_lasts() -> None:
    handling, changes = thresholds(desk(CLAUSE), due_on=DUE_ON)

    assert [told(each) for each in (handling, changes)] == [
        ("handling", date(2026, 4, 12), "manager", "more than 10", "in good standing"),
        ("portal changes", date(2026, 4, 16), None, "15 or more", "paid in full"),
    ]
    assert handling.others == (("affects service", "no"),)
    assert (handling.answer, handling.citation.row, handling.citation.anchor) == ("suspend", "handling", "11")


def told(found: Threshold) -> tuple[str, date, str | None, str, str | None]:
    return (found.capability, found.first_on, found.by, found.condition, found.until)


@pytest.mark.parametrize(
    ("due_on", "first_at"),
    [
        (date(2026, 2, 20), datetime(2026, 3, 3, 5, tzinfo=UTC)),
        (date(2026, 3, 1), datetime(2026, 3, 12, 4, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 11, 5, 5, tzinfo=UTC)),
    ],
)
def test_the_day_begins_at_midnight_on_either_side_of_a_clock_change(
    due_on: date, first_at: datetime
) -> None:
    [found] = thresholds(days("more than 10"), due_on=due_on)

    assert found.first_at == first_at


@pytest.mark.parametrize(
    ("day", "may", "is_closed"),
    [(11, 0, False), (12, 1, False), (15, 1, False), (16, 1, True), (17, 1, True)],
)
def test_an_account_stands_as_the_days_say(day: int, may: int, is_closed: bool) -> None:  # noqa: FBT001
    handling, changes = standing_now(desk(CLAUSE), overdue(), at=noon(day))

    assert (len(handling.ruling.options), handling.is_suspended, handling.days_past_due) == (
        may,
        False,
        day - 1,
    )
    assert changes.is_suspended is is_closed


def test_the_day_changes_at_midnight_of_the_agreement() -> None:
    before, after = datetime(2026, 4, 12, 3, 59, tzinfo=UTC), datetime(2026, 4, 12, 4, tzinfo=UTC)

    asked = [standing_now(desk(CLAUSE), overdue(), at=at)[0].days_past_due for at in (before, after)]

    assert asked == [10, 11]


def test_what_is_in_dispute_does_not_count() -> None:
    handling, changes = standing_now(desk(CLAUSE), overdue(is_disputed=True), at=noon(30))

    assert (handling.days_past_due, len(handling.ruling.options), changes.is_suspended) == (0, 0, False)


def test_a_suspension_that_was_taken_stands_until_the_payment() -> None:
    taken = Event(
        at=noon(13), what=Happening.TAKEN, by="manager", kind="Standing", answer="suspend", subject="handling"
    )
    paid = Event(at=noon(20), what=Happening.PAID, invoice="1")

    asked = [
        standing_now(desk(CLAUSE), overdue(), at=at, events=(taken, paid))[0] for at in (noon(14), noon(21))
    ]

    assert [answer.is_suspended for answer in asked] == [True, False]


def test_an_agreement_without_the_clause_has_no_thresholds() -> None:
    assert thresholds(desk(""), due_on=DUE_ON) == ()
    assert standing_now(desk(""), overdue(), at=noon(30)) == ()
