"""When people can be booked: windows of teams and engineers, and who is away."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, NotThere, Permission
from uphold.desk.calendar.page import zone_of_windows
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit import Refused
from uphold.kit.refused import Kind
from uphold.people.access import get_provider, get_staff, get_team, visible_staff, visible_teams
from uphold.scheduling.access import get_absence, get_window, visible_absences, visible_windows
from uphold.scheduling.actions import end_window, note_absence, open_window, withdraw_absence
from uphold.scheduling.models import Absence, Appointment, Window
from uphold.scheduling.queries import booked_in
from uphold.ui import words
from uphold.ui.components.field import fields
from uphold.ui.components.navigation import Link
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of, zone_named
from uphold.ui.respond import changed, shown

NEED = Permission.SCHEDULE_MANAGE
READ = Permission.APPOINTMENT_READ
TEAM, STAFF = "team", "staff"
IN_ORDER = ("team__name", "staff__name", "weekday", "opens")


class WindowForm(forms.Form):
    """Of whom, on which days, from when until when by which clock, in how long slots."""

    whose = forms.ChoiceField(label=gettext_lazy("Whose"))
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Days"), choices=list(WEEKDAYS.items()), widget=forms.CheckboxSelectMultiple
    )
    opens = forms.TimeField(label=gettext_lazy("From"), widget=forms.TimeInput(attrs={"type": "time"}))
    closes = forms.TimeField(label=gettext_lazy("To"), widget=forms.TimeInput(attrs={"type": "time"}))
    zone = forms.CharField(label=gettext_lazy("Clock of"), max_length=64)
    slot_minutes = forms.IntegerField(label=gettext_lazy("Minutes of a slot"), initial=60)

    def __init__(self, *args: Any, actor: Actor, zone: str, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        choice = self.fields["whose"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        choice.choices = whose_choices(actor)
        self.fields["zone"].initial = zone

    def clean_zone(self) -> str:
        name: str = self.cleaned_data["zone"]
        if zone_named(name) is None:
            raise forms.ValidationError(gettext("Write a zone like America/New_York."))
        return name


class AbsenceForm(forms.Form):
    staff = forms.ChoiceField(label=gettext_lazy("Who"))
    starts_at = forms.DateTimeField(
        label=gettext_lazy("From"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    ends_at = forms.DateTimeField(
        label=gettext_lazy("To"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=200, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        choice = self.fields["staff"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        choice.choices = staff_choices(actor)
        choice.initial = str(actor.id)


@desk_page(need=READ)
def show(request: PageRequest) -> HttpResponse:
    return page_with(request)


@desk_page(need=NEED, methods=["POST"])
def open_new(request: PageRequest) -> HttpResponse:
    """A window on each day that is ticked."""
    form = WindowForm(request.POST, actor=request.actor, zone="")
    if not form.is_valid():
        return page_with(request, window_form=form, status=422)
    try:
        open_windows(request.actor, form.cleaned_data, reader=reader_of(request))
    except Refused as refusal:
        if refusal.kind is not Kind.INVALID:
            raise
        form.add_error(None, refusal.sentence)
        return page_with(request, window_form=form, status=422)
    return back(request, gettext("The window is open."))


@desk_page(need=NEED, methods=["POST"])
def end(request: PageRequest, window_id: int) -> HttpResponse:
    window = get_window(request.actor, window_id)
    end_window(actor=request.actor, window=window, at=reader_of(request).now)
    return back(request, gettext("It opens no more. What is booked stays booked."))


@desk_page(need=READ, methods=["POST"])
def note(request: PageRequest) -> HttpResponse:
    """One's own absence, or that of somebody whose schedule one keeps."""
    reader = reader_of(request)
    with timezone.override(reader.zone or zone_of_windows(request.actor.provider_ids)):
        form = AbsenceForm(request.POST, actor=request.actor)
        if not form.is_valid():
            return page_with(request, absence_form=form, status=422)
    try:
        note_absence(
            actor=request.actor,
            staff=get_staff(request.actor, int(form.cleaned_data["staff"]), need=READ),
            starts_at=form.cleaned_data["starts_at"],
            ends_at=form.cleaned_data["ends_at"],
            reason=form.cleaned_data["reason"],
            at=reader.now,
        )
    except Refused as refusal:
        if refusal.kind is not Kind.INVALID:
            raise
        form.add_error(None, refusal.sentence)
        return page_with(request, absence_form=form, status=422)
    return back(
        request, gettext("Nothing is booked then. What is booked already stays, for somebody to move.")
    )


@desk_page(need=READ, methods=["POST"])
def withdraw(request: PageRequest, absence_id: int) -> HttpResponse:
    absence = get_absence(request.actor, absence_id)
    withdraw_absence(actor=request.actor, absence=absence, at=reader_of(request).now)
    return back(request, gettext("The absence is withdrawn."))


