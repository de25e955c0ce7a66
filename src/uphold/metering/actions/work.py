"""Logging work, correcting it, taking it back. Only intervals are stored; the agreement says what they come to."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotThere, Permission, require
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.metering.actions.settle import settle
from uphold.metering.locking import begin_metered
from uphold.metering.models import Source, WorkEntry
from uphold.metering.queries import standing_entries
from uphold.metering.telling import draft
from uphold.people.models import Staff
from uphold.tickets.models import Ticket
from uphold.tickets.naming import require_name
from uphold.tickets.refusals import WordsTooLong
from uphold.tickets.retiming import agreement_of

LOGGED, REVERSED = "ticket.work_logged", "ticket.work_reversed"
LONGEST_WORDS = 300


class WorkTakesNoTime(Refused):
    code, kind, text = "work_takes_no_time", INVALID, gettext_lazy("Work ends after it begins.")


class WorkLiesAhead(Refused):
    code, kind, text = "work_lies_ahead", INVALID, gettext_lazy("Work is logged when it is done.")


class WorkOverlaps(Refused):
    code, kind, text = "work_overlaps", CONFLICT, gettext_lazy("{0} already logged work in this time.")


class AlreadyReversed(Refused):
    code, kind, text = "already_reversed", CONFLICT, gettext_lazy("This entry was taken back already.")


class ReasonMissing(Refused):
    code, kind, text = "reason_missing", INVALID, gettext_lazy("Say why.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """What is known of a stretch of work: when, on which problem, as which request, and in words what was done."""

    started_at: datetime
    ended_at: datetime
    problem: str = ""
    request: str = ""
    words: str = ""
    source: str = Source.MANUAL.value


@atomic
def log_work(
    *,
    actor: Actor,
    ticket: Ticket,
    staff: Staff,
    started_at: datetime,
    ended_at: datetime,
    problem: str = "",
    request: str = "",
    words: str = "",
    source: str = Source.MANUAL.value,
    at: datetime,
) -> WorkEntry:
    """Work of one person from an instant to another; the ticket may be closed already. It is metered at once."""
    require(actor, Permission.WORK_LOG, provider_id=ticket.provider_id)
    staff = lock_colleague(staff.pk, provider_id=ticket.provider_id)
    locked = begin_metered(actor, ticket, need=Permission.WORK_LOG)
    ticket = locked.ticket
    interval = Interval(
        started_at=started_at,
        ended_at=ended_at,
        problem=problem,
        request=request,
        words=words,
        source=source,
    )
    entry = write_entry(ticket, staff, interval, at=at)
    settle(locked, acts=[draft(ticket, LOGGED, detail_of(entry))], by=actor, at=at)
    return entry


@atomic
def reverse_work(*, actor: Actor, entry: WorkEntry, reason: str = "", at: datetime) -> WorkEntry:
    """Takes an entry back by a row of its own; what it came to comes back with it."""
    locked = begin_metered(actor, entry.ticket, need=Permission.WORK_LOG)
    ticket = locked.ticket
    reversal = write_reversal(ticket, entry, reason=reason, at=at)
    settle(locked, acts=[draft(ticket, REVERSED, detail_of(entry))], by=actor, at=at)
    return reversal


@atomic
def correct_work(
    *,
    actor: Actor,
    entry: WorkEntry,
    started_at: datetime,
    ended_at: datetime,
    problem: str = "",
    request: str = "",
    words: str = "",
    reason: str,
    at: datetime,
) -> WorkEntry:
    """The entry is taken back and what is right is logged anew, in one act; both rows and the reason stay."""
    require(actor, Permission.WORK_LOG, provider_id=entry.ticket.provider_id)
    if not reason.strip():
        raise ReasonMissing
    staff = lock_staff(entry.staff_id)
    locked = begin_metered(actor, entry.ticket, need=Permission.WORK_LOG)
    ticket = locked.ticket
    write_reversal(ticket, entry, reason=reason, at=at)
    interval = Interval(
        started_at=started_at,
        ended_at=ended_at,
        problem=problem,
        request=request,
        words=words,
        source=entry.source,
    )
    corrected = write_entry(ticket, staff, interval, at=at)
    taken_back = draft(ticket, REVERSED, detail_of(entry))
    logged = draft(ticket, LOGGED, detail_of(corrected) | {"corrects": entry.pk})
    settle(locked, acts=[taken_back, logged], by=actor, at=at)
    return corrected


def lock_staff(staff_id: int) -> Staff:
    """One person logs one thing after the other: whoever comes second sees what the first wrote."""
    return Staff.objects.select_for_update(no_key=True).get(pk=staff_id)


def lock_colleague(staff_id: int, *, provider_id: int) -> Staff:
    """The same for somebody who works for the provider."""
    rows = Staff.objects.select_for_update(of=("self",), no_key=True)
    staff = rows.filter(pk=staff_id, grants__provider_id=provider_id).first()
    if staff is None:
        raise NotThere("staff")
    return staff


def write_entry(ticket: Ticket, staff: Staff, interval: Interval, *, at: datetime) -> WorkEntry:
    started_at, ended_at = interval.started_at, interval.ended_at
    if ended_at <= started_at:
        raise WorkTakesNoTime
    if ended_at > at:
        raise WorkLiesAhead
    if interval.request:
        require_name(agreement_of(ticket), kind="request", name=interval.request)
    if standing_entries().filter(staff=staff, started_at__lt=ended_at, ended_at__gt=started_at).exists():
        raise WorkOverlaps(staff.name)
    return WorkEntry.objects.create(
        ticket=ticket,
        staff=staff,
        started_at=started_at,
        ended_at=ended_at,
        problem=interval.problem,
        request=interval.request,
        source=interval.source,
        words=worded(interval.words),
        logged_at=at,
    )


def write_reversal(ticket: Ticket, entry: WorkEntry, *, reason: str, at: datetime) -> WorkEntry:
    if entry.reverses_id is not None:
        raise AlreadyReversed
    with refused_by("metering_workentry_reverses_id_key", AlreadyReversed()):
        return WorkEntry.objects.create(
            ticket=ticket,
            staff_id=entry.staff_id,
            started_at=entry.started_at,
            ended_at=entry.ended_at,
            problem=entry.problem,
            request=entry.request,
            source=entry.source,
            words=worded(reason),
            reverses=entry,
            logged_at=at,
        )


def worded(words: str) -> str:
    """The words as they are kept; NUL, which no text can hold, is left out."""
    kept = words.replace("\0", "").strip()
    if len(kept) > LONGEST_WORDS:
        raise WordsTooLong(LONGEST_WORDS)
    return kept


def detail_of(entry: WorkEntry) -> dict[str, str | int]:
    return {
        "work": entry.pk,
        "staff": entry.staff_id,
        "from": entry.started_at.isoformat(),
        "to": entry.ended_at.isoformat(),
        "source": entry.source,
    }
