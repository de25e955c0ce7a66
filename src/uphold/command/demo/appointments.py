"""Appointments of the demonstration: installs by notice, sooner and at night, ready and not, kept and missed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from uphold.command.demo.cast import STRATELEGY
from uphold.command.demo.people import SYSTEM, People
from uphold.command.demo.story import Story, reply, take
from uphold.metering.actions import consent_to_appointment
from uphold.people.models import Team
from uphold.scheduling.actions import (
    attest_readiness,
    book_appointment,
    end_appointment,
    miss_appointment,
    move_appointment,
    name_price,
    note_absence,
    open_window,
)
from uphold.scheduling.models import Appointment
from uphold.scheduling.queries import Offer, offers
from uphold.tickets.models import Ticket

ZONE: Final = "America/New_York"
WEEKDAYS: Final = range(5)
TUESDAY, THURSDAY, SATURDAY = 1, 3, 5
SOON: Final = timedelta(hours=1)

TREATMENT_ROOM, NEW_SHOP = "Two phones for the new treatment room", "New shop: six phones and a number"
SITE_OFFICE, FAX = "Two phones for a site office, as soon as can be", "The fax line drops every long page"
WARD, COUNTER = "Phones for the isolation ward", "A telephone at the bakery counter"

INSTALLS: Final = (
    Story(
        by="dev",
        opened="14h open ago",
        subject=TREATMENT_ROOM,
        text="We open a second treatment room. Please install two phones there; the switch in that room is new to us.",
        request="New install",
        impact="None",
        steps=(
            take("1h open", "jonas"),
            reply(
                "2h open",
                "jonas",
                "With pleasure. Choose a day on the page of appointments; as the switch is new to you, please "
                "plan it and try it on the bench first.",
            ),
        ),
    ),
    Story(
        by="ruth",
        opened="5h open ago",
        subject=FAX,
        text="Pages longer than one sheet break off. It cannot be looked at while we work, so please come at night.",
        request="Fault",
        impact="One function",
        steps=(
            take("20m open", "mina"),
            reply(
                "30m open",
                "mina",
                "We can look at it on a Saturday. I will name the price before you decide.",
            ),
        ),
    ),
    Story(
        by="paul",
        opened="60h open ago",
        subject=WARD,
        text="Please install three phones in the isolation ward, with the buttons of the reception.",
        request="New install",
        impact="None",
        steps=(take("30m open", "jonas"),),
    ),
    Story(
        by="lucia",
        opened="64h open ago",
        subject=COUNTER,
        text="One telephone at the counter, please, with the bell of the bakehouse.",
        request="New install",
        impact="None",
        steps=(take("30m open", "jonas"),),
    ),
)


def open_windows(people: People, *, at: datetime, now: datetime) -> None:
    """Installs from Monday to Friday; two evenings and Saturdays for what cannot be done in the day."""
    provider = people.providers[STRATELEGY]
    onboarding, voice = (Team.objects.get(provider=provider, name=name) for name in ("Onboarding", "Voice"))
    hours = [
        *((onboarding, weekday, time(9), time(17)) for weekday in WEEKDAYS),
        *((voice, weekday, time(18), time(20)) for weekday in (TUESDAY, THURSDAY)),
        (voice, SATURDAY, time(10), time(14)),
    ]
    for team, weekday, opens, closes in hours:
        open_window(
            actor=SYSTEM,
            provider=provider,
            team=team,
            weekday=weekday,
            opens=opens,
            closes=closes,
            zone=ZONE,
            slot_minutes=120,
            at=at,
        )
    day = now.astimezone(ZoneInfo(ZONE)).replace(hour=0, minute=0, second=0, microsecond=0)
    note_absence(
        actor=people.actor("tomas"),
        staff=people.staff["mina"],
        starts_at=day + timedelta(days=9),
        ends_at=day + timedelta(days=12),
        reason="Training",
        at=now,
    )


def arrange_appointments(people: People, *, now: datetime) -> None:
    """Each by the verbs of the room, at its moment; what is over lies behind us."""
    arrange_past(people, now=now)
    at = now - SOON
    shop = book_first(NEW_SHOP, by="hanne", people=people, at=at)
    move_appointment(
        actor=people.actor("hanne"),
        appointment=shop,
        starts_at=offers(shop.ticket, at=at, without=shop).plain[1].span.starts_at,
        reason="The electrician is there in the morning.",
        at=at,
    )
    room = book_first(TREATMENT_ROOM, by="dev", people=people, at=at, is_unfamiliar=True)
    plan = room.readiness.order_by("position")[0]
    attest_readiness(actor=people.actor("dev"), item=plan, at=at)
    rushed = book_first(SITE_OFFICE, by="elena", people=people, at=at, is_priced=True)
    consent_to_appointment(actor=people.actor("elena"), appointment=rushed, at=at)
    night = book_first(FAX, by="ruth", people=people, at=at, is_priced=True)
    name_price(actor=people.actor("mina"), appointment=night, price="$80.00 per hour", at=at)


def arrange_past(people: People, *, now: datetime) -> None:
    """One took place, and one found nobody there."""
    ward, counter = (
        book_first(subject, by=by, people=people, at=opened_at(subject) + SOON)
        for subject, by in ((WARD, "paul"), (COUNTER, "lucia"))
    )
    jonas = people.actor("jonas")
    if ward.ends_at < now:
        end_appointment(actor=jonas, appointment=ward, at=ward.ends_at)
    if counter.starts_at + SOON < now:
        miss_appointment(
            actor=jonas,
            appointment=counter,
            missed_by="customer",
            reason="The shop was closed, and nobody answered the telephone for half an hour.",
            at=counter.starts_at + SOON,
        )


def book_first(
    subject: str,
    *,
    by: str,
    people: People,
    at: datetime,
    is_unfamiliar: bool = False,
    is_priced: bool = False,
) -> Appointment:
    ticket = Ticket.objects.get(subject=subject)
    found = offers(ticket, at=at)
    offer: Offer | None = found.priced[0] if is_priced else found.first
    if offer is None:
        raise LookupError(f"Nobody can be booked for '{subject}'.")
    return book_appointment(
        actor=people.actor(by),
        ticket=ticket,
        staff=offer.free[0].staff,
        starts_at=offer.span.starts_at,
        is_unfamiliar=is_unfamiliar,
        at=at,
    )


def opened_at(subject: str) -> datetime:
    return Ticket.objects.get(subject=subject).opened_at
