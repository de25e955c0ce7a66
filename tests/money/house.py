"""A house where money moves: a provider that invoices, and for each story a customer with tickets, credits and staff.

Stories share provider, agreement and series of numbers, and nothing else: so each is checked by itself, and the
numbers of all invoices together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django.utils.text import slugify

from tests.cast.agreements import make_contract, make_version
from tests.cast.instants import at
from tests.cast.people import make_organisation
from uphold.access import Actor, ActorKind, Role
from uphold.agreements.models import Contract, Version
from uphold.billing.actions import add_tax_rate, set_seller
from uphold.billing.parties import SellerTerms
from uphold.credits.actions import account_of, open_lot
from uphold.credits.models import CreditAccount, Lot, Source
from uphold.journal.models import Entry
from uphold.kit.transaction import atomic
from uphold.metering.models import Charge
from uphold.people.models import Contact, Grant, Organisation, Provider, Staff
from uphold.tickets.actions import open_ticket
from uphold.tickets.models import Promise, Ticket

AGREEMENT = (Path(__file__).parent / "money.md").read_text(encoding="utf-8")
MONDAY = at("2026-06-01 09:00")
END_OF_FIRST_LOT = at("2026-06-15 00:00")
NOW = at("2026-07-01 08:00")
AGENTS = 4
TAX_PERCENT = 20
PAYMENT_DAYS = 10
SYSTEM = Actor.system()
REQUESTS = {"setup": "Setup", "bug": "Setup", "question": "Question", "fault": "Fault", "doubt": "Doubt"}
"""The tickets of a story by name: two take credits, one money; of a fault and of a doubt it hangs on whose it was."""


@dataclass(frozen=True, slots=True)
class House:
    """`patterns` are tickets that were opened by the book; those of stories are copies of them."""

    provider: Provider
    version: Version
    patterns: dict[str, Ticket]


@dataclass(slots=True)
class Party:
    """A customer and all that belongs to one story. `agents` log work, each on days of their own."""

    house: House
    organisation: Organisation
    manager: Actor
    account: CreditAccount
    tickets: dict[str, Ticket]
    agents: list[tuple[Staff, Actor]]
    lots: list[Lot] = field(default_factory=list)
    neighbour: Organisation | None = None

    @property
    def provider(self) -> Provider:
        return self.house.provider


def make_house(number: int) -> House:
    provider = Provider.objects.create(name=f"House {number}", ticket_prefix=f"H{number}")
    [(_, boss), *_] = make_agents(provider, f"Boss {number}")
    version = make_version(provider, text=AGREEMENT)
    rate = add_tax_rate(
        actor=boss, provider=provider, name="Standard", percent=Decimal(TAX_PERCENT), at=MONDAY
    )
    terms = SellerTerms(
        legal_name=f"House {number} GmbH",
        invoice_prefix="INV",
        credit_note_prefix="CN",
        country="AT",
        payment_days=PAYMENT_DAYS,
        default_tax_rate=rate,
    )
    set_seller(actor=boss, provider=provider, terms=terms, at=MONDAY)
    pattern = make_organisation(f"Pattern {number}", of=[provider])
    make_contract(pattern, version=version)
    patterns = {name: open_pattern(provider, pattern, name) for name in REQUESTS}
    return House(provider, version, patterns)


def open_pattern(provider: Provider, organisation: Organisation, name: str) -> Ticket:
    return open_ticket(
        actor=SYSTEM,
        provider=provider,
        organisation=organisation,
        subject=name,
        body=f"It is about the {name}.",
        channel="Portal",
        request=REQUESTS[name],
        at=MONDAY,
    )


def make_party(house: House, *, name: str, tickets: Sequence[str], lots: Sequence[tuple[int, bool]]) -> Party:
    """`lots` are amounts, and whether they end in the middle of June."""
    organisation = make_organisation(name, of=[house.provider])
    contract = make_contract(organisation, version=house.version)
    contact = Contact.objects.create(
        organisation=organisation, name="Max", email="max@money.example", role=Role.MANAGER.value
    )
    manager = Actor(kind=ActorKind.CONTACT, id=contact.pk, organisation_id=organisation.pk, role=Role.MANAGER)
    party = Party(
        house=house,
        organisation=organisation,
        manager=manager,
        account=account_of(organisation_id=organisation.pk, provider_id=house.provider.pk),
        tickets=copy_tickets(house, contract, tickets),
        agents=make_agents(house.provider, name),
    )
    party.lots = [
        make_lot(party, amount, ends=ends, place=place) for place, (amount, ends) in enumerate(lots)
    ]
    return party


def make_neighbour(house: House, *, name: str) -> Organisation:
    """Another customer of the same series of numbers, of whom something waits for an invoice."""
    organisation = make_organisation(name, of=[house.provider])
    contract = make_contract(organisation, version=house.version)
    [ticket] = copy_tickets(house, contract, ["question"]).values()
    Charge.objects.create(
        ticket=ticket,
        organisation=organisation,
        provider=house.provider,
        kind=Charge.Kind.WORK,
        tariff="By the hour",
        worked_on=MONDAY.date(),
        settled_at=MONDAY,
        actual_seconds=600,
        accounted_seconds=600,
        amount=Decimal("10.00"),
        currency="EUR",
        reason="By the hour",
        version=house.version,
        document="money",
        clause="3. Cost",
        row="By the hour",
        line=1,
        key=f"neighbour {organisation.pk}",
    )
    return organisation


def copy_tickets(house: House, contract: Contract, names: Sequence[str]) -> dict[str, Ticket]:
    """With their promises and what the journal says of them."""
    known = Ticket.objects.filter(provider=house.provider).order_by("-serial")
    serial = known.values_list("serial", flat=True)[0] + 1
    copies = {name: copied(house.patterns[name]) for name in names}
    for place, ticket in enumerate(copies.values(), start=serial):
        ticket.serial, ticket.number = place, f"{house.provider.ticket_prefix}-{place}"
        ticket.contract, ticket.organisation_id = contract, contract.organisation_id
    Ticket.objects.bulk_create(copies.values())
    entries, promises = [], []
    for name, ticket in copies.items():
        for entry in Entry.objects.filter(about_kind="ticket", about_id=house.patterns[name].pk):
            entry.pk, entry.about_id, entry.organisation_id = None, ticket.pk, contract.organisation_id
            entries.append(entry)
        for promise in Promise.objects.filter(ticket=house.patterns[name]):
            promise.pk, promise.ticket = None, ticket
            promises.append(promise)
    Entry.objects.bulk_create(entries)
    Promise.objects.bulk_create(promises)
    return copies


def copied(ticket: Ticket) -> Ticket:
    row = Ticket.objects.get(pk=ticket.pk)
    row.pk, row._state.adding = None, True
    return row


def make_agents(provider: Provider, name: str) -> list[tuple[Staff, Actor]]:
    people = Staff.objects.bulk_create(
        Staff(
            name=f"{name} {number}",
            email=f"{slugify(name)}.{number}@{provider.ticket_prefix.lower()}.example",
        )
        for number in range(AGENTS)
    )
    Grant.objects.bulk_create(
        Grant(staff=staff, provider=provider, role=Role.ADMINISTRATOR.value) for staff in people
    )
    grants = {provider.pk: Role.ADMINISTRATOR}
    return [(staff, Actor(kind=ActorKind.STAFF, id=staff.pk, grants=grants)) for staff in people]


@atomic
def make_lot(party: Party, amount: int, *, ends: bool, place: int) -> Lot:
    opened_at = MONDAY + timedelta(minutes=place)
    return open_lot(
        account=party.account,
        source=Source.PURCHASED,
        name=f"Lot {place}",
        credits=amount,
        opened_at=opened_at,
        expires_at=END_OF_FIRST_LOT if ends else None,
        key=f"{party.organisation.name}:{place}",
        reason="Bought",
        by=SYSTEM,
        at=opened_at,
    )


def moment(day: int) -> datetime:
    """Nine o'clock of a day of June."""
    return MONDAY + timedelta(days=day)
