"""Sending a document once more, and reminding of what is due: entries of the journal, which notices turn to letters."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.billing.access import enter
from uphold.billing.days import day_of
from uphold.billing.issuing import topics_of
from uphold.billing.models import Invoice
from uphold.billing.standing import disputed_amounts
from uphold.journal.models import Entry
from uphold.journal.write import write
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic


class NothingIsOverdue(Refused):
    code, kind, text = (
        "nothing_overdue",
        CONFLICT,
        gettext_lazy("Nothing of {0} is overdue: it is paid, disputed or not due yet."),
    )


@atomic
def send_again(*, actor: Actor, invoice: Invoice, at: datetime) -> Entry:
    """The same document to the same readers, in a new letter."""
    enter(actor, invoice, need=Permission.INVOICE_ISSUE)
    return _written("invoice.sent", invoice, actor=actor, at=at, detail={})


@atomic
def remind(*, actor: Actor, invoice: Invoice, at: datetime) -> Entry:
    """A letter about what is due and undisputed."""
    enter(actor, invoice, need=Permission.INVOICE_ISSUE)
    overdue = overdue_amount(invoice, at=at)
    if overdue <= 0:
        raise NothingIsOverdue(invoice.number)
    return _written("invoice.reminded", invoice, actor=actor, at=at, detail={"overdue": str(overdue)})


def overdue_amount(invoice: Invoice, *, at: datetime) -> Decimal:
    """What should have been paid by the day on which the provider lives now."""
    invoice = Invoice.objects.get(pk=invoice.pk)
    today = day_of(at, provider_id=invoice.provider_id)
    if invoice.kind == Invoice.Kind.CREDIT_NOTE or invoice.due_on >= today:
        return Decimal("0.00")
    disputed = disputed_amounts([invoice.pk])[invoice.pk]
    return max(invoice.open_amount - disputed, Decimal("0.00"))


def _written(kind: str, invoice: Invoice, *, actor: Actor, at: datetime, detail: dict[str, str]) -> Entry:
    return write(
        kind,
        about=invoice,
        by=actor,
        at=at,
        detail={"number": invoice.number, **detail},
        organisation_id=invoice.organisation_id,
        topics=topics_of(organisation_id=invoice.organisation_id, provider_id=invoice.provider_id),
    )
