"""Credits in a case: whole minutes once a ticket, several lots, running out, and what a patch brings back."""

import pytest

from tests.policy.scenario.asking import ask, desk, happened, utc, worked

METERED = """
## 5. Metered work {#metered}

| Charge  | Handed to       | Rate                | Rounding         | Per    |
|---------|-----------------|---------------------|------------------|--------|
| Metered | not development | 1 credit per minute | up to the minute | ticket |
| Bugs    | development     | no charge           |                  |        |

| Credits | Amount | Price   | Expires  |
|---------|--------|---------|----------|
| 1 hour  | 60     | $75.00  | 1 month  |
| 2 hours | 120    | $140.00 | not said |

| Refund        | Charged in | Escalation outcome | Amount | On             |
|---------------|------------|--------------------|--------|----------------|
| A patch of it | credits    | patch, update      | all    | day of release |
"""
HANDED_OVER = [
    happened("12:00", "handed over", problem="p1", to="development"),
    happened("2026-06-20 12:00", "outcome", by="vendor", problem="p1", of="patch"),
    happened("2026-06-30 12:00", "released", by="vendor", problem="p1", kind="Patch"),
]


def test_started_minutes_are_rounded_up_once_for_the_whole_ticket() -> None:
    work = [worked(f"{hour}:00:00", f"{hour}:10:20") for hour in (11, 12, 13)]

    credits_of_case = ask(desk(METERED), work=work, account={"credits": 60})["credits"]

    assert (credits_of_case["drawn"], credits_of_case["balance"]) == (31, 29)


def test_work_pauses_when_the_credits_are_used_up_and_the_rest_is_not_charged() -> None:
    answered = ask(desk(METERED), work=[worked("11:00", "11:25")], account={"credits": 10})

    assert (answered["credits"]["drawn"], answered["credits"]["balance"]) == (10, 0)
    assert answered["credits"]["paused_after_seconds"] == 600
    assert [(line["seconds"], line["credits"]) for line in answered["charge"]["lines"]] == [
        (600, 10),
        (900, 0),
    ]


def test_exactly_as_many_credits_as_minutes_pause_nothing() -> None:
    credits_of_case = ask(desk(METERED), work=[worked("11:00", "11:10")], account={"credits": 10})["credits"]

    assert credits_of_case["balance"] == 0
    assert credits_of_case["paused_after_seconds"] is None


def test_credits_bought_in_the_middle_pay_for_the_minutes_after_it() -> None:
    bought = happened("11:15", "bought", package="2 hours")

    credits_of_case = ask(
        desk(METERED), events=[bought], work=[worked("11:00", "11:25")], account={"credits": 10}
    )["credits"]

    assert (credits_of_case["bought"], credits_of_case["drawn"], credits_of_case["balance"]) == (120, 20, 110)


def test_a_lot_that_ends_is_drawn_first_and_what_is_left_of_it_is_lost() -> None:
    bought = happened("10:30", "bought", package="1 hour")

    before = ask(desk(METERED), events=[bought], work=[worked("11:00", "11:20")], account={"credits": 100})[
        "credits"
    ]
    after = ask(
        desk(METERED),
        at="2026-07-20 12:00",
        events=[bought],
        work=[worked("11:00", "11:20")],
        account={"credits": 100},
    )["credits"]

    assert before["balance"] == 140
    assert after["balance"] == 100


def test_a_balance_may_go_below_zero_where_the_agreement_says_so() -> None:
    tables = f"""{METERED}
| Setting            | Value |
|--------------------|-------|
| Balance below zero | yes   |
"""

    credits_of_case = ask(desk(tables), work=[worked("11:00", "11:25")], account={"credits": 10})["credits"]

    assert (credits_of_case["drawn"], credits_of_case["balance"]) == (25, -15)
    assert credits_of_case["paused_after_seconds"] is None


def test_without_a_stated_balance_the_credits_taken_are_still_counted() -> None:
    credits_of_case = ask(desk(METERED), work=[worked("11:00", "11:25")])["credits"]

    assert (credits_of_case["before"], credits_of_case["drawn"], credits_of_case["balance"]) == (
        None,
        25,
        None,
    )


def test_the_packages_are_offered_with_what_is_said_of_them() -> None:
    packages = ask(desk(METERED))["credits"]["packages"]

    assert packages == [
        {"name": "1 hour", "credits": 60, "price": "75.00", "expires": "1 month"},
        {"name": "2 hours", "credits": 120, "price": "140.00", "expires": None},
    ]


def test_work_before_the_hand_over_stays_charged_and_work_after_it_is_free() -> None:
    work = [worked("11:00", "11:30", problem="p1"), worked("11:45", "12:15", problem="p1")]

    answered = ask(desk(METERED), at="13:00", events=HANDED_OVER, work=work, account={"credits": 120})

    assert answered["credits"]["drawn"] == 45
    assert [line["cite"]["row"] for line in answered["charge"]["lines"]] == ["Metered", "Metered", "Bugs"]


@pytest.mark.parametrize(
    ("asked_at", "refunded"), [("2026-06-21 12:00", 0), ("2026-06-30 11:59", 0), ("2026-06-30 12:00", 30)]
)
def test_the_credits_come_back_when_the_patch_is_released_and_not_before(
    asked_at: str, refunded: int
) -> None:
    work = [worked("11:00", "11:30", problem="p1")]

    answered = ask(desk(METERED), at=asked_at, events=HANDED_OVER, work=work, account={"credits": 120})

    assert answered["credits"]["refunded"] == refunded
    assert answered["credits"]["balance"] == 90 + refunded


def test_a_refund_is_for_the_problem_it_solved_and_for_no_other() -> None:
    work = [
        worked("11:00", "11:30", problem="p1"),
        worked("13:00", "13:20", problem="p2"),
        worked("14:00", "14:10"),
    ]

    answered = ask(desk(METERED), events=HANDED_OVER, work=work, account={"credits": 120})

    [refund] = answered["refunds"]
    assert (refund["at"], refund["problem"], refund["credits"]) == (utc("2026-06-30 16:00"), "p1", 30)
    assert refund["amount"] == "0.00"
    assert answered["credits"]["balance"] == 90


def test_an_escalation_that_brings_no_patch_brings_nothing_back() -> None:
    events = [HANDED_OVER[0], happened("2026-06-20 12:00", "outcome", problem="p1", of="works as documented")]

    answered = ask(
        desk(METERED), events=events, work=[worked("11:00", "11:30", problem="p1")], account={"credits": 120}
    )

    assert answered["refunds"] == []


def test_an_outcome_of_the_whole_ticket_speaks_for_each_of_its_problems() -> None:
    events = [{name: value for name, value in event.items() if name != "problem"} for event in HANDED_OVER]
    work = [worked("11:00", "11:30", problem="p1"), worked("11:30", "11:50", problem="p2")]

    answered = ask(desk(METERED), events=events, work=work, account={"credits": 120})

    assert answered["credits"]["refunded"] == 50


def test_money_comes_back_where_work_was_charged_in_money() -> None:
    tables = """
| Charge    | Rate            |
|-----------|-----------------|
| Paid work | $60.00 per hour |

| Refund      | Charged in | Resolution | Amount | On         |
|-------------|------------|------------|--------|------------|
| Not solved  | money      | not solved | 50 %   | resolution |
"""
    events = [happened("13:00", "found", facts={"resolution": "not solved"}), happened("13:00", "resolved")]

    [refund] = ask(desk(tables), events=events, work=[worked("11:00", "13:00")])["refunds"]

    assert (refund["credits"], refund["amount"]) == (0, "60.00")
