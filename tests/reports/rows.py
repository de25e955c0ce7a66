"""Rows of money and minutes made by hand, so that a report is held against figures that nobody computed for it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from tests.cast.instants import at
from tests.cast.people import Cast, Worker
from uphold.access import Actor
from uphold.billing.models import Invoice, InvoiceLine
from uphold.credits.models import (
    CreditAccount,
    CreditOrder,
    LedgerEntry,
    Lot,
    Movement,
    Place,
    Posting,
    Source,
)
from uphold.metering.models import Charge, Settlement, WorkEntry
from uphold.people.models import Organisation, Provider
from uphold.reports.scope import Scope, open_scope
from uphold.standing.models import Receivable
from uphold.tickets.models import Ticket

NOW = at("2026-06-30 12:00")
_numbers = count(1)


def scope_of(cast: Cast, *, asked_at: datetime = NOW, **asked: Any) -> Scope:  # noqa: ANN401 - as open_scope takes them
    """Northwind's figures of June 2026, as nobody in particular asks for them."""
    return open_scope(Actor.system(), cast.northwind.pk, at=asked_at, **{"period": "2026-06", **asked})


def make_work(
    ticket: Ticket,
    worker: Worker,
    starts: str,
    *,
    minutes: int,
    settled: str = "",
    facts: dict[str, str] | None = None,
    paid_until: str = "",
) -> WorkEntry:
    started_at = at(starts)
    ended_at = started_at + timedelta(minutes=minutes)
    entry = WorkEntry.objects.create(
        ticket=ticket, staff=worker.staff, started_at=started_at, ended_at=ended_at, logged_at=ended_at
    )
    if settled:
        Settlement.objects.create(
            work=entry,
            facts=facts or {},
            settled_at=at(settled),
            paid_until=at(paid_until) if paid_until else None,
        )
    return entry


def make_charge(
    ticket: Ticket,
    settled: str,
    *,
    minutes: int = 0,
    accounted: int | None = None,
    amount: str = "0.00",
    credits_taken: int = 0,
    price: str = "",
    kind: Charge.Kind = Charge.Kind.WORK,
    tariff: str = "",
    row: str = "Included",
    line: int | None = 10,
    consent: str = "",
) -> Charge:
    return Charge.objects.create(
        ticket=ticket,
        organisation_id=ticket.organisation_id,
        provider_id=ticket.provider_id,
        kind=kind,
        tariff=tariff or row,
        worked_on=at(settled).date(),
        settled_at=at(settled),
        actual_seconds=minutes * 60,
        accounted_seconds=(minutes if accounted is None else accounted) * 60,
        amount=Decimal(amount),
        currency="EUR",
        credits=credits_taken,
        price=price,
        reason=row,
        version=ticket.version,
        document="northwind" if line else "",
        clause="4. Cost" if line else "",
        row=row if line else "",
        line=line,
        consent=consent,
        key=f"charge {next(_numbers)}",
    )


def account_of(organisation: Organisation, provider: Provider) -> CreditAccount:
    account, _ = CreditAccount.objects.get_or_create(organisation=organisation, provider=provider)
    return account


def make_lot(
    ticket: Ticket,
    opens: str,
    *,
    credits_granted: int,
    source: Source = Source.PURCHASED,
    price: str = "",
    ends: str = "",
) -> Lot:
    """On the account of the ticket's customer; with a price it was ordered."""
    account = account_of(ticket.organisation, ticket.provider)
    lot = Lot.objects.create(
        account=account,
        source=source,
        name=f"Lot {next(_numbers)}",
        granted_credits=credits_granted,
        opened_at=at(opens),
        expires_at=at(ends) if ends else None,
        key=f"lot {next(_numbers)}",
    )
    move(lot, opens, Movement.OPENING, lot=credits_granted, issued=-credits_granted)
    if price:
        CreditOrder.objects.create(
            account=account,
            version=ticket.version,
            package="Package",
            granted_credits=credits_granted,
            price=Decimal(price),
            currency="EUR",
            ordered_at=at(opens),
            state=CreditOrder.State.CREDITED,
            lot=lot,
            key=f"order {next(_numbers)}",
        )
    return lot


def move(
    lot: Lot, when: str, movement: Movement, about: Ticket | None = None, /, **places: int
) -> LedgerEntry:
    """`move(lot, "2026-06-09 10:00", Movement.DRAW, ticket, lot=-10, work=10)`."""
    entry = LedgerEntry.objects.create(
        account=lot.account,
        movement=movement,
        at=at(when),
        recorded_at=at(when),
        key=f"entry {next(_numbers)}",
        reference=about.number if about else "",
        reason=movement.value,
    )
    Posting.objects.bulk_create(
        Posting(entry=entry, place=Place(place), lot=lot, credits=credits_moved)
        for place, credits_moved in places.items()
    )
    return entry


def make_invoice(
    provider: Provider,
    organisation: Organisation,
    issued_on: date,
    lines: Sequence[tuple[Charge | CreditOrder | InvoiceLine | None, str]],
    *,
    corrects: Invoice | None = None,
) -> Invoice:
    """Lines are what they are for, and their net amount; a fifth is added as tax. A credit note corrects lines."""
    net = sum((Decimal(amount) for _, amount in lines), Decimal(0))
    number = next(_numbers)
    invoice = Invoice.objects.create(
        provider=provider,
        organisation=organisation,
        kind=Invoice.Kind.CREDIT_NOTE if corrects else Invoice.Kind.INVOICE,
        number=f"N-{number}",
        serial=number,
        corrects=corrects,
        issued_at=at(f"{issued_on} 09:00"),
        issued_on=issued_on,
        due_on=issued_on + timedelta(days=14),
        from_on=issued_on,
        until_on=issued_on + timedelta(days=1),
        currency="EUR",
        net_amount=net,
        tax_amount=net / 5,
        gross_amount=net * 6 / 5,
        seller={},
        buyer={},
    )
    for position, (about, amount) in enumerate(lines, start=1):
        InvoiceLine.objects.create(
            invoice=invoice,
            position=position,
            words="Work",
            quantity=1,
            unit="h",
            unit_price=Decimal(amount),
            net_amount=Decimal(amount),
            tax_percent=20,
            tax_category="S",
            charge=about if isinstance(about, Charge) else None,
            order=about if isinstance(about, CreditOrder) else None,
            corrects=about if isinstance(about, InvoiceLine) else None,
        )
    return invoice


def make_receivable(
    provider: Provider,
    organisation: Organisation,
    due_on: date,
    *,
    open_amount: str,
    disputed: str = "0.00",
    currency: str = "EUR",
) -> Receivable:
    amount, in_dispute = Decimal(open_amount), Decimal(disputed)
    return Receivable.objects.create(
        provider=provider,
        organisation=organisation,
        number=f"N-{next(_numbers)}",
        due_on=due_on,
        currency=currency,
        amount=amount,
        open_amount=amount,
        disputed_amount=in_dispute,
        settled_at=NOW if amount == in_dispute else None,
    )
