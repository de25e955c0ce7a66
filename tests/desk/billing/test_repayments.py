"""Repayments in the desk: what a clerk sees and does, and that those who only read do not."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.billing.charged import FIRST, House
from tests.desk.conftest import AsPerson
from tests.security.money import make_repayment
from uphold.billing.models import Repayment
from uphold.kit import stopped_at


@pytest.fixture(autouse=True)
def first_of_july() -> Iterator[None]:
    with stopped_at(FIRST):
        yield


@pytest.fixture
def clerk(house: House, as_person: AsPerson) -> Client:
    return as_person(house.cleo)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_clerk_pays_back_what_is_free_of_a_payment_and_takes_it_back(house: House, clerk: Client) -> None:
    house.invoice("100.00")
    payment = house.pay("150.00")
    here = f"/desk/billing/repayments/new?payment={payment.pk}"
    assert here in text_of(clerk, f"/desk/billing/payments/{payment.pk}")
    assert 'value="30.00"' in text_of(clerk, here)
    said = {
        "provider": house.cast.northwind.pk,
        "customer": "harbour",
        "currency": "eur",
        "repaid_on": "2026-07-01",
        "way": "transfer",
        "reason": "Paid twice.",
        "key": "0" * 32,
    }

    too_much = clerk.post(here, {**said, "amount": "30.01"})
    clerk.post(here, {**said, "amount": "30.00"})
    repayment = Repayment.objects.get()
    page = text_of(clerk, f"/desk/billing/repayments/{repayment.pk}")
    payment_page = text_of(clerk, f"/desk/billing/payments/{payment.pk}")
    clerk.post(f"/desk/billing/repayments/{repayment.pk}/reversal", {"reason": "Account closed"})

    assert (too_much.status_code, "Only 30.00 EUR of that" in too_much.content.decode()) == (409, True)
    assert "Paid twice." in page
    assert "by transfer" in page
    assert "paid back" in payment_page
    assert here not in payment_page
    assert "Taken back by" in text_of(clerk, f"/desk/billing/repayments/{repayment.pk}")


def test_the_account_says_what_stands_to_credit_and_leads_to_paying_it_back(
    house: House, clerk: Client, as_person: AsPerson
) -> None:
    house.pay("50.00")
    provider_id, organisation_id = house.cast.northwind.pk, house.cast.harbour.pk
    account = f"/desk/accounts/{provider_id}/{organisation_id}"
    form = f"/desk/billing/repayments/new?provider={provider_id}&amp;organisation={organisation_id}"

    for_clerk = text_of(clerk, account)
    for_lead, for_agent = (text_of(as_person(who), account) for who in (house.cast.lea, house.cast.ben))

    assert ("€50.00" in for_clerk, form in for_clerk) == (True, True)
    assert ("€50.00" in for_lead, form in for_lead) == (True, False)
    assert "€50.00" not in for_agent
    assert 'value="Harbour Clinic"' in text_of(clerk, form.replace("&amp;", "&"))


def test_the_list_takes_as_many_statements_for_two_as_for_twenty(house: House, clerk: Client) -> None:
    house.pay("500.00")

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            text_of(clerk, "/desk/billing/repayments")
        return len(captured)

    for number in range(2):
        make_repayment(house, key=f"few {number}")
    few = statements()
    for number in range(18):
        make_repayment(house, key=f"many {number}")

    assert statements() == few
    assert sum(Repayment.objects.values_list("amount", flat=True)) == Decimal("200.00")
