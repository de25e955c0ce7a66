"""Acts on invoices: take lines back, note and answer a dispute; and the form that names a customer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.billing.access import get_dispute, get_invoice, get_line
from uphold.billing.actions import answer_dispute, credit_invoice, raise_dispute
from uphold.billing.correcting import invoiced_lines, left_of
from uphold.billing.models import Dispute, Invoice
from uphold.desk.billing.choices import chosen_provider, customer_named, offer_providers
from uphold.desk.billing.place import Asking, answered
from uphold.desk.door import desk_page
from uphold.kit import now
from uphold.ui.billed.wording import day, money
from uphold.ui.page import PageRequest

BOTH = ("GET", "POST")
ISSUE = Permission.INVOICE_ISSUE
WORDS = forms.Textarea(attrs={"rows": 3})


class CustomerForm(forms.Form):
    """A provider, and a customer of it by name."""

    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    customer = forms.CharField(
        label=gettext_lazy("Customer"),
        max_length=200,
        help_text=gettext_lazy("The name, or a part that only this one has."),
    )

    def __init__(self, *args: Any, actor: Actor, need: Permission, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.actor, self.need = actor, need
        offer_providers(self, actor, need)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"provider", "customer"} <= said.keys():
            said["provider"] = chosen_provider(self, self.actor, self.need)
            try:
                named = customer_named(self.actor, said["customer"], provider=said["provider"])
                said["organisation"] = named
            except forms.ValidationError as mistake:
                self.add_error("customer", mistake)
        return said


class CreditForm(forms.Form):
    lines = forms.MultipleChoiceField(label=gettext_lazy("Which lines"), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label=gettext_lazy("Why; the customer reads it"), max_length=300, widget=WORDS)


class DisputeForm(forms.Form):
    words = forms.CharField(label=gettext_lazy("What the customer says"), max_length=2000, widget=WORDS)


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        widget=forms.RadioSelect,
        choices=[
            (Dispute.State.ACCEPTED.value, gettext_lazy("The customer is right: credit the line")),
            (Dispute.State.REJECTED.value, gettext_lazy("The line stands: it is due")),
        ],
    )
    words = forms.CharField(
        label=gettext_lazy("In which words; the customer reads them"),
        max_length=300,
        required=False,
        widget=WORDS,
        help_text=gettext_lazy("Say why where the line stands."),
    )


@desk_page(need=ISSUE, methods=BOTH)
def credit(request: PageRequest, invoice_id: int) -> HttpResponse:
    invoice = get_invoice(request.actor, invoice_id, need=ISSUE)
    rows = [row for row in invoiced_lines().filter(invoice=invoice).order_by("position") if left_of(row)]
    form = CreditForm(request.POST or None)
    choices = [(str(row.pk), f"{row.words}, {money(left_of(row), invoice.currency)}") for row in rows]
    field = form.fields["lines"]
    assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
    field.choices = choices
    if len(rows) == 1:
        form.initial["lines"] = [choices[0][0]]
    asking = Asking(
        title=gettext("Credit %(number)s") % {"number": invoice.number},
        button=gettext("Issue the credit note"),
        help=gettext(
            "What is taken back is not invoiced again. What was paid of it stands to the customer's credit."
        ),
        back=reverse("desk:invoice", args=[invoice.pk]),
        back_words=invoice.number,
        said=gettext("The credit note is issued; its document follows by mail."),
        is_danger=True,
        place="invoices",
    )

    def perform(said: Mapping[str, Any]) -> Invoice:
        lines = [row for row in rows if str(row.pk) in said["lines"]]
        return credit_invoice(
            actor=request.actor, invoice=invoice, lines=lines, reason=said["reason"], at=now()
        )

    return answered(
        request,
        form,
        asking,
        perform=perform,
        to=lambda note: reverse("desk:invoice", args=[note.pk]),
    )


@desk_page(need=ISSUE, methods=BOTH)
def dispute(request: PageRequest, invoice_id: int, invoice_line_id: int) -> HttpResponse:
    """Staff note what a customer said on the telephone."""
    line = get_line(request.actor, invoice_id, invoice_line_id, need=ISSUE)
    asking = Asking(
        title=gettext("Note a dispute"),
        button=gettext("Note the dispute"),
        help=f"{line.words}, {money(line.net_amount, line.invoice.currency)}",
        back=reverse("desk:invoice", args=[invoice_id]),
        back_words=line.invoice.number,
        said=gettext("The line is disputed. It is not overdue meanwhile; the rest is payable."),
        place="invoices",
    )
    return answered(
        request,
        DisputeForm(request.POST or None),
        asking,
        perform=lambda said: raise_dispute(actor=request.actor, line=line, words=said["words"], at=now()),
    )


@desk_page(need=ISSUE, methods=BOTH)
def answer(request: PageRequest, dispute_id: int) -> HttpResponse:
    found = get_dispute(request.actor, dispute_id, need=ISSUE)
    line = found.line
    asking = Asking(
        title=gettext("Answer the dispute of %(number)s") % {"number": line.invoice.number},
        button=gettext("Answer"),
        help=gettext("%(line)s of %(on)s, %(amount)s. %(customer)s says: “%(words)s”")
        % {
            "line": line.words,
            "on": day(line.worked_on) or day(line.invoice.issued_on),
            "amount": money(found.disputed_amount, line.invoice.currency),
            "customer": line.invoice.organisation.name,
            "words": found.words,
        },
        back=reverse("desk:invoice", args=[line.invoice_id]),
        back_words=line.invoice.number,
        said=gettext("The dispute is answered."),
        place="disputes",
    )
    return answered(
        request,
        AnswerForm(request.POST or None),
        asking,
        perform=lambda said: answer_dispute(
            actor=request.actor, dispute=found, answer=said["answer"], words=said["words"], at=now()
        ),
    )
