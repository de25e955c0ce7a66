"""Correcting a stretch of work in one act: the entry is taken back and what is right takes its place."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.door import desk_page
from uphold.desk.tickets.acts.act import Act, ActForm, Preview, always
from uphold.desk.tickets.acts.fields import fill, instant_field
from uphold.desk.tickets.acts.view import handled
from uphold.desk.tickets.acts.working import problem_field, request_choices
from uphold.desk.tickets.sheet import Sheet, sheet_of
from uphold.metering.access import get_work_entry
from uphold.metering.actions import correct_work
from uphold.metering.actions.work import LONGEST_WORDS
from uphold.metering.models import WorkEntry
from uphold.ui import words
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of

MINUTES = "desk:ticket-minutes"


class CorrectionForm(ActForm):
    """Filled with what stands; seconds that a timer kept are not lost where the minute stays as it is."""

    started_at = instant_field(gettext_lazy("From"))
    ended_at = instant_field(gettext_lazy("To"))
    words = forms.CharField(label=gettext_lazy("What was done"), required=False, max_length=LONGEST_WORDS)
    problem = problem_field()
    request = forms.ChoiceField(label=gettext_lazy("As"), required=False)
    reason = forms.CharField(label=gettext_lazy("Why it is corrected"), max_length=LONGEST_WORDS)

    def prepare(self, sheet: Sheet) -> None:
        fill(self, "request", request_choices(sheet))


@desk_page(need=Permission.WORK_LOG, methods=["GET", "POST"])
def correct(request: PageRequest, number: str, entry_id: int) -> HttpResponse:
    entry = get_work_entry(request.actor, number, entry_id)
    sheet = sheet_of(request.actor, number, reader=reader_of(request), need=Permission.WORK_LOG)
    href = reverse("desk:ticket-work-correction", args=[number, entry_id])
    return handled(request, act_of(entry), sheet=sheet, href=href)


def act_of(entry: WorkEntry) -> Act:
    length = words.span(entry.ended_at - entry.started_at)
    sentence = gettext("%(span)s of %(name)s") % {"span": length, "name": entry.staff.name}
    return Act(
        name="work-correction",
        label=gettext("Correct work"),
        button=gettext("Correct it"),
        icon="pencil",
        need=Permission.WORK_LOG,
        words=gettext_lazy("The entry is taken back and this one takes its place; both stay in the record."),
        form=form_for(entry),
        fits=always,
        previews=lambda _: [Preview(sentence)],
        perform=lambda actor, _, stated, at: correction(actor, entry, stated, at),
        said=gettext_lazy("The work is corrected."),
        leads_to=MINUTES,
    )


def form_for(entry: WorkEntry) -> type[ActForm]:
    class Filled(CorrectionForm):
        def prepare(self, sheet: Sheet) -> None:
            super().prepare(sheet)
            for name in ("started_at", "ended_at", "words", "problem", "request"):
                self.fields[name].initial = getattr(entry, name)

    return Filled


def correction(actor: Actor, entry: WorkEntry, stated: Mapping[str, Any], at: datetime) -> object:
    return correct_work(
        actor=actor,
        entry=entry,
        started_at=kept(entry.started_at, stated["started_at"]),
        ended_at=kept(entry.ended_at, stated["ended_at"]),
        problem=stated["problem"].strip(),
        request=stated["request"],
        words=stated["words"],
        reason=stated["reason"],
        at=at,
    )


def kept(before: datetime, typed: datetime) -> datetime:
    """The field knows minutes only: an instant in the minute that stood is the instant that stood."""
    return before if before.replace(second=0, microsecond=0) == typed else typed
