"""The customer is told before the day, once, with date, clause and amount; what needs nobody is applied on the day."""

from datetime import date, datetime, timedelta

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.standing.overdue import make_receivable
from uphold.agreements.models import Contract
from uphold.agreements.queries import terms_in_force
from uphold.journal.models import Entry
from uphold.standing.actions import suspend
from uphold.standing.jobs import apply_standing, warn_of_standing
from uphold.standing.models import StandingWarning, Suspension

ISSUED_AT = at("2026-05-15 09:00")


def warnings() -> list[tuple[str, date, datetime]]:
    rows = StandingWarning.objects.order_by("warned_at", "capability")
    return [(each.capability, each.may_suspend_on, each.warned_at) for each in rows]


def test_the_customer_is_warned_three_days_before_each_threshold_and_once(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)

    for run in range(4 * 30):
        warn_of_standing(at("2026-06-01 00:07") + timedelta(hours=6 * run))

    assert warnings() == [
        ("handling", date(2026, 6, 12), at("2026-06-09 00:07")),
        ("portal changes", date(2026, 6, 16), at("2026-06-13 00:07")),
    ]
    entry = Entry.objects.filter(kind="standing.warned").order_by("id")[0]
    assert entry.detail["amounts"] == {"EUR": "125.00"}
    assert (entry.detail["clause"], entry.detail["may_suspend_on"]) == ("5. Overdue accounts", "2026-06-12")


def test_a_warning_that_comes_too_late_is_none(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)

    warn_of_standing(at("2026-06-12 00:07"))

    assert warnings() == []


def test_what_is_suspended_already_is_not_warned_of(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)
    suspend(
        actor=cast.lea.actor,
        organisation=cast.harbour,
        provider=cast.northwind,
        capability="handling",
        reason="Open since May.",
        at=at("2026-06-12 10:00"),
    )
    make_receivable(cast, at=at("2026-06-12 11:00"), number="N-0", due_on=date(2026, 6, 2))

    warn_of_standing(at("2026-06-12 12:00"))

    assert [capability for capability, _, _ in warnings()] == []


def test_disputed_amounts_are_not_warned_of(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT, disputed="125.00")

    assert warn_of_standing(at("2026-06-10 12:00")) == 0


def test_without_a_contract_nothing_is_warned_of(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)
    Contract.objects.filter(organisation=cast.harbour).update(ends_on=date(2026, 6, 1))

    assert warn_of_standing(at("2026-06-10 12:00")) == 0


def test_one_customer_whose_terms_cannot_be_read_holds_up_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_receivable(cast, at=ISSUED_AT)
    make_receivable(cast, at=ISSUED_AT, organisation=cast.orchard, number="N-2")
    monkeypatch.setattr("uphold.standing.jobs.terms_in_force", broken_for(cast.harbour.pk))

    with pytest.raises(ExceptionGroup):
        warn_of_standing(at("2026-06-10 12:00"))

    assert StandingWarning.objects.get().receivable.organisation == cast.orchard


def test_what_the_agreement_suspends_by_itself_is_applied_on_the_day(cast_by_itself: Cast) -> None:
    make_receivable(cast_by_itself, at=ISSUED_AT)

    began = [apply_standing(at(f"2026-06-{day} 00:07")) for day in (12, 15, 16, 17)]

    assert began == [0, 0, 1, 0]
    suspension = Suspension.objects.get()
    assert (suspension.capability, suspension.decided_by) == ("portal changes", None)
    assert Entry.objects.get(kind="standing.suspended").by_kind == "system"


def test_what_needs_a_manager_is_never_applied_by_itself(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)

    assert apply_standing(at("2026-07-30 00:07")) == 0
    assert not Suspension.objects.exists()


def broken_for(organisation_id: int) -> object:
    def broken(**asked: object) -> object:
        if asked["organisation_id"] == organisation_id:
            raise ValueError("no agreement can be read")
        return terms_in_force(**asked)  # type: ignore[arg-type]  # because it passes on what it was given

    return broken
