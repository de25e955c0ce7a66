"""One rota: its four weeks, exceptions and notes; and the form by which a lead keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.oncall.ahead import WEEKS, Ahead, ahead_of
from uphold.desk.oncall.place import BOTH, Asking, answered, around, done, said_at
from uphold.oncall.access import callable_staff, get_rota
from uphold.oncall.actions import RotaTerms, change_rota, leave_note, make_rota, retire_rota
from uphold.oncall.models import Override, Rota
from uphold.oncall.queries import duties_of, last_notes, overrides_ahead, with_people
from uphold.people.access import get_provider
from uphold.people.models import Provider, Staff
from uphold.policy.rota import turn_at
from uphold.ui import words
from uphold.ui.components.navigation import Act
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of
from uphold.ui.respond import shown

LENGTHS = (
    (1, gettext_lazy("a day")),
    (7, gettext_lazy("a week")),
    (14, gettext_lazy("two weeks")),
    (28, gettext_lazy("four weeks")),
)
PLACE = "place-"


class RotaForm(forms.Form):
    """With a place for everybody who works for the provider; those without one take no turns."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    turn_days = forms.TypedChoiceField(label=gettext_lazy("A turn lasts"), choices=LENGTHS, coerce=int)
    first_on = forms.DateField(
        label=gettext_lazy("The first turn begins on"),
        help_text=gettext_lazy("Turns of weeks are handed over on the weekday of this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    handover_at = forms.TimeField(
        label=gettext_lazy("Handed over at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    zone = forms.CharField(
        label=gettext_lazy("By the clock of"),
        max_length=64,
        help_text=gettext_lazy("A time zone like Europe/Vienna."),
    )
    repage_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes of silence before the next call"), min_value=1, max_value=240
    )
    most_pages = forms.IntegerField(
        label=gettext_lazy("Calls before the next step is called"), min_value=1, max_value=20
    )
    is_for_urgent = forms.BooleanField(
        label=gettext_lazy("Also called for urgent tickets outside hours"), required=False
    )

    def __init__(self, data: Mapping[str, Any] | None, *, people: Sequence[Staff], **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(data, **more)
        self.people = {f"{PLACE}{each.pk}": each for each in people}
        for name, each in self.people.items():
            self.fields[name] = forms.IntegerField(
                label=gettext("Place of %(name)s in the rotation") % {"name": each.name},
                required=False,
                min_value=1,
                max_value=99,
            )

    def members(self) -> list[Staff]:
        """In the order of their places; two of one place by name."""
        placed = [(self.cleaned_data[name], each) for name, each in self.people.items()]
        return [each for place, each in sorted(placed, key=place_and_name) if place]

    def terms(self) -> RotaTerms:
        said = self.cleaned_data
        return RotaTerms(**{name: said[name] for name in RotaTerms.__slots__})


@dataclass(frozen=True, slots=True)
class Exceptional:
    """An exception in words, and the act that withdraws it for whoever may."""

    who: str
    span: str
    reason: str
    act: Act | None


@desk_page(need=Permission.ONCALL_READ)
def show(request: PageRequest, rota_id: int) -> HttpResponse:
    found = get_rota(request.actor, rota_id)
    rota = with_people(Rota.objects.filter(pk=found.pk)).get()
    reader = reader_of(request)
    duties = duties_of([rota], since=reader.now, until=reader.now + timedelta(weeks=WEEKS))
    may_manage = request.actor.may(Permission.ONCALL_MANAGE, provider_id=rota.provider_id)
    ahead = ahead_of(rota, duties[rota.pk], now=reader.now)
    note = last_notes([rota]).get(rota.pk)
    values = {
        "rota": rota,
        "ahead": ahead,
        "members": [turn.staff.name for turn in rota.turns.all()],
        "length": str(dict(LENGTHS).get(rota.turn_days, words.span(timedelta(days=rota.turn_days)))),
        "exceptions": [
            exceptional(request, each, reader=reader) for each in overrides_ahead([rota], at=reader.now)
        ],
        "shifts": shifts_table(ahead),
        "handover": rota.handover_at.strftime("%H:%M"),
        "note": note,
        "noted": said_at(note.written_at, reader=reader) if note else None,
        "retiring": retiring_act(rota),
        "may_manage": may_manage and rota.is_active,
        "may_answer": request.actor.may(Permission.PAGE_ANSWER, provider_id=rota.provider_id)
        and rota.is_active,
    }
    topics = list(rota.topics)
    return shown(request, "desk/oncall/rota.html", around(request, values, place="oncall", topics=topics))


@desk_page(need=Permission.ONCALL_MANAGE, methods=BOTH)
def new(request: PageRequest, provider_id: int) -> HttpResponse:
    provider = get_provider(request.actor, provider_id, need=Permission.ONCALL_MANAGE)
    at = reader_of(request).now
    initial = {
        "turn_days": 7,
        "first_on": at.date(),
        "handover_at": "09:00",
        "zone": request.COOKIES.get("zone", "")[:64],
        "repage_minutes": 10,
        "most_pages": 2,
    }
    form = RotaForm(request.POST or None, people=people_of(provider), initial=initial)
    asking = Asking(
        place="oncall",
        title=gettext("New rota of %(name)s") % {"name": provider.name},
        button=gettext("Make the rota"),
        back=reverse("desk:oncall"),
        said=gettext("The rota is made."),
    )
    return answered(
        request,
        form,
        asking,
        perform=lambda _: make_rota(
            actor=request.actor, provider=provider, terms=form.terms(), members=form.members(), at=at
        ),
        to=lambda made: reverse("desk:rota", args=[made.pk]),
    )


@desk_page(need=Permission.ONCALL_MANAGE, methods=BOTH)
def change(request: PageRequest, rota_id: int) -> HttpResponse:
    """What is offered is the rota as it runs: whoever has the turn stands first, and it begins with his turn."""
    rota = get_rota(request.actor, rota_id, need=Permission.ONCALL_MANAGE)
    at = reader_of(request).now
    form = RotaForm(request.POST or None, people=people_of(rota.provider), initial=as_it_runs(request, rota))
    asking = Asking(
        place="oncall",
        title=rota.name,
        button=gettext("Save"),
        back=reverse("desk:rota", args=[rota.pk]),
        help=gettext("It holds from now on. Whoever has place 1 has the turn that begins on the first day."),
    )
    return answered(
        request,
        form,
        asking,
        perform=lambda _: change_rota(
            actor=request.actor, rota=rota, terms=form.terms(), members=form.members(), at=at
        ),
    )


@desk_page(need=Permission.ONCALL_MANAGE, methods=["POST"])
def retire(request: PageRequest, rota_id: int) -> HttpResponse:
    rota = get_rota(request.actor, rota_id, need=Permission.ONCALL_MANAGE)
    retire_rota(actor=request.actor, rota=rota, at=reader_of(request).now)
    said = gettext("%(name)s is no longer in use.") % {"name": rota.name}
    return done(request, said, to=reverse("desk:oncall"))


@desk_page(need=Permission.PAGE_ANSWER, methods=["POST"])
def leave(request: PageRequest, rota_id: int) -> HttpResponse:
    rota = get_rota(request.actor, rota_id, need=Permission.PAGE_ANSWER)
    leave_note(actor=request.actor, rota=rota, words=request.POST.get("words", ""), at=reader_of(request).now)
    said = gettext("The next one gets it at the change of duty.")
    return done(request, said, to=reverse("desk:rota", args=[rota.pk]))


def as_it_runs(request: PageRequest, rota: Rota) -> dict[str, Any]:
    now = reader_of(request).now
    loaded = with_people(Rota.objects.filter(pk=rota.pk)).get()
    duty = duties_of([loaded], since=now)[rota.pk]
    members = [turn.staff_id for turn in loaded.turns.all()]
    turn = turn_at(duty.rotation, at=now)
    first_on = rota.first_on
    if turn is not None and turn.member in members:
        first_on = turn.starts_at.astimezone(ZoneInfo(rota.zone)).date()
        place = members.index(turn.member)
        members = [*members[place:], *members[:place]]
    places = {f"{PLACE}{member}": number for number, member in enumerate(members, start=1)}
    return {name: getattr(rota, name) for name in RotaTerms.__slots__} | {"first_on": first_on} | places


def shifts_table(ahead: Ahead) -> Table:
    columns = (Column(gettext("On duty")), Column(gettext("From")), Column(gettext("Until")))
    rows = tuple(
        Row(cells=(line.said, line.starts, line.ends), is_marked=line.is_now) for line in ahead.lines
    )
    return Table(caption=gettext("Shifts"), columns=columns, rows=rows)


def retiring_act(rota: Rota) -> Act:
    warning = gettext("Nobody is called by it any more. Who was called stays on the tickets.")
    href = reverse("desk:rota-retirement", args=[rota.pk])
    return Act(gettext("Out of use"), href, is_danger=True, warning=warning)


def exceptional(request: PageRequest, override: Override, *, reader: Reader) -> Exceptional:
    zone = ZoneInfo(override.rota.zone)
    span = [words.instant(each, zone, now=reader.now) for each in (override.starts_at, override.ends_at)]
    may_manage = request.actor.may(Permission.ONCALL_MANAGE, provider_id=override.rota.provider_id)
    href = reverse("desk:override-withdrawal", args=[override.pk])
    return Exceptional(
        who=override.staff.name if override.staff else gettext("nobody"),
        span=gettext("%(from)s to %(to)s") % {"from": span[0], "to": span[1]},
        reason=override.reason,
        act=Act(gettext("Withdraw"), href) if may_manage or override.staff_id == request.actor.id else None,
    )


def people_of(provider: Provider) -> list[Staff]:
    return list(callable_staff(provider.pk).order_by("name", "pk"))


def place_and_name(placed: tuple[int | None, Staff]) -> tuple[int, str]:
    place, staff = placed
    return place or 0, staff.name
