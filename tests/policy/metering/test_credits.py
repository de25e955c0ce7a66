"""Credits: metered work draws from lots by its date, pauses at nothing, and open work is held for."""

from datetime import UTC, datetime

import pytest

from tests.policy.metering.desk import Desk, shipped
from tests.policy.scenario.asking import Told, desk, happened, ny, worked
from uphold.policy.credits.postings import Movement, Posting
from uphold.policy.scenario.metered import Metered
from uphold.policy.time.instants import Span

SANGOMA = shipped("sangoma")
EVIDENCE = ["Logs", "Captures", "Analysis"]
METERED = """
## 5. Metered work {#metered}

| Charge  | Rate                | Rounding         | Per    |
|---------|---------------------|------------------|--------|
| Metered | 1 credit per minute | up to the minute | ticket |
"""
TWO_RATES = """
## 5. Metered work {#metered}

| Charge  | Hours          | Rate                 | Per    |
|---------|----------------|----------------------|--------|
| Metered | Standard hours | 1 credit per minute  | ticket |
| Metered | Off hours      | 2 credits per minute | ticket |
"""
MAY_OWE = f"{METERED}\n| Setting | Value |\n|---|---|\n| Balance below zero | yes |\n"


def fault(*, balance: int = 60, opened: str = "2026-10-07 10:00") -> Desk:
    ticket = Desk(agreement=SANGOMA, opened=ny(opened), facts={"request": "Fault", "evidence": EVIDENCE})
    ticket.buy(balance)
    return ticket


def metered_desk(tables: str = METERED, *, balance: int = 60) -> Desk:
    ticket = Desk(agreement=desk(tables), opened=ny("10:00"))
    if balance:
        ticket.buy(balance)
    return ticket


def found(when: str, problem: str | None = None, **facts: object) -> Told:
    return happened(when, "found", facts=facts) | ({"problem": problem} if problem else {})


def drawn_from(metered: Metered) -> list[tuple[str, int]]:
    return [
        (posting.account, -posting.credits)
        for movement in metered.entries
        for posting in movement.entry.postings
        if posting.account != "work"
    ]


def test_a_supposed_bug_is_held_for_until_it_is_solved_by_configuring() -> None:
    ticket = fault()

    open_ = ticket.log("1", worked("2026-10-07 10:30", "2026-10-07 11:12"))
    solved = ticket.tell(found("2026-10-07 11:12", resolution="configuration"))

    assert (open_.hold, open_.held, open_.entries) == (42, (Posting("lot", 42),), ())
    assert (solved.hold, ticket.drawn, ticket.balance) == (0, 42, 18)
    assert solved.entries[0].citation is not None
    assert solved.entries[0].citation.row == "Solved by standard configuration"


def test_an_error_that_an_update_solves_lets_the_hold_go() -> None:
    ticket = fault()
    ticket.log("1", worked("2026-10-07 10:30", "2026-10-07 11:12"))

    metered = ticket.tell(found("2026-10-07 11:12", resolution="update"))

    assert (metered.hold, metered.entries, ticket.balance) == (0, (), 60)
    assert metered.charges[0].credits == 0


def test_evidence_that_is_missing_lets_reading_cost_nothing() -> None:
    ticket = fault()
    ticket.facts = {"request": "Fault", "evidence": []}

    metered = ticket.log("1", worked("2026-10-07 10:05", "2026-10-07 10:15"))

    assert (metered.hold, metered.entries, len(metered.settled)) == (0, (), 1)


def test_started_minutes_are_rounded_up_once_for_the_whole_ticket() -> None:
    ticket = metered_desk()

    drawn = []
    for key, hour in enumerate((11, 12, 13)):
        ticket.log(str(key), worked(f"{hour}:00:00", f"{hour}:10:20"))
        drawn.append(ticket.drawn)

    assert drawn == [11, 21, 31]
    assert sum(taken for _, taken in ticket.charges.values()) == 31


def test_work_that_is_entered_late_is_drawn_by_its_own_date_and_rounds_nothing_twice() -> None:
    ticket = metered_desk()
    ticket.log("1", worked("12:00:00", "12:10:20"))

    metered = ticket.log("2", worked("11:00:00", "11:10:20"))

    assert ticket.drawn == 21
    assert metered.entries[0].entry.at == datetime(2026, 6, 12, 15, tzinfo=UTC)


