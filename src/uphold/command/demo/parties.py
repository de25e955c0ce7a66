"""Who invoices and who is invoiced in the demonstration, and what a package of credits costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from uphold.agreements.models import Contract
from uphold.billing.actions import add_tax_rate, set_buyer, set_seller
from uphold.billing.parties import BuyerTerms, SellerTerms
from uphold.command.demo.cast import SANGOMA, STRATELEGY
from uphold.command.demo.people import People
from uphold.credits.actions import set_package_price

SELLERS: Final = {
    STRATELEGY: SellerTerms(
        legal_name="Stratelegy Demonstration LLC",
        street="12 Sample Street",
        city="Albany",
        postcode="12207",
        country="US",
        tax_number="00-0000000",
        email="billing@stratelegy.example.com",
        payment_words="Please pay by transfer and name the number of the invoice.",
        footer="A demonstration. Nobody owes anything.",
        colour="#1f3a5f",
        invoice_prefix="STR-2026-",
        credit_note_prefix="STR-CN-",
        payment_days=30,
    ),
    SANGOMA: SellerTerms(
        legal_name="Sangoma Demonstration Inc.",
        street="1 Example Avenue",
        city="Toronto",
        postcode="M5V 2T6",
        country="CA",
        email="billing@sangoma.example.com",
        payment_words="Please pay by transfer and name the number of the invoice.",
        footer="A demonstration. Nobody owes anything.",
        colour="#0b5d4b",
        invoice_prefix="SAN-",
        credit_note_prefix="SAN-CN-",
        payment_days=14,
    ),
}
TAXES: Final = {STRATELEGY: ("No sales tax", Decimal(0), "Z"), SANGOMA: ("HST", Decimal(13), "S")}
BUYERS: Final = {
    "Fenwick Tool Hire": BuyerTerms(
        legal_name="Fenwick Tool Hire, Inc.",
        street="8 Depot Road",
        city="Riverhead",
        postcode="11901",
        email="accounts@fenwicktools.example.com",
    ),
    "Copperline Telecom": BuyerTerms(
        legal_name="Copperline Telecom Ltd.",
        street="200 Wire Lane",
        city="Hamilton",
        postcode="L8P 1A1",
        country="CA",
        reference="PO 7741",
        email="accounts@copperline.example.com",
    ),
}
PACKAGES: Final = {"2 hours": Decimal("180.00"), "5 hours": Decimal("425.00"), "10 hours": Decimal("800.00")}


def bring_parties(people: People, *, at: datetime) -> None:
    actor = people.actor("nora")
    for key, terms in SELLERS.items():
        provider = people.providers[key]
        name, percent, category = TAXES[key]
        set_seller(actor=actor, provider=provider, terms=terms, at=at)
        rate = add_tax_rate(
            actor=actor, provider=provider, name=name, percent=percent, category=category, at=at
        )
        set_seller(actor=actor, provider=provider, terms=replace(terms, default_tax_rate=rate), at=at)
    for name, buyer in BUYERS.items():
        contract = Contract.objects.select_related("organisation", "provider").get(organisation__name=name)
        set_buyer(
            actor=actor, organisation=contract.organisation, provider=contract.provider, terms=buyer, at=at
        )
    for contract in Contract.objects.filter(provider=people.providers[SANGOMA]):
        for package, price in PACKAGES.items():
            set_package_price(actor=actor, contract=contract, package=package, price=price, at=at)
