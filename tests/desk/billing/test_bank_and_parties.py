"""Files of banks and parties in the desk."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.billing.charged import FIRST, House
from tests.desk.conftest import AsPerson
from uphold.billing.models import BankImport, BankLine, Buyer, Payment, Seller, TaxRate
from uphold.kit import stopped_at

CSV = b"Booking date,Amount,Currency,Payer,Reference\n2026-07-01,120.00,EUR,Harbour,INV-1\n2026-07-01,5.00,EUR,Who,hm\n"
FORM = {
    "separator": "comma",
    "decimals": "point",
    "date_form": "%Y-%m-%d",
    "encoding": "utf-8-sig",
    "currency": "EUR",
}
NEW = "/desk/billing/bank/new"


@pytest.fixture(autouse=True)
def first_of_july() -> Iterator[None]:
    with stopped_at(FIRST):
        yield


@pytest.fixture
def clerk(house: House, as_person: AsPerson) -> Client:
    return as_person(house.cleo)


@pytest.fixture
def administrator(house: House, as_person: AsPerson) -> Client:
    return as_person(house.cast.olga)


def upload(house: House, client: Client, content: bytes, **also: str) -> str:
    form = {**FORM, "provider": house.cast.northwind.pk, **also}
    response = client.post(NEW, {**form, "file": SimpleUploadedFile("july.csv", content)})
    return response.content.decode()


def hidden(text: str) -> dict[str, str]:
    """What the preview holds for the second step."""
    found = {}
    for part in text.split('<input type="hidden" name="')[1:]:
        name, _, rest = part.partition('" value="')
        found[name] = rest.partition('"')[0].replace("&#39;", "'").replace("&amp;", "&")
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def test_a_file_is_looked_at_and_then_taken_in(house: House, clerk: Client) -> None:
    invoice = house.invoice("100.00")

    preview = upload(house, clerk, CSV)
    assert "1 becomes a payment" in preview
    assert not BankImport.objects.exists()
    response = clerk.post(NEW, {**hidden(preview), "take": "1"})

    invoice.refresh_from_db()
    assert response["Location"] == "/desk/billing/bank"
    assert invoice.open_amount == 0
    assert "hm" in clerk.get("/desk/billing/bank").content.decode()


def test_mistakes_of_a_file_are_shown_with_line_and_column(house: House, clerk: Client) -> None:
    text = upload(house, clerk, CSV.replace(b"5.00", b"five"))

    assert "1 place cannot be read" in text
    assert "&#39;five&#39; is no amount" in text
    assert "Take it in" not in text


def test_without_a_file_the_form_asks_for_one(house: House, clerk: Client) -> None:
    response = clerk.post(NEW, {**FORM, "provider": house.cast.northwind.pk})

    assert response.status_code == 422
    assert "Choose the file that the bank gave you." in response.content.decode()


def test_the_same_file_is_refused_and_told(house: House, clerk: Client) -> None:
    kept = hidden(upload(house, clerk, CSV))
    clerk.post(NEW, {**kept, "take": "1"})

    response = clerk.post(NEW, {**kept, "take": "1"})

    assert response.status_code == 409
    assert BankImport.objects.count() == 1


def test_a_booking_that_waits_is_matched_or_put_aside(house: House, clerk: Client) -> None:
    house.invoice("100.00")
    clerk.post(
        NEW, {**hidden(upload(house, clerk, CSV + b"2026-07-01,7.00,EUR,Bank,interest\n")), "take": "1"}
    )
    guess, interest = BankLine.objects.filter(state="waiting").order_by("number")

    clerk.post(f"/desk/billing/bank/{guess.pk}", {"customer": "Harbour Clinic", "invoice": ""})
    clerk.post(f"/desk/billing/bank/{interest.pk}/aside")

    guess.refresh_from_db()
    interest.refresh_from_db()
    assert (guess.state, interest.state) == ("matched", "ignored")
    assert Payment.objects.filter(amount=Decimal("5.00")).exists()


SELLER = {
    "legal_name": "Northwind AG",
    "country": "at",
    "colour": "#204060",
    "invoice_prefix": "NW",
    "credit_note_prefix": "NC",
    "payment_days": "14",
    "reminder_days": "10",
}


def test_an_administrator_says_who_the_provider_is_on_invoices(house: House, administrator: Client) -> None:
    here = f"/desk/billing/invoicing/{house.cast.northwind.pk}"
    assert "Northwind GmbH" in administrator.get(here).content.decode()

    administrator.post(here, SELLER)

    seller = Seller.objects.get()
    assert (seller.legal_name, seller.country, seller.payment_days) == ("Northwind AG", "AT", 14)
    assert seller.reminder_days == 10


def test_what_cannot_be_right_stands_at_its_field(house: House, administrator: Client) -> None:
    here = f"/desk/billing/invoicing/{house.cast.northwind.pk}"

    response = administrator.post(here, {**SELLER, "iban": "AT00 1904 3002 3457 3201"})

    text = response.content.decode()
    assert response.status_code == 422
    assert "field-iban-error" in text or 'id="id_iban-error"' in text
    assert Seller.objects.get().legal_name == "Northwind GmbH"


def test_rates_are_added_and_retired(house: House, administrator: Client) -> None:
    form = {"provider": house.cast.northwind.pk, "name": "Reduced", "percent": "10", "category": "S"}
    administrator.post("/desk/billing/invoicing/rates/new", form)
    rate = TaxRate.objects.get(name="Reduced")
    assert "Reduced, 10 %" in administrator.get("/desk/billing/invoicing").content.decode()

    administrator.post(f"/desk/billing/invoicing/rates/{rate.pk}")

    rate.refresh_from_db()
    assert not rate.is_active


def test_a_clerk_says_how_a_customer_is_invoiced(house: House, clerk: Client) -> None:
    here = f"/desk/billing/customers/{house.cast.northwind.pk}/{house.cast.harbour.pk}"

    clerk.post(here, {"legal_name": "Harbour Clinic GmbH", "country": "AT", "payment_days": "7"})

    buyer = Buyer.objects.get()
    assert (buyer.legal_name, buyer.payment_days) == ("Harbour Clinic GmbH", 7)
    assert clerk.get("/desk/billing/invoicing").status_code == 403
