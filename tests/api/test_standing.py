"""What other systems read before they let somebody change a service."""

import json
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import AsProgram
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.standing.overdue import make_receivable
from uphold.kit import stopped_at
from uphold.standing.actions import suspend

NOON = at("2026-06-12 12:00")


def asked(as_program: AsProgram, token: str, organisation: int) -> HttpResponse:
    with stopped_at(NOON):
        return as_program(token).get(f"/api/v1/standing/{organisation}")  # type: ignore[return-value]


def read(response: HttpResponse) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(response.content)
    return answer


def test_an_overdue_account_is_told_with_its_rows(cast: Cast, token: str, as_program: AsProgram) -> None:
    answer = read(asked(as_program, token, cast.harbour.pk))

    handling, changes = answer.pop("capabilities")
    assert answer == {
        "organisation": cast.harbour.pk,
        "provider": cast.northwind.pk,
        "days_past_due": 11,
        "oldest_due_on": "2026-06-01",
        "overdue_amount": "125.00",
        "currency": "EUR",
        "overdue": [{"currency": "EUR", "amount": "125.00"}],
        "as_of": "2026-06-12T10:00:00Z",
    }
    citation = handling.pop("citation")
    assert handling == {
        "capability": "handling",
        "is_suspended": False,
        "since": None,
        "until": "in good standing",
        "may_suspend_on": "2026-06-12",
        "decided_by": "manager",
        "clause": "5. Overdue accounts",
    }
    assert (citation["document"], citation["version"], citation["anchor"]) == ("northwind", "1", "5")
    assert (changes["may_suspend_on"], changes["until"]) == ("2026-06-16", "paid in full")


def test_a_suspension_is_told_with_its_beginning(cast: Cast, token: str, as_program: AsProgram) -> None:
    suspend(
        actor=cast.lea.actor,
        organisation=cast.harbour,
        provider=cast.northwind,
        capability="handling",
        reason="Open since May.",
        at=at("2026-06-12 11:00"),
    )

    handling = read(asked(as_program, token, cast.harbour.pk))["capabilities"][0]

    assert (handling["is_suspended"], handling["since"]) == (True, "2026-06-12T09:00:00Z")
    assert (handling["may_suspend_on"], handling["decided_by"]) == (None, "manager")
    assert "Open since May." not in json.dumps(handling)


def test_an_account_in_order_says_so(cast: Cast, token: str, as_program: AsProgram) -> None:
    make_receivable(cast, at=at("2026-06-12 09:00"), open_amount="0.00")

    answer = read(asked(as_program, token, cast.harbour.pk))

    assert (answer["days_past_due"], answer["oldest_due_on"], answer["overdue_amount"]) == (0, None, "0.00")
    assert [each["is_suspended"] for each in answer["capabilities"]] == [False, False]
    assert [each["may_suspend_on"] for each in answer["capabilities"]] == [None, None]


def test_amounts_of_another_currency_are_not_hidden(cast: Cast, token: str, as_program: AsProgram) -> None:
    row = make_receivable(cast, at=at("2026-06-12 09:00"))
    type(row).objects.filter(pk=row.pk).update(currency="CHF")

    answer = read(asked(as_program, token, cast.harbour.pk))

    assert (answer["currency"], answer["overdue_amount"]) == ("EUR", "0.00")
    assert answer["overdue"] == [{"currency": "CHF", "amount": "125.00"}]


def test_one_question_costs_few_statements(cast: Cast, token: str, as_program: AsProgram) -> None:
    asked(as_program, token, cast.harbour.pk)
    for number in range(20):
        make_receivable(cast, at=at("2026-06-12 09:00"), number=f"N-{number + 10}")

    with CaptureQueriesContext(connection) as captured:
        asked(as_program, token, cast.harbour.pk)

    assert len(captured) <= 8
