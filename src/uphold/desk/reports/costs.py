"""What an hour of work costs the provider, set here for the report on profitability."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, NotAllowed, Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.queue.filters import number_in
from uphold.desk.reports.tabled import cell_words
from uphold.kit import Refused, now
from uphold.kit.refused import Kind
from uphold.people.access import get_staff
from uphold.people.models import Provider, Staff
from uphold.people.queries import assignable_staff
from uphold.reports.access import get_reported_provider, reported_providers
from uphold.reports.costs import rates_of, set_cost_rate
from uphold.reports.models import CostRate
from uphold.reports.sheet import MONEY
from uphold.ui.components.field import fields
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

TELLABLE = (Kind.INVALID, Kind.CONFLICT)
BLAMED = {"cost_is_no_price": "hourly_cost", "currency_unknown": "currency"}


class CostForm(forms.Form):
    staff = forms.ChoiceField(label=gettext_lazy("Person"), required=False)
    hourly_cost = forms.DecimalField(
        label=gettext_lazy("Cost of an hour"), max_digits=12, decimal_places=2, min_value=0
    )
    currency = forms.CharField(label=gettext_lazy("Currency"), min_length=3, max_length=3)
    from_on = forms.DateField(
        label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


@desk_page(need=Permission.BILLING_MANAGE, methods=["GET", "POST"])
def edit(request: PageRequest) -> HttpResponse:
    provider = provider_of(request)
    form = form_of(request.POST or None, provider)
    if request.method == "POST" and form.is_valid() and was_set(request.actor, provider, form):
        address = f"{reverse('desk:report-costs')}?provider={provider.pk}"
        return changed(request, "desk/reports/costs.html", {}, to=address, said=gettext("The cost is set."))
    values = {
        "provider": provider,
        "table": table_of(list(rates_of(provider.pk))),
        "fields": fields(form, is_agreed=False),
        "mistakes": [str(mistake) for mistake in form.non_field_errors()],
        "here": f"{reverse('desk:report-costs')}?provider={provider.pk}",
        "back": f"{reverse('desk:report-profitability')}?provider={provider.pk}",
    }
    status = 422 if request.method == "POST" else 200
    return shown(
        request, "desk/reports/costs.html", framed(request, values, current="reports"), status=status
    )


def provider_of(request: PageRequest) -> Provider:
    """The one that is named, else the first that the reader administers the billing of."""
    named = request.GET.get("provider", "")
    if named:
        provider = get_reported_provider(request.actor, number_in(named) or 0)
        if not request.actor.may(Permission.BILLING_MANAGE, provider_id=provider.pk):
            raise NotAllowed(Permission.BILLING_MANAGE)
        return provider
    allowed = request.actor.provider_ids_for(Permission.BILLING_MANAGE)
    first = reported_providers(request.actor).filter(pk__in=allowed).first()
    if first is None:
        raise NotAllowed(Permission.BILLING_MANAGE)
    return first


def form_of(said: Mapping[str, Any] | None, provider: Provider) -> CostForm:
    form = CostForm(said)
    people = [(str(each.pk), each.name) for each in assignable_staff(provider.pk)]
    choice = form.fields["staff"]
    assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
    choice.choices = [("", gettext("everybody without a cost of their own")), *people]
    return form


def was_set(actor: Actor, provider: Provider, form: CostForm) -> bool:
    """Whether it was; what was refused stands at its field."""
    said = form.cleaned_data
    try:
        set_cost_rate(
            actor=actor,
            provider=provider,
            staff=staff_of(actor, said["staff"]),
            hourly_cost=said["hourly_cost"],
            currency=said["currency"].upper(),
            from_on=said["from_on"],
            at=now(),
        )
    except Refused as refusal:
        if refusal.kind not in TELLABLE:
            raise
        form.add_error(BLAMED.get(refusal.code), refusal.sentence)
        return False
    return True


def staff_of(actor: Actor, chosen: str) -> Staff | None:
    return get_staff(actor, int(chosen), need=Permission.BILLING_MANAGE) if chosen else None


def table_of(rates: list[CostRate]) -> Table:
    columns = (
        Column(gettext("Person")),
        Column(gettext("From")),
        Column(gettext("An hour"), is_number=True),
        Column(gettext("Currency")),
    )
    rows = tuple(
        Row(
            cells=(
                rate.staff.name if rate.staff else gettext("everybody else"),
                date_format(rate.from_on, "j M Y"),
                cell_words(rate.hourly_cost, MONEY),
                rate.currency,
            )
        )
        for rate in rates
    )
    return Table(caption=gettext("Costs that are set"), columns=columns, rows=rows)