def test_credits_end_in_the_middle_and_the_rest_of_the_work_is_not_charged() -> None:
    ticket = metered_desk(balance=10)

    metered = ticket.log("1", worked("11:00", "11:25"))

    [settled] = metered.settled
    assert settled.paid_until == datetime(2026, 6, 12, 15, 10, tzinfo=UTC)
    assert (metered.paused_after_seconds, ticket.drawn, ticket.balance) == (600, 10, 0)
    [charge] = metered.charges
    assert (charge.actual_seconds, charge.accounted_seconds, charge.credits) == (1500, 600, 10)


def test_what_rounding_adds_stays_with_the_work_that_ended_last_though_a_later_lot_paid_for_its_end() -> None:
    ticket = metered_desk(balance=10)
    ticket.log("1", worked("11:00:00", "11:10:00"))
    ticket.buy(30, "second", opened=datetime(2026, 6, 12, 15, 25, tzinfo=UTC))

    ticket.log("2", worked("10:50:00", "11:30:20") | {"problem": "P1"})

    again = ticket.meter()
    assert [(each.problem, each.credits, each.accounted_seconds) for each in again.charges] == [
        (None, 10, 600),
        ("P1", 6, 360),
    ]


def test_credits_that_come_later_pay_for_later_work_alone() -> None:
    ticket = metered_desk(balance=10)
    ticket.log("1", worked("11:00", "11:25"))
    ticket.buy(120, "second", opened=datetime(2026, 6, 12, 16, tzinfo=UTC))

    nothing = ticket.meter()
    metered = ticket.log("2", worked("13:00", "13:05"))

    assert nothing.entries == ()
    assert drawn_from(metered) == [("second", 5)]
    assert ticket.drawn == 15


def test_credits_that_come_in_the_middle_of_the_work_pay_for_the_minutes_after_it() -> None:
    ticket = metered_desk(balance=10)
    ticket.buy(120, "second", opened=datetime(2026, 6, 12, 15, 15, tzinfo=UTC))

    metered = ticket.log("1", worked("11:00", "11:25"))
    later = ticket.log("2", worked("11:30", "11:35"))

    assert drawn_from(metered) == [("lot", 10), ("second", 10)]
    assert metered.settled[0].paid_until == datetime(2026, 6, 12, 15, 20, tzinfo=UTC)
    assert drawn_from(later) == [("second", 5)]


def test_credits_that_come_between_two_rates_pay_each_minute_at_its_own() -> None:
    """Until 17:00 a minute takes one credit, then two; ten minutes are paid for, and all from 16:50 on."""
    ticket = metered_desk(TWO_RATES, balance=10)
    ticket.buy(120, "second", opened=datetime(2026, 6, 12, 20, 50, tzinfo=UTC))

    metered = ticket.log("1", worked("16:30", "17:10"))
    again = ticket.meter()

    assert drawn_from(metered) == [("lot", 10), ("second", 10), ("second", 20)]
    assert [part.paid_seconds for part in metered.parts] == [600, 600, 600]
    assert metered.settled[0].paid == (
        Span(datetime(2026, 6, 12, 20, 30, tzinfo=UTC), datetime(2026, 6, 12, 20, 40, tzinfo=UTC)),
        Span(datetime(2026, 6, 12, 20, 50, tzinfo=UTC), datetime(2026, 6, 12, 21, 10, tzinfo=UTC)),
    )
    assert [part.paid_seconds for part in again.parts] == [600, 600, 600]
    assert ticket.drawn == 40


def test_work_that_credits_paid_for_in_two_stretches_is_given_back_as_it_was_taken() -> None:
    ticket = metered_desk(TWO_RATES, balance=10)
    ticket.buy(120, "second", opened=datetime(2026, 6, 12, 20, 50, tzinfo=UTC))
    ticket.log("1", worked("16:30", "17:10"))

    ticket.take_back("1")

    assert {name: lot.credits for name, lot in ticket.lots.items()} == {"lot": 10, "second": 120}


