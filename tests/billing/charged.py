"""What there is to invoice: charges as metering settles them and packages as customers order them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import count

from tests.cast.instants import at
from tests.cast.people import Caller, Cast, Worker, make_caller, make_worker
from tests.cast.tickets import make_ticket
from uphold.access import Role
from uphold.agreements.models import Version
from uphold.billing.actions import add_tax_rate, invoice_now, record_payment, set_seller
from uphold.billing.models import Invoice, Payment, Seller
from uphold.billing.parties import SellerTerms
from uphold.credits.models import CreditAccount, CreditOrder
from uphold.metering.models import Charge
from uphold.people.models import Organisation
from uphold.tickets.models import Ticket

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
MONDAY = at("2026-06-08 09:00")
FIRST = at("2026-07-01 08:00")
keys = count(1)


@dataclass(frozen=True, slots=True)
class House:
    """The cast with what invoicing needs: cleo is a clerk of northwind, max the manager of harbour, mia of orchard."""

    cast: Cast
    cleo: Worker
    mia: Caller
    seller: Seller
    ticket: Ticket

    def invoice(self, *amounts: str, on: date = JUNE, at: datetime = FIRST) -> Invoice:
        """Harbour's invoice over charges of these net amounts."""
        for amount in amounts:
            make_charge(self.ticket, amount, on=on)
        [issued] = invoice_now(
            actor=self.cleo.actor, organisation=self.cast.harbour, provider=self.cast.northwind, at=at
        )
        return issued

    def pay(self, amount: str, *, key: str | None = None, at: datetime = FIRST) -> Payment:
        return record_payment(
            actor=self.cleo.actor,
            organisation=self.cast.harbour,
            provider=self.cast.northwind,
            amount=Decimal(amount),
            currency="EUR",
            received_on=at.date(),
            key=key or f"payment {next(keys)}",
            at=at,
        )


def make_house(cast: Cast) -> House:
    rate = add_tax_rate(
        actor=cast.olga.actor, provider=cast.northwind, name="Standard", percent=Decimal(20), at=MONDAY
    )
    terms = SellerTerms(
        legal_name="Northwind GmbH",
        invoice_prefix="INV",
        credit_note_prefix="CN",
        country="AT",
        default_tax_rate=rate,
    )
    return House(
        cast=cast,
        cleo=make_worker("Cleo", of=cast.northwind, role=Role.CLERK),
        mia=make_caller("Mia", at=cast.orchard, role=Role.MANAGER),
        seller=set_seller(actor=cast.olga.actor, provider=cast.northwind, terms=terms, at=MONDAY),
        ticket=make_ticket(customer=cast.ada, opened_at=MONDAY),
    )


def make_charge(
    ticket: Ticket,
    amount: str,
    *,
    on: date = JUNE,
    kind: str = Charge.Kind.WORK,
    seconds: int = 0,
    accounted_seconds: int | None = None,
    price: str = "",
    reason: str = "Outage that we did not cause",
    unit: str | None = None,
    currency: str = "EUR",
    credits_taken: int = 0,
) -> Charge:
    """Each for work of its own, unless the unit says that it belongs to some before it."""
    serial = next(keys)
    return Charge.objects.create(
        ticket=ticket,
        organisation=ticket.organisation,
        provider=ticket.provider,
        kind=kind,
        tariff="northwind#5: outage that we did not cause",
        unit=f"entry {serial}" if unit is None else unit,
        worked_on=on,
        settled_at=MONDAY,
        actual_seconds=seconds,
        accounted_seconds=seconds if accounted_seconds is None else accounted_seconds,
        amount=Decimal(amount),
        currency=currency,
        credits=credits_taken,
        price=price,
        reason=reason,
        version=ticket.version,
        document="northwind",
        clause="5. Outside the hours",
        anchor="5",
        row="Outage that we did not cause",
        line=48,
        key=f"charge {serial}",
    )


def make_order(
    organisation: Organisation,
    *,
    price: str = "300.00",
    credited_on: str = "payment",
    ordered_at: datetime = MONDAY,
) -> CreditOrder:
    version = Version.objects.get(agreement__slug="northwind")
    account, _ = CreditAccount.objects.get_or_create(
        organisation=organisation, provider=version.agreement.provider, defaults={"credited_on": credited_on}
    )
    return CreditOrder.objects.create(
        account=account,
        version=version,
        package="5 hours",
        granted_credits=300,
        price=Decimal(price),
        currency="EUR",
        ordered_at=ordered_at,
        key=f"order {next(keys)}",
        document="northwind",
        clause="9. Packages",
        anchor="9",
        row="5 hours",
        line=60,
    )
