"""What pages show of appointments: those of a ticket, a stretch of the calendar, and the times that can be offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, QuerySet

from uphold.access import Actor
from uphold.policy.scenario.arranging import SlotTerms
from uphold.policy.time.instants import Span
from uphold.policy.time.local import local_date
from uphold.scheduling.access import visible_absences, visible_to, visible_windows
from uphold.scheduling.asking import Asked, asked_of
from uphold.scheduling.availability import Engineer, engineers
from uphold.scheduling.models import Absence, Appointment, CalendarFeed, Readiness, Window
from uphold.tickets.models import Ticket

AHEAD = timedelta(days=35)
A_DAY, FEW = 2, 8
MOST_ASKED = 160
"""So many times at most are asked of the agreement, from the first one on."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A time, who could come then, and what the agreement asks for it."""

    span: Span
    free: tuple[Engineer, ...]
    terms: SlotTerms


@dataclass(frozen=True, slots=True)
class Offers:
    """`first` keeps the notice and costs nothing beyond the agreement; `plain` are those after it.

    `priced` need a choice, a price or a consent, the sooner ones first; `closed` are the terms of a time that has none.
    """

    first: Offer | None
    plain: tuple[Offer, ...]
    priced: tuple[Offer, ...]
    closed: SlotTerms | None
    asked: Asked

    @property
    def all(self) -> tuple[Offer, ...]:
        return (*((self.first,) if self.first else ()), *self.plain, *self.priced)

    @property
    def earliest(self) -> datetime | None:
        """From when the notice is kept, as the agreement says."""
        terms = [offer.terms for offer in self.all] + ([self.closed] if self.closed else [])
        return next((each.earliest for each in terms if each.earliest is not None), None)


def offers(
    ticket: Ticket,
    *,
    at: datetime,
    team_id: int | None = None,
    staff_id: int | None = None,
    without: Appointment | None = None,
    is_every: bool = False,
) -> Offers:
    """The times of the next weeks, in order: a few of each day and sort, unless every one is asked for.

    `without` is one that is to be moved, to another time than its own.
    """
    asked = asked_of(ticket, at=at, without=without)
    people = engineers(
        ticket.provider_id,
        starts_at=at,
        ends_at=at + AHEAD,
        team_id=team_id,
        staff_id=staff_id,
        without_id=without.pk if without else None,
    )
    free = free_times(people, asked, at=at, without=without)
    found = [
        Offer(span, tuple(free[span]), terms)
        for span, terms in zip(free, asked.terms(span.starts_at for span in free), strict=True)
    ]
    return sorted_out(found, asked, is_every=is_every)


def sorted_out(found: Sequence[Offer], asked: Asked, *, is_every: bool) -> Offers:
    """By what each asks for; what is sooner than the notice stands before what is off hours."""
    plain = [offer for offer in found if offer.terms.is_plain]
    priced = [offer for offer in found if offer.terms.is_bookable and not offer.terms.is_plain]
    sooner = [offer for offer in priced if not offer.terms.keeps_notice]
    off_hours = [offer for offer in priced if offer.terms.keeps_notice]
    if not is_every:
        zone = asked.agreement.timezone
        plain, sooner, off_hours = (few_of(each, zone=zone) for each in (plain, sooner, off_hours))
    closed = next((offer.terms for offer in found if not offer.terms.is_bookable), None)
    return Offers(plain[0] if plain else None, tuple(plain[1:]), (*sooner, *off_hours), closed, asked)


def few_of(found: Sequence[Offer], *, zone: str) -> list[Offer]:
    """The first of each day, so that one can choose among days."""
    days: dict[date, int] = {}
    few: list[Offer] = []
    for offer in found:
        on = local_date(offer.span.starts_at, zone=zone)
        days[on] = days.get(on, 0) + 1
        if days[on] <= A_DAY and len(few) < FEW:
            few.append(offer)
    return few


