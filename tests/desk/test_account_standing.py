"""How an account stands, in the desk: what is owed, what rests from when, and what a person may decide."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from tests.cast.instants import at
from tests.cast.people import Cast, make_cast, make_worker
from tests.desk.conftest import AsPerson
from tests.standing.overdue import make_overdue_terms, make_receivable
from uphold.access import Role
from uphold.kit import stopped_at
from uphold.standing.models import PaymentPromise, Suspension

DAY_ELEVEN = at("2026-06-12 12:00")


@pytest.fixture(autouse=True)
def _day_eleven() -> Iterator[None]:
    with stopped_at(DAY_ELEVEN):
        yield


@pytest.fixture
def late(db: None) -> Cast:
    """Harbour Clinic owes 125 euros since eleven days; handling may rest from today, changes from day 15."""
    everybody = make_cast()
    make_overdue_terms(everybody)
    make_receivable(everybody, at=at("2026-05-01 12:00"))
    return everybody


def address(cast: Cast, name: str = "account") -> str:
    return reverse(f"desk:{name}", args=[cast.northwind.pk, cast.harbour.pk])


def page(client: object, url: str) -> str:
    response = client.get(url)  # type: ignore[attr-defined]
    assert response.status_code == 200, url
    return " ".join(response.content.decode().split())


def test_the_page_says_what_is_late_and_what_may_rest_from_when(late: Cast, as_person: AsPerson) -> None:
    text = page(as_person(late.ben), address(late))

    assert "11 days past due: €125.00; the oldest is N-1, due on 1 Jun 2026." in text
    assert "open; a manager may suspend it now" in text
    assert "open; unpaid, a manager may suspend it from 16 Jun 2026 on" in text
    assert "§ 5" in text


def test_the_list_shows_days_and_amount(late: Cast, as_person: AsPerson) -> None:
    text = page(as_person(late.ben), f"{reverse('desk:accounts')}?view=overdue")

    assert "Harbour Clinic" in text
    assert "Orchard Foods" not in text
    assert "11 days past due" in text
    assert "€125.00" in text


def test_a_lead_suspends_what_the_row_allows_and_restores_it(late: Cast, as_person: AsPerson) -> None:
    client = as_person(late.lea)
    said = {"capability": "handling", "reason": "Eleven days and no word"}
    client.post(address(late, "account-suspension"), said)
    suspended = page(client, address(late))

    client.post(
        address(late, "account-restoration"), {"capability": "handling", "reason": "They pay on Monday"}
    )

    suspension = Suspension.objects.get()
    assert "rests since 12 Jun 2026, until the account is in good standing" in suspended
    assert "Eleven days and no word" in suspended
    assert (suspension.capability, suspension.decided_by, suspension.ends_at) == (
        "handling",
        late.lea.staff,
        DAY_ELEVEN,
    )


def test_what_the_row_does_not_allow_yet_is_not_offered(late: Cast, as_person: AsPerson) -> None:
    said = {"capability": "portal changes", "reason": "No word"}

    response = as_person(late.lea).post(address(late, "account-suspension"), said)

    assert response.status_code == 422
    assert not Suspension.objects.exists()


def test_what_rested_before_says_who_decided_and_why_and_what_ended_it(
    late: Cast, as_person: AsPerson
) -> None:
    client = as_person(late.lea)
    offered = page(client, address(late, "account-suspension"))
    client.post(
        address(late, "account-suspension"), {"capability": "handling", "reason": "Eleven days and no word"}
    )
    client.post(
        address(late, "account-restoration"), {"capability": "handling", "reason": "They pay on Monday"}
    )

    text = page(client, address(late))

    assert f"{late.lea.staff.name}: Eleven days and no word" in text
    assert f"{late.lea.staff.name}: They pay on Monday" in text
    assert offered.count("checked") == 1


def test_the_suspended_are_found_in_the_list(late: Cast, as_person: AsPerson) -> None:
    client = as_person(late.lea)
    client.post(
        address(late, "account-suspension"), {"capability": "handling", "reason": "Eleven days and no word"}
    )

    text = page(client, f"{reverse('desk:accounts')}?view=suspended")

    assert "Handling of tickets" in text


@pytest.mark.parametrize(("role", "name"), [(Role.CLERK, "promise"), (Role.LEAD, "promise-noted")])
def test_a_promise_is_noted_by_who_hears_it(late: Cast, as_person: AsPerson, role: Role, name: str) -> None:
    client = as_person(make_worker("Cleo", of=late.northwind, role=role))
    said = {"pay_by_on": "2026-06-15", "promised_by": str(late.max.contact.pk), "words": "On Monday."}

    client.post(address(late, f"account-{name}"), said)

    promise = PaymentPromise.objects.get()
    assert (promise.promised_by, promise.words) == (late.max.contact, "On Monday.")
    assert "Max promised to pay by 15 Jun 2026. On Monday." in page(client, address(late))


def test_a_promise_in_the_past_is_refused_beside_the_form(late: Cast, as_person: AsPerson) -> None:
    response = as_person(late.lea).post(
        address(late, "account-promise-noted"), {"pay_by_on": "2026-06-11", "words": "Yesterday."}
    )

    assert response.status_code == 422
    assert "Name today or a day to come" in response.content.decode()
    assert not PaymentPromise.objects.exists()


def test_a_promise_that_nobody_relies_on_is_dropped(late: Cast, as_person: AsPerson) -> None:
    client = as_person(late.lea)
    client.post(address(late, "account-promise-noted"), {"pay_by_on": "2026-06-15"})

    client.post(address(late, "account-promise-withdrawal-noted"))

    assert PaymentPromise.objects.get().withdrawn_at == DAY_ELEVEN
    assert "promised to pay" not in page(client, address(late))


@pytest.mark.parametrize(
    ("name", "status"), [("ben", 403), ("nia", 403), ("lea", 200), ("olga", 200), ("tom", 403), ("max", 403)]
)
def test_who_may_suspend(late: Cast, as_person: AsPerson, name: str, status: int) -> None:
    response = as_person(getattr(late, name)).get(address(late, "account-suspension"))

    assert response.status_code == status
