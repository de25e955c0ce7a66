"""The ledger of credits: postings sum to zero, lots are drawn in order, and come back to where they came from."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uphold.policy.credits.draw import draw_credits, hold_credits, release_hold, settle_hold
from uphold.policy.credits.ledger import Ledger, open_lot
from uphold.policy.credits.lots import Lot, Source
from uphold.policy.credits.postings import OWED, Entry, Movement, Posting
from uphold.policy.credits.refund import refund_credits, refundable_credits

OPENED = datetime(2026, 10, 1, 9, tzinfo=UTC)
LATER = OPENED + timedelta(days=1)


def purse(*credits_of_lots: int, ends_after_days: tuple[int | None, ...] = ()) -> Ledger:
    ledger = Ledger()
    for place, amount in enumerate(credits_of_lots):
        days = ends_after_days[place] if place < len(ends_after_days) else None
        ends_at = None if days is None else OPENED + timedelta(days=days)
        opened_at = OPENED + timedelta(minutes=place)
        ledger = open_lot(
            ledger, Lot(name=f"lot {place}", credits=amount, opened_at=opened_at, expires_at=ends_at)
        )
    return ledger


def left(ledger: Ledger) -> list[int]:
    return [ledger.held_by(lot.name) for lot in ledger.lots]


def test_work_draws_the_oldest_lot_first_and_goes_on_with_the_next() -> None:
    ledger, drawn = draw_credits(purse(30, 120), amount=42, at=LATER)

    assert drawn == 42
    assert left(ledger) == [0, 108]


def test_the_lot_that_ends_first_is_drawn_first() -> None:
    ledger, _ = draw_credits(purse(120, 60, ends_after_days=(None, 30)), amount=50, at=LATER)

    assert left(ledger) == [120, 10]


def test_a_lot_that_has_ended_is_not_drawn() -> None:
    ledger, drawn = draw_credits(purse(60, ends_after_days=(1,)), amount=50, at=LATER)

    assert drawn == 0
    assert ledger.available(LATER) == 0


def test_a_lot_cannot_be_drawn_before_it_was_bought() -> None:
    _, drawn = draw_credits(purse(60), amount=50, at=OPENED - timedelta(minutes=1))

    assert drawn == 0


def test_no_more_is_drawn_than_there_is() -> None:
    ledger, drawn = draw_credits(purse(10), amount=25, at=LATER)

    assert drawn == 10
    assert ledger.balance == 0


def test_a_balance_below_zero_is_a_debt_where_it_is_allowed() -> None:
    ledger, drawn = draw_credits(purse(10), amount=25, at=LATER, may_owe=True)

    assert drawn == 25
    assert ledger.held_by(OWED) == -15
    assert ledger.balance == -15


def test_a_refund_goes_back_to_the_lots_it_came_from_the_last_drawn_first() -> None:
    ledger, _ = draw_credits(purse(30, 120), amount=42, at=LATER, problem="p1")

    ledger, returned = refund_credits(ledger, amount=20, at=LATER, problem="p1")

    assert returned == 20
    assert left(ledger) == [8, 120]


def test_a_refund_is_never_more_than_the_problem_took() -> None:
    ledger, _ = draw_credits(purse(120), amount=42, at=LATER, problem="p1")
    ledger, _ = draw_credits(ledger, amount=30, at=LATER, problem="p2")

    ledger, returned = refund_credits(ledger, amount=100, at=LATER, problem="p1")

    assert returned == 42
    assert ledger.balance == 90
    assert refundable_credits(ledger, problem="p1") == 0
    assert refundable_credits(ledger, problem="p2") == 30


def test_a_second_refund_brings_nothing_back() -> None:
    ledger, _ = draw_credits(purse(120), amount=42, at=LATER, problem="p1")
    ledger, _ = refund_credits(ledger, amount=42, at=LATER, problem="p1")

    again, returned = refund_credits(ledger, amount=42, at=LATER, problem="p1")

    assert returned == 0
    assert again == ledger


def test_a_hold_sets_credits_aside_and_work_takes_a_part_of_them() -> None:
    ledger, held = hold_credits(purse(60), amount=50, at=LATER, problem="p1")
    hold = ledger.entries[-1]

    settled = settle_hold(ledger, hold, amount=20, at=LATER)

    assert held == 50
    assert ledger.available(LATER) == 10
    assert settled.available(LATER) == 40
    assert refundable_credits(settled, problem="p1") == 20


def test_a_hold_that_is_released_gives_everything_back() -> None:
    ledger, _ = hold_credits(purse(60), amount=50, at=LATER)

    released = release_hold(ledger, ledger.entries[-1], at=LATER)

    assert released.available(LATER) == 60


def test_no_more_can_be_settled_than_is_held() -> None:
    ledger, _ = hold_credits(purse(60), amount=50, at=LATER)

    with pytest.raises(ValueError, match="51 credits were to be settled and 50 are held"):
        settle_hold(ledger, ledger.entries[-1], amount=51, at=LATER)


def test_an_entry_whose_postings_do_not_sum_to_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="these sum to 1"):
        Entry(at=LATER, movement=Movement.DRAW, postings=(Posting("lot", -9), Posting("work", 10)))


def test_two_lots_cannot_share_a_name() -> None:
    ledger = open_lot(Ledger(), Lot(name="2 hours", credits=120, opened_at=OPENED, source=Source.GOODWILL))

    with pytest.raises(ValueError, match="a lot called '2 hours' already"):
        open_lot(ledger, Lot(name="2 hours", credits=120, opened_at=OPENED))


MOVES = st.lists(
    st.tuples(st.sampled_from(["draw", "hold", "release", "settle", "refund"]), st.integers(0, 90)),
    max_size=12,
)


@given(st.lists(st.integers(0, 100), max_size=4), MOVES)
def test_whatever_happens_postings_sum_to_zero_and_no_lot_is_overdrawn(
    lots: list[int], moves: list[tuple[str, int]]
) -> None:
    ledger = purse(*lots)

    for movement, amount in moves:
        ledger = moved(ledger, movement, amount)

        assert sum(posting.credits for entry in ledger.entries for posting in entry.postings) == 0
        assert all(0 <= ledger.held_by(lot.name) <= lot.credits for lot in ledger.lots)
        assert ledger.balance == sum(lots) - ledger.held_by("held") - ledger.held_by("work")


def moved(ledger: Ledger, movement: str, amount: int) -> Ledger:
    holds = [entry for entry in ledger.entries if entry.movement is Movement.HOLD]
    ended = sum(entry.movement is Movement.RELEASE for entry in ledger.entries)
    if movement == "draw":
        return draw_credits(ledger, amount=amount, at=LATER, problem="p1")[0]
    if movement == "hold":
        return hold_credits(ledger, amount=amount, at=LATER)[0]
    if movement == "refund":
        return refund_credits(ledger, amount=amount, at=LATER, problem="p1")[0]
    if ended >= len(holds):
        return ledger
    held = sum(posting.credits for posting in holds[ended].postings if posting.account == "held")
    return settle_hold(
        ledger, holds[ended], amount=min(amount, held) if movement == "settle" else 0, at=LATER
    )
