"""Several writers at once: every credit is spent once, every key moves once, and derived and stored agree after."""

import pytest

from tests.cast.agreements import make_agreed_cast
from tests.cast.credits import make_account, make_draw, make_lot
from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.credits.at_once import at_once
from uphold.access import Actor
from uphold.credits.actions import account_of, record_movement, set_warning
from uphold.credits.checking import check_ledger
from uphold.credits.jobs import expire_lots, warn_low_balances
from uphold.credits.models import CreditAccount, LedgerEntry, Lot, Movement, Place
from uphold.credits.postings import moved
from uphold.credits.writing import NotEnoughCredits
from uphold.journal.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)

TUESDAY = at("2026-06-09 10:00")
END = at("2026-07-01 00:00")


@pytest.fixture
def cast() -> Cast:
    everybody = make_cast()
    make_agreed_cast(everybody)
    return everybody


def remaining(lot: Lot) -> int:
    return Lot.objects.get(pk=lot.pk).remaining_credits


def test_eight_writers_spend_exactly_what_is_there(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=50)

    def spend(writer: int) -> int:
        spent = 0
        for turn in range(3):
            try:
                make_draw(lot, amount=3, work_at=TUESDAY, key=f"{writer}:{turn}", reference=f"NW-{writer}")
            except NotEnoughCredits:
                continue
            spent += 3
        return spent

    spent = at_once(*(lambda writer=writer: spend(writer) for writer in range(8)))

    assert sum(each for each in spent if isinstance(each, int)) == 48
    assert remaining(lot) == 2
    assert LedgerEntry.objects.filter(movement=Movement.DRAW).count() == 16
    assert check_ledger() == []


def test_the_same_key_from_two_writers_moves_once(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=50)

    entries = at_once(*(lambda: make_draw(lot, amount=5, work_at=TUESDAY, key="NW-1:1") for _ in range(4)))

    assert entries == [LedgerEntry.objects.get(key="NW-1:1")] * 4
    assert remaining(lot) == 45
    assert Entry.objects.filter(kind="credits.drawn").count() == 1


def test_a_refund_and_a_draw_at_once_lose_nothing(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=30)
    make_draw(lot, amount=30, work_at=TUESDAY, reference="NW-1")

    outcomes = at_once(
        lambda: give_back(lot, amount=30),
        *(lambda turn=turn: make_draw(lot, amount=10, work_at=TUESDAY, key=f"d{turn}") for turn in range(3)),
    )

    drawn = sum(10 for each in outcomes[1:] if isinstance(each, LedgerEntry))
    assert isinstance(outcomes[0], LedgerEntry)
    assert all(isinstance(each, LedgerEntry | NotEnoughCredits) for each in outcomes)
    assert remaining(lot) == 30 - drawn
    assert check_ledger() == []


def test_a_lot_that_ends_under_two_workers_ends_once(cast: Cast) -> None:
    lots = [make_lot(make_account(cast), credits=10, expires_at=END) for _ in range(6)]

    ended = at_once(lambda: expire_lots(END), lambda: expire_lots(END))

    assert sum(each for each in ended if isinstance(each, int)) == 6
    assert [remaining(lot) for lot in lots] == [0] * 6
    assert LedgerEntry.objects.filter(movement=Movement.EXPIRY).count() == 6


def test_a_low_balance_is_told_of_once_by_two_workers(cast: Cast) -> None:
    set_warning(actor=cast.lea.actor, account=make_account(cast), below_credits=30, at=TUESDAY)

    at_once(lambda: warn_low_balances(TUESDAY), lambda: warn_low_balances(TUESDAY))

    assert Entry.objects.filter(kind="credits.low").count() == 1


def test_an_account_that_two_need_first_is_made_once(cast: Cast) -> None:
    def need() -> CreditAccount:
        return account_of(organisation_id=cast.harbour.pk, provider_id=cast.northwind.pk)

    found = at_once(need, need, need)

    assert found == [CreditAccount.objects.get()] * 3


def give_back(lot: Lot, *, amount: int) -> LedgerEntry:
    return record_movement(
        account=lot.account,
        movement=Movement.REFUND,
        postings=moved(amount=amount, lot_id=lot.pk, out_of=Place.WORK, into=Place.LOT),
        work_at=TUESDAY,
        key="back",
        reference="NW-1",
        reason="A patch was released",
        by=Actor.system(),
        at=TUESDAY,
    )
