"""What late payment lets a manager suspend, from which day, and what ends it."""

from datetime import date
from decimal import Decimal

import pytest

from tests.cast.instants import at
from tests.cast.people import Caller, Cast, Worker
from tests.standing.overdue import make_receivable
from uphold.agreements.models import DecisionRecord
from uphold.journal.models import Entry
from uphold.kit import Refused
from uphold.standing.actions import lift, suspend, suspend_by_agreement
from uphold.standing.locking import lock_customer
from uphold.standing.models import Suspension
from uphold.standing.queries import Standing, standing_of

ISSUED_AT = at("2026-05-15 09:00")


def standing(cast: Cast, on: str) -> Standing:
    return standing_of(organisation_id=cast.harbour.pk, provider_id=cast.northwind.pk, at=at(on))


def offered(cast: Cast, on: str) -> list[str]:
    return [each.capability for each in standing(cast, on).capabilities if each.may_suspend]


def suspend_handling(cast: Cast, *, on: str, actor: Worker | Caller | None = None) -> Suspension:
    return suspend(
        actor=(actor or cast.lea).actor,
        organisation=cast.harbour,
        provider=cast.northwind,
        capability="handling",
        reason="The invoice of May is open.",
        at=at(on),
    )


@pytest.mark.parametrize(
    ("on", "days", "capabilities"),
    [
        ("2026-06-01 12:00", 0, []),
        ("2026-06-11 23:59", 10, []),
        ("2026-06-12 00:00", 11, ["handling"]),
        ("2026-06-15 12:00", 14, ["handling"]),
        ("2026-06-16 00:00", 15, ["handling", "portal changes"]),
    ],
)
def test_thresholds_are_those_of_the_clause(cast: Cast, on: str, days: int, capabilities: list[str]) -> None:
    make_receivable(cast, at=ISSUED_AT)

    assert standing(cast, on).days_past_due == days
    assert offered(cast, on) == capabilities


def test_the_first_days_are_known_before_anything_is_due(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)

    asked = standing(cast, "2026-05-20 12:00")

    assert {each.capability: each.may_suspend_on for each in asked.capabilities} == {
        "handling": date(2026, 6, 12),
        "portal changes": date(2026, 6, 16),
    }
    assert {each.decided_by for each in asked.capabilities} == {"manager"}
    assert [each.citation.anchor for each in asked.capabilities if each.citation] == ["5", "5"]


def test_a_bill_in_dispute_does_not_count(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT, disputed="125.00")

    asked = standing(cast, "2026-06-20 12:00")

    assert asked.days_past_due == 0
    assert asked.overdue == {}
    assert offered(cast, "2026-06-20 12:00") == []


def test_the_rest_of_a_bill_in_dispute_counts(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT, disputed="100.00")

    assert standing(cast, "2026-06-12 12:00").overdue == {"EUR": Decimal("25.00")}
    assert offered(cast, "2026-06-12 12:00") == ["handling"]


def test_days_count_from_the_oldest_bill_that_is_open(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT, number="N-2", due_on=date(2026, 6, 8))
    make_receivable(cast, at=ISSUED_AT)

    assert standing(cast, "2026-06-12 12:00").days_past_due == 11
    make_receivable(cast, at=at("2026-06-12 12:30"), open_amount="0.00")
    assert standing(cast, "2026-06-12 13:00").days_past_due == 4


def test_a_manager_suspends_and_the_row_is_kept(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)

    suspension = suspend_handling(cast, on="2026-06-12 10:00")

    assert (suspension.days_past_due, suspension.until) == (11, "in good standing")
    assert (suspension.clause, suspension.anchor) == ("5. Overdue accounts", "5")
    entry = Entry.objects.get(kind="standing.suspended")
    assert (entry.about_kind, entry.about_id) == ("organisation", cast.harbour.pk)
    assert entry.detail["capability"] == "handling"
    record = DecisionRecord.objects.get(kind="standing")
    assert record.facts == {"affects service": "no", "days past due": "11"}
    assert (record.row, record.entry_id) == ("handling", entry.pk)


def test_nothing_is_suspended_a_day_too_early(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)

    with pytest.raises(Refused) as refusal:
        suspend_handling(cast, on="2026-06-11 12:00")

    assert refusal.value.code == "suspension_not_offered"
    assert refusal.value.citation.anchor == "5"  # type: ignore[attr-defined]  # because the refusal carries its row
    assert not Suspension.objects.exists()
    assert not Entry.objects.filter(kind__startswith="standing.").exists()


def test_nothing_is_suspended_twice(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)
    suspend_handling(cast, on="2026-06-12 10:00")

    with pytest.raises(Refused) as refusal:
        suspend_handling(cast, on="2026-06-12 11:00")

    assert refusal.value.code == "suspended_already"
    assert Suspension.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ada", "not_allowed"),
        ("max", "not_allowed"),
        ("eve", "not_there"),
        ("ben", "not_allowed"),
        ("nia", "not_allowed"),
        ("tom", "not_there"),
    ],
)
def test_only_managers_of_the_provider_suspend(cast: Cast, name: str, code: str) -> None:
    make_receivable(cast, at=ISSUED_AT)

    with pytest.raises(Refused) as refusal:
        suspend_handling(cast, on="2026-06-12 10:00", actor=getattr(cast, name))

    assert refusal.value.code == code
    assert not Suspension.objects.exists()


