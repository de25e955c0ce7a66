"""What the database itself keeps: sums, figures, and that nothing in the ledger is ever changed."""

from collections.abc import Callable

import pytest
from django.db import Error, connection, transaction
from django.db.models import F

from tests.cast.credits import make_account, make_draw, make_lot
from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.credits.models import CreditAccount, LedgerEntry, Lot, Movement, Posting

TUESDAY = at("2026-06-09 10:00")


def bare_entry(account: CreditAccount) -> LedgerEntry:
    """An entry that nobody's verb wrote."""
    return LedgerEntry.objects.create(
        account=account, movement=Movement.DRAW, at=TUESDAY, recorded_at=TUESDAY, key="bare", reason="Bare"
    )


def take_five(lot: Lot) -> Posting:
    return Posting.objects.create(entry=bare_entry(lot.account), place="lot", lot=lot, credits=-5)


def kept_at_once(act: Callable[[], object]) -> None:
    """Does it, and checks what else would be checked at the end of the transaction."""
    act()
    connection.check_constraints()


def test_an_entry_whose_postings_do_not_sum_to_zero_is_refused(cast: Cast) -> None:
    lot = make_lot(make_account(cast))

    with pytest.raises(Error, match="sums to -5, not to zero"), transaction.atomic():
        kept_at_once(lambda: take_five(lot))

    assert not LedgerEntry.objects.filter(key="bare").exists()
    assert Lot.objects.get(pk=lot.pk).remaining_credits == 60


def test_an_entry_without_postings_is_refused(cast: Cast) -> None:
    account = make_account(cast)

    with pytest.raises(Error, match="sums to nothing"), transaction.atomic():
        kept_at_once(lambda: bare_entry(account))

    assert not LedgerEntry.objects.exists()


def test_a_posting_that_comes_later_must_keep_the_sum(cast: Cast) -> None:
    entry = make_draw(make_lot(make_account(cast)), amount=5, work_at=TUESDAY)
    connection.check_constraints()

    with pytest.raises(Error, match="sums to 3"), transaction.atomic():
        kept_at_once(lambda: Posting.objects.create(entry=entry, place="work", credits=3))

    assert entry.postings.count() == 2


def test_no_row_of_the_ledger_is_changed_or_deleted(cast: Cast) -> None:
    entry = make_draw(make_lot(make_account(cast)), amount=5, work_at=TUESDAY)

    for attempt in (
        lambda: LedgerEntry.objects.filter(pk=entry.pk).update(reason="Better words"),
        lambda: entry.postings.update(credits=F("credits") * 2),
        lambda: entry.postings.all().delete(),
        lambda: LedgerEntry.objects.filter(pk=entry.pk)._raw_delete("default"),
    ):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            attempt()

    assert LedgerEntry.objects.get(pk=entry.pk).reason == "Work on the ticket"
    assert sorted(entry.postings.values_list("credits", flat=True)) == [-5, 5]


@pytest.mark.parametrize("table", ["credits_ledgerentry", "credits_posting"])
def test_the_ledger_is_never_emptied(cast: Cast, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgtype & 32 FROM pg_trigger WHERE tgname = %s", [f"{table}_never_emptied"])

        assert cursor.fetchall() == [(32,)]


def test_the_figures_of_a_lot_are_moved_by_postings_alone(cast: Cast) -> None:
    lot = make_lot(make_account(cast))

    for change in ({"remaining_credits": 1000}, {"held_credits": 5}, {"granted_credits": 1000}):
        with pytest.raises(Error, match="kept by postings alone"), transaction.atomic():
            Lot.objects.filter(pk=lot.pk).update(**change)

    kept = Lot.objects.get(pk=lot.pk)
    assert (kept.remaining_credits, kept.held_credits, kept.granted_credits) == (60, 0, 60)


def test_a_lot_may_end_sooner_but_never_later(cast: Cast) -> None:
    lot = make_lot(make_account(cast), expires_at=at("2026-08-01 00:00"))

    Lot.objects.filter(pk=lot.pk).update(expires_at=at("2026-07-01 00:00"))
    for later in (at("2026-07-02 00:00"), None):
        with pytest.raises(Error, match="kept by postings alone"), transaction.atomic():
            Lot.objects.filter(pk=lot.pk).update(expires_at=later)

    assert Lot.objects.get(pk=lot.pk).expires_at == at("2026-07-01 00:00")


def test_a_debt_is_moved_by_postings_alone(cast: Cast) -> None:
    account = make_account(cast)
    CreditAccount.objects.filter(pk=account.pk).update(may_owe=True)

    with pytest.raises(Error, match="kept by postings alone"), transaction.atomic():
        CreditAccount.objects.filter(pk=account.pk).update(owed_credits=5)

    assert CreditAccount.objects.get(pk=account.pk).owed_credits == 0


def test_a_lot_and_an_account_begin_empty(cast: Cast) -> None:
    account = make_account(cast)

    with pytest.raises(Error, match="kept by postings alone"), transaction.atomic():
        Lot.objects.create(
            account=account,
            source="goodwill",
            name="60 credits",
            granted_credits=60,
            remaining_credits=60,
            opened_at=TUESDAY,
            key="full from the start",
        )
    with pytest.raises(Error, match="kept by postings alone"), transaction.atomic():
        CreditAccount.objects.create(
            organisation=cast.orchard, provider=cast.northwind, may_owe=True, owed_credits=5
        )

    assert not Lot.objects.exists()
    assert CreditAccount.objects.count() == 1


def test_a_posting_of_a_lot_belongs_to_the_account_of_its_entry(cast: Cast) -> None:
    lot = make_lot(make_account(cast))
    other = CreditAccount.objects.create(organisation=cast.orchard, provider=cast.northwind)

    with pytest.raises(Error, match="lot of another account"), transaction.atomic():
        Posting.objects.create(entry=bare_entry(other), place="lot", lot=lot, credits=-5)

    assert Lot.objects.get(pk=lot.pk).remaining_credits == 60
