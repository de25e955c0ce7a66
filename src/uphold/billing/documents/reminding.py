"""Reminders that go by themselves: where the provider set a day for them, each invoice is reminded of once.

No agreement that we know says when an invoice is reminded of, so it is the provider's setting, and none is the usual.
"""

from datetime import datetime, timedelta

from uphold.access import Actor
from uphold.billing.days import day_of
from uphold.billing.documents.sending import overdue_amount, remind
from uphold.billing.locking import lock_customer
from uphold.billing.models import Invoice, Seller
from uphold.billing.settling import unpaid
from uphold.journal.queries import entries_about
from uphold.kit.one_by_one import one_by_one
from uphold.kit.transaction import atomic

PATIENCE = timedelta(days=7)
"""A worker that was away catches up; what was overdue long before the day was set is left to a person."""


def remind_overdue(at: datetime) -> int:
    """How many invoices were reminded of, each in a transaction of its own."""
    sellers = Seller.objects.filter(reminder_days__isnull=False).order_by("id")
    return one_by_one(
        [invoice for seller in sellers for invoice in due_for(seller, at=at)],
        lambda invoice: remind_once(invoice, at=at),
        name=lambda invoice: f"invoice {invoice.pk}",
        failed="invoices that could not be reminded of",
    )


def due_for(seller: Seller, *, at: datetime) -> list[Invoice]:
    """Invoices whose day of reminding came in the last week, by the provider's calendar."""
    last_on = day_of(at, provider_id=seller.provider_id) - timedelta(days=seller.reminder_days or 0)
    rows = unpaid(Invoice.objects.filter(provider_id=seller.provider_id))
    return list(rows.filter(due_on__gt=last_on - PATIENCE, due_on__lte=last_on).order_by("id"))


@atomic
def remind_once(invoice: Invoice, *, at: datetime) -> bool:
    """Not of what is paid or disputed meanwhile, nor where somebody reminded already."""
    lock_customer(organisation_id=invoice.organisation_id, provider_id=invoice.provider_id)
    was_reminded = entries_about(invoice).filter(kind="invoice.reminded").exists()
    if was_reminded or overdue_amount(invoice, at=at) <= 0:
        return False
    remind(actor=Actor.system(), invoice=invoice, at=at)
    return True