def test_the_lot_that_ends_first_is_drawn_first_and_cuts_the_work_where_it_ends() -> None:
    ticket = metered_desk(balance=100)
    ticket.buy(60, "ending", expires=datetime(2026, 6, 12, 15, 10, tzinfo=UTC))

    metered = ticket.log("1", worked("11:00", "11:30"))

    assert [part.span.seconds for part in metered.parts] == [600, 1200]
    assert drawn_from(metered) == [("ending", 10), ("lot", 20)]
    assert [part.credits for part in metered.parts] == [10, 20]


def test_a_lot_that_opens_after_the_work_does_not_pay_for_it() -> None:
    ticket = metered_desk(balance=0)
    ticket.buy(60, "tomorrow", opened=datetime(2026, 6, 13, tzinfo=UTC))

    metered = ticket.log("1", worked("11:00", "11:30"))

    assert (metered.entries, metered.paused_after_seconds) == ((), 0)
    assert metered.settled[0].paid_until == datetime(2026, 6, 12, 15, tzinfo=UTC)


def test_without_any_lot_nothing_is_drawn() -> None:
    metered = metered_desk(balance=0).log("1", worked("11:00", "11:30"))

    assert (metered.entries, metered.charges[0].credits, metered.paused_after_seconds) == ((), 0, 0)


def test_where_a_balance_may_fall_below_zero_the_rest_is_owed() -> None:
    ticket = metered_desk(MAY_OWE, balance=10)

    metered = ticket.log("1", worked("11:00", "11:25"))

    assert drawn_from(metered) == [("lot", 10), ("owed", 15)]
    assert (metered.paused_after_seconds, ticket.owed) == (None, -15)
    assert metered.settled[0].paid_until is None


def test_what_would_be_owed_is_not_held() -> None:
    tables = MAY_OWE.replace("| Charge  |", "| Charge  | Fault    |").replace(
        "|---------|-", "|---------|--------|-", 1
    )
    ticket = metered_desk(tables.replace("| Metered |", "| Metered | provider |"), balance=10)

    metered = ticket.log("1", worked("11:00", "11:25"))

    assert (metered.open_facts, metered.hold) == (("fault",), 10)


def test_the_hold_is_what_the_dearest_finding_of_each_problem_would_take_together() -> None:
    tables = """
| Charge   | Fault     | Rate                | Minimum |
|----------|-----------|---------------------|---------|
| Trouble  | customer  | 1 credit per minute | 1 hour  |
| Trouble  | not found | 2 credits per minute |        |
| Nothing  | otherwise | no charge           |         |
"""
    ticket = metered_desk(tables, balance=500)

    one = ticket.log("1", worked("11:00", "11:50", problem="P1"))
    both = ticket.log("2", worked("12:00", "12:10", problem="P2"))
    decided = ticket.tell(found("13:00", problem="P1", fault="provider"))

    assert (one.hold, both.hold, decided.hold) == (100, 120, 60)


def test_a_hold_counts_what_the_unit_has_used_already() -> None:
    ticket = fault(balance=200)
    ticket.log("1", worked("2026-10-07 10:30:00", "2026-10-07 10:40:20", problem="P1"))
    ticket.tell(found("2026-10-07 11:00", problem="P1", resolution="configuration"))

    metered = ticket.log("2", worked("2026-10-07 11:00:00", "2026-10-07 11:10:20", problem="P2"))

    assert (ticket.drawn, metered.hold) == (11, 10)


def test_a_hold_takes_no_more_than_there_is() -> None:
    assert fault(balance=10).log("1", worked("2026-10-07 10:30", "2026-10-07 11:12")).hold == 10


def test_work_after_the_hand_over_to_development_is_free_at_once() -> None:
    ticket = fault(balance=30)
    ticket.tell(happened("2026-10-07 11:10", "handed over", to="development"))

    metered = ticket.log("1", worked("2026-10-07 11:10", "2026-10-07 11:25"))

    assert (metered.entries, metered.hold, metered.open_facts) == ((), 0, ())
    assert metered.charges[0].citation is not None
    assert metered.charges[0].citation.anchor == "exception"


