"""Money: the off-hours outage, the install, arranged work - step by step, as a desk enters them."""

from decimal import Decimal

import pytest

from tests.policy.metering.desk import Desk, shipped
from tests.policy.scenario.asking import Told, desk, happened, ny, worked
from uphold.policy.scenario import read_case
from uphold.policy.scenario.metered import Metered
from uphold.policy.scenario.metering import meter

STRATELEGY = shipped("stratelegy")
OUTAGE = {"request": "Fault", "impact": "Total loss"}
SATURDAY = "2026-08-15"


def outage(opened: str = f"{SATURDAY} 02:00") -> Desk:
    return Desk(agreement=STRATELEGY, opened=ny(opened), facts=OUTAGE)


def found(when: str, **facts: object) -> Told:
    problem = facts.pop("problem", None)
    return happened(when, "found", facts=facts) | ({"problem": problem} if problem else {})


def amounts(metered: Metered) -> list[tuple[str, str | None, Decimal]]:
    return [(each.tariff.split(": ")[-1], each.problem, each.amount) for each in metered.charges]


def test_emergency_work_is_not_charged_before_the_review() -> None:
    ticket = outage()

    metered = ticket.log("1", worked(f"{SATURDAY} 02:10", f"{SATURDAY} 02:52"))

    assert (metered.charges, metered.settled, metered.open_facts) == ((), (), ("fault",))
    [part] = metered.parts
    assert (part.is_open, part.open_on, part.amount) == (True, ("fault",), None)


@pytest.mark.parametrize(
    ("ended", "fault", "amount", "accounted"),
    [
        ("02:52", "customer", "125.00", 3600),
        ("04:25", "third party", "281.25", 8100),
        ("04:25", "provider", "0.00", 0),
        ("04:25", "not found", "0.00", 0),
    ],
)
def test_the_review_settles_what_the_emergency_work_costs(
    ended: str, fault: str, amount: str, accounted: int
) -> None:
    ticket = outage()
    ticket.log("1", worked(f"{SATURDAY} 02:10", f"{SATURDAY} {ended}"))

    metered = ticket.tell(found("2026-08-17 12:00", fault=fault))

    [charge] = metered.charges
    assert (charge.amount, charge.accounted_seconds) == (Decimal(amount), accounted)
    assert charge.citation is not None
    assert charge.citation.anchor == "5"
    assert ticket.charged == ticket.asked().charge.amount


def test_a_cause_brings_its_fault_and_settles_as_well() -> None:
    ticket = outage()
    ticket.log("1", worked(f"{SATURDAY} 02:10", f"{SATURDAY} 04:25"))

    ticket.tell(found("2026-08-17 12:00", cause="Customer's equipment"))

    assert ticket.charged == Decimal("281.25")


def test_what_is_found_later_changes_nothing_that_is_settled() -> None:
    ticket = outage()
    ticket.log("1", worked(f"{SATURDAY} 02:10", f"{SATURDAY} 02:52"))
    ticket.tell(found("2026-08-17 12:00", fault="customer"))

    metered = ticket.tell(
        found("2026-08-18 12:00", fault="provider"), found("2026-08-19 12:00", cause="Platform")
    )

    assert (metered.settled, ticket.charged) == ((), Decimal("125.00"))


def test_work_after_a_new_finding_is_rated_by_it_and_the_minimum_stays_one() -> None:
    ticket = outage()
    ticket.log("1", worked(f"{SATURDAY} 02:10", f"{SATURDAY} 02:52"))
    ticket.tell(found("2026-08-17 12:00", fault="customer"))
    ticket.tell(found("2026-08-18 12:00", fault="provider"))

    metered = ticket.log("2", worked(f"{SATURDAY} 03:00", f"{SATURDAY} 03:30"))

    assert amounts(metered) == [
        ("outage that we did not cause", None, Decimal("125.00")),
        ("outage that we caused", None, Decimal("0.00")),
    ]


def test_a_minimum_is_used_up_by_what_is_logged_later_and_counts_once() -> None:
    ticket = outage()
    ticket.log("1", worked(f"{SATURDAY} 02:10", f"{SATURDAY} 02:52"))
    ticket.tell(found("2026-08-17 12:00", fault="customer"))

    short = ticket.log("2", worked(f"{SATURDAY} 03:00", f"{SATURDAY} 03:12"))
    [charge] = short.charges
    longer = ticket.log("3", worked(f"{SATURDAY} 05:00", f"{SATURDAY} 05:30"))

    assert (charge.amount, charge.actual_seconds, charge.accounted_seconds) == (Decimal("125.00"), 3240, 3600)
    assert longer.charges[0].amount == Decimal("175.00")


