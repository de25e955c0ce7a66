"""Correcting the work log: an entry is taken back, and what is right is logged anew."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.tickets.acts.act import Act, ActForm, Preview, always
from uphold.desk.tickets.acts.view import handled
from uphold.desk.tickets.sheet import sheet_of
from uphold.metering.access import get_work_entry
from uphold.metering.actions import reverse_work
from uphold.metering.actions.work import LONGEST_WORDS
from uphold.metering.models import WorkEntry
from uphold.ui import words
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of


class ReversalForm(ActForm):
    reason = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=LONGEST_WORDS)


@desk_page(need=Permission.WORK_LOG, methods=["GET", "POST"])
def take_back(request: PageRequest, number: str, entry_id: int) -> HttpResponse:
    entry = get_work_entry(request.actor, number, entry_id)
    sheet = sheet_of(request.actor, number, reader=reader_of(request), need=Permission.WORK_LOG)
    href = reverse("desk:ticket-work-reversal", args=[number, entry_id])
    return handled(request, act_of(entry), sheet=sheet, href=href)


def act_of(entry: WorkEntry) -> Act:
    length = words.span(entry.ended_at - entry.started_at)
    sentence = gettext("%(span)s of %(name)s") % {"span": length, "name": entry.staff.name}
    return Act(
        name="work-reversal",
        label=gettext("Take work back"),
        button=gettext("Take it back"),
        icon="undo-2",
        need=Permission.WORK_LOG,
        words=gettext_lazy("Both rows stay in the record; log anew what is right."),
        fits=always,
        form=ReversalForm,
        previews=lambda _: [Preview(sentence)],
        is_danger=True,
        perform=lambda actor, _, stated, at: reverse_work(
            actor=actor, entry=entry, reason=stated["reason"], at=at
        ),
        said=gettext_lazy("The work is taken back."),
        leads_to="desk:ticket-minutes",
    )
