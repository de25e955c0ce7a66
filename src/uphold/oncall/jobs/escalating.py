"""What the worker does by the clock: steps of escalation that nobody asked for.

A ticket is looked at without a lock; only one that has something new is locked and asked again. The row's key makes
each occasion happen once, whoever sweeps and however often.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from uphold.access import Actor
from uphold.kit.one_by_one import one_by_one
from uphold.kit.transaction import atomic
from uphold.oncall.actions.escalating import keep
from uphold.oncall.actions.paging import call_for_escalation
from uphold.oncall.models import Escalation
from uphold.policy.scenario.answer import Answer, EscalationAnswer
from uphold.policy.scenario.occasions import ASKED
from uphold.policy.scenario.path import escalates_by_clock
from uphold.tickets.deciding import keep as keep_decision
from uphold.tickets.locking import lock_ticket, with_terms
from uphold.tickets.mass import batches
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of, ask


def escalate_by_clock(at: datetime) -> int:
    """Takes every step that a row asks for by itself at this instant; returns how many were taken."""
    return one_by_one(
        tickets_to_look_at(),
        lambda ticket: take_due(ticket, at=at),
        name=lambda ticket: f"ticket {ticket.number}",
        failed="steps of escalation that cannot be taken",
    )


def tickets_to_look_at() -> Iterator[Ticket]:
    """Open tickets under agreements with such a row; where annexes bind, they may have it."""
    versions = [
        ticket.version_id
        for ticket in with_terms(at_work()).order_by("version_id").distinct("version_id")
        if escalates_by_clock(agreement_of(ticket))
    ]
    bound = at_work().filter(Q(version__in=versions) | Q(annex_bindings__isnull=False))
    for ids in batches(sorted(set(bound.values_list("pk", flat=True)))):
        for ticket in with_terms(Ticket.objects.filter(pk__in=ids).order_by("pk")):
            if escalates_by_clock(agreement_of(ticket)):
                yield ticket


def at_work() -> QuerySet[Ticket]:
    return Ticket.objects.filter(is_history=False).exclude(status__in=Ticket.AT_REST)


def take_due(ticket: Ticket, *, at: datetime) -> int:
    if not new_in(ticket, ask(ticket, at=at)):
        return 0
    return take_under_lock(ticket, at=at)


@atomic
def take_under_lock(ticket: Ticket, *, at: datetime) -> int:
    """Asked again as things stand now: somebody may have resolved it, or swept it, a moment ago.

    Of several steps at once (the worker was down) only the last calls somebody.
    """
    ticket = lock_ticket(ticket)
    if ticket.status in Ticket.AT_REST:
        return 0
    due = new_in(ticket, ask(ticket, at=at))
    taken = [take(ticket, answer) for answer in due]
    steps = [escalation for escalation in taken if escalation.step is not None]
    if steps:
        call_for_escalation(steps[-1], at=at)
    return len(due)


def take(ticket: Ticket, answer: EscalationAnswer) -> Escalation:
    """One row, at the instant that the agreement names, whenever it is noticed."""
    escalation = Escalation(ticket=ticket, key=answer.key)
    entry = keep(escalation, answer, by=Actor.system())
    outcome = {
        "allowed": answer.allowed,
        "contact": answer.contact,
        "step": answer.step,
        "used_up": answer.is_used_up,
    }
    keep_decision(ticket, "escalation", answer.ruling, entry=entry, outcome=outcome)
    return escalation


def new_in(ticket: Ticket, answered: Answer) -> list[EscalationAnswer]:
    """Occasions of the clock that lead somewhere or tell somebody, and were not recorded yet."""
    due = [each for each in answered.escalation if each.trigger != ASKED and leads_somewhere(each)]
    if not due:
        return []
    known = set(Escalation.objects.filter(ticket=ticket).values_list("key", flat=True))
    return [each for each in due if each.key not in known]


def leads_somewhere(answer: EscalationAnswer) -> bool:
    return bool(answer.contact or answer.notify or answer.is_used_up)
