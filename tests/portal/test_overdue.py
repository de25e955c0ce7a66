"""An overdue account in the portal: changes are closed with clause and day, faults never; what rests is foreseen."""

from datetime import datetime

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.desk.conftest import AsPerson
from tests.standing.overdue import make_overdue_terms, make_receivable
from uphold.kit import stopped_at
from uphold.standing.actions import suspend
from uphold.tickets.models import Ticket

NOON = at("2026-06-16 12:00")
CHANGE = {"request": "Change", "impact": "One", "subject": "Another line", "body": "For the new room."}
FAULT = CHANGE | {"request": "Fault", "evidence": ["Logs"]}
SENTENCE = (
    "Suspended since 2026-06-16: portal changes. It ends when the account is paid in full "
    "(clause 5. Overdue accounts)."
)


@pytest.fixture
def cast(db: None) -> Cast:
    everybody = make_cast()
    make_overdue_terms(everybody)
    make_receivable(everybody, at=at("2026-05-15 09:00"))
    return everybody


def close(cast: Cast, capability: str, *, on: datetime = NOON) -> None:
    suspend(
        actor=cast.lea.actor,
        organisation=cast.harbour,
        provider=cast.northwind,
        capability=capability,
        reason="The invoice of May is open.",
        at=on,
    )


def test_a_change_is_refused_with_its_clause_and_the_day(cast: Cast, as_person: AsPerson) -> None:
    close(cast, "portal changes")

    with stopped_at(NOON):
        response = as_person(cast.ada).post("/portal/tickets", CHANGE)

    assert response.status_code == 403
    assert SENTENCE in response.content.decode()
    assert "§ 5" in response.content.decode()
    assert Ticket.objects.count() == 0


def test_a_fault_is_taken_in_all_the_same(cast: Cast, as_person: AsPerson) -> None:
    close(cast, "portal changes")
    close(cast, "handling")

    with stopped_at(NOON):
        as_person(cast.ada).post("/portal/tickets", FAULT)

    assert Ticket.objects.get().status == "new"


def test_a_change_is_taken_in_while_nobody_has_closed_it(cast: Cast, as_person: AsPerson) -> None:
    with stopped_at(NOON):
        as_person(cast.ada).post("/portal/tickets", CHANGE)

    assert Ticket.objects.get().request == "Change"


def test_what_is_closed_is_said_before_it_is_sent(cast: Cast, as_person: AsPerson) -> None:
    close(cast, "portal changes")

    with stopped_at(NOON):
        text = as_person(cast.ada).get("/portal/tickets/preview", CHANGE).content.decode()

    assert SENTENCE in text


def test_what_would_rest_is_said_before_it_is_sent(cast: Cast, as_person: AsPerson) -> None:
    close(cast, "handling")

    with stopped_at(NOON):
        text = (
            as_person(cast.ada)
            .get("/portal/tickets/preview", CHANGE | {"request": "Question"})
            .content.decode()
        )

    assert "Work on this rests until the account is in good standing." in text


def test_payment_opens_changes_again(cast: Cast, as_person: AsPerson) -> None:
    close(cast, "portal changes")
    make_receivable(cast, at=NOON, open_amount="0.00")

    with stopped_at(NOON):
        as_person(cast.ada).post("/portal/tickets", CHANGE)

    assert Ticket.objects.count() == 1
