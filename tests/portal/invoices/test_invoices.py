"""Invoices in the portal: what a manager of a customer sees and does, and that nobody else does."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.billing.charged import FIRST, House, make_charge
from tests.desk.conftest import AsPerson
from tests.security.money import make_repayment
from uphold.billing.actions import raise_dispute
from uphold.billing.models import Dispute, Invoice, Payment
from uphold.kit import stopped_at


@pytest.fixture(autouse=True)
def first_of_july() -> Iterator[None]:
    with stopped_at(FIRST):
        yield


@pytest.fixture
def manager(house: House, as_person: AsPerson) -> Client:
    return as_person(house.cast.max)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_manager_sees_what_is_open_and_every_line_with_its_clause(house: House, manager: Client) -> None:
    make_charge(house.ticket, "125.00", seconds=2100, accounted_seconds=3600, price="€125.00 per hour")
    invoice = house.invoice()

    overview = text_of(manager, "/portal/invoices/")
    text = text_of(manager, f"/portal/invoices/{invoice.pk}/")

    assert "Open: €150.00." in overview
    assert "35 minutes, accounted as 1 hour" in text
    assert "§ 5" in text
    assert "To be paid: €150.00" in text


def test_a_manager_sees_what_stands_to_credit_and_what_went_back(house: House, manager: Client) -> None:
    house.pay("50.00")
    make_repayment(house)

    text = text_of(manager, "/portal/invoices/")

    assert "To your credit: €40.00." in text
    assert "They leave us." in text
    assert "€10.00" in text


def test_the_rail_leads_managers_to_their_invoices_and_members_not(house: House, as_person: AsPerson) -> None:
    assert 'href="/portal/invoices/"' in text_of(as_person(house.cast.max), "/portal/")
    assert 'href="/portal/invoices/"' not in text_of(as_person(house.cast.ada), "/portal/")


def test_a_line_is_disputed_and_the_dispute_withdrawn(house: House, manager: Client) -> None:
    invoice = house.invoice("100.00", "50.00")
    line = invoice.lines.get(position=1)

    silent = manager.post(f"/portal/invoices/{invoice.pk}/lines/{line.pk}/dispute", {"words": ""})
    manager.post(f"/portal/invoices/{invoice.pk}/lines/{line.pk}/dispute", {"words": "We had power."})
    dispute = Dispute.objects.get()
    text = text_of(manager, f"/portal/invoices/{invoice.pk}/")
    manager.post(f"/portal/disputes/{dispute.pk}/withdrawal")

    dispute.refresh_from_db()
    assert silent.status_code == 422
    assert "We had power." in text
    assert "To be paid: €60.00" in text
    assert (dispute.raised_by, dispute.state) == (house.cast.max.contact, "withdrawn")


def test_a_manager_pays_online_and_comes_back_to_a_paid_invoice(
    house: House, manager: Client, settings: LazySettings
) -> None:
    settings.PAYMENTS = "fake"
    invoice = house.invoice("100.00")

    before = manager.post(f"/portal/invoices/{invoice.pk}/payment").content.decode()
    address = before.partition(f"/portal/invoices/{invoice.pk}/fake/")[2].partition('"')[0]
    page = text_of(manager, f"/portal/invoices/{invoice.pk}/fake/{address}")
    response = manager.post(f"/portal/invoices/{invoice.pk}/fake/{address}", {"pay": "1"})

    invoice.refresh_from_db()
    assert "No money moves here" in page
    assert response["Location"] == f"/portal/invoices/{invoice.pk}/"
    assert invoice.open_amount == 0
    assert "paid online" in text_of(manager, f"/portal/invoices/{invoice.pk}/")


def test_a_payment_that_fails_pays_nothing(house: House, manager: Client, settings: LazySettings) -> None:
    settings.PAYMENTS = "fake"
    invoice = house.invoice("100.00")
    before = manager.post(f"/portal/invoices/{invoice.pk}/payment").content.decode()
    address = before.partition(f"/portal/invoices/{invoice.pk}/fake/")[2].partition('"')[0]

    manager.post(f"/portal/invoices/{invoice.pk}/fake/{address}", {"fail": "1"})

    assert not Payment.objects.exists()


def test_where_nothing_is_paid_online_the_page_says_how_to_transfer(house: House, manager: Client) -> None:
    type(house.seller).objects.update(iban="AT611904300234573201")
    invoice = house.invoice("100.00")

    text = text_of(manager, f"/portal/invoices/{invoice.pk}/")

    assert "AT611904300234573201" in text
    assert "online" not in text
    assert manager.post(f"/portal/invoices/{invoice.pk}/payment").status_code == 404


def test_a_notice_pays_when_the_provider_signed_it_and_not_otherwise(
    house: House, manager: Client, settings: LazySettings
) -> None:
    settings.PAYMENTS = "fake"
    invoice = house.invoice("100.00")
    before = manager.post(f"/portal/invoices/{invoice.pk}/payment").content.decode()
    token = before.partition(f"/portal/invoices/{invoice.pk}/fake/")[2].partition('"')[0]
    outside = Client(enforce_csrf_checks=True)

    forged = outside.post("/portal/payments/notices/fake", "paid x", content_type="text/plain")
    other = outside.post("/portal/payments/notices/stripe", f"paid {token}", content_type="text/plain")
    assert (forged.status_code, other.status_code, Payment.objects.count()) == (403, 404, 0)
    signed = outside.post("/portal/payments/notices/fake", f"paid {token}", content_type="text/plain")

    assert signed.status_code == 204
    assert Payment.objects.get().amount == Decimal("120.00")


def test_members_are_told_that_they_may_not_and_other_customers_that_nothing_is_there(
    house: House, as_person: AsPerson, settings: LazySettings
) -> None:
    settings.PAYMENTS = "fake"
    invoice = house.invoice("100.00")
    line = invoice.lines.select_related("invoice").get()
    dispute = raise_dispute(actor=house.cast.max.actor, line=line, words="Not us.", at=FIRST)
    here = f"/portal/invoices/{invoice.pk}/"
    member, other = as_person(house.cast.ada), as_person(house.mia)

    for address in (here, f"{here}documents/pdf", f"{here}payment", f"{here}lines/{line.pk}/dispute"):
        assert (member.get(address).status_code, other.get(address).status_code) == (403, 404)
    withdrawal = f"/portal/disputes/{dispute.pk}/withdrawal"
    assert (member.post(withdrawal).status_code, other.post(withdrawal).status_code) == (403, 404)
    assert member.get("/portal/invoices/").status_code == 403
    assert "INV-1" not in text_of(other, "/portal/invoices/")
    dispute.refresh_from_db()
    assert dispute.state == "open"


def test_staff_have_the_desk_for_it(house: House, as_person: AsPerson) -> None:
    assert as_person(house.cleo).get("/portal/invoices/").status_code == 403


def test_pages_take_as_many_statements_for_twenty_rows_as_for_two(house: House, manager: Client) -> None:
    short, long = house.invoice("1.00", "2.00"), house.invoice(*["1.00"] * 20)
    few = statements_of(lambda: text_of(manager, "/portal/invoices/"))
    for _ in range(18):
        house.invoice("1.00")

    assert statements_of(lambda: text_of(manager, "/portal/invoices/")) == few
    assert cost(manager, short) == cost(manager, long)


def cost(client: Client, invoice: Invoice) -> int:
    return statements_of(lambda: text_of(client, f"/portal/invoices/{invoice.pk}/"))


def statements_of(load: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        load()
    return len(captured)
