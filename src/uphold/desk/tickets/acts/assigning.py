"""Who takes care of a ticket."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.tickets.acts.act import Act, ActForm
from uphold.desk.tickets.acts.fields import fill
from uphold.desk.tickets.sheet import Sheet
from uphold.people.access import get_staff, get_team, visible_teams
from uphold.people.queries import assignable_staff
from uphold.tickets.actions import assign_ticket
from uphold.tickets.models import Ticket


class AssignmentForm(ActForm):
    staff = forms.ChoiceField(label=gettext_lazy("Person"), required=False)
    team = forms.ChoiceField(label=gettext_lazy("Team"), required=False)

    def prepare(self, sheet: Sheet) -> None:
        ticket = sheet.ticket
        people = assignable_staff(ticket.provider_id).values_list("pk", "name")
        teams = visible_teams(sheet.actor).filter(provider_id=ticket.provider_id, is_active=True)
        fill(self, "staff", choices_of(people), initial=str(ticket.assignee_id or ""))
        named = teams.order_by("name").values_list("pk", "name")
        fill(self, "team", choices_of(named), initial=str(ticket.team_id or ""))


def choices_of(rows: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    return [("", gettext("nobody")), *((str(key), name) for key, name in rows)]


def assign(actor: Actor, ticket: Ticket, stated: Mapping[str, Any], at: datetime) -> object:
    staff, team = stated["staff"], stated["team"]
    return assign_ticket(
        actor=actor,
        ticket=ticket,
        assignee=get_staff(actor, int(staff), need=Permission.TICKET_ASSIGN) if staff else None,
        team=get_team(actor, int(team), need=Permission.TICKET_ASSIGN) if team else None,
        at=at,
    )


def take(actor: Actor, ticket: Ticket, _: Mapping[str, Any], at: datetime) -> object:
    me = get_staff(actor, actor.id or 0, need=Permission.TICKET_ASSIGN)
    return assign_ticket(actor=actor, ticket=ticket, assignee=me, team=ticket.team, at=at)


TAKING = Act(
    name="taking",
    label=gettext_lazy("Take it"),
    button=gettext_lazy("Take it"),
    icon="user-check",
    key="a",
    need=Permission.TICKET_ASSIGN,
    perform=take,
    said=gettext_lazy("Ticket %(number)s is yours."),
)

ASSIGNMENT = Act(
    name="assignment",
    label=gettext_lazy("Give it to somebody"),
    button=gettext_lazy("Give it"),
    icon="user-plus",
    key="x",
    need=Permission.TICKET_ASSIGN,
    form=AssignmentForm,
    perform=assign,
    said=gettext_lazy("Ticket %(number)s has changed hands."),
)