def test_two_events_of_one_ticket_each_have_their_minimum_and_their_own_fault() -> None:
    ticket = outage()
    ticket.log("1", worked(f"{SATURDAY} 02:10", f"{SATURDAY} 02:30", problem="P1"))
    ticket.log("2", worked(f"{SATURDAY} 02:30", f"{SATURDAY} 03:00", problem="P2"))

    first = ticket.tell(found("2026-08-17 12:00", fault="customer", problem="P1"))
    assert amounts(first) == [("outage that we did not cause", "P1", Decimal("125.00"))]
    assert first.open_facts == ("fault",)
    second = ticket.tell(found("2026-08-17 13:00", fault="customer", problem="P2"))

    assert [(charge.unit, charge.amount) for charge in second.charges] == [
        ("P1", Decimal("125.00")),
        ("P2", Decimal("125.00")),
    ]


def test_work_that_runs_into_the_morning_is_cut_at_the_opening() -> None:
    ticket = outage("2026-08-17 06:00")
    ticket.log("1", worked("2026-08-17 07:00", "2026-08-17 10:00"))

    metered = ticket.tell(found("2026-08-18 12:00", fault="customer"))

    assert [(part.span.seconds, part.amount) for part in metered.parts] == [
        (7200, Decimal("250.00")),
        (3600, Decimal("0.00")),
    ]
    assert ticket.charged == Decimal("250.00")


def test_a_work_interval_waits_as_a_whole_while_one_of_its_parts_is_open() -> None:
    ticket = outage("2026-08-17 06:00")

    metered = ticket.log("1", worked("2026-08-17 07:00", "2026-08-17 10:00"))

    assert [(part.is_open, part.open_on) for part in metered.parts] == [(True, ("fault",)), (True, ())]
    assert metered.charges == ()


def test_an_install_in_the_evening_costs_its_minutes_once_and_at_least_two_hours() -> None:
    ticket = Desk(agreement=STRATELEGY, opened=ny("2026-09-14 11:00"), facts={"request": "New install"})
    ticket.tell(happened("2026-09-14 12:00", "agreed", to="evening work"))

    short = ticket.log("1", worked("2026-09-21 18:00", "2026-09-21 18:40"))
    whole = ticket.log("2", worked("2026-09-21 19:00", "2026-09-21 21:20"))

    assert (short.charges[0].amount, short.charges[0].accounted_seconds) == (Decimal("250.00"), 7200)
    assert (whole.charges[0].amount, whole.charges[0].consent) == (Decimal("375.00"), "recorded")


def test_without_a_consent_before_the_minute_nothing_is_charged_and_it_is_said() -> None:
    ticket = Desk(agreement=STRATELEGY, opened=ny("2026-09-14 11:00"), facts={"request": "New install"})

    metered = ticket.log("1", worked("2026-09-21 18:00", "2026-09-21 21:00"))
    later = ticket.tell(happened("2026-09-22 09:00", "agreed", to="evening work"))

    [charge] = metered.charges
    assert (charge.amount, charge.consent, charge.price) == (
        Decimal("0.00"),
        "missing",
        "125.00 per hour, minimum 2 hours",
    )
    assert (charge.actual_seconds, charge.accounted_seconds) == (10_800, 0)
    assert later.charges == metered.charges


def test_a_consent_in_the_middle_of_the_work_lets_the_rest_of_it_cost() -> None:
    ticket = Desk(agreement=STRATELEGY, opened=ny("2026-09-14 11:00"), facts={"request": "New install"})
    ticket.tell(happened("2026-09-21 19:00", "agreed", to="evening work"))

    metered = ticket.log("1", worked("2026-09-21 18:00", "2026-09-21 22:00"))

    [charge] = metered.charges
    assert (charge.amount, charge.actual_seconds, charge.accounted_seconds) == (
        Decimal("375.00"),
        14_400,
        10_800,
    )
    assert [part.consent for part in metered.parts] == ["missing", "recorded"]


