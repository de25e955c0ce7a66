"""Letting the charge of a ticket go, with a reason: what was charged comes back, what comes later costs nothing."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from uphold.access import Permission
from uphold.desk.tickets.acts.act import Act, ActForm, Preview, always
from uphold.desk.tickets.acts.fields import words_field
from uphold.desk.tickets.cost import worked_line
from uphold.desk.tickets.sheet import Sheet
from uphold.metering.actions import waive_charge


class ReasonForm(ActForm):
    reason = words_field(gettext_lazy("Reason, which stands beside the charge"))


def charge_previews(sheet: Sheet) -> Sequence[Preview]:
    line = worked_line(sheet)
    return [Preview(line.words, line.clause)] if line else []


CHARGE_WAIVER = Act(
    name="charge-waiver",
    label=gettext_lazy("Let the charge go"),
    button=gettext_lazy("Let it go"),
    icon="circle-slash",
    need=Permission.TICKET_DECIDE,
    words=gettext_lazy("What was charged comes back, credits too; later work on this ticket costs nothing."),
    form=ReasonForm,
    fits=always,
    previews=charge_previews,
    perform=lambda actor, ticket, stated, at: waive_charge(
        actor=actor, ticket=ticket, reason=stated["reason"], at=at
    ),
    said=gettext_lazy("The charge of %(number)s is let go."),
    is_danger=True,
    leads_to="desk:ticket-minutes",
)
