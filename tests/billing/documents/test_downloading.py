"""Who gets a document: those who may read the invoice, and nobody else."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.billing.documents.invoices import ISSUED_AT, SELLER, issued, line
from tests.billing.documents.reading import text_of
from tests.cast.people import Cast
from uphold.access import NotAllowed, NotThere
from uphold.billing.billables import Period
from uphold.billing.documents.downloading import for_download, preview_pdf
from uphold.billing.drafting import CustomerDraft, InvoiceDraft
from uphold.billing.lines import Cited, LineDraft, Rate
from uphold.billing.models import Document, Invoice, Seller
from uphold.policy.invoices.totals import totals_of

LATER = ISSUED_AT + timedelta(hours=1)
READERS = ["max", "lea", "olga"]
MEMBERS = ["ada", "ben", "nia"]
STRANGERS = ["eve", "tom"]


@pytest.mark.parametrize("name", READERS)
def test_who_may_read_the_invoice_gets_its_document(cast: Cast, name: str) -> None:
    invoice = issued(cast, [line("125.00")])

    found = for_download(actor=getattr(cast, name).actor, invoice=invoice, form="pdf", at=LATER)

    assert (found.name, found.content_type) == ("NW-2026-0001.pdf", "application/pdf")
    assert found.content == bytes(invoice.documents.get(form="pdf").content)


@pytest.mark.parametrize("name", MEMBERS)
def test_members_without_the_right_are_told_so(cast: Cast, name: str) -> None:
    invoice = issued(cast, [line("125.00")])

    with pytest.raises(NotAllowed):
        for_download(actor=getattr(cast, name).actor, invoice=invoice, form="pdf", at=LATER)

    assert not Document.objects.exists()


@pytest.mark.parametrize("name", STRANGERS)
def test_for_strangers_there_is_nothing(cast: Cast, name: str) -> None:
    invoice = issued(cast, [line("125.00")])

    with pytest.raises(NotThere):
        for_download(actor=getattr(cast, name).actor, invoice=invoice, form="ubl", at=LATER)

    assert not Document.objects.exists()


def test_the_ubl_is_a_file_of_its_own(cast: Cast) -> None:
    invoice = issued(cast, [line("125.00")])

    found = for_download(actor=cast.lea.actor, invoice=invoice, form="ubl", at=LATER)

    assert (found.name, found.content_type) == ("NW-2026-0001.xml", "application/xml")
    assert found.content.startswith(b"<?xml")


def test_a_preview_is_marked_and_writes_nothing(cast: Cast) -> None:
    seller = Seller(provider=cast.northwind, invoice_prefix="NW", credit_note_prefix="NC", **SELLER)
    drafted = LineDraft(
        words="Work on NW-42",
        quantity=Decimal(1),
        unit="hour",
        unit_price=Decimal(125),
        net_amount=Decimal("125.00"),
        rate=Rate(percent=Decimal(20), category="S"),
        cited=Cited(anchor="5", row="Outage that we did not cause"),
        reason="agreed",
    )
    invoice = InvoiceDraft(
        currency="EUR", lines=(drafted,), totals=totals_of([drafted.taxed], currency="EUR")
    )
    draft = CustomerDraft(
        organisation=cast.harbour,
        buyer={"legal_name": "Harbour Clinic"},
        payment_days=14,
        invoices=(invoice,),
    )
    on = ISSUED_AT.date()

    pdf = preview_pdf(
        draft,
        invoice,
        seller=seller,
        period=Period(from_on=on - timedelta(days=30), until_on=on),
        on=on,
        at=ISSUED_AT,
    )

    text = text_of(pdf)
    assert "Preview" in text
    assert "§ 5" in text
    assert "Please pay € 150,00 by 15 Jul 2026." in text
    assert (Invoice.objects.count(), Document.objects.count()) == (0, 0)
