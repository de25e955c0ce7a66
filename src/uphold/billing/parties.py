"""The parties of an invoice: what is told of them, whether it can be right, and how an invoice keeps it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext, gettext_lazy
from stdnum import bic, get_cc_module, iban
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError as NumberWrong

from uphold.billing.models import Buyer, Seller, TaxRate
from uphold.kit import INVALID, Refused
from uphold.people.models import Organisation

NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
PREFIX = re.compile(r"[A-Z0-9][A-Z0-9-]{0,11}")
COLOUR = re.compile(r"#[0-9a-f]{6}")
LONGEST_PAYMENT_DAYS = 365
MOST_LOGO_BYTES = 200_000
LOGO_BEGINS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

Party = Mapping[str, str]
"""A party as an invoice keeps it."""


class PartyFieldWrong(Refused):
    """The first value names the field, the second is the sentence."""

    code, kind, text = "party_field_wrong", INVALID, gettext_lazy("{1}")

    @property
    def field(self) -> str:
        return str(self.values[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerTerms:
    """Everything that a provider says of itself on invoices."""

    legal_name: str
    invoice_prefix: str
    credit_note_prefix: str
    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = "US"
    tax_number: str = ""
    vat_number: str = ""
    email: str = ""
    telephone: str = ""
    bank_name: str = ""
    iban: str = ""
    bic: str = ""
    payment_words: str = ""
    footer: str = ""
    colour: str = "#1f3a5f"
    logo: bytes | None = None
    payment_days: int = 30
    default_tax_rate: TaxRate | None = None
    shows_waived_lines: bool = True
    reminder_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerTerms:
    """How one provider invoices a customer; without it, by the name of the organisation and the seller's terms."""

    legal_name: str
    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = "US"
    vat_number: str = ""
    reference: str = ""
    email: str = ""
    tax_rate: TaxRate | None = None
    payment_days: int | None = None


def check_seller(terms: SellerTerms, *, provider_id: int) -> None:
    """Raises for the first field that cannot be right."""
    check_party(terms)
    check(PREFIX.fullmatch(terms.invoice_prefix), "invoice_prefix", PREFIX_WORDS)
    check(PREFIX.fullmatch(terms.credit_note_prefix), "credit_note_prefix", PREFIX_WORDS)
    check(
        terms.invoice_prefix.rstrip("-") != terms.credit_note_prefix.rstrip("-"),
        "credit_note_prefix",
        gettext_lazy("Credit notes have a series of their own: give them another prefix."),
    )
    check(
        COLOUR.fullmatch(terms.colour),
        "colour",
        gettext_lazy("Write the colour like #1f3a5f: six digits of 0-9 and a-f after #."),
    )
    check_number(
        terms.iban, iban.validate, "iban", gettext_lazy("This is no IBAN: its check digits do not fit.")
    )
    check_number(
        terms.bic, bic.validate, "bic", gettext_lazy("This is no BIC; it has 8 or 11 letters and digits.")
    )
    check(
        terms.reminder_days is None or 1 <= terms.reminder_days <= LONGEST_PAYMENT_DAYS,
        "reminder_days",
        gettext_lazy("Between 1 and 365 days, or nothing."),
    )
    check_logo(terms.logo)
    check_rate(terms.default_tax_rate, "default_tax_rate", provider_id=provider_id)


def check_buyer(terms: BuyerTerms, *, provider_id: int) -> None:
    check_party(terms)
    check_rate(terms.tax_rate, "tax_rate", provider_id=provider_id)


def check_party(terms: SellerTerms | BuyerTerms) -> None:
    """What both parties have."""
    check(terms.legal_name.strip(), "legal_name", gettext_lazy("Give the name that the law knows."))
    check(
        terms.country in countries(),
        "country",
        gettext_lazy("Write the country as two capitals, like AT or US."),
    )
    check_vat_number(terms.vat_number, country=terms.country)
    days = terms.payment_days
    check(
        days is None or 0 <= days <= LONGEST_PAYMENT_DAYS,
        "payment_days",
        gettext_lazy("Between 0 and 365 days."),
    )
    if terms.email:
        try:
            validate_email(terms.email)
        except ValidationError as error:
            raise PartyFieldWrong("email", gettext("This is no mail address.")) from error


def check_vat_number(number: str, *, country: str) -> None:
    """By the rules of the country, where they are known; a number of the EU begins with its country."""
    module = eu_vat if country.lower() in eu_vat.MEMBER_STATES else get_cc_module(country, "vat")
    if module is not None:
        words = gettext_lazy("This is no VAT number of {country}; it is written with the country first.")
        check_number(number, module.validate, "vat_number", words, country=country)


def check_number(
    number: str, validate: Callable[[str], str], field: str, words: object, **values: str
) -> None:
    if number:
        try:
            validate(number)
        except NumberWrong as error:
            raise PartyFieldWrong(field, str(words).format(**values)) from error


def check_logo(logo: bytes | None) -> None:
    if logo is not None:
        is_fit = len(logo) <= MOST_LOGO_BYTES and logo.startswith(LOGO_BEGINS)
        check(is_fit, "logo", gettext_lazy("A logo is a PNG or JPEG picture of at most 200 kB."))


def check_rate(rate: TaxRate | None, field: str, *, provider_id: int) -> None:
    is_fit = rate is None or (rate.provider_id == provider_id and rate.is_active)
    check(is_fit, field, gettext_lazy("This rate is not in use."))


def check(is_right: object, field: str, words: object) -> None:
    if not is_right:
        raise PartyFieldWrong(field, str(words))


@cache
def countries() -> frozenset[str]:
    """ISO 3166 codes."""
    known = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in known if len(code) == 2 and code.isalpha()) - NO_COUNTRY


SELLER_KEPT = (
    *(
        "legal_name",
        "street",
        "city",
        "postcode",
        "country",
        "tax_number",
        "vat_number",
        "email",
        "telephone",
    ),
    *("bank_name", "iban", "bic", "payment_words", "footer", "colour"),
)
BUYER_KEPT = ("legal_name", "street", "city", "postcode", "country", "vat_number", "reference", "email")


def kept_seller(seller: Seller) -> dict[str, str]:
    return {name: str(getattr(seller, name)) for name in SELLER_KEPT}


def kept_buyer(buyer: Buyer | None, *, organisation: Organisation) -> dict[str, str]:
    """Without buyer data the organisation is invoiced by its name."""
    if buyer is None:
        return {**dict.fromkeys(BUYER_KEPT, ""), "legal_name": organisation.name}
    return {name: str(getattr(buyer, name)) for name in BUYER_KEPT}


def address_lines(party: Party) -> Iterator[str]:
    """Street, place and country, those that are known."""
    place = " ".join(part for part in (party.get("postcode", ""), party.get("city", "")) if part)
    yield from (part for part in (party.get("street", ""), place, party.get("country", "")) if part)


PREFIX_WORDS = gettext_lazy("A prefix has up to 12 capitals, digits and hyphens, like INV-2026.")
NO_TAX: Mapping[str, str] = MappingProxyType({"percent": "0", "category": "O"})
