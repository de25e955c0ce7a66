"""Saying that a line is wrong, and taking that back."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.billing.access import get_dispute, get_line
from uphold.billing.actions import raise_dispute, withdraw_dispute
from uphold.billing.models import InvoiceLine
from uphold.kit import INVALID, Refused, now
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.ui.billed.wording import money
from uphold.ui.components.field import fields
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

DISPUTE = Permission.INVOICE_DISPUTE


class DisputeForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What is wrong"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )


@portal_page(need=DISPUTE, methods=["GET", "POST"])
def dispute(request: PageRequest, invoice_id: int, invoice_line_id: int) -> HttpResponse:
    line = get_line(request.actor, invoice_id, invoice_line_id, need=DISPUTE)
    form = DisputeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return asked(request, form, line, status=422 if form.is_bound else 200)
    try:
        raise_dispute(actor=request.actor, line=line, words=form.cleaned_data["words"], at=now())
    except Refused as refusal:
        if refusal.kind is not INVALID:
            raise
        form.add_error("words", refusal.sentence)
        return asked(request, form, line, status=422)
    said = gettext("Your objection is noted. The line is not due until it is answered; the rest is.")
    return changed(request, "", {}, to=reverse("portal:invoice", args=[invoice_id]), said=said)


def asked(request: PageRequest, form: DisputeForm, line: InvoiceLine, *, status: int) -> HttpResponse:
    values = {
        "line": line,
        "invoice": line.invoice,
        "net": money(line.net_amount, line.invoice.currency),
        "fields": fields(form),
    }
    around = framed(request, values, current="invoices")
    return shown(request, "portal/invoices/dispute.html", around, status=status)


@portal_page(need=DISPUTE, methods=["POST"])
def withdraw(request: PageRequest, dispute_id: int) -> HttpResponse:
    found = get_dispute(request.actor, dispute_id, need=DISPUTE)
    withdraw_dispute(actor=request.actor, dispute=found, at=now())
    here = reverse("portal:invoice", args=[found.line.invoice_id])
    return changed(request, "", {}, to=here, said=gettext("Your objection is withdrawn; the line is due."))
