"""What programs read: Factur-X inside the PDF and UBL beside it, read back after their schemas were checked."""

import io
from datetime import date
from decimal import Decimal

import pypdf
import pytest

from tests.billing.documents.invoices import line
from tests.billing.documents.reading import beside, inside, manuscript, printed
from uphold.billing.documents.press import Press
from uphold.billing.models import Invoice, TaxRate

TRADE = "rsm:SupplyChainTradeTransaction"
SETTLEMENT = f"{TRADE}/ram:ApplicableHeaderTradeSettlement"
SUMS = f"{SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
LINE = f"{TRADE}/ram:IncludedSupplyChainTradeLineItem"
TAX = f"{SETTLEMENT}/ram:ApplicableTradeTax"


def test_the_pdf_is_archived_for_good_and_says_that_it_holds_factur_x(press: Press) -> None:
    pdf = printed(press, manuscript([line("125.00")])).pdf

    reader = pypdf.PdfReader(io.BytesIO(pdf))
    said = reader.xmp_metadata
    assert said is not None
    assert (said.pdfaid_part, said.pdfaid_conformance) == ("3", "B")
    assert b"<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>" in said.stream.get_data()
    assert pdf.count(b"%PDF-") == 1
    assert reader.metadata is not None
    assert reader.metadata.title == "Invoice NW-2026-0042"


def test_both_forms_carry_the_same_sums(press: Press) -> None:
    made = printed(
        press, manuscript([line("100.00"), line("50.00", percent="10"), line("33.33", percent="10")])
    )

    totals = (
        "LineTotalAmount",
        "TaxBasisTotalAmount",
        "TaxTotalAmount",
        "GrandTotalAmount",
        "DuePayableAmount",
    )
    assert [inside(made.pdf, f"{SUMS}/ram:{name}") for name in totals] == [
        ["183.33"],
        ["183.33"],
        ["28.33"],
        ["211.66"],
        ["211.66"],
    ]
    assert beside(made.ubl, "cac:LegalMonetaryTotal/cbc:PayableAmount") == ["211.66"]
    assert beside(made.ubl, "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount") == ["8.33", "20.00"]


def test_a_line_says_what_when_and_by_which_clause(press: Press) -> None:
    made = printed(press, manuscript([line("187.50", quantity="1.5", unit="hour", price="125")]))

    assert inside(made.pdf, f"{LINE}/ram:SpecifiedTradeProduct/ram:Name") == [
        "Work on NW-42: 1 hour 30 minutes"
    ]
    assert inside(made.pdf, f"{LINE}/ram:SpecifiedLineTradeDelivery/ram:BilledQuantity") == ["1.50"]
    assert inside(made.pdf, f"{LINE}/ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content") == [
        "NW-42 · northwind § 5 Outage that we did not cause"
    ]
    assert beside(made.ubl, "cac:InvoiceLine/cac:InvoicePeriod/cbc:StartDate") == ["2026-06-13"]
    assert b'unitCode="HUR"' in made.ubl


def test_a_line_that_comes_back_has_its_quantity_below_nothing_and_never_its_price(press: Press) -> None:
    made = printed(press, manuscript([line("100.00"), line("-40.00", quantity="1")]))

    assert beside(made.ubl, "cac:InvoiceLine/cbc:InvoicedQuantity") == ["1.00", "-1.00"]
    assert beside(made.ubl, "cac:InvoiceLine/cac:Price/cbc:PriceAmount") == ["100.00", "40.00"]
    assert beside(made.ubl, "cac:InvoiceLine/cbc:LineExtensionAmount") == ["100.00", "-40.00"]


@pytest.mark.parametrize(
    ("category", "percent", "reason", "code"),
    [
        ("S", "20", [], []),
        ("Z", "0", [], []),
        ("E", "0", ["Exempt from tax"], []),
        ("AE", "0", ["Reverse charge"], ["VATEX-EU-AE"]),
        ("O", "0", ["Not subject to tax"], ["VATEX-EU-O"]),
    ],
)
def test_every_category_of_tax_says_why(
    press: Press, category: str, percent: str, reason: list[str], code: list[str]
) -> None:
    made = printed(press, manuscript([line("100.00", category=category, percent=percent)]))

    assert inside(made.pdf, f"{TAX}/ram:CategoryCode") == [category]
    assert inside(made.pdf, f"{TAX}/ram:ExemptionReason") == reason
    assert inside(made.pdf, f"{TAX}/ram:ExemptionReasonCode") == code
    assert beside(made.ubl, "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID") == [category]


def test_the_provider_s_own_reason_stands_in_place_of_ours(press: Press) -> None:
    rate = TaxRate(name="Export", percent=Decimal(0), category="E", exemption_reason="Article 6 (1) 1")

    made = printed(press, manuscript([line("100.00", category="E", percent="0", rate=rate)]))

    assert inside(made.pdf, f"{TAX}/ram:ExemptionReason") == ["Article 6 (1) 1"]


def test_outside_of_tax_no_vat_number_is_named_and_no_rate(press: Press) -> None:
    made = printed(
        press, manuscript([line("100.00", category="O", percent="0")], seller={"tax_number": "12-3456789"})
    )

    assert b"ATU13585627" not in made.ubl
    assert inside(made.pdf, f"{TAX}/ram:RateApplicablePercent") == []
    assert inside(made.pdf, f"{TRADE}//ram:SellerTradeParty/ram:SpecifiedLegalOrganization/ram:ID") == [
        "12-3456789"
    ]


def test_the_buyer_s_reference_and_the_account_are_where_programs_look(press: Press) -> None:
    made = printed(press, manuscript([line("100.00")]))

    assert beside(made.ubl, "cbc:BuyerReference") == ["PO-7781"]
    assert beside(made.ubl, "cac:PaymentMeans/cbc:PaymentMeansCode") == ["58"]
    assert beside(made.ubl, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID") == ["AT611904300234573201"]
    assert beside(made.ubl, "cbc:DueDate") == ["2026-07-31"]


def test_a_credit_note_is_381_names_its_invoice_and_asks_for_no_money(press: Press) -> None:
    corrected = Invoice(number="NW-2026-0041", issued_on=date(2026, 6, 1))

    made = printed(
        press,
        manuscript(
            [line("-125.00", quantity="-1")], kind="credit note", number="NW-CN-1", corrects=corrected
        ),
    )

    assert inside(made.pdf, "rsm:ExchangedDocument/ram:TypeCode") == ["381"]
    assert inside(made.pdf, f"{SUMS}/ram:GrandTotalAmount") == ["150.00"]
    assert made.ubl.count(b"<CreditNote ") == 1
    reference = "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"
    assert beside(made.ubl, reference) == ["NW-2026-0041"]
    assert beside(made.ubl, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID") == []


def test_what_xml_cannot_hold_is_left_out(press: Press) -> None:
    made = printed(press, manuscript([line("1.00", words="a\x00b\x0bc", reason="d\x01")], words="e\ufffe"))

    assert beside(made.ubl, "cac:InvoiceLine/cac:Item/cbc:Name") == ["abc"]
    assert beside(made.ubl, "cbc:Note") == ["e"]


def test_a_customer_of_whom_only_the_name_is_known_gets_an_invoice_too(press: Press) -> None:
    nothing = dict.fromkeys(("street", "city", "postcode", "country", "vat_number", "reference", "email"), "")

    made = printed(press, manuscript([line("1.00")], buyer=nothing))

    party = "cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName"
    assert beside(made.ubl, party) == ["Harbour Clinic"]
