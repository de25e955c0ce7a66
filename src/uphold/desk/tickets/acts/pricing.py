"""Naming the price of work that was done, where the agreement leaves it open; offered beside what waits for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.tickets.acts.act import Act, ActForm, Preview, always
from uphold.desk.tickets.acts.fields import fill
from uphold.desk.tickets.acts.talking import caller_named, callers_of
from uphold.desk.tickets.acts.working import problem_field
from uphold.desk.tickets.cost import worked_line
from uphold.desk.tickets.sheet import Sheet
from uphold.metering.actions import name_price
from uphold.metering.actions.pricing import LONGEST_PRICE, LONGEST_REASON
from uphold.tickets.models import Ticket


class PriceForm(ActForm):
    price = forms.CharField(
        label=gettext_lazy("Price"),
        max_length=LONGEST_PRICE,
        help_text=gettext_lazy("Such as 80.00 per hour, or 300.00 for all of it."),
    )
    contact = forms.ChoiceField(label=gettext_lazy("Who agreed to it"))
    reason = forms.CharField(label=gettext_lazy("Why only now"), max_length=LONGEST_REASON)
    problem = problem_field()

    def prepare(self, sheet: Sheet) -> None:
        fill(self, "contact", callers_of(sheet), initial=str(sheet.ticket.opened_by_id or ""))


def waiting_previews(sheet: Sheet) -> Sequence[Preview]:
    line = worked_line(sheet)
    return [Preview(line.words, line.clause)] if line else [Preview(gettext("No work waits for a price."))]


def name(actor: Actor, ticket: Ticket, stated: Mapping[str, Any], at: datetime) -> object:
    return name_price(
        actor=actor,
        ticket=ticket,
        contact=caller_named(actor, stated["contact"]),
        price=stated["price"],
        reason=stated["reason"],
        problem=stated["problem"].strip(),
        at=at,
    )


PRICE_ACT = Act(
    name="price",
    label=gettext_lazy("Name the price"),
    button=gettext_lazy("Name it"),
    icon="coins",
    need=Permission.TICKET_DECIDE,
    words=gettext_lazy(
        "The agreement leaves this price to what you agree on. The work settles at once; your name stands beside it."
    ),
    form=PriceForm,
    fits=always,
    previews=waiting_previews,
    perform=name,
    said=gettext_lazy("The price is named, and the work is settled."),
    leads_to="desk:ticket-minutes",
)