def test_an_administrator_is_a_manager_too(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)

    suspension = suspend_handling(cast, on="2026-06-12 10:00", actor=cast.olga)

    assert suspension.decided_by == cast.olga.staff


def test_payment_restores_in_the_transaction_that_reports_it(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)
    suspension = suspend_handling(cast, on="2026-06-12 10:00")

    make_receivable(cast, at=at("2026-06-13 09:41"), open_amount="0.00")

    suspension.refresh_from_db()
    assert suspension.ends_at == at("2026-06-13 09:41")
    entry = Entry.objects.get(kind="standing.restored")
    assert (entry.at, entry.detail["because"]) == (at("2026-06-13 09:41"), "paid")


def test_a_part_payment_restores_nothing(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)
    suspend_handling(cast, on="2026-06-12 10:00")

    make_receivable(cast, at=at("2026-06-13 09:41"), open_amount="0.01")

    assert Suspension.objects.get().ends_at is None
    assert not Entry.objects.filter(kind="standing.restored").exists()


def test_a_dispute_restores_and_its_rejection_opens_the_amount_again(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)
    suspend_handling(cast, on="2026-06-12 10:00")

    make_receivable(cast, at=at("2026-06-13 09:00"), disputed="125.00")
    assert Suspension.objects.get().ends_at == at("2026-06-13 09:00")
    make_receivable(cast, at=at("2026-06-20 09:00"))

    assert standing(cast, "2026-06-20 10:00").days_past_due == 19
    assert offered(cast, "2026-06-20 10:00") == ["handling", "portal changes"]


def test_what_is_not_due_yet_keeps_nothing_closed(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)
    make_receivable(cast, at=ISSUED_AT, number="N-2", due_on=date(2026, 7, 1))
    suspend_handling(cast, on="2026-06-12 10:00")

    make_receivable(cast, at=at("2026-06-13 09:41"), open_amount="0.00")

    assert Suspension.objects.get().ends_at == at("2026-06-13 09:41")


def test_another_overdue_bill_keeps_it_closed_however_young(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)
    make_receivable(cast, at=ISSUED_AT, number="N-2", due_on=date(2026, 6, 10))
    suspend_handling(cast, on="2026-06-12 10:00")

    make_receivable(cast, at=at("2026-06-13 09:41"), open_amount="0.00")

    assert Suspension.objects.get().ends_at is None


def test_the_same_report_twice_changes_nothing(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT, open_amount="0.00")

    again = make_receivable(cast, at=at("2026-06-01 09:00"), open_amount="0.00")

    assert again.settled_at == ISSUED_AT
    assert cast.harbour.receivables.count() == 1


def test_a_payment_taken_back_opens_the_bill_again(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT, open_amount="0.00")

    again = make_receivable(cast, at=at("2026-06-03 09:00"))

    assert again.settled_at is None
    assert standing(cast, "2026-06-12 12:00").days_past_due == 11


def test_a_manager_lifts_what_a_manager_suspended(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)
    suspend_handling(cast, on="2026-06-12 10:00")

    lifted = lift(
        actor=cast.lea.actor,
        organisation=cast.harbour,
        provider=cast.northwind,
        capability="handling",
        reason="They pay on Monday.",
        at=at("2026-06-12 15:00"),
    )

    assert (lifted.ends_at, lifted.lifted_by) == (at("2026-06-12 15:00"), cast.lea.staff)
    assert Entry.objects.get(kind="standing.restored").detail["because"] == "lifted"
    assert offered(cast, "2026-06-12 16:00") == ["handling"]


def test_what_the_agreement_suspends_by_itself_nobody_lifts(cast_by_itself: Cast) -> None:
    make_receivable(cast_by_itself, at=ISSUED_AT)
    customer = lock_customer(
        organisation_id=cast_by_itself.harbour.pk, provider_id=cast_by_itself.northwind.pk
    )

    early = suspend_by_agreement(customer=customer, at=at("2026-06-15 23:00"))
    done = suspend_by_agreement(customer=customer, at=at("2026-06-16 00:10"))
    again = suspend_by_agreement(customer=customer, at=at("2026-06-16 01:10"))

    assert (early, again) == ([], [])
    assert [(each.capability, each.decided_by) for each in done] == [("portal changes", None)]
    with pytest.raises(Refused) as refusal:
        lift(
            actor=cast_by_itself.lea.actor,
            organisation=cast_by_itself.harbour,
            provider=cast_by_itself.northwind,
            capability="portal changes",
            reason="They are nice.",
            at=at("2026-06-16 09:00"),
        )
    assert refusal.value.code == "agreement_suspends"
    assert Suspension.objects.get().ends_at is None


def test_a_manager_cannot_take_what_the_agreement_does_by_itself(cast_by_itself: Cast) -> None:
    make_receivable(cast_by_itself, at=ISSUED_AT)

    with pytest.raises(Refused) as refusal:
        suspend(
            actor=cast_by_itself.lea.actor,
            organisation=cast_by_itself.harbour,
            provider=cast_by_itself.northwind,
            capability="portal changes",
            reason="Now.",
            at=at("2026-06-17 09:00"),
        )

    assert refusal.value.code == "suspension_not_offered"
    assert not Suspension.objects.exists()
