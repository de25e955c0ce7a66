"""Announcing work, and every later news of it: begun, extended, moved, ended, called off."""

from collections.abc import Iterable
from datetime import datetime

from uphold.access import Actor, Permission
from uphold.kit.transaction import atomic
from uphold.maintenance.access import lock_work
from uphold.maintenance.actions.planning import require_state, touched_by
from uphold.maintenance.asking import Owed, notices_owed
from uphold.maintenance.models import Affected, PlannedWork, WorkChange
from uphold.maintenance.refusals import LeadTimeTooShort, WorkEndsFirst, WorkReasonMissing
from uphold.maintenance.timeline import record
from uphold.maintenance.windows import Times

State = PlannedWork.State


@atomic
def announce_work(
    *, actor: Actor, work: PlannedWork, is_short_accepted: bool = False, at: datetime
) -> PlannedWork:
    """To exactly those who are affected now; what each agreement says is kept with its row.

    A lead time that is not kept is refused, unless whoever announces accepts that.
    """
    work = lock_work(actor, work, need=Permission.MAINTENANCE_PLAN)
    require_state(work, State.APPROVED)
    owed = owed_now(work, at=at)
    if not is_short_accepted:
        require_lead_time(owed)
    keep_affected(work, owed, at=at)
    work.state, work.announced_at = State.ANNOUNCED, at
    work.save(update_fields=["state", "announced_at"])
    record(work, "announced", by=actor, at=at, is_short=any(each.is_short for each in owed))
    return work


@atomic
def begin_work(*, actor: Actor, work: PlannedWork, at: datetime) -> PlannedWork:
    work = lock_work(actor, work, need=Permission.MAINTENANCE_PLAN)
    require_state(work, State.ANNOUNCED)
    work.state, work.begun_at = State.UNDER_WAY, at
    work.save(update_fields=["state", "begun_at"])
    record(work, "begun", by=actor, at=at)
    return work


@atomic
def extend_work(
    *, actor: Actor, work: PlannedWork, ends_at: datetime, reason: str, at: datetime
) -> PlannedWork:
    """While it is under way: it ends later than was said."""
    work = lock_work(actor, work, need=Permission.MAINTENANCE_PLAN)
    require_state(work, State.UNDER_WAY)
    if ends_at <= work.ends_at or ends_at <= at:
        raise WorkEndsFirst
    keep_change(work, WorkChange.What.EXTENDED, actor=actor, reason=reason, at=at)
    work.ends_at, work.sequence = ends_at, work.sequence + 1
    work.save(update_fields=["ends_at", "sequence"])
    record(work, "extended", by=actor, at=at)
    return work


@atomic
def end_work(*, actor: Actor, work: PlannedWork, at: datetime) -> PlannedWork:
    work = lock_work(actor, work, need=Permission.MAINTENANCE_PLAN)
    require_state(work, State.UNDER_WAY)
    work.state, work.ended_at = State.ENDED, at
    work.save(update_fields=["state", "ended_at"])
    record(work, "ended", by=actor, at=at)
    return work


@atomic
def move_work(
    *,
    actor: Actor,
    work: PlannedWork,
    times: Times,
    reason: str,
    is_short_accepted: bool = False,
    at: datetime,
) -> PlannedWork:
    """To another window. Once it was announced everybody is told anew, and the lead time counts anew."""
    work = lock_work(actor, work, need=Permission.MAINTENANCE_PLAN)
    require_state(work, State.DRAFT, State.APPROVED, State.ANNOUNCED)
    keep_change(work, WorkChange.What.MOVED, actor=actor, reason=reason, at=at)
    work.starts_at, work.ends_at, work.sequence = times.starts_at, times.ends_at, work.sequence + 1
    if work.is_announced:
        owed = owed_now(work, at=at)
        if not is_short_accepted:
            require_lead_time(owed)
        keep_affected(work, owed, at=at)
    work.save(update_fields=["starts_at", "ends_at", "sequence"])
    record(work, "moved", by=actor, at=at)
    return work


@atomic
def call_off_work(*, actor: Actor, work: PlannedWork, reason: str, at: datetime) -> PlannedWork:
    """It does not take place; whoever was told of it is told so."""
    work = lock_work(actor, work, need=Permission.MAINTENANCE_PLAN)
    require_state(work, State.DRAFT, State.APPROVED, State.ANNOUNCED)
    keep_change(work, WorkChange.What.CALLED_OFF, actor=actor, reason=reason, at=at)
    work.state, work.ended_at, work.sequence = State.CALLED_OFF, at, work.sequence + 1
    work.save(update_fields=["state", "ended_at", "sequence"])
    record(work, "called_off", by=actor, at=at)
    return work


def owed_now(work: PlannedWork, *, at: datetime) -> list[Owed]:
    times = Times(work.starts_at, work.ends_at)
    return notices_owed(touched_by(work), change=work.change, times=times, at=at)


def require_lead_time(owed: Iterable[Owed]) -> None:
    short = [each for each in owed if each.is_short]
    if short:
        answer = short[0].answer
        citation = answer.ruling.citation if answer else None
        names = ", ".join(each.organisation.name for each in short[:5])
        raise LeadTimeTooShort(answer.lead if answer else "", names, citation.anchor if citation else "-")


def keep_affected(work: PlannedWork, owed: Iterable[Owed], *, at: datetime) -> None:
    """Who was told before stays among those who are told."""
    Affected.objects.bulk_create(
        [affected_of(work, each, at=at) for each in owed],
        update_conflicts=True,
        unique_fields=["work", "organisation"],
        update_fields=[
            *("units", "version", "lead", "audience", "channel", "reminders"),
            *("earliest_at", "is_short", "anchor", "row", "line"),
        ],
    )


def affected_of(work: PlannedWork, owed: Owed, *, at: datetime) -> Affected:
    row = Affected(
        work=work, organisation=owed.organisation, units=owed.units, version=owed.version, added_at=at
    )
    answer = owed.answer
    if answer is None:
        return row
    row.lead, row.audience, row.channel = answer.lead or "", answer.audience or "", answer.channel or ""
    row.reminders, row.earliest_at, row.is_short = answer.reminders or "", answer.earliest, answer.is_short
    citation = answer.ruling.citation
    if citation is not None:
        row.anchor, row.row, row.line = citation.anchor, citation.row, citation.line
    return row


def keep_change(
    work: PlannedWork, what: WorkChange.What, *, actor: Actor, reason: str, at: datetime
) -> WorkChange:
    """What stood before, and why it stands no more."""
    if not reason.strip():
        raise WorkReasonMissing
    return WorkChange.objects.create(
        work=work,
        what=what,
        starts_at=work.starts_at,
        ends_at=work.ends_at,
        reason=reason.strip(),
        sequence=work.sequence + 1,
        by_kind=actor.kind.value,
        by_id=actor.id,
        at=at,
    )
