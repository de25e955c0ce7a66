"""Logging work: from, to, by whom; beside it what the next minute costs. Only the interval is stored."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.tickets.acts.act import Act, ActForm, Preview, always
from uphold.desk.tickets.acts.fields import fill, instant_field
from uphold.desk.tickets.cost import cost_lines
from uphold.desk.tickets.sheet import Sheet
from uphold.metering.actions import log_work
from uphold.metering.actions.work import LONGEST_WORDS
from uphold.people.access import get_staff
from uphold.people.queries import assignable_staff
from uphold.tickets.models import Ticket
from uphold.tickets.naming import names_of

USUAL = timedelta(minutes=15)


def problem_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Problem"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Name one when a ticket has several."),
    )


def request_choices(sheet: Sheet) -> list[tuple[str, str]]:
    """Work may be of another request than the ticket: a fault that is solved by configuring."""
    named = ((name, name) for name in names_of(sheet.agreement, "request"))
    return [("", gettext("what the ticket asks for")), *named]


class WorkForm(ActForm):
    started_at = instant_field(gettext_lazy("From"))
    ended_at = instant_field(gettext_lazy("To"))
    staff = forms.ChoiceField(label=gettext_lazy("By"))
    words = forms.CharField(label=gettext_lazy("What was done"), required=False, max_length=LONGEST_WORDS)
    problem = problem_field()
    request = forms.ChoiceField(label=gettext_lazy("As"), required=False)

    def prepare(self, sheet: Sheet) -> None:
        fill(self, "request", request_choices(sheet))
        ended_at = sheet.reader.now.replace(second=0, microsecond=0)
        self.fields["started_at"].initial = ended_at - USUAL
        self.fields["ended_at"].initial = ended_at
        people = assignable_staff(sheet.ticket.provider_id).values_list("pk", "name")
        fill(self, "staff", [(str(key), name) for key, name in people], initial=str(sheet.actor.id))


def cost_previews(sheet: Sheet) -> Sequence[Preview]:
    return [
        Preview(" · ".join(part for part in (line.words, line.otherwise) if part), line.clause)
        for line in cost_lines(sheet)
    ]


def log(actor: Actor, ticket: Ticket, stated: Mapping[str, Any], at: datetime) -> object:
    return log_work(
        actor=actor,
        ticket=ticket,
        staff=get_staff(actor, int(stated["staff"]), need=Permission.WORK_LOG),
        started_at=stated["started_at"],
        ended_at=stated["ended_at"],
        problem=stated["problem"].strip(),
        request=stated["request"],
        words=stated["words"],
        at=at,
    )


WORK = Act(
    name="work",
    label=gettext_lazy("Log work"),
    button=gettext_lazy("Log it"),
    icon="clock",
    key="l",
    need=Permission.WORK_LOG,
    words=gettext_lazy("Only the interval is kept; the agreement says what it costs."),
    form=WorkForm,
    fits=always,
    previews=cost_previews,
    perform=log,
    said=gettext_lazy("The work is logged."),
)
