"""What reports of a month cost, and that they cost no more when others lie beside it. Imported late."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import connection

from uphold.access import Actor, Role
from uphold.agreements.actions import conclude_contract, draft_document, publish_document
from uphold.command.bench.crowd import insert
from uphold.command.bench.figure import Figure, median_seconds
from uphold.command.demo.documents import shipped
from uphold.people.actions import add_organisation, add_provider, add_staff
from uphold.people.models import Provider, Staff
from uphold.reports.known import REPORTS, Report
from uphold.reports.period import months_later
from uphold.reports.scope import Scope, open_scope
from uphold.tickets.actions import open_ticket
from uphold.tickets.models import Ticket

CUSTOMERS, CHARGES_EACH, MONTHS = 1_000, 20, 10
SYSTEM = Actor.system()
JUNE = datetime(2026, 6, 1, tzinfo=UTC)
LONG_AGO, NOW = datetime(2026, 6, 1, 15, tzinfo=UTC), datetime(2026, 7, 1, 8, tzinfo=UTC)
MEASURED = ("utilisation", "leakage", "ageing", "profitability")
PARTIES = """
WITH made AS (INSERT INTO people_organisation (name, zone, is_active)
    SELECT 'Party ' || n, '', true FROM generate_series(1, %(customers)s) n RETURNING id)
INSERT INTO people_customership (organisation_id, provider_id) SELECT id, %(provider)s FROM made
"""
TICKET = {
    "number": "'RP-' || %(month)s || '-' || party.place",
    "serial": "%(month)s::bigint * 100000 + party.place",
    "subject": "'Month ' || %(month)s",
    "organisation_id": "party.id",
}
TICKETS = """tickets_ticket old, (SELECT id, row_number() OVER (ORDER BY id) AS place FROM people_organisation
    WHERE name LIKE 'Party %%') party WHERE old.id = %(ticket)s"""
WORK = """
WITH made AS (
    INSERT INTO metering_workentry (ticket_id, staff_id, started_at, ended_at, problem, request, source, words,
        logged_at)
    SELECT ticket.id, (%(staff)s::bigint[])[n %% 5 + 1], moment.at, moment.at + interval '35 minutes', '', '',
        'manual', '', moment.at + interval '1 hour'
    FROM tickets_ticket ticket, generate_series(1, %(each)s) n,
        LATERAL (SELECT %(month)s::timestamptz + n * interval '1 day' + ticket.id %% 600 * interval '1 minute' AS at)
            moment
    WHERE ticket.provider_id = %(provider)s AND ticket.subject = 'Month ' || to_char(%(month)s::timestamptz, 'YYYYMM')
    RETURNING id, logged_at
)
INSERT INTO metering_settlement (work_id, facts, settled_at) SELECT id, '{}', logged_at FROM made
"""
CHARGES = """
INSERT INTO metering_charge (ticket_id, organisation_id, provider_id, kind, tariff, unit, problem, worked_on,
    settled_at, actual_seconds, accounted_seconds, amount, currency, credits, price, reason, version_id, document,
    clause, anchor, row, line, key, consent)
SELECT work.ticket_id, ticket.organisation_id, ticket.provider_id, 'work',
    CASE WHEN work.id %% 5 = 0 THEN 'included' ELSE 'outage' END, work.id::text, '', work.started_at::date,
    work.logged_at, 2100, 3600, CASE WHEN work.id %% 5 = 0 THEN 0 ELSE 125 END, 'USD', 0,
    CASE WHEN work.id %% 5 = 0 THEN 'included' ELSE '$125.00 per hour' END, 'Outage', ticket.version_id, 'stratelegy',
    '5. Off hours', '5', 'Outage', 48, 'reported ' || work.id, ''
FROM metering_workentry work JOIN tickets_ticket ticket ON ticket.id = work.ticket_id
WHERE ticket.provider_id = %(provider)s AND work.started_at >= %(month)s
    AND work.started_at < %(month)s::timestamptz + interval '1 month'
