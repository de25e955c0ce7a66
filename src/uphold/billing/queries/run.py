"""Runs as pages show them: how far, who gets what, and which work is left out because its price is not known yet."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal

from django.db.models import Count, Q, Sum

from uphold.billing.models import Invoice, InvoiceRun, RunItem
from uphold.metering.models import WorkEntry

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`totals` is the gross of what was issued, by currency."""

    done: int
    total: int
    invoices: int
    with_problem: int
    totals: tuple[tuple[str, Decimal], ...]

    @property
    def percent(self) -> int:
        return 100 if self.total == 0 else self.done * 100 // self.total


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Items in the order in which they are worked; `next_id` continues after this page, None on the last."""

    items: tuple[RunItem, ...]
    next_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """Work of a customer that is not rated for good, and so on no invoice yet."""

    ticket_number: str
    seconds: int


def progress_of(run: InvoiceRun) -> Progress:
    counts = RunItem.objects.filter(run=run).aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(done_at__isnull=False)),
        with_problem=Count("pk", filter=~Q(problem="")),
    )
    issued = Invoice.objects.filter(run=run).order_by("currency").values_list("currency")
    sums = list(issued.annotate(total=Sum("gross_amount"), count=Count("pk")))
    return Progress(
        done=counts["done"],
        total=counts["total"],
        with_problem=counts["with_problem"],
        invoices=sum(count for _, _, count in sums),
        totals=tuple((currency, total) for currency, total, _ in sums),
    )


def item_page(run: InvoiceRun, *, after_id: int = 0, size: int = PAGE_SIZE) -> ItemPage:
    rows = RunItem.objects.filter(run=run, pk__gt=after_id).select_related("organisation").order_by("pk")
    found = list(rows[: size + 1])
    return ItemPage(tuple(found[:size]), found[size - 1].pk if len(found) > size else None)


def open_work(run: InvoiceRun, organisation_ids: Sequence[int]) -> dict[int, list[OpenWork]]:
    """By customer, work of the period that waits for a finding; tickets in their order."""
    until_at = datetime.combine(run.until_on, time.min, tzinfo=UTC)
    rows = (
        WorkEntry.objects.filter(
            reverses=None,
            reversal=None,
            settlement=None,
            started_at__lt=until_at,
            ticket__provider_id=run.provider_id,
            ticket__organisation_id__in=organisation_ids,
        )
        .order_by("ticket_id", "started_at")
        .values_list("ticket__organisation_id", "ticket__number", "started_at", "ended_at")
    )
    seconds: dict[tuple[int, str], int] = defaultdict(int)
    for organisation_id, number, started_at, ended_at in rows:
        seconds[organisation_id, number] += int((ended_at - started_at).total_seconds())
    found: dict[int, list[OpenWork]] = defaultdict(list)
    for (organisation_id, number), total in seconds.items():
        found[organisation_id].append(OpenWork(ticket_number=number, seconds=total))
    return found
