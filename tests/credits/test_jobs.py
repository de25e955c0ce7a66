"""What time does to credits: they end, they come back after the end, and a low balance is told of once."""

import pytest

from tests.cast.credits import make_account, make_draw, make_hold, make_lot, release_hold
from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.access import Actor
from uphold.credits.actions import record_movement, set_warning
from uphold.credits.bridge import ledger_for
from uphold.credits.jobs import expire_lots, warn_low_balances
from uphold.credits.models import CreditAccount, LedgerEntry, Lot, Movement, Place
from uphold.credits.postings import moved
from uphold.credits.queries import balance, statement
from uphold.credits.writing import NotEnoughCredits
from uphold.journal.models import Entry

END = at("2026-07-01 00:00")
AFTER = at("2026-07-01 00:10")
TUESDAY = at("2026-06-09 10:00")


def remaining(lot: Lot) -> int:
    return Lot.objects.get(pk=lot.pk).remaining_credits


def test_what_is_left_of_a_lot_goes_when_it_ends(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=60, expires_at=END)
    make_draw(lot, amount=20, work_at=TUESDAY)

    expired = (expire_lots(at("2026-06-30 23:59")), expire_lots(AFTER), expire_lots(AFTER))

    assert expired == (0, 1, 0)
    newest = statement(lot.account).rows[0]
    assert (newest.entry.at, newest.movement, newest.gained, newest.balance) == (END, "expiry", -40, 0)
    assert newest.entry.reason == "Not used before the end"
    assert Entry.objects.get(kind="credits.expired").detail["credits"] == -40


def test_work_of_a_time_before_the_end_finds_what_expired(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=60, expires_at=END)
    expire_lots(AFTER)

    seen = ledger_for(lot.account, reference="NW-1")
    make_draw(lot, amount=25, work_at=TUESDAY, logged_at=at("2026-07-02 09:00"))

    assert (seen.available(TUESDAY), seen.available(AFTER)) == (60, 0)
    assert [(row.movement, row.gained, row.balance) for row in statement(lot.account).rows] == [
        ("revival", 25, 0),
        ("expiry", -60, -25),
        ("draw", -25, 35),
        ("opening", 60, 60),
    ]


def test_work_of_a_time_after_the_end_finds_nothing(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=60, expires_at=END)
    expire_lots(AFTER)

    with pytest.raises(NotEnoughCredits):
        make_draw(lot, amount=25, work_at=END)

    assert not LedgerEntry.objects.filter(movement=Movement.REVIVAL).exists()


def test_what_expired_is_set_aside_for_work_of_a_time_before_the_end(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=60, expires_at=END)
    expire_lots(AFTER)

    make_hold(lot, amount=25, at=AFTER)

    assert (remaining(lot), balance(lot.account, at=AFTER).held) == (0, 25)


def test_what_comes_back_to_a_lot_that_has_ended_ends_with_it(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=60, expires_at=END)
    make_draw(lot, amount=20, work_at=TUESDAY)
    expire_lots(AFTER)
    give_back(lot, amount=20)

    expired = expire_lots(at("2026-07-05 00:00"))

    newest = statement(lot.account).rows[0]
    assert (expired, newest.gained, newest.balance) == (1, -20, 0)
    assert (newest.entry.at, newest.entry.reason) == (at("2026-07-03 12:00"), "Came back after the end")


def test_what_is_set_aside_stays_so_when_its_lot_ends(cast: Cast) -> None:
    account = make_account(cast)
    lot = make_lot(account, credits=60, expires_at=END)
    make_hold(lot, amount=25, reference="NW-1", at=TUESDAY)
    expire_lots(AFTER)
    kept = balance(account, at=AFTER)

    release_hold(account=account, reference="NW-1", key="r", reason="No charge", at=AFTER)
    expire_lots(AFTER)

    assert (kept.available, kept.held) == (0, 25)
    assert remaining(lot) == 0
    assert balance(account, at=AFTER).held == 0
    expired = LedgerEntry.objects.filter(movement=Movement.EXPIRY).order_by("pk")
    assert [entry.postings.get(place=Place.EXPIRED).credits for entry in expired] == [35, 25]


def test_a_lot_that_never_ends_stays(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=60)

    assert expire_lots(at("2036-01-01 00:00")) == 0
    assert remaining(lot) == 60


def test_a_low_balance_is_told_of_once_until_it_recovers(cast: Cast) -> None:
    account = make_account(cast)
    lot = make_lot(account, credits=60)
    set_warning(actor=cast.lea.actor, account=account, below_credits=30, at=TUESDAY)

    fine = warn_low_balances(TUESDAY)
    make_draw(lot, amount=31, work_at=TUESDAY)
    low, again = warn_low_balances(TUESDAY), warn_low_balances(TUESDAY)
    make_lot(account, credits=1)
    recovered = warn_low_balances(TUESDAY)
    make_draw(lot, amount=5, work_at=TUESDAY)
    low_once_more = warn_low_balances(TUESDAY)

    assert (fine, low, again, recovered, low_once_more) == (0, 1, 0, 0, 1)
    told = Entry.objects.filter(kind="credits.low").order_by("pk")
    assert [(entry.detail["balance"], entry.detail["below"]) for entry in told] == [(29, 30), (25, 30)]
    assert told[0].organisation_id == cast.harbour.pk


def test_an_account_without_a_mark_is_never_told_of(cast: Cast) -> None:
    make_account(cast)

    assert warn_low_balances(TUESDAY) == 0
    assert not Entry.objects.filter(kind="credits.low").exists()


def test_lots_that_have_ended_count_for_nothing_in_a_warning(cast: Cast) -> None:
    account = make_account(cast)
    make_lot(account, credits=60, expires_at=END)
    set_warning(actor=cast.lea.actor, account=account, below_credits=30, at=TUESDAY)

    assert (warn_low_balances(TUESDAY), warn_low_balances(END)) == (0, 1)
    assert CreditAccount.objects.get().warned_at == END


def give_back(lot: Lot, *, amount: int) -> None:
    record_movement(
        account=lot.account,
        movement=Movement.REFUND,
        postings=moved(amount=amount, lot_id=lot.pk, out_of=Place.WORK, into=Place.LOT),
        work_at=at("2026-07-03 12:00"),
        key="back",
        reference="NW-1",
        reason="A patch was released",
        by=Actor.system(),
        at=at("2026-07-03 12:00"),
    )
