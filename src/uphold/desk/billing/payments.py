"""Payments: recorded by hand, looked at with what they pay, and taken back."""

import secrets
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.billing.access import get_invoice, get_payment
from uphold.billing.actions import record_payment, reverse_payment
from uphold.billing.models import Allocation, Invoice, Payment
from uphold.billing.queries import open_invoices, payment_list, usual_currency
from uphold.desk.administration.contracts import day_widget
from uphold.desk.billing.acts import CustomerForm
from uphold.desk.billing.place import Asking, answered, around, id_in, pager_of
from uphold.desk.door import desk_page
from uphold.kit import now
from uphold.ui.billed.wording import WAYS, day, money
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Link
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

RECORD = Permission.PAYMENT_RECORD
READ = Permission.INVOICE_READ


class PaymentForm(CustomerForm):
    """`key` makes the form that is sent twice one payment."""

    amount = forms.DecimalField(
        label=gettext_lazy("Amount"), min_value=Decimal("0.01"), max_digits=13, decimal_places=2
    )
    currency = forms.RegexField(r"^[A-Za-z]{3}$", label=gettext_lazy("Currency"))
    received_on = forms.DateField(label=gettext_lazy("Received on"), widget=day_widget())
    reference = forms.CharField(label=gettext_lazy("Reference"), max_length=140, required=False)
    invoice = forms.CharField(
        label=gettext_lazy("For the invoice"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Empty: the oldest due first."),
    )
    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        said["invoices"] = []
        if said.get("invoice") and "organisation" in said:
            known = open_invoices(organisation_id=said["organisation"].pk, provider_id=said["provider"].pk)
            said["invoices"] = [row for row in known if row.number == said["invoice"].strip().upper()]
            if not said["invoices"]:
                self.add_error("invoice", gettext("This is no open invoice of the customer."))
        return said


class ReversalForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=140)


@dataclass(frozen=True, slots=True)
class PaymentRow:
    on: str
    href: str
    customer: str
    amount: str
    to_credit: str
    way: str
    reference: str
    is_reversed: bool


@desk_page(need=READ)
def index(request: PageRequest) -> HttpResponse:
    after, party = request.GET.get("after"), id_in(request.GET.get("organisation", ""))
    found = payment_list(request.actor, organisation_id=party, after=after)
    here = reverse("desk:payments") + (f"?organisation={party}" if party else "")
    values = {
        "rows": [row_of(each) for each in found.payments],
        "may_record": request.actor.may(RECORD),
        "repayments_href": reverse("desk:repayments") + (f"?organisation={party}" if party else ""),
        "pager": pager_of(here, after=after, next_key=found.next_key),
    }
    return shown(request, "desk/billing/payments.html", around(request, values, place="payments"))


def row_of(payment: Payment) -> PaymentRow:
    is_reversed = hasattr(payment, "reversal") or payment.reverses_id is not None
    spare = payment.amount - payment.allocated  # type: ignore[attr-defined]  # annotated by payment_list
    return PaymentRow(
        on=day(payment.received_on),
        href=reverse("desk:payment", args=[payment.pk]),
        customer=payment.organisation.name,
        amount=money(payment.amount, payment.currency),
        to_credit=money(spare, payment.currency) if spare and not is_reversed else "",
        way=str(WAYS[payment.way]),
        reference=payment.reference,
        is_reversed=is_reversed,
    )


@desk_page(need=RECORD, methods=["GET", "POST"])
def new(request: PageRequest) -> HttpResponse:
    form = PaymentForm(request.POST or None, actor=request.actor, need=RECORD, initial=initial_of(request))
    asking = Asking(
        title=gettext("Record a payment"),
        button=gettext("Record the payment"),
        help=gettext("What is left over stands to the customer's credit and pays the next invoice."),
        back=reverse("desk:payments"),
        back_words=gettext("Payments"),
        said=gettext("The payment is recorded."),
        place="payments",
    )

    def perform(said: Any) -> Payment:  # noqa: ANN401 - what the form says
        return record_payment(
            actor=request.actor,
            organisation=said["organisation"],
            provider=said["provider"],
            amount=said["amount"],
            currency=said["currency"].upper(),
            received_on=said["received_on"],
            reference=said["reference"],
            key=f"desk:{said['key']}",
            for_invoices=said["invoices"],
            at=now(),
        )

    return answered(
        request, form, asking, perform=perform, to=lambda paid: reverse("desk:payment", args=[paid.pk])
    )


