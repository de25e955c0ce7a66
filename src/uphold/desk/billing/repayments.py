"""Repayments: what went back to customers, recorded, looked at with the payments it came from, and taken back."""

import secrets
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Sum
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.billing.access import get_payment, get_repayment
from uphold.billing.actions import repay, reverse_repayment
from uphold.billing.models import Payment, Repayment
from uphold.billing.queries import credit_balances, repayment_list, usual_currency
from uphold.desk.administration.contracts import day_widget
from uphold.desk.billing.acts import CustomerForm
from uphold.desk.billing.place import Asking, answered, around, id_in, pager_of
from uphold.desk.door import desk_page
from uphold.kit import now
from uphold.people.models import Customership
from uphold.standing.access import get_customer
from uphold.ui.billed.repaid import repayments_table
from uphold.ui.billed.wording import REPAID, WAYS, day, money
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Link
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

BOTH = ("GET", "POST")
READ = Permission.INVOICE_READ
REPAY = Permission.REPAYMENT_RECORD


class RepaymentForm(CustomerForm):
    """`key` makes the form that is sent twice one repayment."""

    amount = forms.DecimalField(
        label=gettext_lazy("Amount"), min_value=Decimal("0.01"), max_digits=13, decimal_places=2
    )
    currency = forms.RegexField(r"^[A-Za-z]{3}$", label=gettext_lazy("Currency"))
    repaid_on = forms.DateField(label=gettext_lazy("Sent on"), widget=day_widget())
    way = forms.ChoiceField(label=gettext_lazy("How"), choices=list(REPAID.items()))
    reference = forms.CharField(label=gettext_lazy("Reference"), max_length=140, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=300, help_text=gettext_lazy("The customer reads it.")
    )
    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)


class ReversalForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


@desk_page(need=READ)
def index(request: PageRequest) -> HttpResponse:
    after, party = request.GET.get("after"), id_in(request.GET.get("organisation", ""))
    found = repayment_list(request.actor, organisation_id=party, after=after)
    here = reverse("desk:repayments") + (f"?organisation={party}" if party else "")
    values = {
        "table": repayments_table(found.repayments, route="desk:repayment", with_customer=True),
        "may_repay": request.actor.may(REPAY),
        "pager": pager_of(here, after=after, next_key=found.next_key),
    }
    return shown(request, "desk/billing/repayments.html", around(request, values, place="payments"))


