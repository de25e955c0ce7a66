"""Refunds: what a patch brings back, once, also for work that is entered or taken back after it."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tests.policy.metering.desk import Desk, shipped
from tests.policy.metering.test_credits import EVIDENCE, METERED, found
from tests.policy.scenario.asking import Told, desk, happened, ny, worked
from uphold.policy.credits.postings import Movement
from uphold.policy.scenario.metered import Metered

SANGOMA = shipped("sangoma")
HANDED_OVER = happened("2026-10-09 12:00", "handed over", problem="P1", to="development")
PATCH = happened("2026-10-26 11:00", "outcome", problem="P1", of="patch")
RELEASED = happened("2026-10-30 11:00", "released", problem="P1", kind="Patch")
CONFIGURED = {"facts": {"request": "Configuration"}}
HALF = (
    f"{METERED}\n| Refund | Amount | Work | On |\n|---|---|---|---|\n| Half of it | 50 % | WORK | closing |\n"
)


def bug() -> Desk:
    ticket = Desk(
        agreement=SANGOMA, opened=ny("2026-10-09 10:00"), facts={"request": "Fault", "evidence": EVIDENCE}
    )
    ticket.buy(120)
    ticket.log("1", worked("2026-10-09 10:30", "2026-10-09 11:45", problem="P1", **CONFIGURED))
    return ticket


def half(work: str = "of that problem", *, tables: str = HALF) -> Desk:
    ticket = Desk(agreement=desk(tables.replace("WORK", work)), opened=ny("10:00"))
    ticket.buy(500)
    return ticket


def closed(when: str = "2026-06-13 12:00", **details: object) -> Told:
    return happened(when, "closed", **details)


def came_back(metered: Metered) -> list[int]:
    return [
        -posting.credits
        for movement in metered.entries
        for posting in movement.entry.postings
        if movement.entry.movement is Movement.REFUND and posting.account == "work"
    ]


def test_the_credits_come_back_on_the_day_of_release_and_not_before() -> None:
    ticket = bug()

    balances = [ticket.balance]
    for event in (HANDED_OVER, PATCH, RELEASED):
        ticket.tell(event)
        balances.append(ticket.balance)

    assert balances == [45, 45, 45, 120]
    [refund] = ticket.refunds.values()
    assert refund == (Decimal("0.00"), 75)


def test_a_release_that_is_told_twice_brings_nothing_more() -> None:
    ticket = bug()
    ticket.tell(HANDED_OVER, PATCH, RELEASED)

    metered = ticket.tell(happened("2026-11-02 11:00", "released", problem="P1", kind="Patch"))

    assert (metered.entries, ticket.balance) == ((), 120)


def test_an_outcome_that_is_known_after_the_release_brings_the_credits_back_then() -> None:
    ticket = bug()
    ticket.tell(HANDED_OVER, RELEASED)
    assert ticket.balance == 45

    ticket.tell(happened("2026-11-02 11:00", "outcome", problem="P1", of="patch"))

    assert ticket.balance == 120


def test_work_that_is_entered_after_the_release_comes_back_at_once() -> None:
    ticket = bug()
    ticket.tell(HANDED_OVER, PATCH, RELEASED)

    metered = ticket.log("2", worked("2026-10-09 11:45", "2026-10-09 11:55", problem="P1", **CONFIGURED))

    assert came_back(metered) == [10]
    assert (ticket.drawn, ticket.refunded, ticket.balance) == (85, 85, 120)
    [refund] = metered.refunds
    assert refund.credits == 85


def test_work_on_another_problem_stays_charged() -> None:
    ticket = bug()
    ticket.log("2", worked("2026-10-09 11:45", "2026-10-09 11:55", problem="P2", **CONFIGURED))

    ticket.tell(HANDED_OVER, PATCH, RELEASED)

    assert (ticket.refunded, ticket.balance) == (75, 110)


def test_a_whole_ticket_that_is_released_brings_back_each_of_its_problems() -> None:
    ticket = bug()
    ticket.log("2", worked("2026-10-09 11:45", "2026-10-09 11:55", problem="P2", **CONFIGURED))

    ticket.tell(
        *({name: value for name, value in event.items() if name != "problem"} for event in (PATCH, RELEASED))
    )

    assert (ticket.refunded, ticket.balance) == (85, 120)


def test_work_that_came_back_already_brings_nothing_when_it_is_taken_back() -> None:
    ticket = bug()
    ticket.tell(HANDED_OVER, PATCH, RELEASED)

    metered = ticket.take_back("1")

    assert ticket.balance == 120
    assert (ticket.drawn, ticket.refunded) == (0, 0)
    [refund] = metered.refunds
    assert refund.credits == 0


def test_a_correction_after_the_release_leaves_the_customer_where_he_was() -> None:
    ticket = bug()
    ticket.tell(HANDED_OVER, PATCH, RELEASED)

    ticket.correct("1", worked("2026-10-09 10:30", "2026-10-09 11:30", problem="P1", **CONFIGURED), by="2")

    assert (ticket.drawn, ticket.refunded, ticket.balance) == (60, 60, 120)


def test_a_refund_that_was_given_stays_when_the_outcome_is_found_to_be_another() -> None:
    ticket = bug()
    ticket.tell(HANDED_OVER, PATCH, RELEASED)

    ticket.tell(happened("2026-11-02 11:00", "outcome", problem="P1", of="works as documented"))

    assert (ticket.refunded, ticket.balance) == (75, 120)
    assert ticket.meter().refunds == ()


def test_a_refund_goes_back_to_the_lots_it_came_from_also_to_one_that_has_ended() -> None:
    ticket = bug()
    ticket.buy(10, "ending", expires=datetime(2026, 10, 20, tzinfo=UTC))
    ticket.log("2", worked("2026-10-09 11:45", "2026-10-09 12:00", problem="P1", **CONFIGURED))
    assert {name: lot.credits for name, lot in ticket.lots.items()} == {"lot": 40, "ending": 0}

    ticket.tell(HANDED_OVER, PATCH, RELEASED)

    assert {name: lot.credits for name, lot in ticket.lots.items()} == {"lot": 120, "ending": 10}


def test_a_share_comes_back_of_what_was_drawn_since_and_never_twice() -> None:
    ticket = half()
    ticket.log("1", worked("11:00", "12:00"))

    ticket.tell(closed("12:00"))
    ticket.tell(happened("13:00", "reopened"))
    ticket.log("2", worked("14:00", "14:40"))
    ticket.tell(closed("15:00"))

    assert (ticket.drawn, ticket.refunded) == (100, 65)
    assert ticket.asked(balance=500).credits.refunded == 65


def test_a_share_grows_with_work_that_is_entered_late() -> None:
    ticket = half()
    ticket.log("1", worked("11:00", "12:00"))
    ticket.tell(closed("13:00"))

    metered = ticket.log("2", worked("12:00", "12:20"))

    assert came_back(metered) == [10]
    assert ticket.refunded == 40


def test_a_share_shrinks_with_work_that_is_taken_back_and_each_keeps_its_part() -> None:
    ticket = half()
    ticket.log("1", worked("11:00", "11:50"))
    ticket.log("2", worked("12:00", "12:30"))
    ticket.tell(closed("13:00"))
    assert (ticket.drawn, ticket.refunded) == (80, 40)

    ticket.take_back("2")

    assert (ticket.drawn, ticket.refunded, ticket.balance) == (50, 25, 475)


def test_a_row_for_the_whole_ticket_gives_its_share_of_all_work_once_for_each_problem_after_the_other() -> (
    None
):
    ticket = half("of the whole ticket")
    ticket.log("1", worked("11:00", "12:00", problem="P1"))
    ticket.log("2", worked("12:00", "12:40", problem="P2"))

    ticket.tell(closed("13:00", problem="P1"))

    assert ticket.refunded == 50


def test_a_cap_is_not_passed_by_what_is_entered_late() -> None:
    tables = HALF.replace("| Amount |", "| Amount | Cap |").replace("| 50 % |", "| all | 30 credits |")
    ticket = half(tables=tables.replace("|---|---|---|---|", "|---|---|---|---|---|"))
    ticket.log("1", worked("11:00", "11:20"))
    ticket.tell(closed("13:00"))
    assert ticket.refunded == 20

    ticket.log("2", worked("12:00", "12:40"))

    assert (ticket.drawn, ticket.refunded) == (60, 30)


def test_a_number_of_credits_comes_back_once() -> None:
    ticket = half(tables=HALF.replace("50 %", "15 credits"))
    ticket.log("1", worked("11:00", "11:20"))
    ticket.tell(closed("13:00"))

    ticket.log("2", worked("12:00", "12:40"))

    assert ticket.refunded == 15


def test_a_charge_that_is_let_go_after_a_refund_brings_back_the_rest() -> None:
    ticket = half()
    ticket.log("1", worked("11:00", "12:00"))
    ticket.tell(closed("13:00"))

    ticket.tell(happened("14:00", "waived", metric="charge", reason="goodwill"))

    assert (ticket.drawn, ticket.refunded, ticket.balance) == (0, 0, 500)


MONEY = """
| Charge    | Rate            |
|-----------|-----------------|
| Paid work | $60.00 per hour |

