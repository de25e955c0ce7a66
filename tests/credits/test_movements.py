"""The one writer: credits move once for a key, never more than there are, and every figure follows."""

import pytest

from tests.cast.credits import make_account, make_draw, make_hold, make_lot, release_hold
from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.credits.actions import record_movement
from uphold.credits.bridge import ledger_for
from uphold.credits.debt import DebtNotAllowed
from uphold.credits.models import CreditAccount, LedgerEntry, Lot, Movement, Place, Posting
from uphold.credits.postings import LotPosting, moved
from uphold.credits.writing import NotEnoughCredits
from uphold.journal.models import Entry
from uphold.policy.credits.refund import refundable_credits

TUESDAY = at("2026-06-09 10:00")


def figures(lot: Lot) -> tuple[int, int]:
    found = Lot.objects.get(pk=lot.pk)
    return found.remaining_credits, found.held_credits


def owed(account: CreditAccount) -> int:
    return CreditAccount.objects.get(pk=account.pk).owed_credits


def test_a_lot_opens_with_its_credits_in_it(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=120)

    assert figures(lot) == (120, 0)
    assert list(lot.postings.order_by("credits").values_list("place", "credits")) == [
        ("issued", -120),
        ("lot", 120),
    ]


def test_the_same_lot_is_opened_once(cast: Cast) -> None:
    account = make_account(cast)

    first, second = (make_lot(account, credits=120, key="order 7") for _ in range(2))

    assert first.pk == second.pk
    assert figures(first) == (120, 0)


def test_work_takes_credits_and_the_page_is_told(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=120)

    entry = make_draw(lot, amount=25, work_at=TUESDAY)

    assert figures(lot) == (95, 0)
    told = Entry.objects.get(kind="credits.drawn")
    assert (told.organisation_id, told.detail) == (
        cast.harbour.pk,
        {"entry": entry.pk, "credits": -25, "reference": "NW-1"},
    )


def test_the_same_key_twice_is_one_movement(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=120)

    first, second = (make_draw(lot, amount=25, work_at=TUESDAY, key="NW-1:1") for _ in range(2))

    assert first == second
    assert figures(lot) == (95, 0)
    assert Entry.objects.filter(kind="credits.drawn").count() == 1


def test_no_movement_takes_more_than_there_is(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=20)

    with pytest.raises(NotEnoughCredits) as refusal:
        make_draw(lot, amount=21, work_at=TUESDAY)

    assert refusal.value.code == "not_enough_credits"
    assert figures(lot) == (20, 0)
    assert not LedgerEntry.objects.filter(movement=Movement.DRAW).exists()
    assert not Entry.objects.filter(kind="credits.drawn").exists()


@pytest.mark.parametrize("amounts", [(5, -4), (5,), ()])
def test_what_does_not_sum_to_zero_is_a_mistake_of_ours(cast: Cast, amounts: tuple[int, ...]) -> None:
    lot = make_lot(make_account(cast), credits=20)

    with pytest.raises(ValueError, match="sum to zero"):
        record_movement(
            account=lot.account,
            movement=Movement.REFUND,
            postings=[LotPosting(Place.LOT, lot.pk, each) for each in amounts],
            work_at=TUESDAY,
            key="wrong",
            reason="Wrong",
            at=TUESDAY,
        )

    assert figures(lot) == (20, 0)


def test_a_hold_sets_aside_and_gives_free_again(cast: Cast) -> None:
    account = make_account(cast)
    lot = make_lot(account, credits=20)

    make_hold(lot, amount=15, at=TUESDAY)
    held = figures(lot)
    release_hold(account=account, reference="NW-1", key="release", reason="The cause is found", at=TUESDAY)

    assert held == (5, 15)
    assert figures(lot) == (20, 0)


def test_only_what_is_set_aside_for_a_ticket_is_given_free(cast: Cast) -> None:
    account = make_account(cast)
    lot = make_lot(account, credits=50)
    make_hold(lot, amount=30, at=TUESDAY, reference="NW-1")
    make_hold(lot, amount=10, at=TUESDAY, reference="NW-2")

    release_hold(account=account, reference="NW-1", key="release", reason="The cause is found", at=TUESDAY)
    nothing = release_hold(account=account, reference="NW-3", key="none", reason="Nothing", at=TUESDAY)

    assert (figures(lot), nothing) == ((40, 10), None)


def test_a_debt_needs_the_word_of_the_agreement(cast: Cast) -> None:
    account = make_account(cast)

    with pytest.raises(DebtNotAllowed):
        take_on_credit(account, amount=10, may_owe=False)

    assert owed(account) == 0
    assert not Posting.objects.exists()


def test_a_debt_is_repaid_by_what_comes_in(cast: Cast) -> None:
    account = make_account(cast)
    take_on_credit(account, amount=10, may_owe=True)

    lot = make_lot(account, credits=60)

    assert owed(account) == 0
    assert figures(lot) == (50, 0)
    assert LedgerEntry.objects.get(movement=Movement.REPAYMENT).reason == "Taken for credits that were owed"


def test_a_refund_of_a_debt_that_was_repaid_goes_to_the_lot_that_repaid_it(cast: Cast) -> None:
    account = make_account(cast)
    take_on_credit(account, amount=10, may_owe=True)
    lot = make_lot(account, credits=60)

    record_movement(
        account=account,
        movement=Movement.REFUND,
        postings=[LotPosting(Place.OWED, None, 10), LotPosting(Place.WORK, None, -10)],
        work_at=TUESDAY,
        key="refund",
        reference="NW-1",
        reason="A patch",
        at=TUESDAY,
    )

    assert (owed(account), figures(lot)) == (0, (60, 0))
    assert refundable_credits(ledger_for(account, reference="NW-1"), problem=None) == 0


def test_a_lot_of_another_account_is_out_of_reach(cast: Cast) -> None:
    foreign = make_lot(make_account(cast), credits=20)
    account = CreditAccount.objects.create(organisation=cast.orchard, provider=cast.northwind)

    with pytest.raises(Exception, match="lot of another account"):
        record_movement(
            account=account,
            movement=Movement.DRAW,
            postings=moved(amount=5, lot_id=foreign.pk, out_of=Place.LOT, into=Place.WORK),
            work_at=TUESDAY,
            key="theft",
            reason="Work",
            at=TUESDAY,
        )


def take_on_credit(account: CreditAccount, *, amount: int, may_owe: bool) -> LedgerEntry:
    return record_movement(
        account=account,
        movement=Movement.DRAW,
        postings=[LotPosting(Place.OWED, None, -amount), LotPosting(Place.WORK, None, amount)],
        work_at=at("2026-05-28 10:00"),
        key="on credit",
        reference="NW-1",
        reason="Work on the ticket",
        may_owe=may_owe,
        at=at("2026-05-28 10:00"),
    )
