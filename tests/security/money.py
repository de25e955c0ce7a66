"""Northwind's money with Harbour Clinic: one of each thing that has an address or is kept for good."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from tests.billing.charged import FIRST, JULY, JUNE, House, make_house
from tests.cast.credits import make_account, make_draw, make_lot
from tests.cast.hardware import make_evaluated_return
from tests.cast.people import Cast
from uphold.billing.actions import prepare_run, raise_dispute, repay
from uphold.billing.models import (
    BankImport,
    BankLine,
    Dispute,
    Document,
    Invoice,
    InvoiceRun,
    Payment,
    Repayment,
    TaxRate,
)
from uphold.metering.actions import note_consent_by_telephone
from uphold.metering.models import FaultEvidence, FaultFile, NamedPrice

A_FILE = b"%PDF-1.7"


@dataclass(frozen=True, slots=True)
class Money:
    invoice: Invoice
    payment: Payment
    dispute: Dispute
    run: InvoiceRun
    rate: TaxRate
    booking: BankLine
    repayment: Repayment


def make_money(cast: Cast) -> Money:
    house = make_house(cast)
    invoice = house.invoice("100.00")
    line = invoice.lines.get()
    run = prepare_run(actor=cast.olga.actor, provider=cast.northwind, from_on=JUNE, until_on=JULY, at=FIRST)
    return Money(
        invoice=invoice,
        payment=house.pay("130.00"),
        dispute=raise_dispute(actor=cast.max.actor, line=line, words="The switch was yours.", at=FIRST),
        run=run,
        rate=TaxRate.objects.get(provider=cast.northwind),
        booking=make_booking(cast),
        repayment=make_repayment(house),
    )


def make_booking(cast: Cast) -> BankLine:
    """A line of a bank's file that nobody could match."""
    file = BankImport.objects.create(
        provider=cast.northwind,
        name="june.csv",
        sha256=sha256(b"june").hexdigest(),
        imported_by=cast.olga.staff,
        imported_at=FIRST,
    )
    return BankLine.objects.create(
        bank_import=file,
        number=1,
        booked_on=date(2026, 7, 1),
        amount=Decimal("50.00"),
        currency="EUR",
        payer="Somebody",
        reference="Thank you",
        key="booking 1",
    )


def make_repayment(house: House, *, key: str = "repayment 1") -> Repayment:
    return repay(
        actor=house.cleo.actor,
        organisation=house.cast.harbour,
        provider=house.cast.northwind,
        amount=Decimal("10.00"),
        currency="EUR",
        repaid_on=FIRST.date(),
        reason="They leave us.",
        key=key,
        at=FIRST,
    )


def make_kept(cast: Cast) -> None:
    """What is kept beside invoices: documents, money that came and went, credits, a consent, evidence, a price."""
    house: House = make_house(cast)
    invoice = house.invoice("100.00")
    house.pay("130.00")
    make_repayment(house)
    digest = sha256(A_FILE).hexdigest()
    Document.objects.create(
        invoice=invoice, form=Document.Form.PDF, content=A_FILE, sha256=digest, made_at=FIRST
    )
    make_draw(make_lot(make_account(cast)), amount=5, work_at=FIRST)
    note_consent_by_telephone(
        actor=cast.ben.actor,
        ticket=house.ticket,
        contact=cast.ada.contact,
        subject="Work",
        price="",
        at=FIRST,
    )
    file = FaultFile.objects.create(ticket=house.ticket, opened_at=FIRST)
    FaultEvidence.objects.create(
        file=file,
        side=FaultEvidence.Side.PROVIDER,
        staff=cast.ben.staff,
        words="A photograph of the plug.",
        at=FIRST,
    )
    NamedPrice.objects.create(
        ticket=house.ticket,
        price="80.00 per hour",
        agreed_by=cast.ada.contact,
        named_by=cast.lea.staff,
        reason="Agreed on the telephone.",
        at=FIRST,
    )
    make_evaluated_return(cast, house.ticket)
