"""Who can be booked when: windows, absences and appointments of a provider's engineers, loaded in a few statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import TypeVar

from uphold.people.models import Membership, Staff, Team
from uphold.policy.time.holidays import NO_HOLIDAYS, Holidays
from uphold.policy.time.hours import Shift, Weekday
from uphold.policy.time.instants import Span
from uphold.policy.time.slots import BookableWindow, free_slots
from uphold.scheduling.models import Absence, Appointment, Window

Key = TypeVar("Key")
Value = TypeVar("Value")

HOLDING = (*Appointment.AHEAD, Appointment.State.DONE)
"""Appointments that take somebody's time; the trigger keeps the same list."""


@dataclass(frozen=True, slots=True)
class Engineer:
    """Somebody who can be booked, as a member of a team where his windows are the team's; `away` and `taken` apart."""

    staff: Staff
    team: Team | None
    windows: tuple[BookableWindow, ...]
    away: tuple[Span, ...] = ()
    taken: tuple[Span, ...] = ()

    def slots(
        self, *, starts_at: datetime, ends_at: datetime, holidays: Holidays = NO_HOLIDAYS
    ) -> tuple[Span, ...]:
        """The slots that are free."""
        held = (*self.away, *self.taken)
        return free_slots(self.windows, taken=held, starts_at=starts_at, ends_at=ends_at, holidays=holidays)

    def is_away(self, span: Span) -> bool:
        return any(each.starts_at < span.ends_at and each.ends_at > span.starts_at for each in self.away)


def engineers(
    provider_id: int,
    *,
    starts_at: datetime,
    ends_at: datetime,
    team_id: int | None = None,
    staff_id: int | None = None,
    without_id: int | None = None,
) -> list[Engineer]:
    """Everybody of the provider who has windows, by name; of one team, or one alone.

    `without_id` is an appointment that does not count: the one that is to be moved.
    """
    windows = list(Window.objects.filter(provider_id=provider_id, ended_at=None).order_by("weekday", "opens"))
    own = grouped((row.staff_id, row) for row in windows if row.staff_id is not None)
    of_teams = grouped((row.team_id, row) for row in windows if row.team_id is not None)
    teams = teams_of(provider_id, team_id=team_id)
    people = (
        Staff.objects.filter(is_active=True, grants__provider_id=provider_id)
        .distinct()
        .order_by("name", "pk")
    )
    if staff_id is not None:
        people = people.filter(pk=staff_id)
    bookable = []
    for staff in people:
        found = engineer_of(
            staff, own=own.get(staff.pk, []), of_teams=of_teams, teams=teams.get(staff.pk, [])
        )
        if found is not None and (team_id is None or found.team is not None):
            bookable.append(found)
    return with_time(bookable, starts_at=starts_at, ends_at=ends_at, without_id=without_id)


def engineer_of(
    staff: Staff,
    *,
    own: Sequence[Window],
    of_teams: Mapping[int, Sequence[Window]],
    teams: Sequence[Team],
) -> Engineer | None:
    """None for those who have no windows. Whoever has his own is booked in them alone, for whichever team."""
    if own:
        return Engineer(staff, teams[0] if teams else None, tuple(map(bookable_window, own)))
    with_windows = [team for team in teams if team.pk in of_teams]
    if not with_windows:
        return None
    rows = [row for team in with_windows for row in of_teams[team.pk]]
    return Engineer(staff, with_windows[0], tuple(map(bookable_window, rows)))


def with_time(
    bookable: Sequence[Engineer], *, starts_at: datetime, ends_at: datetime, without_id: int | None
) -> list[Engineer]:
    """The same with what takes their time between two instants."""
    ids = [each.staff.pk for each in bookable]
    absences = Absence.objects.filter(staff_id__in=ids, withdrawn_at=None)
    away = spans_of(
        absences.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).values_list(
            "staff_id", "starts_at", "ends_at"
        )
    )
    booked = Appointment.objects.filter(staff_id__in=ids, state__in=HOLDING)
    booked = booked if without_id is None else booked.exclude(pk=without_id)
    taken = spans_of(
        booked.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).values_list(
            "staff_id", "starts_at", "ends_at"
        )
    )
    return [
        Engineer(
            each.staff,
            each.team,
            each.windows,
            tuple(away.get(each.staff.pk, ())),
            tuple(taken.get(each.staff.pk, ())),
        )
        for each in bookable
    ]


def teams_of(provider_id: int, *, team_id: int | None) -> dict[int, list[Team]]:
    """The teams of each member, by name."""
    rows = Membership.objects.filter(team__provider_id=provider_id, team__is_active=True)
    if team_id is not None:
        rows = rows.filter(team_id=team_id)
    return grouped((row.staff_id, row.team) for row in rows.select_related("team").order_by("team__name"))


def bookable_window(row: Window) -> BookableWindow:
    return BookableWindow(
        weekday=Weekday(row.weekday),
        shift=Shift(seconds_of(row.opens), seconds_of(row.closes)),
        zone=row.zone,
        slot_seconds=row.slot_minutes * 60,
    )


def seconds_of(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second


def spans_of(rows: Iterable[tuple[int, datetime, datetime]]) -> dict[int, list[Span]]:
    return grouped((staff_id, Span(starts_at, ends_at)) for staff_id, starts_at, ends_at in rows)


def grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    found: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
