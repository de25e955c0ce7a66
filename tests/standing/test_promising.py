"""A promise to pay is noted, with who said it, and changes no row."""

from datetime import date

import pytest

from tests.cast.instants import at
from tests.cast.people import Caller, Cast, Worker
from tests.standing.overdue import make_receivable
from uphold.journal.models import Entry
from uphold.kit import Refused
from uphold.people.models import Contact
from uphold.standing.actions import promise_to_pay, withdraw_promise
from uphold.standing.models import PaymentPromise
from uphold.standing.queries import standing_of

NOW = at("2026-06-13 10:00")


def promise(
    cast: Cast, person: Worker | Caller, *, pay_by_on: date = date(2026, 6, 19), by: Contact | None = None
) -> PaymentPromise:
    return promise_to_pay(
        actor=person.actor,
        organisation=cast.harbour,
        provider=cast.northwind,
        pay_by_on=pay_by_on,
        words="On Friday.",
        promised_by=by,
        at=NOW,
    )


def test_a_promise_is_noted_and_changes_nothing(cast: Cast) -> None:
    make_receivable(cast, at=at("2026-05-15 09:00"))

    noted = promise(cast, cast.max)

    standing = standing_of(organisation_id=cast.harbour.pk, provider_id=cast.northwind.pk, at=NOW)
    assert standing.promise == noted
    assert standing.days_past_due == 12
    assert [each.may_suspend for each in standing.capabilities] == [True, False]
    assert (noted.promised_by, noted.recorded_by) == (cast.max.contact, None)
    assert Entry.objects.get(kind="standing.promised").detail["pay_by_on"] == "2026-06-19"


def test_the_staff_note_what_a_contact_said(cast: Cast) -> None:
    noted = promise(cast, cast.lea, by=cast.max.contact)

    assert (noted.promised_by, noted.recorded_by) == (cast.max.contact, cast.lea.staff)


def test_the_latest_promise_that_stands_counts(cast: Cast) -> None:
    first = promise(cast, cast.max)
    second = promise(cast, cast.max, pay_by_on=date(2026, 6, 26))

    withdraw_promise(actor=cast.lea.actor, promise=second, at=NOW)

    standing = standing_of(organisation_id=cast.harbour.pk, provider_id=cast.northwind.pk, at=NOW)
    assert standing.promise == first
    with pytest.raises(Refused) as refusal:
        withdraw_promise(actor=cast.lea.actor, promise=second, at=NOW)
    assert refusal.value.code == "promise_withdrawn"


def test_nobody_promises_for_yesterday(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        promise(cast, cast.max, pay_by_on=date(2026, 6, 12))

    assert refusal.value.code == "promise_in_the_past"
    assert not PaymentPromise.objects.exists()


def test_a_promise_of_somebody_elsewhere_is_not_noted(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        promise(cast, cast.lea, by=cast.eve.contact)

    assert refusal.value.code == "not_there"
    assert not PaymentPromise.objects.exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ada", "not_allowed"),
        ("eve", "not_there"),
        ("ben", "not_allowed"),
        ("tom", "not_there"),
    ],
)
def test_who_may_not_promise(cast: Cast, name: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        promise(cast, getattr(cast, name))

    assert refusal.value.code == code
    assert not PaymentPromise.objects.exists()


@pytest.mark.parametrize("name", ["max", "lea", "olga"])
def test_who_may_promise(cast: Cast, name: str) -> None:
    assert promise(cast, getattr(cast, name)).pay_by_on == date(2026, 6, 19)