def test_arranged_work_costs_the_price_that_was_agreed_before_it() -> None:
    ticket = Desk(agreement=STRATELEGY, opened=ny("2026-06-12 10:00"), facts={"request": "Setup"})
    ticket.tell(happened("2026-06-12 11:00", "agreed", to="Saturday work", price="$80.00 per hour"))

    metered = ticket.log("1", worked("2026-06-13 11:00", "2026-06-13 12:30", facts={"planned": "yes"}))

    [charge] = metered.charges
    assert (charge.amount, charge.price) == (Decimal("120.00"), "80.00 per hour")


def test_arranged_work_waits_while_nobody_has_named_a_price() -> None:
    ticket = Desk(agreement=STRATELEGY, opened=ny("2026-06-12 10:00"), facts={"request": "Setup"})
    ticket.tell(happened("2026-06-12 11:00", "agreed", to="Saturday work"))

    metered = ticket.log("1", worked("2026-06-13 11:00", "2026-06-13 12:30", facts={"planned": "yes"}))

    assert (metered.open_facts, metered.settled, metered.charges) == (("price",), (), ())


def agreed_without_price() -> Desk:
    ticket = Desk(agreement=STRATELEGY, opened=ny("2026-06-12 10:00"), facts={"request": "Setup"})
    ticket.tell(happened("2026-06-12 11:00", "agreed", to="Saturday work"))
    ticket.log("1", worked("2026-06-13 11:00", "2026-06-13 12:30", facts={"planned": "yes"}))
    return ticket


def test_a_price_that_is_named_after_the_work_settles_it() -> None:
    ticket = agreed_without_price()

    metered = ticket.tell(happened("2026-06-15 09:00", "priced", price="$80.00 per hour"))

    [charge] = metered.charges
    assert (charge.amount, charge.price, metered.open_facts) == (Decimal("120.00"), "80.00 per hour", ())


def test_another_price_named_later_changes_nothing_of_work_that_has_one() -> None:
    ticket = agreed_without_price()
    ticket.tell(happened("2026-06-15 09:00", "priced", price="$80.00 per hour"))

    ticket.tell(happened("2026-06-16 09:00", "priced", price="$90.00 per hour"))
    metered = ticket.log("2", worked("2026-06-20 11:00", "2026-06-20 12:00", facts={"planned": "yes"}))

    assert sum(charge.amount for charge in metered.charges) == Decimal("210.00")


def test_a_price_named_for_one_problem_leaves_the_others_waiting() -> None:
    ticket = agreed_without_price()

    metered = ticket.tell(happened("2026-06-15 09:00", "priced", price="$80.00 per hour", problem="P1"))

    assert (metered.open_facts, metered.charges) == (("price",), ())


def test_a_price_named_afterwards_is_no_consent_to_work_that_had_none() -> None:
    ticket = Desk(agreement=STRATELEGY, opened=ny("2026-06-12 10:00"), facts={"request": "Setup"})
    ticket.log("1", worked("2026-06-13 11:00", "2026-06-13 12:30", facts={"planned": "yes"}))

    metered = ticket.tell(happened("2026-06-15 09:00", "priced", price="$80.00 per hour"))

    [charge] = metered.charges
    assert (charge.amount, charge.consent) == (Decimal("0.00"), "missing")


def test_a_charge_that_is_let_go_becomes_nothing_and_stays_told() -> None:
    ticket = outage()
    ticket.log("1", worked(f"{SATURDAY} 02:10", f"{SATURDAY} 02:52"))
    ticket.tell(found("2026-08-17 12:00", fault="customer"))

    metered = ticket.tell(happened("2026-08-18 12:00", "waived", metric="charge", reason="goodwill"))

    [charge] = metered.charges
    assert (charge.amount, charge.is_waived) == (Decimal("0.00"), True)
    assert (charge.actual_seconds, charge.accounted_seconds) == (2520, 0)


def test_a_charge_that_is_let_go_before_the_review_waits_for_nothing() -> None:
    ticket = outage()
    ticket.log("1", worked(f"{SATURDAY} 02:10", f"{SATURDAY} 02:52"))

    metered = ticket.tell(happened("2026-08-16 12:00", "waived", metric="charge", reason="goodwill"))

    assert (metered.open_facts, len(metered.settled), ticket.charged) == ((), 1, Decimal(0))