| Refund     | Charged in | Resolution | Amount | On         |
|------------|------------|------------|--------|------------|
| Not solved | money      | not solved | 50 %   | resolution |
"""


def test_money_is_told_as_a_total_that_follows_the_work() -> None:
    ticket = Desk(agreement=desk(MONEY), opened=ny("10:00"))
    ticket.log("1", worked("11:00", "13:00"))
    solved = ticket.tell(found("13:00", resolution="not solved"), happened("13:30", "resolved"))
    late = ticket.log("2", worked("13:00", "13:30"))
    back = ticket.take_back("1")
    gone = ticket.take_back("2")

    told = [[(refund.unit, refund.amount) for refund in each.refunds] for each in (solved, late, back, gone)]
    assert told == [
        [("resolved 2026-06-12T17:30:00Z", Decimal(amount))] for amount in ("60.00", "75.00", "15.00", "0.00")
    ]


@pytest.mark.parametrize(("answered", "owed"), [("2026-06-12 11:10", "20.00"), ("2026-06-12 11:40", "40.00")])
def test_what_is_owed_for_a_missed_target_is_told_with_it(answered: str, owed: str) -> None:
    tables = """
| Fact        | Values |
|-------------|--------|
| Monthly fee | number |

| Refund      | Metric         | Amount                                       |
|-------------|----------------|----------------------------------------------|
| Late answer | first response | 5 % of the monthly fee per started 30 minutes |
"""
    facts = {"request": "Fault", "priority": "Urgent", "monthly fee": 400}
    ticket = Desk(agreement=desk(tables), opened=ny("10:00"), facts=facts)

    waiting = ticket.tell(happened("2026-06-12 11:05", "acknowledged"))
    metered = ticket.tell(happened(answered, "answered"))

    [refund] = metered.refunds
    assert waiting.refunds == ()
    assert (refund.unit, refund.amount, refund.credits) == ("first response 1", Decimal(owed), 0)


def test_work_that_came_back_brings_nothing_either_when_the_row_speaks_of_it_no_longer() -> None:
    ticket = bug()
    ticket.tell(HANDED_OVER, PATCH, RELEASED)
    ticket.tell(happened("2026-11-02 11:00", "outcome", problem="P1", of="works as documented"))

    ticket.take_back("1")

    assert (ticket.drawn, ticket.refunded, ticket.balance) == (0, 0, 120)


def test_a_row_for_the_whole_ticket_gives_its_share_of_what_is_left_for_each_problem() -> None:
    ticket = half("of the whole ticket")
    ticket.log("1", worked("11:00", "12:00", problem="P1"))
    ticket.log("2", worked("12:00", "12:40", problem="P2"))

    ticket.tell(closed("13:00"))

    assert ticket.refunded == ticket.asked(balance=500).credits.refunded == 75


def test_what_the_whole_ticket_brought_back_does_not_come_back_for_a_problem_as_well() -> None:
    rows = "| Half of it | all | of the whole ticket | closing |\n| Its patch | all | of that problem | release |"
    ticket = half(tables=HALF.replace("| Half of it | 50 % | WORK | closing |", rows))
    ticket.log("1", worked("11:00", "12:00", problem="P1"))
    ticket.log("2", worked("12:00", "12:40", problem="P2"))

    ticket.tell(closed("13:00", problem="P1"), happened("14:00", "released", problem="P2", kind="Patch"))

    assert (ticket.drawn, ticket.refunded, ticket.balance) == (100, 100, 500)


def test_what_work_after_the_release_took_does_not_decide_where_the_credits_go_back_to() -> None:
    ticket = Desk(agreement=SANGOMA, opened=ny("2026-10-09 10:00"), facts={"request": "Configuration"})
    ticket.buy(120)
    ticket.buy(
        60, "november", opened=datetime(2026, 11, 1, tzinfo=UTC), expires=datetime(2026, 12, 1, tzinfo=UTC)
    )
    ticket.log("1", worked("2026-10-09 10:30", "2026-10-09 11:00", problem="P1"))
    ticket.tell(RELEASED)
    ticket.log("2", worked("2026-11-02 10:30", "2026-11-02 11:10", problem="P1"))

    ticket.tell(happened("2026-11-03 11:00", "outcome", problem="P1", of="patch"))

    assert {name: lot.credits for name, lot in ticket.lots.items()} == {"lot": 120, "november": 20}


def test_work_that_is_taken_back_after_a_refund_leaves_each_lot_what_was_its_own() -> None:
    ticket = Desk(agreement=SANGOMA, opened=ny("2026-10-09 10:00"), facts={"request": "Configuration"})
    ticket.buy(79, "standing")
    ticket.buy(
        34, "autumn", opened=datetime(2026, 10, 11, tzinfo=UTC), expires=datetime(2026, 12, 1, tzinfo=UTC)
    )
    ticket.log("2", worked("2026-10-09 12:00", "2026-10-09 12:24", problem="P1"))
    ticket.log("1", worked("2026-10-12 10:30", "2026-10-12 11:15", problem="P1"))
    ticket.tell(PATCH, RELEASED)

    ticket.take_back("2")

    assert {name: lot.credits for name, lot in ticket.lots.items()} == {"standing": 79, "autumn": 34}
    assert ticket.refunded == 45
