"""What leaves billing: letters that a clerk asks for, files for accounting, and previews of what a run would issue."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from tests.billing.charged import FIRST, House, make_charge
from tests.billing.test_runs import make_charges_of_many, prepare
from tests.desk.conftest import AsPerson
from uphold.billing.models import Invoice
from uphold.journal.queries import entries_about
from uphold.kit import stopped_at
from uphold.people.models import Contact

OVERDUE = FIRST + timedelta(days=40)


@pytest.fixture(autouse=True)
def first_of_july() -> Iterator[None]:
    with stopped_at(FIRST):
        yield


@pytest.fixture
def clerk(house: House, as_person: AsPerson) -> Client:
    return as_person(house.cleo)


def kinds_about(invoice: Invoice) -> list[str]:
    return [entry.kind for entry in entries_about(invoice)]


def test_an_invoice_is_sent_again_to_those_whom_the_page_names(house: House, clerk: Client) -> None:
    invoice = house.invoice("100.00")
    here = f"/desk/billing/invoices/{invoice.pk}/letter"

    assert house.cast.max.contact.email in clerk.get(here).content.decode()
    response = clerk.post(here)

    assert response["Location"] == f"/desk/billing/invoices/{invoice.pk}"
    assert kinds_about(invoice).count("invoice.sent") == 1


def test_a_letter_to_nobody_is_refused(house: House, clerk: Client) -> None:
    invoice = house.invoice("100.00")
    Contact.objects.filter(organisation=house.cast.harbour).update(is_active=False)

    response = clerk.post(f"/desk/billing/invoices/{invoice.pk}/letter")

    assert response.status_code == 409
    assert "names no address for invoices" in response.content.decode()
    assert "invoice.sent" not in kinds_about(invoice)


def test_what_is_overdue_is_reminded_of(house: House, as_person: AsPerson) -> None:
    invoice = house.invoice("100.00")
    with stopped_at(OVERDUE):
        clerk = as_person(house.cleo)
        page = clerk.get(f"/desk/billing/invoices/{invoice.pk}").content.decode()
        asked = clerk.get(f"/desk/billing/invoices/{invoice.pk}/reminder").content.decode()
        clerk.post(f"/desk/billing/invoices/{invoice.pk}/reminder")

    assert f"/desk/billing/invoices/{invoice.pk}/reminder" in page
    assert "€120.00 were due on 31 Jul 2026" in asked
    assert kinds_about(invoice).count("invoice.reminded") == 1


def test_what_is_not_due_is_not_reminded_of(house: House, clerk: Client) -> None:
    invoice = house.invoice("100.00")

    response = clerk.post(f"/desk/billing/invoices/{invoice.pk}/reminder")

    assert response.status_code == 409
    assert "Nothing of INV-1 is overdue" in response.content.decode()
    assert "invoice.reminded" not in kinds_about(invoice)


def test_the_file_for_accounting_holds_the_invoices_of_its_days(house: House, clerk: Client) -> None:
    house.invoice("100.00")
    said = {
        "provider": house.cast.northwind.pk,
        "form": "journal",
        "from_on": "2026-07-01",
        "last_on": "2026-07-01",
        "receivable": "1400",
        "revenue": "8400",
        "tax": "1776",
        "bank": "1200",
    }

    response = clerk.post("/desk/billing/export", said)
    later = clerk.post("/desk/billing/export", {**said, "from_on": "2026-07-02", "last_on": "2026-07-02"})

    assert response["Content-Disposition"] == (
        'attachment; filename="northwind-journal-2026-07-01-2026-07-01.csv"'
    )
    text = response.content.decode()
    assert "INV-1,1400,Harbour Clinic,,120.00,,EUR" in text
    assert "INV-1" not in later.content.decode()


def test_days_that_run_backwards_are_told_at_their_field(house: House, clerk: Client) -> None:
    said = {"provider": house.cast.northwind.pk, "form": "xero", "from_on": "2026-07-02"}

    response = clerk.post("/desk/billing/export", {**said, "last_on": "2026-07-01"})

    assert response.status_code == 422
    assert "The last day is not before the first." in response.content.decode()


def test_what_a_run_would_issue_is_read_before(house: House, clerk: Client) -> None:
    make_charge(house.ticket, "100.00")
    run = prepare(house)
    here = f"/desk/billing/runs/{run.pk}/previews/{house.cast.harbour.pk}-EUR.pdf"

    assert here in clerk.get(f"/desk/billing/runs/{run.pk}").content.decode()
    response = clerk.get(here)

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert not Invoice.objects.exists()


@pytest.mark.parametrize("which", ["another currency", "another customer", "thrown away"])
def test_there_is_no_preview_of_what_will_not_be_issued(house: House, clerk: Client, which: str) -> None:
    make_charges_of_many(house, 1)
    make_charge(house.ticket, "100.00")
    run = prepare(house)
    customer, currency = house.cast.harbour.pk, "EUR"
    if which == "another currency":
        currency = "USD"
    if which == "another customer":
        customer = house.cast.orchard.pk
    if which == "thrown away":
        clerk.post(f"/desk/billing/runs/{run.pk}/withdrawal")

    response = clerk.get(f"/desk/billing/runs/{run.pk}/previews/{customer}-{currency}.pdf")

    assert response.status_code == 404


@pytest.mark.parametrize("place", ["invoices/{}/letter", "invoices/{}/reminder", "export"])
def test_agents_send_nothing_and_save_nothing(house: House, as_person: AsPerson, place: str) -> None:
    invoice = house.invoice("100.00")

    assert as_person(house.cast.ben).get(f"/desk/billing/{place.format(invoice.pk)}").status_code == 403
