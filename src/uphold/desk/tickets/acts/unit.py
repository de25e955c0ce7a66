"""Saying which covered unit a ticket is about, where the contract names some."""

from django import forms
from django.utils.translation import gettext_lazy

from uphold.access import Permission
from uphold.desk.tickets.acts.act import Act, ActForm
from uphold.desk.tickets.acts.fields import fill
from uphold.desk.tickets.sheet import Sheet
from uphold.tickets.actions import name_unit
from uphold.tickets.actions.unit import units_of
from uphold.tickets.models import Ticket
from uphold.ui.accounted.units import unit_choices


class UnitForm(ActForm):
    unit = forms.ChoiceField(label=gettext_lazy("Serial number or deployment"), required=False)

    def prepare(self, sheet: Sheet) -> None:
        fill(self, "unit", unit_choices(units_of(sheet.ticket)), initial=sheet.ticket.covered_unit)


def has_units(ticket: Ticket) -> bool:
    return ticket.contract_id is not None and units_of(ticket).exists()


UNIT = Act(
    name="unit",
    label=gettext_lazy("Say which unit it is about"),
    button=gettext_lazy("Note the unit"),
    icon="hard-drive",
    need=Permission.TICKET_ASSESS,
    words=gettext_lazy(
        "Credits that are kept for a unit pay for its tickets alone. What is settled stays settled."
    ),
    form=UnitForm,
    fits=has_units,
    perform=lambda actor, ticket, stated, at: name_unit(
        actor=actor, ticket=ticket, name=stated["unit"], at=at
    ),
    said=gettext_lazy("The unit of ticket %(number)s is noted."),
)
