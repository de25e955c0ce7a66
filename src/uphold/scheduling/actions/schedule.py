"""The schedule: windows of teams and engineers, and the times when somebody is away."""

from datetime import datetime, time

from uphold.access import Actor, NotAllowed, NotThere, Permission, require
from uphold.journal.write import write
from uphold.kit.transaction import atomic
from uphold.people.models import Provider, Staff, Team
from uphold.policy.time.hours import Shift
from uphold.policy.time.local import zone_of
from uphold.scheduling.access import get_absence, get_window
from uphold.scheduling.availability import seconds_of
from uphold.scheduling.models import Absence, Window
from uphold.scheduling.refusals import AppointmentEndsFirst, NotBookable, SlotTooShort, WindowWrong
from uphold.scheduling.timeline import topic_of

LEAST_MINUTES, MOST_MINUTES = 5, 720


@atomic
def open_window(
    *,
    actor: Actor,
    provider: Provider,
    team: Team | None = None,
    staff: Staff | None = None,
    weekday: int,
    opens: time,
    closes: time,
    zone: str,
    slot_minutes: int,
    at: datetime,
) -> Window:
    """From now on its slots are offered. Exactly one of team and engineer is named; an unknown zone raises."""
    require(actor, Permission.SCHEDULE_MANAGE, provider_id=provider.pk)
    if team is not None and team.provider_id != provider.pk:
        raise NotThere("team")
    if staff is not None and not staff.grants.filter(provider=provider).exists():
        raise NotBookable(staff.name, provider.name)
    if not LEAST_MINUTES <= slot_minutes <= MOST_MINUTES:
        raise SlotTooShort
    zone_of(zone)
    length = Shift(seconds_of(opens), seconds_of(closes)).length_seconds // 60
    if length < slot_minutes:
        raise WindowWrong(length, slot_minutes)
    window = Window.objects.create(
        provider=provider,
        team=team,
        staff=staff,
        weekday=weekday,
        opens=opens,
        closes=closes,
        zone=zone,
        slot_minutes=slot_minutes,
    )
    write("window.opened", about=window, by=actor, at=at, topics=[topic_of(provider.pk)])
    return window


@atomic
def end_window(*, actor: Actor, window: Window, at: datetime) -> Window:
    """It opens no more; what is booked in it stays booked."""
    row = get_window(actor, window.pk)
    Window.objects.filter(pk=row.pk, ended_at=None).update(ended_at=at)
    row.ended_at = at
    write("window.ended", about=row, by=actor, at=at, topics=[topic_of(row.provider_id)])
    return row


@atomic
def note_absence(
    *, actor: Actor, staff: Staff, starts_at: datetime, ends_at: datetime, reason: str = "", at: datetime
) -> Absence:
    """Nothing is booked then. What is booked already stays, for somebody to move."""
    require_schedule_of(actor, staff)
    if ends_at <= starts_at:
        raise AppointmentEndsFirst
    absence = Absence.objects.create(
        staff=staff,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason.strip()[:200],
        noted_by_id=actor.id if actor.is_staff else None,
        noted_at=at,
    )
    write("absence.noted", about=absence, by=actor, at=at, topics=topics_of(staff))
    return absence


@atomic
def withdraw_absence(*, actor: Actor, absence: Absence, at: datetime) -> Absence:
    row = absence if actor.is_system else get_absence(actor, absence.pk)
    require_schedule_of(actor, row.staff)
    Absence.objects.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_at=at)
    row.withdrawn_at = at
    write("absence.withdrawn", about=row, by=actor, at=at, topics=topics_of(row.staff))
    return row


def require_schedule_of(actor: Actor, staff: Staff) -> None:
    """One's own times, or those of people at providers whose schedule one keeps."""
    if actor.is_system or (actor.is_staff and actor.id == staff.pk):
        return
    providers = set(staff.grants.values_list("provider_id", flat=True))
    if not actor.is_staff or not providers & set(actor.provider_ids):
        raise NotThere("staff")
    if not providers & set(actor.provider_ids_for(Permission.SCHEDULE_MANAGE)):
        raise NotAllowed(Permission.SCHEDULE_MANAGE)


def topics_of(staff: Staff) -> list[str]:
    return [topic_of(provider_id) for provider_id in staff.grants.values_list("provider_id", flat=True)]
