"""The running timer of whoever reads: its bar in the frame, its page, and what can be said to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.tickets.acts.fields import fill
from uphold.desk.tickets.cost import worked_lines
from uphold.desk.tickets.page import address_of, gone_to
from uphold.desk.tickets.running import running_of
from uphold.desk.tickets.sheet import Sheet, sheet_of
from uphold.kit import now
from uphold.metering.actions import discard_timer, still_working, stop_timer
from uphold.metering.actions.timer import NoTimerRuns
from uphold.metering.actions.work import LONGEST_WORDS
from uphold.metering.bridge import REQUEST
from uphold.metering.models import Timer, WorkEntry
from uphold.metering.queries import is_idle, timer_of
from uphold.policy.scenario.case import Work
from uphold.ui import words
from uphold.ui.components.field import fields
from uphold.ui.components.navigation import Act
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import changed, is_fragment, shown

NOW, SEEN = "now", "seen"


class StopForm(forms.Form):
    """What was done, and until when: a timer that was silent for long may end when its owner was last seen."""

    words = forms.CharField(
        label=gettext_lazy("What was done"),
        required=False,
        max_length=LONGEST_WORDS,
        help_text=gettext_lazy("It stands beside the time in the work log."),
    )
    until = forms.ChoiceField(label=gettext_lazy("Until"), widget=forms.RadioSelect(), required=False)

    def __init__(self, *args: Any, timer: Timer, at: datetime, seen: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        if is_idle(timer, at=at):
            choices = [(SEEN, gettext("when you were last seen, %(when)s") % {"when": seen})]
            fill(self, "until", [*choices, (NOW, gettext("now"))], initial=SEEN)
        else:
            del self.fields["until"]


@dataclass(frozen=True, slots=True)
class Stopping:
    """A timer that is asked about, with the ticket that it runs on."""

    timer: Timer
    sheet: Sheet
    form: StopForm


@desk_page(need=Permission.WORK_LOG, methods=["GET", "POST"])
def stop(request: PageRequest) -> HttpResponse:
    """Asks what was done, and logs it."""
    timer = own_timer(request.actor)
    sheet = sheet_of(request.actor, timer.ticket.number, reader=reader_of(request))
    seen = words.instant(timer.seen_at, sheet.reader.zone_beside(sheet.zone), now=sheet.reader.now)
    stated = request.POST if request.method == "POST" else None
    form = StopForm(stated, timer=timer, at=sheet.reader.now, seen=seen)
    if form.is_valid():
        ended_at = timer.seen_at if form.cleaned_data.get("until") == SEEN else None
        entry = stop_timer(
            actor=request.actor, ended_at=ended_at, words=form.cleaned_data["words"], at=sheet.reader.now
        )
        return gone_to(request, address_of(sheet.ticket.number), said=stopped_words(entry, sheet=sheet))
    return asking(request, Stopping(timer, sheet, form))


def stopped_words(entry: WorkEntry | None, *, sheet: Sheet) -> str:
    number = {"number": sheet.ticket.number}
    if entry is None:
        return gettext("The timer on %(number)s is stopped; no time had passed.") % number
    length = words.span(entry.ended_at - entry.started_at)
    return gettext("%(span)s are logged on %(number)s.") % {"span": length, **number}


@desk_page(need=Permission.WORK_LOG)
def bar(request: PageRequest) -> HttpResponse:
    """The bar as it stands now, for an open page that heard of the timer; another page leads to its own."""
    if not is_fragment(request):
        return HttpResponseRedirect(reverse("desk:timer"))
    return shown(request, "desk/timer.html#bar", {"timer": running_of(request.actor, at=now())})


@desk_page(need=Permission.WORK_LOG, methods=["POST"])
def go_on(request: PageRequest) -> HttpResponse:
    """The work goes on: the question is answered for half an hour."""
    still_working(actor=request.actor, at=now())
    values = {"timer": running_of(request.actor, at=now())}
    return changed(request, "desk/timer.html#bar", values, said=gettext("The timer runs on."))


@desk_page(need=Permission.WORK_LOG, methods=["POST"])
def throw_away(request: PageRequest) -> HttpResponse:
    timer = own_timer(request.actor)
    discard_timer(actor=request.actor, at=now())
    number = timer.ticket.number
    said = gettext("The timer on %(number)s is thrown away; nothing is logged.") % {"number": number}
    return gone_to(request, address_of(number), said=said)


def asking(request: PageRequest, stopping: Stopping) -> HttpResponse:
    timer, sheet = stopping.timer, stopping.sheet
    worked = Work(
        started_at=timer.started_at,
        ended_at=max(sheet.reader.now, timer.started_at),
        problem=timer.problem or None,
        facts={REQUEST: frozenset({timer.request})} if timer.request else {},
    )
    values = {
        "running": running_of(request.actor, at=sheet.reader.now),
        "ticket": sheet.ticket,
        "fields": fields(stopping.form),
        "errors": [str(error) for error in stopping.form.non_field_errors()],
        "costs": worked_lines(sheet, work=worked),
        "throwing_away": Act(
            label=gettext("Throw it away"),
            href=reverse("desk:timer-discard"),
            icon="trash-2",
            is_danger=True,
            warning=gettext("Nothing is logged; the journal keeps that the timer ran."),
        ),
        "is_dialog": is_fragment(request),
        "back": reverse("desk:ticket", args=[sheet.ticket.number]),
    }
    status = 422 if stopping.form.is_bound else 200
    whole = values if is_fragment(request) else framed(request, values)
    return shown(request, "desk/tickets/timer.html#stopping", whole, status=status)


def own_timer(actor: Actor) -> Timer:
    timer = timer_of(actor)
    if timer is None:
        raise NoTimerRuns
    return timer
