"""What the worker calls: reminders before appointments, and letting go what was not confirmed in time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext

from uphold.access import Actor
from uphold.journal.queries import entry as entry_of
from uphold.kit.one_by_one import one_by_one
from uphold.kit.transaction import atomic
from uphold.scheduling.actions.changing import give_up_appointment, lapse_appointment
from uphold.scheduling.models import Appointment
from uphold.scheduling.timeline import record

DAY, HOUR = "day", "hour"
BEFORE = {DAY: timedelta(days=1), HOUR: timedelta(hours=1)}
REMINDED = {DAY: "reminded_day_at", HOUR: "reminded_hour_at"}
BATCH = 200


def remind_of_appointments(at: datetime) -> int:
    """A day before and an hour before, each once; what was confirmed within that time needs no reminder."""
    return sum(
        one_by_one(
            due(which, at=at),
            lambda row, which=which: remind(row.pk, which=which, at=at),  # type: ignore[misc]  # mypy reads the default as required
            name=lambda row: f"appointment {row.pk}",
            failed="appointments that could not be reminded of",
        )
        for which in BEFORE
    )


def due(which: str, *, at: datetime) -> Iterable[Appointment]:
    rows = Appointment.objects.filter(
        state=Appointment.State.CONFIRMED,
        starts_at__gt=at,
        starts_at__lte=at + BEFORE[which],
        **{REMINDED[which]: None},
    )
    return rows.order_by("starts_at")[:BATCH]


@atomic
def remind(appointment_id: int, *, which: str, at: datetime) -> int:
    """Marked and written in one transaction, under its lock; whoever comes second finds the mark."""
    rows = Appointment.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
    row = (
        rows.select_related("ticket")
        .filter(pk=appointment_id, state=Appointment.State.CONFIRMED, **{REMINDED[which]: None})
        .first()
    )
    if row is None or row.confirmed_at is None:
        return 0
    Appointment.objects.filter(pk=row.pk).update(**{REMINDED[which]: at})
    if row.confirmed_at > row.starts_at - BEFORE[which]:
        return 0
    record(row.ticket, "appointment.reminded", row, by=Actor.system(), at=at, before=which)
    return 1


def follow_closing(entry_id: int, *, at: datetime) -> int:
    """The reaction to a ticket that was closed: what is to come on it does not take place."""
    rows = Appointment.objects.filter(ticket_id=entry_of(entry_id).about_id, state__in=Appointment.AHEAD)
    reason = gettext("The ticket was closed.")
    return one_by_one(
        rows.filter(starts_at__gt=at).select_related("ticket").order_by("pk"),
        lambda row: int(give_up_appointment(appointment=row, reason=reason, at=at)),
        name=lambda row: f"appointment {row.pk}",
        failed="appointments that could not be called off",
    )


def lapse_unconfirmed(at: datetime) -> int:
    """The hour came, and a price, a consent or readiness was still missing."""
    rows = Appointment.objects.filter(
        state__in=[Appointment.State.ASKED, Appointment.State.AWAITING_READINESS], starts_at__lte=at
    )
    reason = gettext("It was not confirmed in time.")
    return one_by_one(
        rows.select_related("ticket").order_by("starts_at")[:BATCH],
        lambda row: int(lapse_appointment(appointment=row, reason=reason, at=at)),
        name=lambda row: f"appointment {row.pk}",
        failed="appointments that could not be let go",
    )