def test_work_that_is_taken_back_gives_its_credits_back_to_their_lots() -> None:
    ticket = metered_desk(balance=10)
    ticket.buy(50, "second", opened=datetime(2026, 2, 1, tzinfo=UTC))
    ticket.log("1", worked("11:00", "11:25"))

    metered = ticket.take_back("1")

    [movement] = metered.entries
    assert (movement.entry.movement, movement.work, movement.citation) == (Movement.REVERSAL, "1", None)
    assert {name: lot.credits for name, lot in ticket.lots.items()} == {"lot": 10, "second": 50}
    assert metered.charges == ()


def test_a_correction_takes_the_credits_that_the_mistake_had_taken() -> None:
    ticket = metered_desk(balance=30)
    ticket.log("1", worked("11:00", "11:30"))

    metered = ticket.correct("1", worked("11:00", "11:25"), by="2")

    assert [movement.entry.movement for movement in metered.entries] == [Movement.REVERSAL, Movement.DRAW]
    assert (ticket.drawn, ticket.balance) == (25, 5)


def test_a_minimum_that_was_paid_by_work_taken_back_is_paid_by_the_work_that_is_left() -> None:
    tables = METERED.replace("up to the minute", "up to the hour")
    ticket = metered_desk(tables, balance=60)
    ticket.log("1", worked("11:00", "11:10", problem="P1"))
    ticket.log("2", worked("12:00", "12:10", problem="P2"))

    ticket.take_back("1")

    assert (ticket.drawn, ticket.balance) == (60, 0)
    assert [problem for (_, _, problem), (_, taken) in ticket.charges.items() if taken] == ["P2"]


def test_credits_that_were_not_there_are_not_taken_when_other_work_is_taken_back() -> None:
    tables = METERED.replace("up to the minute", "up to the hour")
    ticket = metered_desk(tables, balance=25)
    ticket.log("1", worked("11:00", "11:10"))
    ticket.buy(500, "second", opened=datetime(2026, 1, 2, tzinfo=UTC))

    metered = ticket.meter()

    assert (metered.entries, ticket.drawn) == ((), 25)


def test_a_charge_that_is_let_go_brings_its_credits_back() -> None:
    ticket = metered_desk()
    ticket.log("1", worked("11:00", "11:25"))

    metered = ticket.tell(happened("12:00", "waived", metric="charge", reason="goodwill"))

    assert (ticket.drawn, ticket.balance) == (0, 60)
    assert (metered.charges[0].credits, metered.charges[0].is_waived) == (0, True)


@pytest.mark.parametrize("revised", ["update", "configuration"])
def test_credits_that_were_settled_stay_settled_when_the_resolution_is_found_to_be_another(
    revised: str,
) -> None:
    ticket = fault()
    ticket.log("1", worked("2026-10-07 10:30", "2026-10-07 11:12"))
    ticket.tell(found("2026-10-07 11:12", resolution="configuration"))

    metered = ticket.tell(found("2026-10-08 11:12", resolution=revised))

    assert (metered.entries, ticket.drawn) == ((), 42)


@pytest.mark.parametrize("order", [("1", "2"), ("2", "1")])
def test_a_minimum_over_two_rates_costs_as_the_last_minute_did_whichever_was_entered_first(
    order: tuple[str, str],
) -> None:
    tables = """
| Charge  | Request | Rate                 | Minimum |
|---------|---------|----------------------|---------|
| Trouble | Fault   | 2 credits per minute | 1 hour  |
| Trouble | Wish    | 1 credit per minute  | 1 hour  |
"""
    ticket = metered_desk(tables, balance=500)
    work = {"1": worked("11:00", "11:10"), "2": worked("12:00", "12:10", facts={"request": "Wish"})}

    for key in order:
        ticket.log(key, work[key])

    assert (ticket.drawn, ticket.balance) == (70, 430)


def test_many_problems_at_once_are_held_for_apart_and_never_for_less_than_they_could_take() -> None:
    tables = """
| Charge   | Fault     | Rate                 | Minimum |
|----------|-----------|----------------------|---------|
| Trouble  | customer  | 1 credit per minute  | 1 hour  |
| Trouble  | not found | 2 credits per minute |         |
| Nothing  | otherwise | no charge            |         |
"""
    ticket = metered_desk(tables, balance=1000)

    for place in range(7):
        ticket.log(str(place), worked(f"{11 + place}:00", f"{11 + place}:40", problem=f"P{place}"))

    assert ticket.meter().hold == 7 * 80
