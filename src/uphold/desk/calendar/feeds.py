"""Calendars for other programs: made for oneself or a team, shown once, revoked; and read by their secret address."""

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import NotThere, Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit.calendar_file import CalendarEvent, Guest, Method, calendar_file
from uphold.kit.clock import now
from uphold.mail.addresses import public_address
from uphold.people.access import get_team, visible_providers, visible_teams
from uphold.scheduling.access import get_feed, visible_feeds
from uphold.scheduling.actions import make_feed, revoke_feed
from uphold.scheduling.actions.feeds import feed_behind
from uphold.scheduling.calendar import event_of
from uphold.scheduling.models import Appointment, CalendarFeed
from uphold.scheduling.queries import in_feed
from uphold.ui.components.field import Choice, Field
from uphold.ui.components.navigation import Act
from uphold.ui.page import PUBLIC, PageRequest, page
from uphold.ui.reader import reader_of
from uphold.ui.respond import changed, shown
from uphold.ui.words import relative

READ = Permission.APPOINTMENT_READ
BACK, AHEAD = timedelta(days=60), timedelta(days=400)
OWN = "own"


@desk_page(need=READ)
def index(request: PageRequest) -> HttpResponse:
    return page_with(request)


@desk_page(need=READ, methods=["POST"])
def make(request: PageRequest) -> HttpResponse:
    """The address stands on the page that answers, and nowhere afterwards."""
    kind, _, key = request.POST.get("whose", "").partition(":")
    if not key.isdecimal():
        raise NotThere("feed")
    team = get_team(request.actor, int(key), need=READ) if kind != OWN else None
    provider = visible_providers(request.actor).filter(pk=team.provider_id if team else int(key)).first()
    if provider is None:
        raise NotThere("provider")
    made = make_feed(actor=request.actor, provider=provider, team=team, at=now())
    address = f"{public_address()}{reverse('calendar-feed', args=[made.token])}"
    response = page_with(request, address=address)
    response["Cache-Control"] = "no-store"
    return response


@desk_page(need=READ, methods=["POST"])
def revoke(request: PageRequest, feed_id: int) -> HttpResponse:
    revoke_feed(actor=request.actor, feed=get_feed(request.actor, feed_id), at=now())
    said = gettext("Nobody reads it any more, whoever has its address.")
    return changed(request, "", {}, to=reverse("desk:calendar-feeds"), said=said)


@page(need=PUBLIC)
def feed(request: PageRequest, token: str) -> HttpResponse:  # noqa: ARG001 - whoever has the address may read it
    """The file, for whoever knows the address. What was called off is not in it."""
    at = now()
    row = feed_behind(token)
    found = in_feed(row, starts_at=at - BACK, ends_at=at + AHEAD)
    name = row.team.name if row.team else row.made_by.name
    content = calendar_file((event_in(each, row) for each in found), method=Method.PUBLISH, name=name)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="appointments.ics"'
    response["Cache-Control"] = "private, no-cache"
    return response


def event_in(row: Appointment, feed_row: CalendarFeed) -> CalendarEvent:
    link = f"{public_address()}{reverse('desk:ticket-appointments', args=[row.ticket.number])}"
    guests = (Guest(row.staff.name, row.staff.email),)
    organiser = Guest(feed_row.provider.name, row.staff.email)
    return event_of(
        row, address=link, organiser=organiser, guests=guests, at=row.confirmed_at or row.booked_at
    )


def page_with(request: PageRequest, *, address: str = "") -> HttpResponse:
    actor, reader = request.actor, reader_of(request)
    own = visible_providers(actor).filter(pk__in=actor.provider_ids_for(READ)).order_by("name")
    teams = visible_teams(actor).filter(is_active=True).order_by("name")
    choices = [
        *(Choice(f"{OWN}:{each.pk}", gettext("Mine, for %(name)s") % {"name": each.name}) for each in own),
        *(Choice(f"team:{each.pk}", gettext("Team %(name)s") % {"name": each.name}) for each in teams),
    ]
    rows = [
        {
            "name": each.team.name if each.team else each.made_by.name,
            "provider": each.provider.name,
            "hint": f"…{each.hint}",
            "made": relative(each.made_at, reader.now),
            "act": Act(
                gettext("Revoke"),
                reverse("desk:calendar-feed-revocation", args=[each.pk]),
                is_danger=True,
                warning=gettext("Programs that read this calendar find nothing from now on."),
            ),
        }
        for each in visible_feeds(actor).order_by("-made_at")
    ]
    values = {
        "rows": rows,
        "whose": Field("whose", gettext("Whose"), kind="select", choices=tuple(choices), is_required=True),
        "secret": Field("secret", gettext("The address"), value=address) if address else None,
    }
    return shown(request, "desk/calendar/feeds.html", framed(request, values, current="calendar"))
