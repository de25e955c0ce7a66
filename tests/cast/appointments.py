"""Engineers who can be booked: Ben by his team on weekdays, and on Saturday mornings by himself."""

from datetime import datetime, time, timedelta
from uuid import uuid4

from tests.cast.people import Caller, Cast, Worker
from tests.cast.shipped import open_shipped
from tests.policy.time.builders import NEW_YORK
from tests.policy.time.builders import at as instant
from uphold.people.models import Membership, Team
from uphold.scheduling.actions import book_appointment
from uphold.scheduling.models import Appointment, Window
from uphold.tickets.models import Ticket

ASKED_ON = "2026-09-14 11:00"
"""A Monday; five business days later is Monday the 21st."""


def ny(words: str) -> datetime:
    """An instant by New York's clock."""
    return instant(words, NEW_YORK)


def make_installers(cast: Cast, *members: Worker, name: str = "Installers") -> Team:
    """Booked from Monday to Friday, nine to five, in slots of two hours; Ben alone if nobody is named."""
    team = Team.objects.create(provider=cast.northwind, name=name)
    for each in members or (cast.ben,):
        Membership.objects.create(team=team, staff=each.staff)
    for weekday in range(5):
        make_window(team, weekday=weekday)
    make_window(team, weekday=5, opens="10:00", closes="14:00")
    return team


def make_window(team: Team, *, weekday: int, opens: str = "09:00", closes: str = "17:00") -> Window:
    return Window.objects.create(
        provider=team.provider,
        team=team,
        weekday=weekday,
        opens=time.fromisoformat(opens),
        closes=time.fromisoformat(closes),
        zone=NEW_YORK,
        slot_minutes=120,
    )


def open_install(*, customer: Caller, opened: str = ASKED_ON) -> Ticket:
    return open_shipped(customer=customer, opened_at=ny(opened), request="New install")


def book(
    *,
    ticket: Ticket,
    by: Caller | Worker,
    engineer: Worker,
    starts: str,
    at: str = ASKED_ON,
    is_unfamiliar: bool = False,
) -> Appointment:
    return book_appointment(
        actor=by.actor,
        ticket=ticket,
        staff=engineer.staff,
        starts_at=ny(starts),
        is_unfamiliar=is_unfamiliar,
        at=ny(at),
    )


def make_appointment(*, ticket: Ticket, engineer: Worker, starts_at: datetime) -> Appointment:
    """A row as booking leaves it, without asking the agreement: confirmed, two hours long."""
    return Appointment.objects.create(
        provider=ticket.provider,
        ticket=ticket,
        staff=engineer.staff,
        contact=ticket.opened_by,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        state=Appointment.State.CONFIRMED,
        uid=f"{uuid4()}",
        booked_by_kind="staff",
        booked_at=ticket.opened_at,
        confirmed_at=ticket.opened_at,
    )
