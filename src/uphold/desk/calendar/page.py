"""The calendar: a day or a week of a team or of one person, with the reader's own clock."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.translation import gettext

from uphold.access import Actor, Permission
from uphold.desk.calendar.asked import DAY, WEEK, Asked, asked_in
from uphold.desk.calendar.day import day_of
from uphold.desk.calendar.shown import seen_of
from uphold.desk.calendar.week import title_of, week_of
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.people.access import visible_providers, visible_staff, visible_teams
from uphold.scheduling.models import Window
from uphold.scheduling.timeline import topic_of
from uphold.ui.components.field import Choice, Field
from uphold.ui.components.navigation import Link, Pager
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of
from uphold.ui.respond import shown

USUAL_ZONE = ZoneInfo("UTC")


@desk_page(need=Permission.APPOINTMENT_READ)
def show(request: PageRequest) -> HttpResponse:
    reader = reader_of(request)
    asked = asked_by(request, reader=reader)
    seen = seen_of(request.actor, asked)
    today = reader.now.astimezone(asked.zone).date()
    values = {
        "asked": asked,
        "title": title_of(asked),
        "zone": asked.zone.key,
        "tabs": tabs(asked),
        "pager": Pager(previous_href=asked.later(-1).href, next_href=asked.later(1).href),
        "today_href": Asked(
            asked.view, today, asked.zone, asked.provider_id, asked.team_id, asked.staff_id
        ).href,
        "fields": fields_of(request.actor, asked),
        "day": day_of(seen) if asked.view == DAY else None,
        "week": week_of(seen, today=today, now=reader.now) if asked.view == WEEK else None,
        "is_empty": not seen.lanes,
        "may_manage": request.actor.may(Permission.SCHEDULE_MANAGE, provider_id=asked.provider_id),
    }
    topics = [topic_of(asked.provider_id)]
    place = "desk/calendar/show.html#calendar"
    return shown(request, place, framed(request, values, current="calendar", topics=topics))


def asked_by(request: PageRequest, *, reader: Reader) -> Asked:
    """On the reader's clock; until it is known, on that of the windows."""
    provider_ids = request.actor.provider_ids_for(Permission.APPOINTMENT_READ)
    zone = reader.zone or zone_of_windows(provider_ids)
    today = reader.now.astimezone(zone).date()
    return asked_in(request.GET, today=today, zone=zone, provider_ids=provider_ids)


def zone_of_windows(provider_ids: tuple[int, ...]) -> ZoneInfo:
    name = Window.objects.filter(provider_id__in=provider_ids).values_list("zone", flat=True).first()
    return ZoneInfo(name) if name else USUAL_ZONE


def tabs(asked: Asked) -> list[Link]:
    views = ((DAY, gettext("Day"), "v d"), (WEEK, gettext("Week"), "v w"))
    return [
        Link(
            label,
            Asked(view, asked.on, asked.zone, asked.provider_id, asked.team_id, asked.staff_id).href,
            key=key,
            is_current=view == asked.view,
        )
        for view, label, key in views
    ]


def fields_of(actor: Actor, asked: Asked) -> list[Field]:
    """Whose calendar: a provider where there are several, a team, a person."""
    providers = visible_providers(actor).filter(pk__in=actor.provider_ids_for(Permission.APPOINTMENT_READ))
    teams = visible_teams(actor).filter(provider_id=asked.provider_id, is_active=True).order_by("name")
    people = visible_staff(actor).filter(grants__provider_id=asked.provider_id, is_active=True)
    found = [
        select(
            "provider",
            gettext("Provider"),
            providers.order_by("name").values_list("pk", "name"),
            asked.provider_id,
        ),
        select(
            "team",
            gettext("Team"),
            teams.values_list("pk", "name"),
            asked.team_id,
            everybody=gettext("all teams"),
        ),
        select(
            "staff",
            gettext("Engineer"),
            people.order_by("name").values_list("pk", "name").distinct(),
            asked.staff_id,
            everybody=gettext("everybody"),
        ),
    ]
    return found if len(found[0].choices) > 1 else found[1:]


def select(
    name: str, label: str, rows: Iterable[tuple[int, str]], chosen: int | None, *, everybody: str = ""
) -> Field:
    known = [(str(key), words) for key, words in rows]
    choices = [Choice("", everybody, is_chosen=chosen is None)] if everybody else []
    choices += [Choice(key, words, is_chosen=key == str(chosen)) for key, words in known]
    return Field(name, label, kind="select", choices=tuple(choices), is_required=True)