def page_with(
    request: PageRequest,
    *,
    window_form: WindowForm | None = None,
    absence_form: AbsenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, reader = request.actor, reader_of(request)
    zone = reader.zone or zone_of_windows(actor.provider_ids)
    window_form = window_form or WindowForm(actor=actor, zone=zone_of_windows(actor.provider_ids).key)
    absence_form = absence_form or AbsenceForm(actor=actor)
    rows = visible_windows(actor).select_related("provider")
    away = list(visible_absences(actor).filter(ends_at__gt=reader.now).order_by("starts_at", "pk"))
    booked = booked_in(away)
    values = {
        "windows": [window_row(row, actor=actor) for row in rows.order_by(*IN_ORDER)],
        "absences": [
            absence_row(row, actor=actor, zone=zone, reader=reader)
            | {"booked": [link_to(each) for each in visible_in(booked[row.pk], actor)]}
            for row in away
        ],
        "window_fields": fields(window_form, is_agreed=False),
        "window_mistakes": [str(mistake) for mistake in window_form.non_field_errors()],
        "absence_fields": fields(absence_form, is_agreed=False),
        "absence_mistakes": [str(mistake) for mistake in absence_form.non_field_errors()],
        "may_manage": actor.may(NEED),
    }
    return shown(
        request, "desk/calendar/schedule.html", framed(request, values, current="calendar"), status=status
    )


def window_row(row: Window, *, actor: Actor) -> Mapping[str, object]:
    whose = row.team.name if row.team else row.staff.name if row.staff else ""
    return {
        "whose": whose,
        "day": WEEKDAYS[row.weekday],
        "hours": gettext("%(opens)s to %(closes)s")
        % {"opens": clock(row.opens), "closes": clock(row.closes)},
        "zone": row.zone,
        "slots": words.minutes(row.slot_minutes),
        "end_href": reverse("desk:calendar-window-end", args=[row.pk])
        if actor.may(NEED, provider_id=row.provider_id)
        else "",
    }


def absence_row(row: Absence, *, actor: Actor, zone: Any, reader: Reader) -> dict[str, object]:  # noqa: ANN401
    return {
        "who": row.staff.name,
        "when": gettext("%(begins)s to %(ends)s")
        % {
            "begins": words.instant(row.starts_at, zone, now=reader.now),
            "ends": words.instant(row.ends_at, zone, now=reader.now),
        },
        "reason": row.reason,
        "withdraw_href": reverse("desk:calendar-absence-withdrawal", args=[row.pk])
        if row.staff_id == actor.id or actor.may(NEED)
        else "",
    }


def visible_in(booked: Sequence[Appointment], actor: Actor) -> list[Appointment]:
    """Of the providers that the reader works for."""
    known = actor.provider_ids_for(READ)
    return [row for row in booked if row.provider_id in known]


def link_to(row: Appointment) -> Link:
    place = reverse("desk:ticket-appointments", args=[row.ticket.number])
    return Link(gettext("%(number)s is booked then") % {"number": row.ticket.number}, place)


def clock(at: time) -> str:
    return f"{at:%H:%M}"


def whose_choices(actor: Actor) -> list[tuple[str, str]]:
    providers = actor.provider_ids_for(NEED)
    teams = visible_teams(actor).filter(provider_id__in=providers, is_active=True).order_by("name")
    people = visible_staff(actor).filter(grants__provider_id__in=providers, is_active=True)
    found = people.order_by("name").values_list("grants__provider_id", "pk", "name").distinct()
    return [
        *(
            (f"{TEAM}:{team.provider_id}:{team.pk}", gettext("Team %(name)s") % {"name": team.name})
            for team in teams
        ),
        *((f"{STAFF}:{provider}:{key}", name) for provider, key, name in found if provider in providers),
    ]


def staff_choices(actor: Actor) -> list[tuple[str, str]]:
    """Oneself; everybody whose schedule one keeps."""
    managed = actor.provider_ids_for(NEED)
    people = visible_staff(actor).filter(is_active=True)
    people = people.filter(grants__provider_id__in=managed) if managed else people.filter(pk=actor.id or 0)
    return [(str(key), name) for key, name in people.order_by("name").values_list("pk", "name").distinct()]


def open_windows(actor: Actor, said: Mapping[str, Any], *, reader: Reader) -> None:
    kind, provider_id, key = said["whose"].split(":")
    provider = get_provider(actor, int(provider_id), need=NEED)
    team = get_team(actor, int(key), need=NEED) if kind == TEAM else None
    staff = get_staff(actor, int(key), need=NEED) if kind == STAFF else None
    if team is None and staff is None:
        raise NotThere("team")
    for weekday in said["weekdays"]:
        open_window(
            actor=actor,
            provider=provider,
            team=team,
            staff=staff,
            weekday=int(weekday),
            opens=said["opens"],
            closes=said["closes"],
            zone=said["zone"],
            slot_minutes=said["slot_minutes"],
            at=reader.now,
        )


def back(request: PageRequest, said: str) -> HttpResponse:
    return changed(request, "", {}, to=reverse("desk:calendar-schedule"), said=said)
