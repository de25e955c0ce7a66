"""Who invoices and who is invoiced: what cannot be right is refused by the name of its field."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.billing.charged import FIRST, MONDAY, House
from uphold.access import NotAllowed
from uphold.billing.actions import add_tax_rate, retire_tax_rate, set_buyer, set_seller
from uphold.billing.models import Buyer, Seller, TaxRate
from uphold.billing.parties import BuyerTerms, PartyFieldWrong, SellerTerms
from uphold.kit import Refused

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
RIGHT = SellerTerms(
    legal_name="Northwind GmbH",
    invoice_prefix="INV",
    credit_note_prefix="CN",
    country="AT",
    vat_number="ATU13585627",
    iban="AT61 1904 3002 3457 3201",
    bic="GIBAATWW",
    email="billing@northwind.example",
    logo=PNG,
)


def test_a_seller_that_is_right_in_every_field_is_kept(house: House) -> None:
    seller = set_seller(actor=house.cast.olga.actor, provider=house.cast.northwind, terms=RIGHT, at=MONDAY)

    assert (seller.vat_number, seller.country, bytes(seller.logo or b"")) == ("ATU13585627", "AT", PNG)
    assert Seller.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("legal_name", " "),
        ("country", "Austria"),
        ("country", "ZZ"),
        ("vat_number", "ATU13585628"),
        ("vat_number", "13585627"),
        ("iban", "AT611904300234573202"),
        ("bic", "GIBA"),
        ("email", "billing"),
        ("colour", "blue"),
        ("invoice_prefix", "inv"),
        ("invoice_prefix", "-INV"),
        ("credit_note_prefix", "INV"),
        ("credit_note_prefix", "INV-"),
        ("payment_days", 366),
        ("logo", b"<svg/>"),
        ("logo", PNG + b"0" * 200_000),
    ],
)
def test_a_field_that_cannot_be_right_is_named(house: House, field: str, value: object) -> None:
    wrong = replace(RIGHT, **{field: value})  # type: ignore[arg-type]  # wrong on purpose

    with pytest.raises(PartyFieldWrong) as refusal:
        set_seller(actor=house.cast.olga.actor, provider=house.cast.northwind, terms=wrong, at=MONDAY)

    assert refusal.value.field == field
    assert "{" not in refusal.value.sentence
    assert Seller.objects.get().iban == ""


def test_countries_without_a_known_form_take_any_number(house: House) -> None:
    terms = replace(RIGHT, country="US", vat_number="12-3456789")

    seller = set_seller(actor=house.cast.olga.actor, provider=house.cast.northwind, terms=terms, at=MONDAY)

    assert seller.vat_number == "12-3456789"


def test_changing_the_prefix_goes_on_with_the_numbers(house: House) -> None:
    house.invoice("10.00")

    set_seller(actor=house.cast.olga.actor, provider=house.cast.northwind, terms=RIGHT, at=MONDAY)

    assert Seller.objects.get().next_invoice_serial == 2


def test_a_buyer_has_terms_of_his_own(house: House) -> None:
    free = add_tax_rate(
        actor=house.cast.olga.actor,
        provider=house.cast.northwind,
        name="Reverse charge",
        percent=Decimal(0),
        category="AE",
        exemption_reason="Article 196 of Directive 2006/112/EC",
        at=MONDAY,
    )
    terms = BuyerTerms(legal_name="Harbour Clinic SA", country="BE", tax_rate=free, payment_days=10)
    set_buyer(
        actor=house.cleo.actor,
        organisation=house.cast.harbour,
        provider=house.cast.northwind,
        terms=terms,
        at=MONDAY,
    )

    invoice = house.invoice("100.00")

    assert invoice.buyer["legal_name"] == "Harbour Clinic SA"
    assert (invoice.tax_amount, (invoice.due_on - invoice.issued_on).days) == (Decimal("0.00"), 10)
    assert invoice.lines.get().tax_category == "AE"


def test_a_rate_of_another_provider_is_none_of_theirs(house: House) -> None:
    theirs = TaxRate.objects.create(provider=house.cast.southgate, name="Standard", percent=Decimal(19))

    with pytest.raises(PartyFieldWrong) as refusal:
        set_buyer(
            actor=house.cleo.actor,
            organisation=house.cast.harbour,
            provider=house.cast.northwind,
            terms=BuyerTerms(legal_name="Harbour", tax_rate=theirs),
            at=MONDAY,
        )

    assert refusal.value.field == "tax_rate"
    assert not Buyer.objects.exists()


@pytest.mark.parametrize(
    ("percent", "category", "reason", "field"),
    [
        ("0", "S", "", "percent"),
        ("20", "Z", "", "percent"),
        ("120", "S", "", "percent"),
        ("20", "X", "", "category"),
        ("0", "AE", "", "exemption_reason"),
    ],
)
def test_a_rate_that_electronic_invoices_could_not_carry_is_refused(
    house: House, percent: str, category: str, reason: str, field: str
) -> None:
    with pytest.raises(PartyFieldWrong) as refusal:
        add_tax_rate(
            actor=house.cast.olga.actor,
            provider=house.cast.northwind,
            name="Other",
            percent=Decimal(percent),
            category=category,
            exemption_reason=reason,
            at=MONDAY,
        )

    assert refusal.value.field == field
    assert TaxRate.objects.count() == 1


def test_two_rates_do_not_share_a_name(house: House) -> None:
    with pytest.raises(Refused) as refusal:
        add_tax_rate(
            actor=house.cast.olga.actor,
            provider=house.cast.northwind,
            name="Standard",
            percent=Decimal(10),
            at=MONDAY,
        )

    assert refusal.value.code == "tax_rate_taken"
    assert TaxRate.objects.get().percent == 20


def test_a_rate_in_use_is_not_retired(house: House) -> None:
    rate = TaxRate.objects.select_related("provider").get()

    with pytest.raises(Refused) as refusal:
        retire_tax_rate(actor=house.cast.olga.actor, rate=rate, at=MONDAY)

    assert refusal.value.code == "tax_rate_in_use"
    Seller.objects.update(default_tax_rate=None)
    assert retire_tax_rate(actor=house.cast.olga.actor, rate=rate, at=FIRST).is_active is False


def test_sellers_and_rates_are_the_administrators_buyers_also_the_clerks(house: House) -> None:
    cast = house.cast
    rate = TaxRate.objects.select_related("provider").get()
    strangers = (cast.ben.actor, cast.lea.actor, cast.tom.actor, cast.ada.actor, cast.max.actor)

    for actor in (*strangers, house.cleo.actor):
        with pytest.raises(NotAllowed):
            set_seller(actor=actor, provider=cast.northwind, terms=RIGHT, at=MONDAY)
        with pytest.raises(NotAllowed):
            add_tax_rate(actor=actor, provider=cast.northwind, name="X", percent=Decimal(1), at=MONDAY)
        with pytest.raises(NotAllowed):
            retire_tax_rate(actor=actor, rate=rate, at=MONDAY)
    for actor in strangers:
        with pytest.raises(NotAllowed):
            set_buyer(
                actor=actor,
                organisation=cast.harbour,
                provider=cast.northwind,
                terms=BuyerTerms(legal_name="Harbour"),
                at=MONDAY,
            )

    assert (Seller.objects.get().iban, TaxRate.objects.count(), Buyer.objects.count()) == ("", 1, 0)
