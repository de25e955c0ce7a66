"""What contracts include: a lot a period, a lot a covered unit, once whoever grants it; and where the rest goes."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from tests.cast.agreements import NORTHWIND, make_version
from tests.cast.credits import make_account, make_draw, make_hold, release_hold, unguarded
from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.credits.at_once import at_once
from uphold.access import Actor
from uphold.agreements.actions import add_covered_unit, conclude_contract, end_contract, end_covered_unit
from uphold.agreements.models import Contract, CoveredUnit, Version
from uphold.credits.actions import record_movement
from uphold.credits.bridge import ledger_for
from uphold.credits.checking import check_ledger
from uphold.credits.jobs import expire_lots, grant_allowances, grant_to_contract
from uphold.credits.models import LedgerEntry, Lot, Movement, Place
from uphold.credits.postings import moved
from uphold.credits.queries import balance, statement
from uphold.credits.writing import NotEnoughCredits
from uphold.journal.models import Entry

JUNE, JULY, AUGUST = at("2026-06-01 00:00"), at("2026-07-01 00:00"), at("2026-08-01 00:00")


def included(*rows: str, version: str = "1", effective: str = "2026-01-01") -> str:
    table = "\n".join(f"| {row} |" for row in rows)
    plans = "| Plan | Meaning |\n|---|---|\n| Basic | A |\n| Full | B |\n"
    head = "| Allowance | Plan | Amount | Unit | Per | Rollover |\n|---|---|---|---|---|---|"
    text = NORTHWIND.replace("version: 1\n", f"version: {version}\n", 1)
    text = text.replace("effective: 2026-01-01", f"effective: {effective}", 1)
    return f"{text}\n## 9. Included {{#9}}\n\n{plans}\n{head}\n{table}\n"


MONTHLY = "Included | Full | 60 | credits | month |"
CARRIED = "Included | Full | 60 | credits | month | yes"
PER_SERIAL = "Included | Full | 20 | credits | month per serial |"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def bind(
    cast: Cast,
    *rows: str,
    plan: str = "Full",
    starts_on: date = date(2026, 6, 1),
    ends_on: date | None = None,
) -> Contract:
    version = Version.objects.first() or make_version(cast.northwind, text=included(*rows))
    return conclude_contract(
        actor=cast.olga.actor,
        organisation=cast.harbour,
        provider=cast.northwind,
        agreement=version.agreement,
        plan=plan,
        starts_on=starts_on,
        ends_on=ends_on,
        at=JUNE,
    )


def lots() -> Sequence[tuple[int, datetime, datetime | None]]:
    rows = Lot.objects.order_by("opened_at", "pk")
    return list(rows.values_list("remaining_credits", "opened_at", "expires_at"))


def test_each_period_has_its_lot_that_ends_with_it(cast: Cast) -> None:
    contract = bind(cast, MONTHLY)

    grant_allowances(at("2026-07-15 12:00"))

    assert lots() == [(60, JUNE, JULY), (60, JULY, AUGUST)]
    lot = Lot.objects.earliest("opened_at")
    assert (lot.name, lot.source, lot.contract) == ("Included", "included", contract)
    entry = LedgerEntry.objects.get(postings__lot=lot, postings__place=Place.LOT)
    assert (entry.reason, entry.anchor, entry.row) == ("Included in the contract: Included", "9", "Included")
    assert entry.version == Version.objects.get()


def test_a_period_is_granted_a_little_before_it_begins(cast: Cast) -> None:
    bind(cast, MONTHLY)
    grant_allowances(at("2026-06-30 21:59"))
    before = len(lots())

    grant_allowances(at("2026-06-30 22:01"))

    assert (before, len(lots())) == (1, 2)
    assert balance(make_account(cast), at=at("2026-06-30 23:00")).available == 60


def test_granting_again_grants_nothing(cast: Cast) -> None:
    bind(cast, MONTHLY)

    granted = [grant_allowances(at("2026-06-15 12:00")) for _ in range(2)]

    assert granted == [1, 0]
    assert len(lots()) == 1


def test_another_plan_includes_nothing(cast: Cast) -> None:
    bind(cast, MONTHLY, plan="Basic")

    assert grant_allowances(at("2026-06-15 12:00")) == 0
    assert lots() == []


def test_a_contract_is_granted_what_it_includes_when_it_is_concluded(cast: Cast) -> None:
    bind(cast, MONTHLY)
    concluded = Entry.objects.get(kind="contract.concluded")

    grant_to_contract(concluded.pk, at=at("2026-06-15 12:00"))

    assert lots() == [(60, JUNE, JULY)]


def test_each_covered_unit_has_a_lot_of_its_own(cast: Cast) -> None:
    contract = bind(cast, PER_SERIAL)
    cover(cast, contract, "SN-1", starts_on=date(2026, 6, 1))
    cover(cast, contract, "SN-2", starts_on=date(2026, 6, 10))
    cover(cast, contract, "east", kind="deployment", starts_on=date(2026, 6, 1))

    grant_allowances(at("2026-06-15 12:00"))

    rows = Lot.objects.order_by("covered_unit").values_list("covered_unit", "opened_at", "expires_at")
    assert list(rows) == [("SN-1", JUNE, JULY), ("SN-2", at("2026-06-10 00:00"), JULY)]


def test_a_unit_whose_cover_ended_has_no_further_lot(cast: Cast) -> None:
    contract = bind(cast, PER_SERIAL)
    unit = cover(cast, contract, "SN-1", starts_on=date(2026, 6, 1))
    end_covered_unit(actor=cast.olga.actor, unit=unit, ends_on=date(2026, 6, 20), at=JUNE)

    grant_allowances(at("2026-07-15 12:00"))

    assert lots() == [(20, JUNE, JULY)]


def test_a_new_version_decides_from_its_day_on(cast: Cast) -> None:
    bind(cast, MONTHLY)
    grant_allowances(at("2026-06-15 12:00"))
    renamed = included("Support minutes | Full | 90 | credits | month |", version="2", effective="2026-07-01")
    make_version(cast.northwind, text=renamed)

    grant_allowances(at("2026-07-15 12:00"))

    assert lots() == [(60, JUNE, JULY), (90, JULY, AUGUST)]


def test_a_version_that_was_published_late_grants_no_period_again(cast: Cast) -> None:
    bind(cast, MONTHLY)
    grant_allowances(at("2026-07-10 12:00"))
    late = make_version(
        cast.northwind,
        text=included("Support minutes | Full | 90 | credits | month |", version="2", effective="2026-07-01"),
    )
    with unguarded():
        Version.objects.filter(pk=late.pk).update(published_at=at("2026-07-15 12:00"))

    grant_allowances(at("2026-08-15 12:00"))

    assert [granted for granted, *_ in lots()] == [60, 60, 90]


def test_what_is_left_moves_into_the_next_period(cast: Cast) -> None:
    june = carried_over(cast, used=15)

    rows = statement(june.account).rows[:2]

    assert lots() == [(0, JUNE, JULY), (105, JULY, AUGUST)]
    carried = next(row for row in rows if row.movement is Movement.ROLLOVER)
    assert (carried.entry.at, carried.gained, carried.balance) == (JULY, 0, 105)
    assert carried.entry.reason == "Carried over into the next period"
    assert [part.credits for part in carried.parts] == [-45, 45]


def test_a_lot_that_ends_before_the_next_was_granted_moves_all_the_same(cast: Cast) -> None:
    bind(cast, CARRIED)
    grant_allowances(at("2026-06-15 12:00"))

    expire_lots(at("2026-07-01 00:05"))

    assert lots() == [(0, JUNE, JULY), (120, JULY, AUGUST)]


def test_work_of_the_time_before_finds_what_moved_on(cast: Cast) -> None:
    june = carried_over(cast, used=15)

    seen = ledger_for(june.account, reference="NW-9")
    make_draw(june, amount=20, work_at=at("2026-06-20 10:00"), logged_at=at("2026-07-02 10:00"))

    assert seen.available(at("2026-06-20 10:00")) == 45
    assert seen.available(at("2026-07-02 10:00")) == 105
    assert [remaining for remaining, *_ in lots()] == [0, 85]
    assert check_ledger() == []


def test_work_of_the_time_before_takes_no_more_than_moved_on(cast: Cast) -> None:
    june = carried_over(cast, used=15)

    with pytest.raises(NotEnoughCredits):
        make_draw(june, amount=46, work_at=at("2026-06-20 10:00"))

    assert [remaining for remaining, *_ in lots()] == [0, 105]


def test_work_of_the_time_after_takes_what_moved_on_out_of_the_lot_it_is_in(cast: Cast) -> None:
    june = carried_over(cast, used=15)

    entry = make_draw(june, amount=45, work_at=at("2026-07-02 10:00"))

    assert [remaining for remaining, *_ in lots()] == [0, 60]
    assert {posting.lot_id for posting in entry.postings.all()} == {Lot.objects.latest("opened_at").pk}
    assert LedgerEntry.objects.filter(movement=Movement.ROLLOVER).count() == 1


def test_work_in_the_minutes_before_the_rest_moves_on_finds_it(cast: Cast) -> None:
    bind(cast, CARRIED)
    grant_allowances(at("2026-06-30 23:00"))

    seen = ledger_for(make_account(cast), reference="NW-1")

    assert seen.available(at("2026-07-01 00:02")) == 120


def test_what_is_left_and_what_moved_on_are_found_together(cast: Cast) -> None:
    june = carried_over(cast, used=15)
    give_back(june, amount=15)

    make_draw(june, amount=60, work_at=at("2026-07-04 10:00"))
    july = Lot.objects.latest("opened_at")
    make_draw(july, amount=60, work_at=at("2026-07-04 11:00"))

    assert [remaining for remaining, *_ in lots()] == [0, 0]
    assert check_ledger() == []


def test_what_moved_on_twice_is_still_found(cast: Cast) -> None:
    june = carried_over(cast, used=15)
    expire_lots(AUGUST)

    make_draw(june, amount=45, work_at=at("2026-06-20 10:00"), logged_at=at("2026-08-02 10:00"))

    assert [remaining for remaining, *_ in lots()] == [0, 0, 120]
    assert check_ledger() == []


def test_what_comes_back_to_a_lot_that_moved_on_moves_on(cast: Cast) -> None:
    june = carried_over(cast, used=15)
    give_back(june, amount=15)

    expire_lots(at("2026-07-05 00:00"))

    assert [remaining for remaining, *_ in lots()] == [0, 120]


def test_what_moved_on_is_set_aside_where_it_is(cast: Cast) -> None:
    june = carried_over(cast, used=15)

    make_hold(june, amount=30, at=at("2026-07-02 10:00"), reference="NW-9")
    release_hold(
        account=june.account, reference="NW-9", key="r", reason="No charge", at=at("2026-07-03 10:00")
    )

    assert [remaining for remaining, *_ in lots()] == [0, 105]


def test_what_is_left_at_the_end_of_the_contract_is_gone(cast: Cast) -> None:
    bind(cast, CARRIED, ends_on=date(2026, 8, 1))
    grant_allowances(at("2026-07-15 12:00"))
    expire_lots(JULY)

    expire_lots(AUGUST)

    assert [remaining for remaining, *_ in lots()] == [0, 0]
    assert LedgerEntry.objects.get(movement=Movement.EXPIRY).postings.get(place=Place.EXPIRED).credits == 120


def test_included_credits_end_with_a_contract_that_is_ended(cast: Cast) -> None:
    contract = bind(cast, "Included | Full | 600 | credits | term |")
    grant_allowances(at("2026-06-15 12:00"))
    before = lots()
    end_contract(
        actor=cast.olga.actor, contract=contract, ends_on=date(2026, 7, 1), at=at("2026-06-20 12:00")
    )

    expire_lots(at("2026-07-01 00:05"))

    assert before == [(600, JUNE, None)]
    assert lots() == [(0, JUNE, JULY)]
    assert ledger_for(make_account(cast), reference="NW-1").available(at("2026-06-20 10:00")) == 600


@pytest.mark.django_db(transaction=True)
def test_two_workers_grant_once() -> None:
    everybody = make_cast()
    bind(everybody, MONTHLY)

    def grant() -> int:
        return grant_allowances(at("2026-07-15 12:00"))

    granted = at_once(grant, grant, grant)

    assert sorted(each for each in granted if isinstance(each, int)) == [0, 0, 1]
    assert lots() == [(60, JUNE, JULY), (60, JULY, AUGUST)]
    assert LedgerEntry.objects.count() == 2


def cover(cast: Cast, contract: Contract, name: str, *, starts_on: date, kind: str = "serial") -> CoveredUnit:
    return add_covered_unit(
        actor=cast.olga.actor, contract=contract, kind=kind, name=name, starts_on=starts_on, at=JUNE
    )


def carried_over(cast: Cast, *, used: int) -> Lot:
    """June's lot, after what it had left moved into July's."""
    bind(cast, CARRIED)
    grant_allowances(at("2026-06-15 12:00"))
    june = Lot.objects.get()
    make_draw(june, amount=used, work_at=at("2026-06-15 12:00"))
    expire_lots(JULY)
    return june


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
