"""Leakage: what was not charged, by the row that says why; what came back, with what it had come to."""

from decimal import Decimal

from tests.cast.people import Cast
from tests.reports.rows import make_charge, make_work, scope_of
from uphold.metering.models import Charge
from uphold.reports.leakage import LeakageLine, Why, leakage
from uphold.tickets.models import Ticket

KIND = Charge.Kind
DAY = "2026-06-02 12:00"


def told(line: LeakageLine) -> tuple[Why, str, int]:
    return line.why, line.row, line.seconds // 60


def test_free_work_is_told_by_row_with_its_minutes_alone(cast: Cast, ticket: Ticket) -> None:
    make_charge(ticket, DAY, minutes=30, price="included", row="Included")
    make_charge(ticket, DAY, minutes=20, price="no charge", row="Setup")
    make_charge(ticket, DAY, minutes=5, price="", line=None, row="", tariff="-")

    lines = leakage(scope_of(cast))

    assert [told(line) for line in lines] == [
        (Why.INCLUDED, "Included", 30),
        (Why.FREE, "Setup", 20),
        (Why.NO_ROW, "", 5),
    ]
    assert {(line.credits, line.amount) for line in lines} == {(None, None)}
    assert lines[0].clause == "4. Cost"


def test_our_own_fault_is_read_from_the_findings_it_was_settled_by(cast: Cast, ticket: Ticket) -> None:
    make_work(ticket, cast.ben, "2026-06-02 10:00", minutes=30, settled=DAY, facts={"fault": "provider"})
    make_charge(ticket, DAY, minutes=30, price="no charge", row="Outage that we caused")

    [line] = leakage(scope_of(cast))

    assert told(line) == (Why.OUR_FAULT, "Outage that we caused", 30)


def test_a_price_without_consent_is_lost_for_that_reason(cast: Cast, ticket: Ticket) -> None:
    make_work(ticket, cast.ben, "2026-06-02 10:00", minutes=30, settled=DAY)
    make_charge(
        ticket, DAY, minutes=30, price="1.5 credits per minute", consent="missing", row="Priority handling"
    )

    [line] = leakage(scope_of(cast))

    assert told(line) == (Why.NO_CONSENT, "Priority handling", 30)


def test_what_credits_did_not_reach_is_lost_by_the_row_that_took_the_rest(cast: Cast, ticket: Ticket) -> None:
    make_work(ticket, cast.ben, "2026-06-02 10:00", minutes=30, settled=DAY, paid_until="2026-06-02 10:20")
    make_charge(
        ticket, DAY, minutes=30, accounted=20, credits_taken=20, price="1 credit per minute", row="Support"
    )

    [line] = leakage(scope_of(cast))

    assert told(line) == (Why.RAN_OUT, "Support", 10)


def test_what_credits_never_reached_is_told_once(cast: Cast, ticket: Ticket) -> None:
    make_work(ticket, cast.ben, "2026-06-02 10:00", minutes=30, settled=DAY, paid_until="2026-06-02 10:00")
    make_charge(ticket, DAY, minutes=30, accounted=0, price="1 credit per minute", row="Support")

    [line] = leakage(scope_of(cast))

    assert told(line) == (Why.RAN_OUT, "Support", 30)


def test_what_was_let_go_and_given_back_tells_what_it_had_come_to(cast: Cast, ticket: Ticket) -> None:
    make_charge(ticket, "2026-05-20 12:00", minutes=60, amount="125.00", row="Outage")
    make_charge(ticket, DAY, amount="-125.00", kind=KIND.WAIVER, row="Outage")
    make_charge(ticket, DAY, credits_taken=-40, kind=KIND.REFUND, row="Patched")

    given_back, waived = leakage(scope_of(cast))

    assert (given_back.why, given_back.credits, given_back.amount) == (Why.GIVEN_BACK, 40, Decimal("0.00"))
    assert (waived.why, waived.credits, waived.amount) == (Why.WAIVED, 0, Decimal("125.00"))


def test_work_that_was_let_go_before_it_was_charged_has_its_minutes_alone(cast: Cast, ticket: Ticket) -> None:
    make_charge(
        ticket, DAY, minutes=30, accounted=0, kind=KIND.WAIVER, price="EUR 125.00 per hour", row="Outage"
    )

    [line] = leakage(scope_of(cast))

    assert (told(line), line.credits, line.amount) == ((Why.WAIVED, "Outage", 30), None, None)


def test_what_a_minimum_covers_is_not_lost(cast: Cast, ticket: Ticket) -> None:
    make_charge(ticket, "2026-05-20 12:00", minutes=7, accounted=15, credits_taken=15, row="Support")
    make_charge(ticket, DAY, minutes=5, accounted=0, row="Support")

    assert leakage(scope_of(cast)) == ()


def test_free_work_that_was_taken_back_is_not_lost(cast: Cast, ticket: Ticket) -> None:
    make_charge(ticket, DAY, minutes=30, price="included")
    make_charge(ticket, "2026-06-03 12:00", minutes=-30, price="included", kind=KIND.REVERSAL)

    assert leakage(scope_of(cast)) == ()


def test_charged_work_and_other_periods_are_left_out(cast: Cast, ticket: Ticket) -> None:
    make_charge(ticket, DAY, minutes=30, credits_taken=30, row="Support")
    make_charge(ticket, "2026-07-01 00:00", minutes=30, price="included", row="Included")

    assert leakage(scope_of(cast)) == ()
    assert [told(line) for line in leakage(scope_of(cast, period="2026-07"))] == [
        (Why.INCLUDED, "Included", 30)
    ]
