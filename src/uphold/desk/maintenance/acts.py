"""The acts on planned work: each a form of its own, and the verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.door import desk_page
from uphold.desk.maintenance.forms import ExtendForm, MoveForm, NoForm, ReasonForm, RuleForm, ShortForm
from uphold.desk.maintenance.place import Asking, answered
from uphold.desk.maintenance.planning import address_of, said_by
from uphold.kit import now
from uphold.maintenance.access import get_work
from uphold.maintenance.actions import (
    announce_work,
    approve_work,
    begin_work,
    call_off_work,
    end_series,
    end_work,
    extend_work,
    move_work,
    repeat_work,
)
from uphold.maintenance.models import PlannedWork
from uphold.maintenance.refusals import ZoneIsUnknown
from uphold.maintenance.windows import times_of
from uphold.policy.time.local import UnknownZone, instant_at
from uphold.ui.page import PageRequest, View

Perform = Callable[[Actor, PlannedWork, Mapping[str, Any], datetime], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAct:
    """A noun of the address, the form, the words of its page, and the verb."""

    name: str
    form: type[forms.Form]
    button: Promise
    said: Promise
    perform: Perform
    help: Promise | str = ""
    need: Permission = Permission.MAINTENANCE_PLAN
    is_danger: bool = False


def extended(actor: Actor, work: PlannedWork, said: Mapping[str, Any], at: datetime) -> object:
    try:
        ends_at = instant_at(said["ends"].date(), said["ends"].time(), zone=said["zone"])
    except UnknownZone:
        raise ZoneIsUnknown(said["zone"]) from None
    return extend_work(actor=actor, work=work, ends_at=ends_at, reason=said["reason"], at=at)


ACTS = (
    WorkAct(
        name="approval",
        form=NoForm,
        button=gettext_lazy("Approve"),
        said=gettext_lazy("Approved; it can be announced."),
        need=Permission.MAINTENANCE_APPROVE,
        perform=lambda actor, work, _, at: approve_work(actor=actor, work=work, at=at),
    ),
    WorkAct(
        name="announcement",
        form=ShortForm,
        button=gettext_lazy("Announce"),
        said=gettext_lazy("Announced; letters go to the contacts of everybody who is affected."),
        perform=lambda actor, work, said, at: announce_work(actor=actor, work=work, at=at, **said),
    ),
    WorkAct(
        name="beginning",
        form=NoForm,
        button=gettext_lazy("Begin"),
        said=gettext_lazy("It is under way."),
        perform=lambda actor, work, _, at: begin_work(actor=actor, work=work, at=at),
    ),
    WorkAct(
        name="extension",
        form=ExtendForm,
        button=gettext_lazy("Extend"),
        said=gettext_lazy("Extended; everybody is told."),
        perform=extended,
    ),
    WorkAct(
        name="ending",
        form=NoForm,
        button=gettext_lazy("End"),
        said=gettext_lazy("It has ended; everybody is told."),
        perform=lambda actor, work, _, at: end_work(actor=actor, work=work, at=at),
    ),
    WorkAct(
        name="move",
        form=MoveForm,
        button=gettext_lazy("Move"),
        said=gettext_lazy("Moved; whoever was told of it is told anew."),
        perform=lambda actor, work, said, at: move_work(
            actor=actor,
            work=work,
            times=times_of(said["starts"], said["ends"], zone=said["zone"]),
            reason=said["reason"],
            is_short_accepted=said["is_short_accepted"],
            at=at,
        ),
    ),
    WorkAct(
        name="cancellation",
        form=ReasonForm,
        button=gettext_lazy("Call off"),
        said=gettext_lazy("Called off; whoever was told of it is told so."),
        is_danger=True,
        perform=lambda actor, work, said, at: call_off_work(
            actor=actor, work=work, reason=said["reason"], at=at
        ),
    ),
    WorkAct(
        name="recurrence",
        form=RuleForm,
        button=gettext_lazy("Repeat"),
        said=gettext_lazy("The next occurrences are drafts now."),
        perform=lambda actor, work, said, at: repeat_work(actor=actor, work=work, rule=said["rule"], at=at),
    ),
    WorkAct(
        name="series-end",
        form=NoForm,
        button=gettext_lazy("Repeat no more"),
        said=gettext_lazy("No further occurrences are made; those that stand are called off one by one."),
        perform=lambda actor, work, _, at: end_series(actor=actor, work=work, at=at),
    ),
)


def route_of(act: WorkAct) -> URLPattern:
    return path(f"<int:work_id>/{act.name}", view_of(act), name=f"work-{act.name}")


def view_of(act: WorkAct) -> View:
    @desk_page(need=act.need, methods=["GET", "POST"])
    def view(request: PageRequest, work_id: int) -> HttpResponse:
        work = get_work(request.actor, work_id, need=act.need)
        form = act.form(request.POST if request.method == "POST" else None, initial=said_by(work))
        asking = Asking(
            title=f"{act.button}: {work.title}",
            button=str(act.button),
            back=address_of(work),
            said=str(act.said),
            is_danger=act.is_danger,
        )
        return answered(
            request, form, asking, perform=lambda said: act.perform(request.actor, work, said, now())
        )

    view.__name__ = f"work_{act.name.replace('-', '_')}"
    return view
