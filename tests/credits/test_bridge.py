"""The account as one ticket sees it, in policy's words, and policy's entries back to rows."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.credits import make_account, make_draw, make_hold, make_lot
from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.credits.actions import record_movement
from uphold.credits.bridge import key_of, ledger_for, postings_of
from uphold.credits.models import CreditAccount, LedgerEntry, Lot, Movement, Place
from uphold.credits.postings import LotPosting, moved
from uphold.credits.queries import balance
from uphold.policy.credits.draw import draw_credits
from uphold.policy.credits.ledger import Ledger
from uphold.policy.credits.refund import refund_credits, refundable_credits

TUESDAY, WEDNESDAY = at("2026-06-09 10:00"), at("2026-06-10 10:00")


def test_a_ticket_sees_what_is_left_under_the_number_of_each_lot(cast: Cast) -> None:
    account = make_account(cast)
    first, second = make_lot(account, credits=60), make_lot(account, credits=120)
    make_draw(first, amount=25, work_at=TUESDAY, reference="NW-9")

    ledger = ledger_for(account, reference="NW-1")

    assert {lot.name: ledger.held_by(lot.name) for lot in ledger.lots} == {
        str(first.pk): 35,
        str(second.pk): 120,
    }
    assert ledger.balance == 155


def test_a_ticket_sees_what_it_took_and_no_other(cast: Cast) -> None:
    lot = make_lot(make_account(cast), credits=60)
    make_draw(lot, amount=25, work_at=TUESDAY, reference="NW-1")
    make_draw(lot, amount=10, work_at=TUESDAY, reference="NW-9")

    ledger = ledger_for(lot.account, reference="NW-1")

    assert refundable_credits(ledger, problem=None) == 25
    assert ledger.balance == 25


def test_a_ticket_may_use_what_its_own_hold_has_set_aside(cast: Cast) -> None:
    account = make_account(cast)
    lot = make_lot(account, credits=60)
    make_hold(lot, amount=40, reference="NW-1", at=TUESDAY)

    seen = {number: ledger_for(account, reference=number).available(TUESDAY) for number in ("NW-1", "NW-9")}

    assert seen == {"NW-1": 60, "NW-9": 20}


def test_a_lot_for_a_unit_is_seen_by_tickets_about_that_unit_alone(cast: Cast) -> None:
    account = make_account(cast)
    make_lot(account, credits=60)
    make_lot(account, credits=30, covered_unit="SN-1")

    def seen_by(unit: str) -> int:
        return ledger_for(account, reference="NW-1", covered_unit=unit).available(TUESDAY)

    assert (seen_by("SN-1"), seen_by("SN-2"), seen_by("")) == (90, 60, 60)


def test_a_draw_of_policy_becomes_rows_lot_by_lot(cast: Cast) -> None:
    account = make_account(cast)
    later = make_lot(account, credits=60)
    sooner = make_lot(account, credits=30, expires_at=at("2026-07-01 00:00"))

    after, _ = draw_credits(ledger_for(account, reference="NW-1"), amount=50, at=TUESDAY)

    assert postings_of(after.entries[-1]) == (
        *moved(amount=30, lot_id=sooner.pk, out_of=Place.LOT, into=Place.WORK),
        *moved(amount=20, lot_id=later.pk, out_of=Place.LOT, into=Place.WORK),
    )


def test_a_refund_of_policy_goes_back_to_the_lots_it_came_from(cast: Cast) -> None:
    account = make_account(cast)
    first, second = (make_lot(account, credits=amount) for amount in (30, 60))
    after, _ = draw_credits(ledger_for(account, reference="NW-1"), amount=50, at=TUESDAY, key="work 1")
    record(account, after)

    back, returned = refund_credits(
        ledger_for(account, reference="NW-1"), amount=50, at=WEDNESDAY, problem=None, key="back"
    )
    record(account, back)

    assert returned == 50
    assert [Lot.objects.get(pk=lot.pk).remaining_credits for lot in (first, second)] == [30, 60]
    assert refundable_credits(ledger_for(account, reference="NW-1"), problem=None) == 0


def test_an_entry_keeps_the_name_that_policy_gave_it(cast: Cast) -> None:
    account = make_account(cast)
    make_lot(account)
    after, _ = draw_credits(ledger_for(account, reference="NW-1"), amount=5, at=TUESDAY, key="work 1")

    record(account, after)
    record(account, after)

    assert LedgerEntry.objects.filter(key="NW-1:work 1").count() == 1
    assert ledger_for(account, reference="NW-1").entries[-1] == after.entries[-1]


def test_what_is_owed_is_seen_as_a_debt(cast: Cast) -> None:
    account = make_account(cast)
    after, taken = draw_credits(ledger_for(account, reference="NW-1"), amount=15, at=TUESDAY, may_owe=True)
    record(account, after, may_owe=True)
    account.refresh_from_db()

    assert taken == 15
    assert postings_of(after.entries[-1]) == (
        LotPosting(Place.OWED, None, -15),
        LotPosting(Place.WORK, None, 15),
    )
    assert [ledger_for(account, reference=number).balance for number in ("NW-1", "NW-9")] == [-15, -15]


def test_looking_costs_the_same_for_two_lots_and_for_twenty(cast: Cast) -> None:
    account = make_account(cast)
    counts = []
    for more in (2, 18):
        for _ in range(more):
            make_draw(make_lot(account), amount=5, work_at=TUESDAY)
        with CaptureQueriesContext(connection) as asked:
            ledger_for(account, reference="NW-1")
        with CaptureQueriesContext(connection) as counted:
            balance(account, at=TUESDAY)
        counts.append((len(asked), len(counted)))

    assert counts == [(2, 2), (2, 2)]


def record(account: CreditAccount, ledger: Ledger, *, may_owe: bool = False) -> None:
    """As metering does with what policy says."""
    entry = ledger.entries[-1]
    record_movement(
        account=account,
        movement=Movement(entry.movement.value),
        postings=postings_of(entry),
        work_at=entry.at,
        key=key_of(entry, reference="NW-1"),
        reference="NW-1",
        reason="Work on the ticket",
        may_owe=may_owe,
        at=WEDNESDAY,
    )