def free_times(
    people: Sequence[Engineer], asked: Asked, *, at: datetime, without: Appointment | None
) -> dict[Span, list[Engineer]]:
    """Each free time with those who have it free, in order."""
    times: dict[Span, list[Engineer]] = {}
    holidays = asked.holidays
    for engineer in people:
        for slot in engineer.slots(
            starts_at=at + timedelta(microseconds=1), ends_at=at + AHEAD, holidays=holidays
        ):
            if without is None or slot.starts_at != without.starts_at:
                times.setdefault(slot, []).append(engineer)
    first = sorted(times, key=lambda span: (span.starts_at, span.ends_at))[:MOST_ASKED]
    return {span: times[span] for span in first}


def appointments_of(actor: Actor, ticket: Ticket) -> QuerySet[Appointment]:
    """Those of a ticket with their readiness and changes, the next one first among equals of time."""
    items = Readiness.objects.select_related("attested_by_contact", "attested_by_staff", "waived_by")
    rows = visible_to(actor).filter(ticket=ticket).select_related("staff", "team", "contact")
    ready = Prefetch("readiness", queryset=items.order_by("position"))
    return rows.prefetch_related(ready, "changes").order_by("starts_at", "pk")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a calendar shows between two instants."""

    appointments: list[Appointment]
    absences: list[Absence]
    windows: list[Window]


def stretch(
    actor: Actor,
    *,
    starts_at: datetime,
    ends_at: datetime,
    provider_id: int,
    team_id: int | None = None,
    staff_id: int | None = None,
) -> Stretch:
    """In three statements, whatever there is."""
    rows = (
        visible_to(actor)
        .filter(provider_id=provider_id, starts_at__lt=ends_at, ends_at__gt=starts_at)
        .exclude(state=Appointment.State.CANCELLED)
    )
    if team_id is not None:
        rows = rows.filter(staff__memberships__team_id=team_id).distinct()
    if staff_id is not None:
        rows = rows.filter(staff_id=staff_id)
    loaded = rows.select_related("staff", "team", "contact", "ticket__organisation", "ticket__provider")
    absences = visible_absences(actor).filter(starts_at__lt=ends_at, ends_at__gt=starts_at)
    windows = visible_windows(actor).filter(provider_id=provider_id)
    return Stretch(
        list(loaded.defer("ticket__search").order_by("starts_at", "pk")), list(absences), list(windows)
    )


def ahead_of(actor: Actor, ticket: Ticket) -> QuerySet[Appointment]:
    """What is to come on a ticket, the next first."""
    rows = visible_to(actor).filter(ticket=ticket, state__in=Appointment.AHEAD)
    return rows.select_related("staff").order_by("starts_at", "pk")


def booked_in(absences: Sequence[Absence]) -> dict[int, list[Appointment]]:
    """What is booked all the same while people are away, by absence: for somebody to move."""
    if not absences:
        return {}
    rows = Appointment.objects.filter(
        staff_id__in={each.staff_id for each in absences},
        state__in=Appointment.AHEAD,
        ends_at__gt=min(each.starts_at for each in absences),
        starts_at__lt=max(each.ends_at for each in absences),
    )
    booked = list(rows.select_related("ticket").defer("ticket__search").order_by("starts_at", "pk"))
    return {
        each.pk: [
            row
            for row in booked
            if row.staff_id == each.staff_id and row.starts_at < each.ends_at and row.ends_at > each.starts_at
        ]
        for each in absences
    }


def in_feed(feed: CalendarFeed, *, starts_at: datetime, ends_at: datetime) -> QuerySet[Appointment]:
    """What a calendar for other programs holds: one person's, or a team's; not what was called off."""
    rows = Appointment.objects.filter(
        provider_id=feed.provider_id, starts_at__lt=ends_at, ends_at__gt=starts_at
    ).exclude(state__in=[Appointment.State.CANCELLED, Appointment.State.NO_SHOW])
    rows = rows.filter(team_id=feed.team_id) if feed.team_id else rows.filter(staff_id=feed.staff_id or 0)
    loaded = rows.select_related("staff", "ticket__organisation", "ticket__version")
    return loaded.defer("ticket__search", "ticket__version__text").order_by("starts_at", "pk")
