"""What a contract covers by name: units that come under it, and the day on which the cover of one ends."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.agreements.access import get_contract, get_covered_unit
from uphold.agreements.actions import add_covered_unit, end_covered_unit
from uphold.agreements.actions.covered import LONGEST_NAME
from uphold.agreements.models import Contract, CoveredUnit
from uphold.desk.administration.place import Asking, answered, table_of
from uphold.desk.door import desk_page
from uphold.kit.clock import now
from uphold.ui.accounted.units import KINDS
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Link
from uphold.ui.components.table import Table
from uphold.ui.page import PageRequest

BOTH = ("GET", "POST")


def day_field(label: Any, *, is_required: bool, help_text: Any = "") -> forms.DateField:  # noqa: ANN401 - lazy words
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=is_required, help_text=help_text, widget=widget)


class CoverForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=[*KINDS.items()])
    name = forms.CharField(label=gettext_lazy("Serial number or name"), max_length=LONGEST_NAME)
    starts_on = day_field(gettext_lazy("Covered from"), is_required=True)
    ends_on = day_field(
        gettext_lazy("Until before"),
        is_required=False,
        help_text=gettext_lazy(
            "The first day that is not covered. Without one it is covered as the contract is."
        ),
    )


class EndForm(forms.Form):
    ends_on = day_field(
        gettext_lazy("Until before"),
        is_required=True,
        help_text=gettext_lazy("The first day that is not covered."),
    )


@desk_page(need=Permission.CONTRACT_MANAGE, methods=BOTH)
def new(request: PageRequest, contract_id: int) -> HttpResponse:
    contract = get_contract(request.actor, contract_id, need=Permission.CONTRACT_MANAGE)
    asking = Asking(
        place="contracts",
        title=gettext("Cover a unit of %(name)s") % {"name": contract.organisation.name},
        button=gettext("Cover it"),
        back=reverse("desk:contract", args=[contract.pk]),
        help=gettext(
            "Whoever opens a ticket can say that it is about this unit. "
            "What the agreement includes for each unit comes in by itself."
        ),
        said=gettext("The unit is covered."),
    )
    form = CoverForm(request.POST or None, initial={"starts_on": contract.starts_on})
    return answered(
        request,
        form,
        asking,
        perform=lambda said: add_covered_unit(actor=request.actor, contract=contract, at=now(), **said),
    )


@desk_page(need=Permission.CONTRACT_MANAGE, methods=BOTH)
def end(request: PageRequest, contract_id: int, covered_unit_id: int) -> HttpResponse:
    need = Permission.CONTRACT_MANAGE
    unit = get_covered_unit(request.actor, contract_id, covered_unit_id, need=need)
    asking = Asking(
        place="contracts",
        title=unit.name,
        button=gettext("End the cover"),
        back=reverse("desk:contract", args=[contract_id]),
        help=gettext("From the day below on no ticket is about it. What it was granted before stays."),
        said=gettext("The end of the cover is recorded."),
        is_danger=True,
        also={"facts": facts_of(unit)},
    )
    return answered(
        request,
        EndForm(request.POST or None, initial={"ends_on": unit.ends_on}),
        asking,
        perform=lambda said: end_covered_unit(actor=request.actor, unit=unit, at=now(), **said),
    )


def units_section(contract: Contract) -> tuple[str, Table, Link]:
    """Below the contract: what it covers by name, each leading to its end."""
    rows = [
        (
            (
                unit.name,
                KINDS[unit.kind],
                date_format(unit.starts_on, "j M Y"),
                date_format(unit.ends_on, "j M Y") if unit.ends_on else gettext("as the contract"),
            ),
            reverse("desk:covered-unit", args=[contract.pk, unit.pk]),
        )
        for unit in contract.covered_units.order_by("kind", "name")
    ]
    title = gettext("Covered units")
    columns = (gettext("Unit"), gettext("What it is"), gettext("From"), gettext("Until before"))
    add = Link(gettext("Cover a unit"), reverse("desk:covered-unit-new", args=[contract.pk]))
    return title, table_of(title, columns, rows), add


def facts_of(unit: CoveredUnit) -> list[Fact]:
    return [
        Fact(gettext("What it is"), str(KINDS[unit.kind])),
        Fact(gettext("Covered from"), date_format(unit.starts_on, "j F Y")),
        Fact(
            gettext("Until before"),
            date_format(unit.ends_on, "j F Y") if unit.ends_on else gettext("as the contract"),
        ),
    ]
