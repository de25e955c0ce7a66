"""Starting the timer, for work or for a call, with what a minute costs beside it; one that runs is asked about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.tickets.acts.act import Act, ActForm, always
from uphold.desk.tickets.acts.fields import fill
from uphold.desk.tickets.acts.working import cost_previews, problem_field, request_choices
from uphold.desk.tickets.sheet import Sheet
from uphold.metering.actions import start_timer
from uphold.metering.models import Source
from uphold.tickets.models import Ticket


class TimerForm(ActForm):
    problem = problem_field()
    request = forms.ChoiceField(label=gettext_lazy("As"), required=False)
    is_switch = forms.BooleanField(required=False, initial=True)

    def prepare(self, sheet: Sheet) -> None:
        fill(self, "request", request_choices(sheet))
        running = sheet.running
        if running is None:
            del self.fields["is_switch"]
            return
        sentence = gettext("Log the %(span)s on %(number)s first, and switch")
        self.fields["is_switch"].label = sentence % {"span": running.length, "number": running.number}


def start(source: Source) -> Any:  # noqa: ANN401 - the shape of a verb
    def perform(actor: Actor, ticket: Ticket, stated: Mapping[str, Any], at: datetime) -> object:
        return start_timer(
            actor=actor,
            ticket=ticket,
            problem=stated["problem"].strip(),
            request=stated["request"],
            source=source.value,
            is_switch=stated.get("is_switch", False),
            at=at,
        )

    return perform


TIMER = Act(
    name="timer",
    label=gettext_lazy("Start timer"),
    button=gettext_lazy("Start it"),
    icon="hourglass",
    key="t",
    need=Permission.WORK_LOG,
    form=TimerForm,
    fits=always,
    previews=cost_previews,
    perform=start(Source.TIMER),
    said=gettext_lazy("The timer runs on %(number)s."),
    leads_to="desk:ticket",
)

CALL_TIMER = Act(
    name="call-timer",
    label=gettext_lazy("Take a call"),
    button=gettext_lazy("Start the call"),
    icon="phone",
    need=Permission.WORK_LOG,
    words=gettext_lazy("When the call ends its time is logged as work; write down what was said as well."),
    form=TimerForm,
    fits=always,
    previews=cost_previews,
    perform=start(Source.CALL),
    said=gettext_lazy("The call on %(number)s is being timed."),
    leads_to="desk:ticket",
)
