"""Who may come to which address of the calendar and of a ticket's appointments."""

from collections.abc import Mapping

import pytest
from django.urls import get_resolver

from tests.cast.appointments import make_appointment, make_window
from tests.cast.instants import at
from tests.cast.people import Cast, make_worker
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.access import Actor, Role
from uphold.kit import stopped_at
from uphold.people.models import Team
from uphold.scheduling.actions import ask_readiness, make_feed, note_absence
from uphold.scheduling.models import Appointment, CalendarFeed, Readiness, Window

OPENED_AT, NOW = at("2026-06-09 09:00"), at("2026-06-09 10:00")
READ, BOOK, KEEP, DECIDE = "read", "book", "keep", "decide"
CALENDAR: Mapping[str, tuple[str, str]] = {
    "": ("GET", READ),
    "schedule": ("GET", READ),
    "feeds": ("GET", READ),
    "absences/new": ("POST", READ),
    "windows/new": ("POST", KEEP),
    "windows/{window}/end": ("POST", KEEP),
}
OF_THE_TICKET: Mapping[str, tuple[str, str]] = {
    "": ("GET", READ),
    "/{appointment}/move": ("GET", BOOK),
    "/{appointment}/price": ("POST", BOOK),
    "/{appointment}/consent": ("POST", BOOK),
    "/{appointment}/cancellation": ("POST", BOOK),
    "/{appointment}/end": ("POST", BOOK),
    "/{appointment}/no-show": ("POST", BOOK),
    "/{appointment}/readiness": ("POST", BOOK),
    "/{appointment}/readiness/{item}": ("POST", BOOK),
    "/{appointment}/readiness/{item}/waiver": ("POST", DECIDE),
}
MAY = {
    "ben": {READ, BOOK},
    "lea": {READ, BOOK, KEEP, DECIDE},
    "olga": {READ, BOOK, KEEP, DECIDE},
    "petra": {READ},
}
CLOSED = 403


@pytest.fixture
def rows(cast: Cast) -> dict[str, object]:
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    team = Team.objects.create(provider=cast.northwind, name="First line")
    appointment = make_appointment(ticket=ticket, engineer=cast.ben, starts_at=at("2026-06-15 10:00"))
    item = ask_readiness(actor=Actor.system(), appointment=appointment, name="Access", at=OPENED_AT)
    return {
        "number": ticket.number,
        "appointment": appointment.pk,
        "item": item.pk,
        "window": make_window(team, weekday=0).pk,
    }


def asked(
    client: object, prefix: str, routes: Mapping[str, tuple[str, str]], rows: Mapping[str, object]
) -> dict[str, int]:
    found = {}
    for route, (method, _) in routes.items():
        with stopped_at(NOW):
            address = (prefix + route).format(**rows)
            found[route] = getattr(client, method.lower())(address, {}).status_code
    return found


@pytest.mark.parametrize("who", ["ben", "lea", "olga", "petra"])
def test_each_role_does_what_it_may_and_nothing_else(
    who: str, cast: Cast, rows: dict[str, object], as_person: AsPerson
) -> None:
    petra = make_worker("Petra", of=cast.northwind, role=Role.CLERK)
    client = as_person(petra if who == "petra" else getattr(cast, who))
    places = (("/desk/calendar/", CALENDAR), ("/desk/tickets/{number}/appointments", OF_THE_TICKET))

    closed = {
        prefix + route
        for prefix, routes in places
        for route, status in asked(client, prefix, routes, rows).items()
        if status == CLOSED
    }

    expected = {
        prefix + route
        for prefix, routes in places
        for route, (_, need) in routes.items()
        if need not in MAY[who]
    }
    assert closed == expected


def test_agents_of_another_provider_find_nothing_of_this_one(
    cast: Cast, rows: dict[str, object], as_person: AsPerson
) -> None:
    found = asked(as_person(cast.tom), "/desk/tickets/{number}/appointments", OF_THE_TICKET, rows)

    assert found == {route: CLOSED if need == DECIDE else 404 for route, (_, need) in OF_THE_TICKET.items()}
    assert Appointment.objects.get().state == Appointment.State.CONFIRMED
    assert Readiness.objects.get().is_open


@pytest.mark.parametrize("who", ["ada", "max", "eve"])
def test_customers_are_not_of_the_desk(
    who: str, cast: Cast, rows: dict[str, object], as_person: AsPerson
) -> None:
    client = as_person(getattr(cast, who))

    of_tickets = asked(client, "/desk/tickets/{number}/appointments", OF_THE_TICKET, rows)
    of_calendar = asked(client, "/desk/calendar/", CALENDAR, rows)

    assert set(of_tickets.values()) | set(of_calendar.values()) == {CLOSED}
    assert Window.objects.get().ended_at is None


def test_strangers_are_sent_to_sign_in(rows: dict[str, object], as_person: AsPerson) -> None:
    client = as_person(None)

    found = asked(client, "/desk/calendar/", CALENDAR, rows)
    found |= asked(client, "/desk/tickets/{number}/appointments", OF_THE_TICKET, rows)

    assert set(found.values()) == {302}
    assert Appointment.objects.get().state == Appointment.State.CONFIRMED


def test_ones_own_calendar_and_absence_are_ones_own(cast: Cast, as_person: AsPerson) -> None:
    feed = make_feed(actor=cast.ben.actor, provider=cast.northwind, at=OPENED_AT).row
    away = note_absence(
        actor=cast.ben.actor,
        staff=cast.ben.staff,
        starts_at=at("2026-06-15 09:00"),
        ends_at=at("2026-06-15 17:00"),
        at=OPENED_AT,
    )
    addresses = (
        f"/desk/calendar/feeds/{feed.pk}/revocation",
        f"/desk/calendar/absences/{away.pk}/withdrawal",
    )

    for person, statuses in ((cast.nia, (404, 403)), (cast.tom, (404, 404)), (cast.ada, (403, 403))):
        found = tuple(as_person(person).post(address).status_code for address in addresses)
        assert found == statuses
    assert CalendarFeed.objects.get().revoked_at is None


def test_every_address_of_the_calendar_is_asked_here_or_above() -> None:
    patterns = get_resolver("uphold.desk.calendar.urls").url_patterns
    own = {"feeds/new", "feeds/<int:feed_id>/revocation", "absences/<int:absence_id>/withdrawal"}

    asked_for = {route.replace("{window}", "<int:window_id>") for route in CALENDAR} | own
    assert {str(pattern.pattern) for pattern in patterns} == asked_for
