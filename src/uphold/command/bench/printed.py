"""Making the documents of a run, and where the time of one goes. Imported once the settings stand."""

import copy
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import cycle
from statistics import median
from time import perf_counter

from uphold.billing.documents.electronic import figures_of
from uphold.billing.documents.jobs import order_of, render_all, store
from uphold.billing.documents.press import Printed
from uphold.billing.documents.printer import embedding
from uphold.billing.documents.printer.typesetting import set_pdf
from uphold.billing.documents.queries import manuscripts_of
from uphold.billing.documents.wording import paper_of
from uphold.billing.models import Invoice, InvoiceLine
from uphold.command.bench.figure import Figure
from uphold.kit.transaction import atomic
from uphold.people.models import Organisation, Provider

INVOICES = 300
SAMPLE = 40
LINES = (1, 3, 12, 4, 60, 2, 8, 5)
"""How many lines the invoices have, in turn; about twelve in the middle of all."""
AT = datetime(2026, 7, 1, 8, tzinfo=UTC)
PARTY = {"street": "Hafenstraße 1", "city": "Vienna", "postcode": "1020", "country": "AT"}
SELLER = {
    **PARTY,
    "legal_name": "Bench Telephony GmbH",
    "vat_number": "ATU13585627",
    "email": "billing@bench.example",
    "iban": "AT611904300234573201",
    "bic": "GIBAATWW",
    "colour": "#1f3a5f",
}


def figures() -> Iterator[Figure]:
    ids = make_invoices(INVOICES)
    printers = os.cpu_count() or 1
    seconds = timed(lambda: render_all(ids, at=AT, printers=printers))
    yield Figure(
        name=f"documents of {INVOICES} invoices, {printers} printers",
        value=INVOICES / seconds,
        budget=10,
        unit="/s",
        is_at_least=True,
    )
    yield from parts(ids[:SAMPLE])


def parts(ids: list[int]) -> Iterator[Figure]:
    """The middle of a sample, each part by itself."""
    manuscripts = list(manuscripts_of(ids).values())
    turn = cycle(manuscripts)
    orders = cycle([order_of(manuscript) for manuscript in manuscripts])
    pdf = set_pdf(paper_of(manuscripts[0]), issued_seconds=0)
    fresh = cycle(make_invoices(SAMPLE, start=INVOICES))
    figures = cycle([figures_of(manuscript) for manuscript in manuscripts])
    sizes = Printed(pdf=bytes(60_000), ubl=bytes(12_000))
    measured: tuple[tuple[str, float, Callable[[], object]], ...] = (
        ("load one invoice", 20, lambda: manuscripts_of([next(fresh)])),
        ("words and figures", 10, lambda: order_of(next(turn))),
        ("set the pages (PDF/A-3)", 60, lambda: set_pdf(next(orders).paper, issued_seconds=0)),
        (
            "write, check and embed Factur-X",
            80,
            lambda: embedding.embed(
                pdf, figures=copy.deepcopy(next(figures)), title="", author="", language="en"
            ),
        ),
        ("write and check UBL", 40, lambda: embedding.as_ubl(copy.deepcopy(next(figures)))),
        ("store both", 30, lambda: store({next(fresh): sizes}, at=AT)),
    )
    for name, budget, work in measured:
        yield Figure(name=name, value=middle_seconds(work) * 1e3, budget=budget, unit="ms")


@atomic
def make_invoices(count: int, *, start: int = 0) -> list[int]:
    provider, _ = Provider.objects.get_or_create(name="Bench", ticket_prefix="BE")
    organisation, _ = Organisation.objects.get_or_create(name="Customer")
    rows = [invoice(start + n + 1, LINES[n % len(LINES)], provider, organisation) for n in range(count)]
    Invoice.objects.bulk_create(rows)
    InvoiceLine.objects.bulk_create(
        line(row, position) for n, row in enumerate(rows) for position in range(1, LINES[n % len(LINES)] + 1)
    )
    return [row.pk for row in rows]


def invoice(serial: int, lines: int, provider: Provider, organisation: Organisation) -> Invoice:
    net = Decimal(125) * lines
    return Invoice(
        provider=provider,
        organisation=organisation,
        kind=Invoice.Kind.INVOICE,
        number=f"BE-{serial}",
        serial=serial,
        issued_at=AT,
        issued_on=AT.date(),
        due_on=AT.date() + timedelta(days=30),
        from_on=date(2026, 6, 1),
        until_on=AT.date(),
        currency="EUR",
        net_amount=net,
        tax_amount=net / 5,
        gross_amount=net * 6 / 5,
        seller=SELLER,
        buyer={**PARTY, "legal_name": f"Customer {serial}", "reference": f"PO-{serial}"},
    )


def line(row: Invoice, position: int) -> InvoiceLine:
    return InvoiceLine(
        invoice=row,
        position=position,
        words=f"Work on BE-{row.serial + position}: 47 minutes, accounted as 1 hour",
        quantity=1,
        unit="hour",
        unit_price=125,
        net_amount=125,
        tax_percent=20,
        tax_category="S",
        ticket_number=f"BE-{row.serial + position}",
        worked_on=date(2026, 6, 1 + position % 28),
        document="bench",
        clause="5. Outside the hours",
        anchor="5",
        row=f"Outage that we did not cause, case {position}",
        reason=f"agreed by Ann on June {position % 28 + 1}",
    )


def middle_seconds(work: Callable[[], object]) -> float:
    work()
    return median(timed(work) for _ in range(SAMPLE - 1))


def timed(work: Callable[[], object]) -> float:
    began_at = perf_counter()
    work()
    return perf_counter() - began_at
