"""Exceptions: somebody else, or nobody, is on duty for a while. Whoever takes a duty on himself needs no lead."""

from datetime import datetime

from uphold.access import Actor, NotAllowed, Permission
from uphold.journal.write import write
from uphold.kit.transaction import atomic
from uphold.oncall.access import get_override
from uphold.oncall.actions.rotas import begin, require_of
from uphold.oncall.models import HandoverNote, Override, Rota
from uphold.oncall.refusals import NoteEmpty, SpanTurned
from uphold.people.models import Staff

LONGEST_REASON, LONGEST_NOTE = 200, 4_000


@atomic
def override_duty(
    *,
    actor: Actor,
    rota: Rota,
    staff: Staff | None,
    starts_at: datetime,
    ends_at: datetime,
    reason: str = "",
    at: datetime,
) -> Override:
    """The one that was made last wins. Nobody (None) is a gap, and is shown as one."""
    is_own = staff is not None and actor.is_staff and staff.pk == actor.id
    rota = begin(actor, rota, need=Permission.PAGE_ANSWER if is_own else Permission.ONCALL_MANAGE)
    if ends_at <= starts_at:
        raise SpanTurned
    if staff is not None:
        require_of(staff, rota.provider)
    override = Override.objects.create(
        rota=rota,
        staff=staff,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason.strip()[:LONGEST_REASON],
        made_by_id=actor.id if actor.is_staff else None,
        made_at=at,
    )
    detail = {"override": override.pk, "provider": rota.provider_id, "staff": override.staff_id}
    write("rota.overridden", about=rota, by=actor, at=at, detail=detail, topics=rota.topics)
    return override


@atomic
def withdraw_override(*, actor: Actor, override: Override, at: datetime) -> Override:
    """The turns stand again, also where it has begun; a second time changes nothing."""
    found = get_override(actor, override.pk)
    is_own = actor.is_staff and found.staff_id == actor.id
    rota = begin(actor, found.rota, need=Permission.PAGE_ANSWER if is_own else Permission.ONCALL_MANAGE)
    if not Override.objects.filter(pk=found.pk, withdrawn_at=None).update(withdrawn_at=at):
        return found
    detail = {"override": found.pk, "provider": rota.provider_id, "staff": found.staff_id}
    write("rota.override_withdrawn", about=rota, by=actor, at=at, detail=detail, topics=rota.topics)
    found.withdrawn_at = at
    return found


@atomic
def leave_note(*, actor: Actor, rota: Rota, words: str, at: datetime) -> HandoverNote:
    """For whoever has the next shift; he gets the last one that was left before it begins."""
    rota = begin(actor, rota, need=Permission.PAGE_ANSWER)
    if not actor.is_staff or actor.id is None:
        raise NotAllowed(Permission.PAGE_ANSWER)
    if not words.strip():
        raise NoteEmpty
    note = HandoverNote.objects.create(
        rota=rota, words=words.strip()[:LONGEST_NOTE], written_by_id=actor.id, written_at=at
    )
    detail = {"note": note.pk, "provider": rota.provider_id}
    write("rota.note_left", about=rota, by=actor, at=at, detail=detail, topics=rota.topics)
    return note
