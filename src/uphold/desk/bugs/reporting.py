"""Reporting a bug, perhaps from a ticket, and putting its words right."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.administration.choices import provider_choices, provider_of
from uphold.desk.bugs.show import address_of
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.tickets.acts.fields import words_field
from uphold.kit import INVALID, Refused, now
from uphold.problems.access import get_bug
from uphold.problems.actions import change_bug, report_bug
from uphold.problems.models import Bug
from uphold.products.queries import product_list
from uphold.tickets.access import get_ticket
from uphold.tickets.models import Ticket
from uphold.ui.components.field import fields
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

BOTH = ("GET", "POST")
WORDS = ("title", "documented_behaviour", "documented_at", "actual_behaviour", "product", "found_in")


class BugForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("Customers with a ticket about it read this."),
    )
    documented_behaviour = words_field(gettext_lazy("What is documented"))
    documented_at = forms.URLField(
        label=gettext_lazy("Where it is documented"), max_length=500, required=False, assume_scheme="https"
    )
    actual_behaviour = words_field(gettext_lazy("What happens"), is_required=False)
    product = forms.CharField(
        label=gettext_lazy("Product"),
        max_length=120,
        help_text=gettext_lazy("Choose one that is known, so that its customers are; or name another."),
    )
    found_in = forms.CharField(label=gettext_lazy("Version it was found in"), max_length=80)


class NewBugForm(BugForm):
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))


class NewBugOfTicketForm(BugForm):
    problem = forms.CharField(
        label=gettext_lazy("Which problem of the ticket"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("As its work names it. Empty: the whole ticket."),
    )


@desk_page(need=Permission.BUG_MANAGE, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    """With `?ticket=` the ticket is linked."""
    number = request.GET.get("ticket", "")
    ticket = get_ticket(request.actor, number) if number else None
    form = form_of(request, ticket)
    if request.method == "POST" and form.is_valid():
        bug = reported(request, form, ticket=ticket)
        if bug is not None:
            said = gettext("Bug %(number)s is reported.") % {"number": bug.number}
            return changed(request, "", {}, to=address_of(bug), said=said)
    back = reverse("desk:ticket", args=[ticket.number]) if ticket else reverse("desk:bugs")
    title = gettext("New bug")
    return asked(
        request, form, {"title": title, "button": gettext("Report it"), "back": back, "ticket": ticket}
    )


@desk_page(need=Permission.BUG_MANAGE, methods=BOTH)
def change(request: PageRequest, bug_number: str) -> HttpResponse:
    bug = get_bug(request.actor, bug_number, need=Permission.BUG_MANAGE)
    initial = {name: getattr(bug, name) for name in WORDS}
    form = BugForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_bug(actor=request.actor, bug=bug, at=now(), **form.cleaned_data)
        except Refused as refusal:
            tell(form, refusal)
        else:
            return changed(request, "", {}, to=address_of(bug), said=gettext("Saved."))
    values = {"title": bug.number, "button": gettext("Save"), "back": address_of(bug), "ticket": None}
    return asked(request, form, values)


def form_of(request: PageRequest, ticket: Ticket | None) -> BugForm:
    if ticket is not None:
        return NewBugOfTicketForm(request.POST or None, initial={"title": ticket.subject})
    form = NewBugForm(request.POST or None)
    choice = form.fields["provider"]
    assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
    choice.choices = provider_choices(request.actor, need=Permission.BUG_MANAGE)
    return form


def reported(request: PageRequest, form: BugForm, *, ticket: Ticket | None) -> Bug | None:
    """None where it was refused; then the form says why."""
    said: Mapping[str, Any] = form.cleaned_data
    provider = (
        ticket.provider
        if ticket
        else provider_of(request.actor, said["provider"], need=Permission.BUG_MANAGE)
    )
    try:
        return report_bug(
            actor=request.actor,
            provider=provider,
            ticket=ticket,
            problem=said.get("problem", ""),
            at=now(),
            **{name: said[name] for name in WORDS},
        )
    except Refused as refusal:
        tell(form, refusal)
        return None


def tell(form: BugForm, refusal: Refused) -> None:
    if refusal.kind is not INVALID and refusal.code != "problem_has_its_bug":
        raise refusal
    form.add_error("documented_at" if refusal.code == "address_malformed" else None, refusal.sentence)


def asked(request: PageRequest, form: BugForm, values: Mapping[str, Any]) -> HttpResponse:
    known = list(product_list(request.actor))
    shown_values = {
        **values,
        "lists": {"product": "known-products", "found_in": "known-versions"},
        "products": sorted({product.name for product in known}),
        "versions": sorted({version.name for product in known for version in product.versions.all()}),
        "fields": fields(form, is_agreed=False),
        "errors": [str(error) for error in form.non_field_errors()],
    }
    status = 422 if form.is_bound else 200
    return shown(request, "desk/bugs/form.html", framed(request, shown_values, current="bugs"), status=status)
