"""What stands on the paper, in the words and by the custom of the seller's country."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from babel import Locale

from tests.billing.documents.invoices import line
from tests.billing.documents.reading import manuscript, paper
from uphold.billing.documents.colour import legible
from uphold.billing.documents.manuscript import Manuscript, ManuscriptTax
from uphold.billing.documents.wording import tax_name
from uphold.billing.models import Invoice, TaxRate

AMERICAN = {"country": "US", "city": "Austin, TX", "postcode": "78701", "street": "1 Congress Avenue"}


def first_line(made: Manuscript) -> dict[str, Any]:
    lines: list[dict[str, Any]] = paper(made)["lines"]
    return lines[0]


def test_an_austrian_invoice_is_written_as_austrians_write() -> None:
    told = paper(manuscript([line("1234.50")]))

    assert told["total"] == ["Total", "€ 1.481,40"]
    assert told["facts"] == [
        ["Date", "1 Jul 2026"],
        ["Due", "31 Jul 2026"],
        ["Period", "1–30 Jun 2026"],
        ["Your reference", "PO-7781"],
    ]
    assert told["paper"] == "a4"


def test_an_american_one_as_americans_do() -> None:
    told = paper(manuscript([line("1234.50", percent="0", category="O")], currency="USD", seller=AMERICAN))

    assert told["total"] == ["Total", "$1,234.50"]
    assert told["facts"][0] == ["Date", "Jul 1, 2026"]
    assert told["paper"] == "us-letter"
    assert told["legal"][0] == (
        "Northwind Telephony GmbH · 1 Congress Avenue · Austin, TX 78701 · United States"
    )


@pytest.mark.parametrize(
    ("currency", "amount", "words"),
    [
        ("CHF", "99.50", "CHF 99,50"),
        ("GBP", "99.50", "£ 99,50"),
        ("JPY", "12500.00", "JP¥ 12.500"),
        ("RSD", "99.50", "RSD 99,50"),
        ("KWD", "1.25", "KWD 1,250"),
    ],
)
def test_every_currency_has_its_own_decimals(currency: str, amount: str, words: str) -> None:
    made = manuscript([line(amount, percent="0", category="Z")], currency=currency)

    assert first_line(made)["amount"] == words


@pytest.mark.parametrize(
    ("quantity", "unit", "words"),
    [
        ("1.5", "hour", "1 h 30 min"),
        ("0.866667", "hour", "52 min"),
        ("42", "minute", "42 min"),
        ("0.205556", "hour", "12 min 20 s"),
        ("-1", "hour", "−1 h"),
        ("3", "piece", "3"),
        ("2.5", "days", "2,5 days"),
    ],
)
def test_time_is_told_as_people_tell_it(quantity: str, unit: str, words: str) -> None:
    amount = "-125.00" if quantity.startswith("-") else "125.00"

    assert first_line(manuscript([line(amount, quantity=quantity, unit=unit)]))["quantity"] == words


def test_a_price_shows_every_decimal_that_it_has() -> None:
    made = manuscript([line("20.12", quantity="1630", price="0.012345")])

    assert first_line(made)["price"] == "€ 0,012345"


def test_each_line_says_its_clause_and_its_reason() -> None:
    told = first_line(manuscript([line("125.00", reason="agreed by Max")]))

    assert (told["mark"], told["clause"], told["reason"]) == (
        "§ 5",
        "Outage that we did not cause",
        "agreed by Max",
    )
    assert (told["day"], told["ticket"]) == ("13 Jun", "NW-42")


def test_a_waived_line_stands_there_at_nothing_with_its_reason() -> None:
    told = first_line(manuscript([line("0.00", is_waived=True, reason="first incident after the move")]))

    assert (told["quantity"], told["price"], told["waived"]) == ("", "", True)
    assert told["amount"] == "€ 0,00"
    assert told["reason"] == "first incident after the move"


def test_a_day_of_another_year_says_its_year() -> None:
    assert first_line(manuscript([line("1.00", worked_on=date(2025, 12, 31))]))["day"] == "31 Dec 2025"


def test_each_rate_of_tax_has_a_line_of_its_own() -> None:
    made = manuscript([line("100.00"), line("50.00", percent="10"), line("50.00", percent="10")])

    assert paper(made)["sums"] == [
        ["Net", "€ 200,00"],
        ["Tax 10 % on € 100,00", "€ 10,00"],
        ["Tax 20 % on € 100,00", "€ 20,00"],
    ]


def test_what_is_exempt_says_why_by_the_name_of_the_rate() -> None:
    rate = TaxRate(name="Export", percent=0, category="E", exemption_reason="Exempt, article 6")

    told = paper(manuscript([line("100.00", percent="0", category="E", rate=rate)]))

    assert told["notes"] == ["Export: Exempt, article 6"]
    assert told["sums"][1][0] == "Export"


def test_a_credit_note_names_what_it_corrects_and_counts_upwards() -> None:
    corrected = Invoice(number="NW-2026-0041", issued_on=date(2026, 6, 1))

    told = paper(manuscript([line("-125.00", quantity="-1")], kind="credit note", corrects=corrected))

    assert told["title"] == "Credit note"
    assert told["facts"][1] == ["Corrects", "NW-2026-0041, 1 Jun 2026"]
    assert told["lines"][0]["quantity"] == "1"
    assert told["total"] == ["Total", "€ 150,00"]
    assert told["payment"]["rows"] == []


def test_a_credit_note_keeps_the_cent_that_completes_earlier_ones() -> None:
    lines = [line("-0.25", percent="10")]
    note = manuscript(lines, kind="credit note", corrects=Invoice(number="NW-1", issued_on=date(2026, 6, 1)))
    made = manuscript(lines, kind="credit note", corrects=Invoice(number="NW-1", issued_on=date(2026, 6, 1)))

    assert (note.tax, [tax.tax for tax in made.taxes]) == (made.tax, [made.tax])


def test_the_account_is_written_in_groups_beside_the_reference() -> None:
    payment = paper(manuscript([line("100.00")]))["payment"]

    assert payment["title"] == "Please pay € 120,00 by 31 Jul 2026."
    assert payment["rows"][:2] == [["IBAN", "AT61 1904 3002 3457 3201"], ["Reference", "NW-2026-0042"]]


@pytest.mark.parametrize("colour", ["#ffffff", "#ffd400", "#e8f0ff"])
def test_a_light_brand_is_darkened_until_it_can_be_read(colour: str) -> None:
    assert legible(colour) != colour
    assert legible(legible(colour)) == legible(colour)


@pytest.mark.parametrize(
    ("name", "told"), [("", "Tax 20%"), ("Standard", "Standard 20%"), ("USt. 20 %", "USt. 20 %")]
)
def test_a_rate_of_tax_is_named_with_its_per_cent(name: str, told: str) -> None:
    tax = ManuscriptTax(
        name=name, category="S", percent=Decimal("20.00"), net=Decimal("1.00"), tax=Decimal("0.20")
    )

    assert tax_name(tax, Locale("en", "US")) == told
