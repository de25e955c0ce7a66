"""The self-check: each way in which stored and derived can differ is planted behind the triggers, and is found."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection

from tests.cast.credits import make_account, make_draw, make_hold, make_lot, unguarded
from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.agreements.models import Version
from uphold.credits.actions import account_of
from uphold.credits.checking import Difference, check_ledger, extent_of_check
from uphold.credits.models import CreditAccount, CreditOrder, LedgerEntry, Lot, Posting

TUESDAY = at("2026-06-09 10:00")


@pytest.fixture
def lot(cast: Cast) -> Lot:
    """60 credits, 20 of them drawn by NW-1 and 10 set aside for NW-2."""
    lot = make_lot(make_account(cast))
    make_draw(lot, amount=20, work_at=TUESDAY)
    make_hold(lot, amount=10, reference="NW-2", at=TUESDAY)
    connection.check_constraints()
    return Lot.objects.get(pk=lot.pk)


def named(lot: Lot) -> str:
    return f"Northwind, Harbour Clinic, lot {lot.pk} (60 credits)"


def test_what_the_verbs_wrote_agrees(lot: Lot) -> None:
    assert check_ledger() == []
    extent = extent_of_check()
    assert (extent.accounts, extent.lots, extent.entries) == (1, 1, 3)


@pytest.mark.parametrize(
    ("figure", "what", "derived"),
    [
        ("remaining_credits", "remaining", 30),
        ("held_credits", "held", 10),
        ("granted_credits", "granted", 60),
    ],
)
def test_a_figure_of_a_lot_that_was_changed_is_found(lot: Lot, figure: str, what: str, derived: int) -> None:
    with unguarded():
        Lot.objects.filter(pk=lot.pk).update(**{figure: 77})

    assert check_ledger() == [Difference(place=named(lot), what=what, stored=77, derived=derived)]


def test_a_debt_that_nobody_took_is_found(lot: Lot) -> None:
    with unguarded():
        CreditAccount.objects.update(may_owe=True, owed_credits=5)

    assert check_ledger() == [Difference(place="Northwind, Harbour Clinic", what="owed", stored=5, derived=0)]


def test_an_entry_that_lost_a_posting_is_found(lot: Lot) -> None:
    entry = LedgerEntry.objects.get(movement="draw")
    with unguarded():
        entry.postings.filter(place="lot").delete()

    assert check_ledger() == [
        Difference(place=named(lot), what="remaining", stored=30, derived=50),
        Difference(place=f"entry {entry.pk}", what="sum of postings", stored=20, derived=0),
    ]


def test_an_entry_that_moves_nothing_is_found(lot: Lot) -> None:
    with unguarded():
        entry = bare_entry(lot.account)

    assert check_ledger() == [Difference(place=f"entry {entry.pk}", what="postings", stored=0, derived=0)]


def test_a_movement_that_was_written_twice_is_found(lot: Lot) -> None:
    with unguarded():
        cursor = connection.cursor()
        cursor.execute("ALTER TABLE credits_ledgerentry DROP CONSTRAINT credits_ledgerentry_key_key")
        LedgerEntry.objects.filter(movement="draw").update(key="NW-1:1")
        first = LedgerEntry.objects.get(movement="draw")
        second = bare_entry(lot.account, key="NW-1:1")
        for posting in first.postings.all():
            Posting.objects.create(
                entry=second, place=posting.place, lot=posting.lot, credits=posting.credits
            )

    assert check_ledger() == [
        Difference(place=named(lot), what="remaining", stored=30, derived=10),
        Difference(place="key NW-1:1", what="times used", stored=2, derived=1),
    ]


def test_a_posting_of_a_foreign_lot_is_found(cast: Cast, lot: Lot) -> None:
    other = account_of(organisation_id=cast.orchard.pk, provider_id=cast.northwind.pk)
    with unguarded():
        entry = bare_entry(other)
        Posting.objects.create(entry=entry, place="lot", lot=lot, credits=-5)
        Posting.objects.create(entry=entry, place="work", lot=lot, credits=5)

    found = check_ledger()

    assert found == [
        Difference(place=named(lot), what="remaining", stored=30, derived=25),
        *(
            Difference(
                place=f"entry {entry.pk}, lot {lot.pk}",
                what="account",
                stored=other.pk,
                derived=lot.account_id,
            )
            for _ in range(2)
        ),
    ]


@pytest.mark.parametrize(("place", "total"), [("held", -5), ("work", -15)])
def test_more_given_back_than_was_taken_is_found(lot: Lot, place: str, total: int) -> None:
    reference = {"held": "NW-3", "work": "NW-1"}[place]
    amount = {"held": 5, "work": 35}[place]
    with unguarded():
        entry = bare_entry(lot.account, reference=reference)
        Posting.objects.create(entry=entry, place=place, lot=lot, credits=-amount)
        Posting.objects.create(entry=entry, place="expired", lot=lot, credits=amount)
        Lot.objects.filter(pk=lot.pk).update(held_credits=10 - (amount if place == "held" else 0))

    assert check_ledger() == [
        Difference(place=f"account {lot.account_id}, {reference}", what=place, stored=total, derived=0)
    ]


def test_an_order_that_brought_other_credits_than_were_bought_is_found(lot: Lot) -> None:
    order = CreditOrder.objects.create(
        account=lot.account,
        version=Version.objects.get(),
        package="2 hours",
        granted_credits=120,
        price=Decimal("190.00"),
        currency="EUR",
        ordered_at=TUESDAY,
        state="credited",
        lot=lot,
        key="order",
    )

    assert check_ledger() == [
        Difference(place=f"order {order.number}", what="credited", stored=60, derived=120)
    ]


def test_one_provider_is_checked_by_itself(cast: Cast, lot: Lot) -> None:
    with unguarded():
        Lot.objects.filter(pk=lot.pk).update(remaining_credits=77)

    assert check_ledger(cast.southgate) == []
    assert len(check_ledger(cast.northwind)) == 1


def test_what_is_found_is_not_corrected(lot: Lot) -> None:
    with unguarded():
        Lot.objects.filter(pk=lot.pk).update(remaining_credits=77)

    first, second = check_ledger(), check_ledger()

    assert first == second
    assert Lot.objects.get(pk=lot.pk).remaining_credits == 77


def bare_entry(account: CreditAccount, *, key: str = "bare", reference: str = "NW-1") -> LedgerEntry:
    return LedgerEntry.objects.create(
        account=account,
        movement="draw",
        at=datetime(2026, 6, 9, 10, tzinfo=UTC),
        recorded_at=datetime(2026, 6, 9, 10, tzinfo=UTC),
        key=key,
        reference=reference,
        reason="Bare",
    )
