"""Orders of packages beside the invoices that name them."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from uphold.access import Actor
from uphold.billing.access import visible_invoices
from uphold.credits.models import CreditOrder


def invoice_links(actor: Actor, orders: Sequence[CreditOrder], *, route: str) -> Mapping[int, SafeString]:
    """By order, for whoever may read its invoice: the number, leading to the page of that route."""
    named = visible_invoices(actor).filter(lines__order__in=orders)
    rows = named.order_by().values_list("lines__order_id", "number", "pk")
    return {
        order_id: format_html('<a href="{}">{}</a>', reverse(route, args=[key]), number)
        for order_id, number, key in rows
    }
