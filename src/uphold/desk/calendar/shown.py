"""Appointments and people as the calendar shows them: entries, and who is there to be booked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Actor
from uphold.desk.calendar.asked import Asked
from uphold.people.models import Staff
from uphold.scheduling.availability import Engineer, engineers
from uphold.scheduling.models import Appointment
from uphold.scheduling.queries import Stretch, stretch
from uphold.ui.arranged.card import status_of
from uphold.ui.components.status import Status


@dataclass(frozen=True, slots=True)
class Entry:
    """An appointment in a cell: it leads to its ticket's appointments."""

    href: str
    clock: str
    words: str
    detail: str
    status: Status
    starts_at: datetime
    ends_at: datetime
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One person with what he has in the days that are shown."""

    engineer: Engineer
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        return self.engineer.staff.name


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that both views are drawn from, loaded once."""

    asked: Asked
    lanes: tuple[Lane, ...]


def seen_of(actor: Actor, asked: Asked) -> Seen:
    found = stretch(
        actor,
        starts_at=asked.starts_at,
        ends_at=asked.ends_at,
        provider_id=asked.provider_id,
        team_id=asked.team_id,
        staff_id=asked.staff_id,
    )
    bookable = engineers(
        asked.provider_id,
        starts_at=asked.starts_at,
        ends_at=asked.ends_at,
        team_id=asked.team_id,
        staff_id=asked.staff_id,
    )
    return Seen(asked, tuple(lanes_of(bookable, found, zone=asked.zone)))


def lanes_of(bookable: Sequence[Engineer], found: Stretch, *, zone: ZoneInfo) -> Iterable[Lane]:
    """Whoever can be booked, and whoever has an appointment all the same, by name."""
    known = {engineer.staff.pk: engineer for engineer in bookable}
    others: dict[int, Staff] = {row.staff_id: row.staff for row in found.appointments}
    for key, staff in others.items():
        known.setdefault(key, Engineer(staff, None, ()))
    for engineer in sorted(known.values(), key=lambda each: (each.staff.name, each.staff.pk)):
        own = (row for row in found.appointments if row.staff_id == engineer.staff.pk)
        yield Lane(engineer, tuple(entry_of(row, zone=zone) for row in own))


def entry_of(row: Appointment, *, zone: ZoneInfo) -> Entry:
    begins, ends = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    place = reverse("desk:ticket-appointments", args=[row.ticket.number])
    return Entry(
        href=f"{place}#appointment-{row.pk}",
        clock=gettext("%(begins)s–%(ends)s") % {"begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"},
        words=f"{row.ticket.number} {row.ticket.subject}",
        detail=row.ticket.organisation.name,
        status=status_of(row),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_sure=row.state in {Appointment.State.CONFIRMED, Appointment.State.DONE},
    )