"""
DEBTS = """
INSERT INTO standing_receivable (organisation_id, provider_id, number, due_on, currency, amount, open_amount,
    disputed_amount, settled_at)
SELECT organisation.id, %(provider)s, 'RP-' || to_char(%(month)s::date, 'YYYYMM') || '-' || organisation.id,
    %(month)s::date, 'USD', 100, CASE WHEN %(is_paid)s THEN 0 ELSE 100 END, 0,
    CASE WHEN %(is_paid)s THEN %(month)s::timestamptz END
FROM people_organisation organisation WHERE organisation.name LIKE 'Party %%'
"""


def figures() -> Iterator[Figure]:
    provider, staff, ticket = make_crowd()
    scope = open_scope(SYSTEM, provider.pk, at=NOW, period="2026-06")
    add_month(provider, staff, ticket, month=JUNE, is_paid=False)
    for report in measured():
        yield figure(report, scope, name=f"{report.name}, {CUSTOMERS * CHARGES_EACH:,} charges")
    for number in range(1, MONTHS):
        first = months_later(JUNE.date(), -number)
        month = datetime(first.year, first.month, 1, tzinfo=UTC)
        add_month(provider, staff, ticket, month=month, is_paid=True)
    for report in measured():
        beside = CUSTOMERS * CHARGES_EACH * (MONTHS - 1)
        yield figure(report, scope, name=f"{report.name}, with {beside:,} charges of other months")


def measured() -> Iterator[Report]:
    return (report for report in REPORTS if report.name in MEASURED)


def figure(report: Report, scope: Scope, *, name: str) -> Figure:
    measures = list(report.sheets.values())
    seconds = median_seconds(lambda: [measure(scope) for measure in measures], runs=3)
    return Figure(name=name, value=seconds, budget=2, unit="s")


def make_crowd() -> tuple[Provider, list[Staff], Ticket]:
    provider = add_provider(actor=SYSTEM, name="Reported", ticket_prefix="RP", at=LONG_AGO)
    version = draft_document(actor=SYSTEM, provider=provider, text=shipped("stratelegy"), at=LONG_AGO)
    version = publish_document(actor=SYSTEM, version=version, at=LONG_AGO)
    pattern = add_organisation(actor=SYSTEM, provider=provider, name="Pattern", at=LONG_AGO)
    conclude_contract(
        actor=SYSTEM,
        organisation=pattern,
        provider=provider,
        agreement=version.agreement,
        starts_on=LONG_AGO.date(),
        at=LONG_AGO,
    )
    staff = [
        add_staff(
            actor=SYSTEM,
            provider=provider,
            name=f"Worker {number}",
            email=f"w{number}@reported.example",
            role=Role.AGENT,
            at=LONG_AGO,
        )
        for number in range(5)
    ]
    ticket = open_ticket(
        actor=SYSTEM,
        provider=provider,
        organisation=pattern,
        subject="No dial tone",
        body="Since this morning nobody hears anything.",
        channel="Telephone",
        request="Fault",
        impact="Partial loss",
        at=LONG_AGO,
    )
    with connection.cursor() as cursor:
        cursor.execute(PARTIES, {"customers": CUSTOMERS, "provider": provider.pk})
    return provider, staff, ticket


def add_month(
    provider: Provider, staff: list[Staff], ticket: Ticket, *, month: datetime, is_paid: bool
) -> None:
    """A ticket of each customer with work on its days, what that came to, and what is owed for it."""
    values: dict[str, object] = {
        "provider": provider.pk,
        "staff": [person.pk for person in staff],
        "ticket": ticket.pk,
        "month": month,
        "each": CHARGES_EACH,
        "is_paid": is_paid,
    }
    insert(Ticket, TICKET, TICKETS, {"ticket": ticket.pk, "month": f"{month:%Y%m}"})
    with connection.cursor() as cursor:
        for statement in (WORK, CHARGES, DEBTS):
            cursor.execute(statement, values)  # type: ignore[arg-type]  # because a list is an array there
        cursor.execute("VACUUM ANALYZE")
