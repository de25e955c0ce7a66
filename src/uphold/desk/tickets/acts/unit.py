"""Saying which unit a ticket is about, where any stands at the customer or the contract names some."""

from django.utils.translation import gettext_lazy

from uphold.access import Permission
from uphold.desk.tickets.acts.act import Act, ActForm
from uphold.desk.tickets.sheet import Sheet
from uphold.tickets.actions import name_unit
from uphold.tickets.actions.unit import place_of
from uphold.tickets.models import Ticket
from uphold.tickets.units import has_units
from uphold.ui.installed.choices import unit_field

UNIT_LABEL = gettext_lazy("Serial number, deployment or service")


class UnitForm(ActForm):
    """Nothing to choose where there is no unit."""

    def prepare(self, sheet: Sheet) -> None:
        asked = unit_field(place_of(sheet.ticket), label=UNIT_LABEL, ticket=sheet.ticket)
        if asked is not None:
            self.fields["unit"] = asked


def fits(ticket: Ticket) -> bool:
    return has_units(place_of(ticket))


UNIT = Act(
    name="unit",
    label=gettext_lazy("Say which unit it is about"),
    button=gettext_lazy("Note the unit"),
    icon="hard-drive",
    need=Permission.TICKET_ASSESS,
    words=gettext_lazy(
        "Its product, support and warranty are then the ticket's, as they were on the day of opening. Credits that are "
        "kept for a unit pay for its tickets alone. What is settled stays settled."
    ),
    form=UnitForm,
    fits=fits,
    perform=lambda actor, ticket, stated, at: name_unit(
        actor=actor, ticket=ticket, name=stated.get("unit", ""), at=at
    ),
    said=gettext_lazy("The unit of ticket %(number)s is noted."),
)
