"""Reporting what is owed: billing calls it after each change, and what the money restores is restored with it."""

from datetime import date, datetime
from decimal import Decimal

from uphold.kit.transaction import atomic
from uphold.standing.locking import lock_customer
from uphold.standing.models import Receivable
from uphold.standing.restoring import restore


@atomic
def report_receivable(
    *,
    organisation_id: int,
    provider_id: int,
    number: str,
    due_on: date,
    currency: str,
    amount: Decimal,
    open_amount: Decimal,
    disputed_amount: Decimal = Decimal(0),
    at: datetime,
) -> Receivable:
    """States one invoice as it is now; the same again changes nothing.

    Settled since the first report in which nothing undisputed was open; a payment taken back, or a dispute that was
    rejected, opens it again.
    """
    customer = lock_customer(organisation_id=organisation_id, provider_id=provider_id)
    known = Receivable.objects.filter(provider_id=provider_id, number=number).first()
    row = known or Receivable(organisation=customer.organisation, provider=customer.provider, number=number)
    row.due_on, row.currency, row.amount = due_on, currency, amount
    row.open_amount, row.disputed_amount = open_amount, disputed_amount
    row.settled_at = (row.settled_at or at) if open_amount == disputed_amount else None
    row.save()
    restore(customer, at=at)
    return row
