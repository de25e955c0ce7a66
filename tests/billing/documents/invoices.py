"""Invoices as rows that nobody issued: made to be printed, with every sort of line."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.cast.people import Cast
from uphold.billing.models import Invoice, InvoiceLine, TaxRate

ISSUED_AT = datetime(2026, 7, 1, 8, tzinfo=UTC)
SELLER: Mapping[str, str] = {
    "legal_name": "Northwind Telephony GmbH",
    "street": "Hafenstraße 1",
    "city": "Vienna",
    "postcode": "1020",
    "country": "AT",
    "tax_number": "",
    "vat_number": "ATU13585627",
    "email": "billing@northwind.example",
    "telephone": "+43 1 5550100",
    "bank_name": "Northbank",
    "iban": "AT611904300234573201",
    "bic": "GIBAATWW",
    "payment_words": "Please name the reference, so that we know what you paid.",
    "footer": "",
    "colour": "#1f3a5f",
}
BUYER: Mapping[str, str] = {
    "legal_name": "Harbour Clinic",
    "street": "Kaigasse 3",
    "city": "Vienna",
    "postcode": "1010",
    "country": "AT",
    "vat_number": "ATU13585627",
    "reference": "PO-7781",
    "email": "accounts@harbour.example",
}


def line(
    amount: str,
    *,
    words: str = "Work on NW-42: 1 hour 30 minutes",
    quantity: str = "1",
    unit: str = "piece",
    price: str | None = None,
    percent: str = "20",
    category: str = "S",
    rate: TaxRate | None = None,
    **more: Any,  # noqa: ANN401 - fields of the row
) -> InvoiceLine:
    """A line of so much, net."""
    stated = {
        "ticket_number": "NW-42",
        "worked_on": date(2026, 6, 13),
        "document": "northwind",
        "clause": "5. Outside the hours",
        "anchor": "5",
        "row": "Outage that we did not cause",
        "line": 48,
        **more,
    }
    return InvoiceLine(
        words=words,
        quantity=Decimal(quantity),
        unit=unit,
        unit_price=Decimal(price or amount).copy_abs(),
        net_amount=Decimal(amount),
        tax_percent=Decimal(percent),
        tax_category=category,
        tax_rate=rate,
        **stated,
    )


def invoice(
    lines: Sequence[InvoiceLine],
    *,
    kind: str = Invoice.Kind.INVOICE,
    currency: str = "EUR",
    seller: Mapping[str, str] | None = None,
    buyer: Mapping[str, str] | None = None,
    **more: Any,  # noqa: ANN401 - fields of the row
) -> Invoice:
    """Adds up the lines and numbers their places; stored by whoever needs that."""
    net = Decimal("0.00")
    taxes: dict[tuple[str, Decimal], Decimal] = {}
    for position, each in enumerate(lines, start=1):
        each.position = position
        net += each.net_amount
        rate = (each.tax_category, each.tax_percent)
        taxes[rate] = taxes.get(rate, Decimal(0)) + each.net_amount
    tax = sum(
        ((part * percent / 100).quantize(Decimal("0.01")) for (_, percent), part in taxes.items()), Decimal(0)
    )
    stated = {
        "number": "NW-2026-0042",
        "serial": 42,
        "issued_at": ISSUED_AT,
        "issued_on": date(2026, 7, 1),
        "due_on": date(2026, 7, 31),
        "from_on": date(2026, 6, 1),
        "until_on": date(2026, 7, 1),
        **more,
    }
    return Invoice(
        kind=kind,
        currency=currency,
        net_amount=net,
        tax_amount=tax,
        gross_amount=net + tax,
        seller={**SELLER, **(seller or {})},
        buyer={**BUYER, **(buyer or {})},
        **stated,
    )


def issued(cast: Cast, lines: Sequence[InvoiceLine], **more: Any) -> Invoice:  # noqa: ANN401 - fields of the row
    """An invoice of Northwind to the Harbour Clinic, stored with its lines."""
    serial = Invoice.objects.count() + 1
    stated = {
        "number": f"NW-2026-{serial:04}",
        "serial": serial,
        "provider": cast.northwind,
        "organisation": cast.harbour,
        **more,
    }
    row = invoice(lines, **stated)
    row.save()
    for each in lines:
        each.invoice = row
    InvoiceLine.objects.bulk_create(lines)
    return row
