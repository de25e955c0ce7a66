"""Escalating: one step along the agreement's path, asked for by the customer or come by the clock."""

from datetime import datetime

from uphold.access import Actor, Permission
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.kit.transaction import atomic
from uphold.oncall.actions.paging import call_for_escalation
from uphold.oncall.foreseeing import foreseen, refusal_of
from uphold.oncall.models import Escalation
from uphold.oncall.queries import ESCALATED
from uphold.oncall.refusals import ReasonMissing, StepMoved
from uphold.policy.scenario.answer import EscalationAnswer
from uphold.policy.scenario.occasions import ASKED
from uphold.tickets.actions import ask_for
from uphold.tickets.locking import begin_at_work
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import record

LONGEST_REASON = 4_000


@atomic
def escalate(
    *, actor: Actor, ticket: Ticket, reason: str, seen_step: int | None = None, at: datetime
) -> Escalation:
    """One step further, where the agreement allows it; `seen_step` is the one that was shown to whoever asks.

    The staff ask on the customer's behalf.
    """
    ticket = begin_at_work(actor, ticket, need=Permission.TICKET_ESCALATE)
    words = reason.strip()[:LONGEST_REASON]
    if not words:
        raise ReasonMissing
    ahead = foreseen(ticket, by=actor, at=at)
    refusal = refusal_of(ahead, number=ticket.number)
    if refusal is not None:
        raise refusal
    if seen_step is not None and seen_step != ahead.step:
        raise StepMoved(ticket.number)
    answered = ask_for(actor=actor, ticket=ticket, subject="escalation", at=at)
    asked = entries_about(ticket).filter(kind="ticket.asked").order_by("pk").last()
    taken = [each for each in answered.escalation if each.trigger == ASKED][-1]
    escalation = Escalation(
        ticket=ticket,
        key=f"{ASKED}: {asked.pk if asked else 0}",
        reason=words,
        asked_by_staff_id=actor.id if actor.is_staff else None,
        asked_by_contact_id=actor.id if actor.is_contact else None,
    )
    keep(escalation, taken, by=actor)
    call_for_escalation(escalation, at=at)
    return escalation


def keep(escalation: Escalation, answer: EscalationAnswer, *, by: Actor) -> Entry:
    """The row by which it is shown, and the entry by which it is told."""
    cited = answer.ruling.citation
    escalation.trigger, escalation.metric = answer.trigger, answer.metric or ""
    escalation.step, escalation.contact = answer.step, answer.contact or ""
    escalation.notify, escalation.is_used_up = answer.notify or "", answer.is_used_up
    if cited is not None:
        escalation.document, escalation.clause, escalation.anchor = cited.document, cited.clause, cited.anchor
        escalation.row, escalation.line = cited.row, cited.line
    escalation.at = answer.at
    escalation.save(force_insert=True)
    detail = {
        "escalation": escalation.pk,
        "step": escalation.step,
        "contact": escalation.contact,
        "trigger": escalation.trigger,
        "metric": escalation.metric,
        "notify": escalation.notify,
        "used_up": escalation.is_used_up,
    }
    return record(escalation.ticket, ESCALATED, by=by, at=answer.at, detail=detail)