def initial_of(request: PageRequest) -> dict[str, object]:
    """What is open of the invoice that the address names."""
    known: dict[str, object] = {
        "received_on": now().date(),
        "currency": usual_currency(request.actor),
        "key": secrets.token_hex(16),
    }
    invoice_id = id_in(request.GET.get("invoice", ""))
    if invoice_id is None:
        return known
    invoice: Invoice = get_invoice(request.actor, invoice_id, need=RECORD)
    return {
        **known,
        "provider": str(invoice.provider_id),
        "customer": invoice.organisation.name,
        "amount": invoice.open_amount,
        "currency": invoice.currency,
        "invoice": invoice.number,
    }


@desk_page(need=READ)
def show(request: PageRequest, payment_id: int) -> HttpResponse:
    payment = get_payment(request.actor, payment_id)
    parts = list(payment.allocations.select_related("invoice", "repayment").order_by("at", "id"))
    spare = payment.amount - sum((part.amount for part in parts), Decimal(0))
    reversal = Payment.objects.filter(reverses=payment).first()
    is_free = spare > 0 and reversal is None
    values = {
        "payment": payment,
        "title": money(payment.amount, payment.currency),
        "facts": facts_of(payment, reversal=reversal),
        "parts": [(end_of(part), money(part.amount, payment.currency), day(part.at)) for part in parts],
        "to_credit": money(spare, payment.currency) if is_free else "",
        "repay_href": repay_href(request.actor, payment) if is_free else "",
        "reversal_href": reversal_href(request.actor, payment, reversal=reversal),
    }
    return shown(request, "desk/billing/payment.html", around(request, values, place="payments"))


def end_of(part: Allocation) -> Link:
    """Where the part went: an invoice, or back to the customer."""
    if part.invoice is not None:
        return Link(part.invoice.number, reverse("desk:invoice", args=[part.invoice_id]))
    words = gettext("paid back") if part.amount > 0 else gettext("not paid back after all")
    return Link(words, reverse("desk:repayment", args=[part.repayment_id]))


def repay_href(actor: Actor, payment: Payment) -> str:
    may = actor.may(Permission.REPAYMENT_RECORD, provider_id=payment.provider_id)
    return f"{reverse('desk:repayment-new')}?payment={payment.pk}" if may else ""


def facts_of(payment: Payment, *, reversal: Payment | None) -> list[Fact]:
    facts = [
        Fact(gettext("Customer"), payment.organisation.name),
        Fact(gettext("Received"), day(payment.received_on)),
        Fact(gettext("How"), str(WAYS[payment.way])),
        Fact(gettext("Reference"), payment.reference or "—"),
    ]
    if payment.recorded_by is not None:
        facts.append(Fact(gettext("Recorded by"), payment.recorded_by.name))
    other = reversal or payment.reverses
    if other is not None:
        label = gettext("Taken back by") if reversal else gettext("Takes back")
        here = reverse("desk:payment", args=[other.pk])
        facts.append(Fact(label, money(other.amount, other.currency), href=here))
    return facts


def reversal_href(actor: Actor, payment: Payment, *, reversal: Payment | None) -> str:
    is_possible = reversal is None and payment.reverses_id is None
    may = actor.may(RECORD, provider_id=payment.provider_id)
    return reverse("desk:payment-reversal", args=[payment.pk]) if is_possible and may else ""


@desk_page(need=RECORD, methods=["GET", "POST"])
def take_back(request: PageRequest, payment_id: int) -> HttpResponse:
    payment = get_payment(request.actor, payment_id, need=RECORD)
    asking = Asking(
        title=gettext("Take a payment back"),
        button=gettext("Take it back"),
        help=gettext("For money that did not stay. The invoices that it paid are open again."),
        back=reverse("desk:payment", args=[payment.pk]),
        back_words=money(payment.amount, payment.currency),
        said=gettext("The payment is taken back."),
        is_danger=True,
        place="payments",
    )
    return answered(
        request,
        ReversalForm(request.POST or None),
        asking,
        perform=lambda said: reverse_payment(
            actor=request.actor, payment=payment, reason=said["reason"], at=now()
        ),
    )
