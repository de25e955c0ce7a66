"""What a run of invoices costs, by one worker and by two processes. Imported once the settings stand."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from time import perf_counter

from django.db import connection

from uphold.access import Actor
from uphold.agreements.actions import conclude_contract, draft_document, publish_document
from uphold.agreements.models import Version
from uphold.billing.actions import add_tax_rate, prepare_run, set_seller, start_run, work_run
from uphold.billing.actions.run import preview
from uphold.billing.models import Invoice, InvoiceLine, InvoiceRun
from uphold.billing.parties import SellerTerms
from uphold.billing.queries import item_page, progress_of
from uphold.command.bench.crowd import insert
from uphold.command.bench.figure import Figure, median_seconds
from uphold.command.demo.documents import shipped
from uphold.people.actions import add_organisation, add_provider
from uphold.people.models import Provider
from uphold.tickets.actions import open_ticket
from uphold.tickets.models import Ticket

CUSTOMERS, CHARGES_EACH = 10_000, 20
SYSTEM = Actor.system()
LONG_AGO, FIRST = datetime(2026, 6, 1, 15, tzinfo=UTC), datetime(2026, 7, 1, 8, tzinfo=UTC)
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 7, 2)
MINUTES = 5
PARTIES = """
WITH made AS (INSERT INTO people_organisation (name, zone, is_active)
    SELECT 'Customer ' || n, '', true FROM generate_series(1, %(customers)s) n RETURNING id)
INSERT INTO people_customership (organisation_id, provider_id) SELECT id, %(provider)s FROM made
"""
TICKET = {
    "number": "'BN-' || (old.serial + party.place)",
    "serial": "old.serial + party.place",
    "organisation_id": "party.id",
}
TICKETS = """tickets_ticket old, (SELECT id, row_number() OVER (ORDER BY id) AS place FROM people_organisation
    WHERE name LIKE 'Customer %%') party WHERE old.id = %(ticket)s"""
CHARGES = """
INSERT INTO metering_charge (ticket_id, organisation_id, provider_id, kind, tariff, unit, problem, worked_on,
    settled_at, actual_seconds, accounted_seconds, amount, currency, credits, price, reason, version_id, document,
    clause, anchor, row, line, key, consent)
SELECT ticket.id, ticket.organisation_id, ticket.provider_id, 'work', 'stratelegy#5: outage', %(month)s || n, '',
    %(worked_on)s, %(at)s, 2100, 3600, CASE WHEN n %% 5 = 0 THEN 0 ELSE 125 END, 'USD', 0, '$125.00 per hour',
    'Outage that we did not cause', %(version)s, 'stratelegy', '5. Off hours', '5', 'Outage', 48,
    %(month)s || ticket.id || '.' || n, ''
FROM tickets_ticket ticket, generate_series(1, %(each)s) n WHERE ticket.id <> %(ticket)s
"""


def figures() -> Iterator[Figure]:
    provider, ticket, version = make_provider()
    make_customers(provider, ticket)
    make_charges(ticket, version, worked_on=JUNE)
    run = prepare_run(actor=SYSTEM, provider=provider, from_on=JUNE, until_on=JULY, at=FIRST)
    items = list(item_page(run).items)
    seconds = median_seconds(lambda: preview(run, items=items), runs=3)
    yield Figure(name="preview of 50 customers", value=seconds * 1e3, budget=250, unit="ms")
    start_run(actor=SYSTEM, run=run, at=FIRST)
    name = f"run over {CUSTOMERS:,} customers, {CUSTOMERS * CHARGES_EACH:,} charges"
    yield Figure(name=name, value=timed(run), budget=MINUTES * 60, unit="s")
    check(run)
    make_charges(ticket, version, worked_on=JULY)
    again = prepare_run(actor=SYSTEM, provider=provider, from_on=JULY, until_on=AUGUST, at=FIRST)
    start_run(actor=SYSTEM, run=again, at=FIRST)
    yield Figure(
        name=f"{name}, two processes", value=timed(again, processes=1), budget=MINUTES * 60, unit="s"
    )
    check(again)


def timed(run: InvoiceRun, *, processes: int = 0) -> float:
    """So many processes work beside this one."""
    program = "import django; django.setup(); from uphold.billing.actions import work_run; "
    program += f"from uphold.kit import now; work_run({run.pk}, at=now())"
    began_at = perf_counter()
    others = [subprocess.Popen([sys.executable, "-c", program], env=os.environ) for _ in range(processes)]
    work_run(run.pk, at=FIRST)
    for other in others:
        other.wait()
    work_run(run.pk, at=FIRST)
    return perf_counter() - began_at


def check(run: InvoiceRun) -> None:
    """A figure is worth nothing if the numbers are not there, one after another."""
    run.refresh_from_db()
    serials = list(Invoice.objects.order_by("serial").values_list("serial", flat=True))
    lines = InvoiceLine.objects.filter(invoice__run=run).count()
    if run.state != InvoiceRun.State.DONE or serials != list(range(1, len(serials) + 1)):
        raise AssertionError(f"the run is {run.state}, with {len(serials)} numbers")
    if progress_of(run).invoices != CUSTOMERS or lines != CUSTOMERS * CHARGES_EACH:
        raise AssertionError(f"{progress_of(run).invoices} invoices with {lines} lines")


def make_provider() -> tuple[Provider, Ticket, Version]:
    provider = add_provider(actor=SYSTEM, name="Bench", ticket_prefix="BN", at=LONG_AGO)
    version = draft_document(actor=SYSTEM, provider=provider, text=shipped("stratelegy"), at=LONG_AGO)
    version = publish_document(actor=SYSTEM, version=version, at=LONG_AGO)
    party = add_organisation(actor=SYSTEM, provider=provider, name="First", at=LONG_AGO)
    conclude_contract(
        actor=SYSTEM,
        organisation=party,
        provider=provider,
        agreement=version.agreement,
        starts_on=LONG_AGO.date(),
        at=LONG_AGO,
    )
    ticket = open_ticket(
        actor=SYSTEM,
        provider=provider,
        organisation=party,
        subject="No dial tone",
        body="Since this morning nobody hears anything.",
        channel="Telephone",
        request="Fault",
        impact="Partial loss",
        at=LONG_AGO,
    )
    rate = add_tax_rate(
        actor=SYSTEM, provider=provider, name="Standard", percent=Decimal("8.875"), at=LONG_AGO
    )
    terms = SellerTerms(
        legal_name="Bench Inc.", invoice_prefix="INV", credit_note_prefix="CN", default_tax_rate=rate
    )
    set_seller(actor=SYSTEM, provider=provider, terms=terms, at=LONG_AGO)
    return provider, ticket, version


def make_customers(provider: Provider, ticket: Ticket) -> None:
    """Each with a ticket of its own."""
    with connection.cursor() as cursor:
        cursor.execute(PARTIES, {"customers": CUSTOMERS, "provider": provider.pk})
    insert(Ticket, TICKET, TICKETS, {"ticket": ticket.pk})


def make_charges(ticket: Ticket, version: Version, *, worked_on: date) -> None:
    values: dict[str, str | date | datetime | int] = {
        "month": f"{worked_on:%Y-%m} ",
        "worked_on": worked_on,
        "at": LONG_AGO,
        "each": CHARGES_EACH,
        "ticket": ticket.pk,
        "version": version.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(CHARGES, values)
        cursor.execute("VACUUM ANALYZE")
