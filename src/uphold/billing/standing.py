"""What standing hears: how much of each invoice is open, and how much of that is disputed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum

from uphold.billing.models import Dispute, Invoice
from uphold.standing.actions import report_receivable


def report(invoices: Iterable[Invoice], *, at: datetime) -> None:
    """After each change, in its transaction, with the rows as they are now; credit notes are no receivables."""
    rows = [row for row in invoices if row.kind == Invoice.Kind.INVOICE]
    disputed = disputed_amounts(row.pk for row in rows)
    for row in rows:
        report_receivable(
            organisation_id=row.organisation_id,
            provider_id=row.provider_id,
            number=row.number,
            due_on=row.due_on,
            currency=row.currency,
            amount=row.gross_amount,
            open_amount=row.open_amount,
            disputed_amount=min(disputed[row.pk], row.open_amount),
            at=at,
        )


def disputed_amounts(invoice_ids: Iterable[int]) -> dict[int, Decimal]:
    """By invoice; an open dispute is over its line with the tax."""
    amounts: dict[int, Decimal] = defaultdict(Decimal)
    open_ones = Dispute.objects.filter(state=Dispute.State.OPEN, line__invoice_id__in=list(invoice_ids))
    for row in open_ones.order_by().values("line__invoice_id").annotate(total=Sum("disputed_amount")):
        amounts[row["line__invoice_id"]] = row["total"]
    return amounts