@desk_page(need=REPAY, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    """The address may name the payment that it comes from, or the customer; else the form asks."""
    payment = named_payment(request)
    form = RepaymentForm(
        request.POST or None, actor=request.actor, need=REPAY, initial=initial_of(request, payment)
    )
    back = reverse("desk:payment", args=[payment.pk]) if payment else reverse("desk:repayments")
    asking = Asking(
        title=gettext("Record a repayment"),
        button=gettext("Record the repayment"),
        help=gettext(
            "Money that stood to the customer's credit and was sent back. Nothing is sent from here: "
            "send it where your bank or payment provider is, and record it."
        ),
        back=back,
        back_words=money(payment.amount, payment.currency) if payment else gettext("Repayments"),
        said=gettext("The repayment is recorded."),
        place="payments",
    )

    def perform(said: Any) -> Repayment:  # noqa: ANN401 - what the form says
        return repay(
            actor=request.actor,
            organisation=said["organisation"],
            provider=said["provider"],
            amount=said["amount"],
            currency=said["currency"].upper(),
            repaid_on=said["repaid_on"],
            way=said["way"],
            reference=said["reference"],
            reason=said["reason"],
            key=f"desk:{said['key']}",
            payments=[payment] if payment else None,
            at=now(),
        )

    return answered(
        request, form, asking, perform=perform, to=lambda sent: reverse("desk:repayment", args=[sent.pk])
    )


def named_payment(request: PageRequest) -> Payment | None:
    payment_id = id_in(request.GET.get("payment", ""))
    return None if payment_id is None else get_payment(request.actor, payment_id, need=REPAY)


def initial_of(request: PageRequest, payment: Payment | None) -> dict[str, object]:
    """What is free of the payment, or of all that the customer paid."""
    known: dict[str, object] = {
        "repaid_on": now().date(),
        "currency": usual_currency(request.actor),
        "key": secrets.token_hex(16),
    }
    organisation_id = id_in(request.GET.get("organisation", ""))
    if payment is not None:
        allocated = payment.allocations.aggregate(total=Sum("amount"))["total"] or Decimal(0)
        return {**known, **begun(payment, free={payment.currency: payment.amount - allocated})}
    if organisation_id is None:
        return known
    customer = get_customer(
        request.actor,
        organisation_id=organisation_id,
        provider_id=id_in(request.GET.get("provider", "")),
        need=REPAY,
    )
    free = credit_balances(organisation_id=organisation_id, provider_id=customer.provider_id)
    return {**known, **begun(customer, free=free)}


def begun(party: Payment | Customership, *, free: Mapping[str, Decimal]) -> dict[str, object]:
    """The party, and the first of what is free."""
    amounts = [{"amount": amount, "currency": currency} for currency, amount in free.items() if amount > 0]
    return {
        "provider": str(party.provider_id),
        "customer": party.organisation.name,
        **(amounts[0] if amounts else {}),
    }


@desk_page(need=READ)
def show(request: PageRequest, repayment_id: int) -> HttpResponse:
    repayment = get_repayment(request.actor, repayment_id)
    reversal = Repayment.objects.filter(reverses=repayment).first()
    parts = repayment.allocations.select_related("payment").order_by("id")
    values = {
        "title": money(repayment.amount, repayment.currency),
        "facts": facts_of(repayment, reversal=reversal),
        "parts": [
            (
                Link(
                    f"{day(part.payment.received_on)}, {WAYS[part.payment.way]}",
                    reverse("desk:payment", args=[part.payment_id]),
                ),
                money(part.amount, repayment.currency),
            )
            for part in parts
        ],
        "reversal_href": reversal_href(request.actor, repayment, reversal=reversal),
    }
    return shown(request, "desk/billing/repayment.html", around(request, values, place="payments"))


def facts_of(repayment: Repayment, *, reversal: Repayment | None) -> list[Fact]:
    facts = [
        Fact(gettext("Customer"), repayment.organisation.name),
        Fact(gettext("Sent on"), day(repayment.repaid_on)),
        Fact(gettext("How"), str(REPAID[repayment.way])),
        Fact(gettext("Reference"), repayment.reference or "—"),
        Fact(gettext("Why"), repayment.reason),
    ]
    if repayment.recorded_by is not None:
        facts.append(Fact(gettext("Recorded by"), repayment.recorded_by.name))
    other = reversal or repayment.reverses
    if other is not None:
        label = gettext("Taken back by") if reversal else gettext("Takes back")
        here = reverse("desk:repayment", args=[other.pk])
        facts.append(Fact(label, money(other.amount, other.currency), href=here))
    return facts


def reversal_href(actor: Actor, repayment: Repayment, *, reversal: Repayment | None) -> str:
    is_possible = reversal is None and repayment.reverses_id is None
    may = actor.may(REPAY, provider_id=repayment.provider_id)
    return reverse("desk:repayment-reversal", args=[repayment.pk]) if is_possible and may else ""


@desk_page(need=REPAY, methods=BOTH)
def take_back(request: PageRequest, repayment_id: int) -> HttpResponse:
    repayment = get_repayment(request.actor, repayment_id, need=REPAY)
    asking = Asking(
        title=gettext("Take a repayment back"),
        button=gettext("Take it back"),
        help=gettext(
            "For money that came back or was never sent. It stands to the customer's credit again, "
            "and pays what is open."
        ),
        back=reverse("desk:repayment", args=[repayment.pk]),
        back_words=money(repayment.amount, repayment.currency),
        said=gettext("The repayment is taken back."),
        is_danger=True,
        place="payments",
    )
    return answered(
        request,
        ReversalForm(request.POST or None),
        asking,
        perform=lambda said: reverse_repayment(
            actor=request.actor, repayment=repayment, reason=said["reason"], at=now()
        ),
    )
