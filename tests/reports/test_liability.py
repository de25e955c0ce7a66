"""Credits left: by source and end, valued at what was paid; and what moved in the period."""

from decimal import Decimal

from tests.cast.people import Cast
from tests.reports.rows import make_lot, move, scope_of
from uphold.credits.models import Movement, Source
from uphold.reports.liability import MovementLine, RemainingLine, movement, remaining
from uphold.tickets.models import Ticket


def test_bought_credits_are_valued_at_their_price_and_others_have_none(cast: Cast, ticket: Ticket) -> None:
    make_lot(ticket, "2026-06-01 09:00", credits_granted=120, price="100.00", ends="2026-07-20 00:00")
    make_lot(ticket, "2026-06-01 09:00", credits_granted=60, source=Source.INCLUDED, ends="2027-01-01 00:00")
    make_lot(ticket, "2026-06-01 09:00", credits_granted=10, source=Source.GOODWILL)

    assert remaining(scope_of(cast)) == (
        RemainingLine(
            source=Source.PURCHASED,
            expires="30 days",
            currency="EUR",
            free=120,
            held=0,
            value=Decimal("100.00"),
        ),
        RemainingLine(source=Source.INCLUDED, expires="365 days", currency="", free=60, held=0, value=None),
        RemainingLine(source=Source.GOODWILL, expires="never", currency="", free=10, held=0, value=None),
    )


def test_what_is_held_stands_apart_and_keeps_its_value(cast: Cast, ticket: Ticket) -> None:
    lot = make_lot(ticket, "2026-06-01 09:00", credits_granted=120, price="100.00")
    move(lot, "2026-06-02 09:00", Movement.HOLD, lot=-30, held=30)
    move(lot, "2026-06-03 09:00", Movement.DRAW, lot=-30, work=30)

    [line] = remaining(scope_of(cast))

    assert (line.free, line.held, line.value) == (60, 30, Decimal("75.00"))


def test_value_is_rounded_once_for_a_line(cast: Cast, ticket: Ticket) -> None:
    for _ in range(3):
        lot = make_lot(ticket, "2026-06-01 09:00", credits_granted=3, price="1.00")
        move(lot, "2026-06-03 09:00", Movement.DRAW, lot=-2, work=2)

    [line] = remaining(scope_of(cast))

    assert (line.free, line.value) == (3, Decimal("1.00"))


def test_figures_of_a_past_month_leave_out_what_moved_since(cast: Cast, ticket: Ticket) -> None:
    lot = make_lot(ticket, "2026-05-01 09:00", credits_granted=100, price="100.00")
    move(lot, "2026-06-03 09:00", Movement.DRAW, lot=-100, work=100)
    make_lot(ticket, "2026-06-05 09:00", credits_granted=50)

    [line] = remaining(scope_of(cast, period="2026-05"))

    assert (line.free, line.value) == (100, Decimal("100.00"))


def test_what_moved_leads_from_before_to_after(cast: Cast, ticket: Ticket) -> None:
    old = make_lot(ticket, "2026-05-01 09:00", credits_granted=100, price="90.00", ends="2026-06-20 00:00")
    make_lot(ticket, "2026-06-02 09:00", credits_granted=120, price="100.00")
    move(old, "2026-06-03 09:00", Movement.HOLD, lot=-40, held=40)
    move(old, "2026-06-04 09:00", Movement.SETTLEMENT, held=-40, work=40)
    move(old, "2026-06-05 09:00", Movement.REFUND, lot=15, work=-15)
    move(old, "2026-06-20 00:00", Movement.EXPIRY, lot=-75, expired=75)

    assert movement(scope_of(cast)) == (
        MovementLine(
            source=Source.PURCHASED,
            before=100,
            opened=120,
            drawn=-40,
            refunded=15,
            expired=-75,
            taken_back=0,
        ),
    )
    assert movement(scope_of(cast))[0].after == sum(
        line.free + line.held for line in remaining(scope_of(cast))
    )


def test_a_package_whose_price_was_given_back_was_not_drawn(cast: Cast, ticket: Ticket) -> None:
    lot = make_lot(ticket, "2026-05-01 09:00", credits_granted=120, price="100.00")
    move(lot, "2026-06-02 09:00", Movement.DRAW, lot=-30, work=30)
    move(lot, "2026-06-03 09:00", Movement.REVERSAL, lot=10, work=-10)
    move(lot, "2026-06-04 09:00", Movement.REVERSAL, lot=-100, issued=100)

    [line] = movement(scope_of(cast))

    assert (line.drawn, line.refunded, line.taken_back) == (-20, 0, -100)
    assert (line.before, line.after) == (120, 0)


def test_a_lot_that_ended_and_was_not_taken_out_yet_says_so(cast: Cast, ticket: Ticket) -> None:
    make_lot(ticket, "2026-05-01 09:00", credits_granted=10, ends="2026-06-10 00:00")

    assert [line.expires for line in remaining(scope_of(cast))] == ["ended"]


def test_credits_of_another_customer_are_left_out(cast: Cast, ticket: Ticket) -> None:
    make_lot(ticket, "2026-06-01 09:00", credits_granted=10)

    assert remaining(scope_of(cast, organisation_id=cast.orchard.pk)) == ()
    assert movement(scope_of(cast, organisation_id=cast.orchard.pk)) == ()
