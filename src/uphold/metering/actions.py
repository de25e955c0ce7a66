"""Logging work, and taking it back. Only intervals are stored; the agreement says what they cost."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotThere, Permission, require
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.metering.models import WorkEntry
from uphold.metering.queries import ask_with_work, standing_entries
from uphold.people.models import Staff
from uphold.tickets.deciding import keep_charge
from uphold.tickets.locking import begin_with_any
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import record


class WorkTakesNoTime(Refused):
    code, kind, text = "work_takes_no_time", INVALID, gettext_lazy("Work ends after it begins.")


class WorkLiesAhead(Refused):
    code, kind, text = "work_lies_ahead", INVALID, gettext_lazy("Work is logged when it is done.")


class WorkOverlaps(Refused):
    code, kind, text = "work_overlaps", CONFLICT, gettext_lazy("{0} already logged work in this time.")


class AlreadyReversed(Refused):
    code, kind, text = "already_reversed", CONFLICT, gettext_lazy("This entry was taken back already.")


@atomic
def log_work(
    *,
    actor: Actor,
    ticket: Ticket,
    staff: Staff,
    started_at: datetime,
    ended_at: datetime,
    problem: str = "",
    at: datetime,
) -> WorkEntry:
    """Work of one person from an instant to another; the ticket may be closed already."""
    require(actor, Permission.WORK_LOG, provider_id=ticket.provider_id)
    staff = Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)
    ticket = begin_with_any(actor, ticket, need=Permission.WORK_LOG)
    if not staff.grants.filter(provider_id=ticket.provider_id).exists():
        raise NotThere("staff")
    if ended_at <= started_at:
        raise WorkTakesNoTime
    if ended_at > at:
        raise WorkLiesAhead
    if standing_entries().filter(staff=staff, started_at__lt=ended_at, ended_at__gt=started_at).exists():
        raise WorkOverlaps(staff.name)
    entry = WorkEntry.objects.create(
        ticket=ticket, staff=staff, started_at=started_at, ended_at=ended_at, problem=problem, logged_at=at
    )
    logged = record(ticket, "ticket.work_logged", by=actor, at=at, detail=detail_of(entry))
    keep_charge(ticket, ask_with_work(ticket, at=at), entry=logged)
    return entry


@atomic
def reverse_work(*, actor: Actor, entry: WorkEntry, at: datetime) -> WorkEntry:
    """Takes an entry back by a row of its own; what is right is logged anew."""
    ticket = begin_with_any(actor, entry.ticket, need=Permission.WORK_LOG)
    if entry.reverses_id is not None:
        raise AlreadyReversed
    with refused_by("metering_workentry_reverses_id_key", AlreadyReversed()):
        reversal = WorkEntry.objects.create(
            ticket=ticket,
            staff_id=entry.staff_id,
            started_at=entry.started_at,
            ended_at=entry.ended_at,
            problem=entry.problem,
            reverses=entry,
            logged_at=at,
        )
    taken_back = record(ticket, "ticket.work_reversed", by=actor, at=at, detail=detail_of(entry))
    keep_charge(ticket, ask_with_work(ticket, at=at), entry=taken_back)
    return reversal


def detail_of(entry: WorkEntry) -> dict[str, str | int]:
    return {
        "work": entry.pk,
        "staff": entry.staff_id,
        "from": entry.started_at.isoformat(),
        "to": entry.ended_at.isoformat(),
    }
