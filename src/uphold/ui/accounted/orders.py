"""Orders of packages beside the invoices that name them."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from uphold.credits.models import CreditOrder


def with_invoices(orders: QuerySet[CreditOrder]) -> QuerySet[CreditOrder]:
    """In the same statement."""
    return orders.select_related("invoice_line__invoice")


def invoice_link(order: CreditOrder, *, route: str) -> SafeString | str:
    """The number, leading to the page of that route; nothing while no invoice names the order."""
    line = getattr(order, "invoice_line", None)
    if line is None:
        return ""
    return format_html('<a href="{}">{}</a>', reverse(route, args=[line.invoice_id]), line.invoice.number)
