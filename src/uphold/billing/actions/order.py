"""Withdrawing an order of credits: what was invoiced for it is taken back in the same act."""

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.billing.actions.credit import credit_lines
from uphold.billing.correcting import invoiced_lines, left_of
from uphold.billing.locking import lock_customer
from uphold.billing.models import InvoiceLine
from uphold.credits import actions as credits_actions
from uphold.credits.models import CreditOrder
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic


class OrderIsInvoiced(Refused):
    code, kind, text = (
        "order_is_invoiced",
        CONFLICT,
        gettext_lazy(
            "Order {0} stands on invoice {1}: somebody who may issue invoices withdraws it, with a credit note."
        ),
    )


@atomic
def withdraw_order(*, actor: Actor, order: CreditOrder, at: datetime) -> CreditOrder:
    """Of what is not credited yet. What was paid for it stands to the customer's credit."""
    account = order.account
    lock_customer(organisation_id=account.organisation_id, provider_id=account.provider_id)
    withdrawn = credits_actions.withdraw_order(actor=actor, order=order, at=at)
    line = invoiced_line_of(order)
    if line is None:
        return withdrawn
    if not actor.may(Permission.INVOICE_ISSUE, provider_id=account.provider_id):
        raise OrderIsInvoiced(order.number, line.invoice.number)
    reason = gettext("Order {number} is withdrawn").format(number=order.number)
    credit_lines(by=actor, invoice=line.invoice, lines=[line], reason=reason, at=at)
    return withdrawn


def invoiced_line_of(order: CreditOrder) -> InvoiceLine | None:
    """The line that asks for its price, unless that was taken back already."""
    line = invoiced_lines().filter(order=order).first()
    return line if line is not None and left_of(line) > 0 else None