def test_work_that_is_taken_back_costs_nothing_and_what_it_carried_is_carried_by_the_rest() -> None:
    ticket = outage()
    ticket.log("1", worked(f"{SATURDAY} 02:10", f"{SATURDAY} 02:52"))
    ticket.log("2", worked(f"{SATURDAY} 03:00", f"{SATURDAY} 03:40"))
    ticket.tell(found("2026-08-17 12:00", fault="customer"))
    assert ticket.charged == Decimal("170.83")

    metered = ticket.take_back("1")

    [charge] = metered.charges
    assert (charge.amount, charge.actual_seconds, charge.accounted_seconds) == (Decimal("125.00"), 2400, 3600)


def test_amounts_are_rounded_once_and_the_cents_are_parted_so_that_they_sum() -> None:
    rate = "| Charge | Rate |\n|---|---|\n| Hourly | $20.00 per hour |\n"
    ticket = Desk(agreement=desk(rate), opened=ny("10:00"))

    ticket.log("1", worked("11:00", "11:01", problem="P1"))
    ticket.log("2", worked("12:00", "12:01", problem="P2"))
    metered = ticket.log("3", worked("13:00", "13:01", problem="P3"))

    assert [charge.amount for charge in metered.charges] == [
        Decimal("0.34"),
        Decimal("0.33"),
        Decimal("0.33"),
    ]
    assert ticket.charged == ticket.asked().charge.amount == Decimal("1.00")


def test_what_a_minimum_adds_stands_with_the_last_problem_worked_on() -> None:
    rate = "| Charge | Rate | Minimum |\n|---|---|---|\n| Hourly | $60.00 per hour | 1 hour |\n"
    ticket = Desk(agreement=desk(rate), opened=ny("10:00"))

    first = ticket.log("1", worked("11:00", "11:10", problem="P1"))
    second = ticket.log("2", worked("12:00", "12:20", problem="P2"))

    assert [(charge.problem, charge.amount, charge.accounted_seconds) for charge in first.charges] == [
        ("P1", Decimal("60.00"), 3600)
    ]
    assert [(charge.problem, charge.amount, charge.accounted_seconds) for charge in second.charges] == [
        ("P1", Decimal("10.00"), 600),
        ("P2", Decimal("50.00"), 3000),
    ]


def test_additions_and_flat_rates_are_part_of_the_charge_they_belong_to() -> None:
    rates = "| Charge | Hours | Rate | Plus |\n|---|---|---|---|\n| Visit | | $60.00 per hour | $40.00 per visit |\n"
    ticket = Desk(agreement=desk(rates), opened=ny("10:00"))

    ticket.log("1", worked("11:00", "11:30"))
    metered = ticket.log("2", worked("12:00", "12:30"))

    [charge] = metered.charges
    assert charge.amount == Decimal("140.00") == ticket.asked().charge.amount


def test_an_entry_is_a_unit_under_its_own_name_whatever_is_logged_before_it() -> None:
    rate = "| Charge | Rate | Minimum | Per |\n|---|---|---|---|\n| Call | $60.00 per hour | 30 minutes | entry |\n"
    ticket = Desk(agreement=desk(rate), opened=ny("10:00"))

    ticket.log("8", worked("12:00", "12:10"))
    ticket.work = {"9": worked("11:00", "11:05"), **ticket.work}
    metered = ticket.meter()

    assert [(charge.unit, charge.amount) for charge in metered.charges] == [
        ("9", Decimal("30.00")),
        ("8", Decimal("30.00")),
    ]


def test_work_that_no_row_speaks_of_is_told_with_nothing() -> None:
    ticket = Desk(agreement=desk(""), opened=ny("10:00"))

    [charge] = ticket.log("1", worked("11:00", "11:30")).charges

    assert (charge.tariff, charge.citation, charge.amount, charge.actual_seconds) == (
        "",
        None,
        Decimal("0.00"),
        1800,
    )


def test_work_that_has_not_ended_at_the_moment_of_the_question_is_not_settled() -> None:
    rate = "| Charge | Rate |\n|---|---|\n| Hourly | $60.00 per hour |\n"
    ticket = Desk(agreement=desk(rate), opened=ny("10:00"))
    ticket.work["1"] = worked("11:00", "12:00")
    told = ticket.told(tuple(ticket.work.values())) | {"at": ny("11:30")}

    metered = meter(ticket.agreement, read_case(told, ticket.agreement), ledger=ticket.ledger())

    assert (metered.settled, metered.charges) == ((), ())
