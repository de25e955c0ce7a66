"""Calendar files (RFC 5545): events as invitations by mail and as feeds, with the rules of their zones inside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from uphold.kit.calendar_zones import zone_component

PRODUCT = "-//Uphold//Support desk//EN"


class Method(StrEnum):
    """What a file wants of the program that reads it: an invitation, its end, or just to be shown."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


class Standing(StrEnum):
    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is invited, or who invites."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One event. The same `uid` with a higher `sequence` replaces what was sent before.

    `zone` is the clock on which it is written; `stamped_at` is when this was said.
    """

    uid: str
    sequence: int
    standing: Standing
    summary: str
    description: str
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    stamped_at: datetime
    address: str = ""
    organiser: Guest | None = None
    guests: tuple[Guest, ...] = ()


def calendar_file(events: Iterable[CalendarEvent], *, method: Method, name: str = "") -> bytes:
    """The file: events with a VTIMEZONE for every zone that they are written in."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    if name:
        calendar.add("x-wr-calname", name)
    shown = list(events)
    for zone in sorted({event.zone for event in shown}, key=str):
        within = [event for event in shown if event.zone == zone]
        first_at, last_at = min(each.starts_at for each in within), max(each.ends_at for each in within)
        calendar.add_component(zone_component(zone, first_at=first_at, last_at=last_at))
    for event in shown:
        calendar.add_component(component_of(event))
    return bytes(calendar.to_ical())


def content_type(method: Method) -> str:
    """How an enclosed invitation is named, so that mail programs offer to answer it."""
    return f"text/calendar; method={method.value}; charset=utf-8"


def component_of(event: CalendarEvent) -> Event:
    component = Event()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.stamped_at)
    component.add("dtstart", written(event.starts_at, event.zone))
    component.add("dtend", written(event.ends_at, event.zone))
    component.add("summary", event.summary)
    component.add("description", event.description)
    component.add("status", event.standing.value)
    component.add("transp", "TRANSPARENT" if event.standing is Standing.CANCELLED else "OPAQUE")
    if event.address:
        component.add("url", event.address)
    if event.organiser is not None:
        component.add("organizer", person_of(event.organiser))
    for guest in event.guests:
        person = person_of(guest)
        person.params["ROLE"] = vText("REQ-PARTICIPANT")
        person.params["RSVP"] = vText("FALSE")
        component.add("attendee", person)
    return component


def written(at: datetime, zone: ZoneInfo) -> datetime:
    """On the zone's clock; the second of two hours of one name has no name there and is written in UTC."""
    local = at.astimezone(zone)
    return at.astimezone(UTC) if local.fold else local


def person_of(guest: Guest) -> vCalAddress:
    person = vCalAddress(f"mailto:{guest.address}")
    person.params["CN"] = vText(guest.name)
    return person
