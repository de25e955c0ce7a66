"""The account behind a case: which invoices are overdue at an instant, and since when."""

from __future__ import annotations

from datetime import datetime

from uphold.policy.clocks.events import Happening
from uphold.policy.scenario.case import Invoice
from uphold.policy.scenario.matter import Matter


def days_past_due(matter: Matter, *, at: datetime) -> int:
    """Calendar days since the due date of the oldest undisputed unpaid invoice; 0 while nothing is overdue."""
    due_on = min((invoice.due_on for invoice in unpaid(matter, at=at)), default=None)
    return 0 if due_on is None else max((matter.day_of(at) - due_on).days, 0)


def is_overdue(matter: Matter, *, at: datetime) -> bool:
    """Whether an undisputed invoice is past its due date."""
    return days_past_due(matter, at=at) > 0


def unpaid(matter: Matter, *, at: datetime) -> tuple[Invoice, ...]:
    """The undisputed invoices that are not paid at an instant."""
    paid = {event.invoice for event in matter.happened(Happening.PAID) if event.at <= at}
    return tuple(
        invoice
        for invoice in matter.case.account.invoices
        if not invoice.is_disputed and invoice.number not in paid
    )
