"""Steps in the life of a ticket: handed over, worked around, restored, resolved, closed, reopened, declined."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic
from uphold.tickets.actions.talking import answer
from uphold.tickets.deciding import keep_admission, keep_met, keep_step
from uphold.tickets.locking import begin, begin_at_work, begin_with_any
from uphold.tickets.models import Ticket
from uphold.tickets.refusals import NameUnknown
from uphold.tickets.retiming import retime
from uphold.tickets.timeline import record

HANDED_TO = ("development", "vendor", "nobody")


class TicketIsNotAtRest(Refused):
    code, kind, text = "ticket_is_not_at_rest", CONFLICT, gettext_lazy("Ticket {0} is open already.")


class TicketIsRestored(Refused):
    code, kind, text = (
        "ticket_is_restored",
        CONFLICT,
        gettext_lazy("The service of ticket {0} works again already."),
    )


@atomic
def hand_over(*, actor: Actor, ticket: Ticket, to: str, problem: str = "", at: datetime) -> Ticket:
    ticket = begin(actor, ticket, need=Permission.TICKET_WORK)
    require_party(to)
    detail = {"to": to} | ({"problem": problem} if problem else {})
    entry = record(ticket, "ticket.handed_over", by=actor, at=at, detail=detail)
    keep_step(ticket, retime(ticket, at=at), entry=entry)
    return ticket


@atomic
def give_workaround(*, actor: Actor, ticket: Ticket, body: str, at: datetime) -> Ticket:
    """Words that tell how to go on meanwhile, which is an answer too."""
    ticket = begin(actor, ticket, need=Permission.TICKET_WORK)
    answer(ticket, by=actor, body=body, at=at)
    entry = record(ticket, "ticket.workaround_given", by=actor, at=at)
    answered = retime(ticket, at=at)
    keep_step(ticket, answered, entry=entry)
    keep_met(ticket, answered, entry=entry)
    return ticket


@atomic
def restore_service(*, actor: Actor, ticket: Ticket, at: datetime) -> Ticket:
    """It works again; whether it stays under watch, and as what, the agreement says."""
    ticket = begin_at_work(actor, ticket, need=Permission.TICKET_WORK)
    if ticket.restored_at is not None:
        raise TicketIsRestored(ticket.number)
    entry = record(ticket, "ticket.restored", by=actor, at=at)
    ticket.restored_at, ticket.status, ticket.waiting_for = at, Ticket.Status.RESTORED, ""
    ticket.save(update_fields=["restored_at", "status", "waiting_for"])
    answered = retime(ticket, at=at)
    keep_step(ticket, answered, entry=entry)
    keep_met(ticket, answered, entry=entry)
    return ticket


@atomic
def resolve_ticket(*, actor: Actor, ticket: Ticket, at: datetime) -> Ticket:
    ticket = begin_at_work(actor, ticket, need=Permission.TICKET_WORK)
    entry = record(ticket, "ticket.resolved", by=actor, at=at)
    ticket.status, ticket.waiting_for, ticket.resolved_at = Ticket.Status.RESOLVED, "", at
    ticket.save(update_fields=["status", "waiting_for", "resolved_at"])
    keep_met(ticket, retime(ticket, at=at), entry=entry)
    return ticket


@atomic
def close_ticket(*, actor: Actor, ticket: Ticket, at: datetime) -> Ticket:
    """Closing is announced first, because agreements may say what comes before it."""
    ticket = begin(actor, ticket, need=Permission.TICKET_CLOSE)
    entry = record(ticket, "ticket.closing", by=actor, at=at)
    record(ticket, "ticket.closed", by=actor, at=at)
    end(ticket, status=Ticket.Status.CLOSED, at=at)
    answered = retime(ticket, at=at)
    keep_step(ticket, answered, entry=entry)
    return ticket


@atomic
def decline_ticket(*, actor: Actor, ticket: Ticket, body: str, at: datetime) -> Ticket:
    """Says no, in words that the customer reads, under the clause that allows it."""
    ticket = begin(actor, ticket, need=Permission.TICKET_WORK)
    answer(ticket, by=actor, body=body, at=at)
    entry = record(ticket, "ticket.declined", by=actor, at=at)
    end(ticket, status=Ticket.Status.DECLINED, at=at)
    answered = retime(ticket, at=at)
    keep_admission(ticket, answered, entry=entry)
    return ticket


@atomic
def reopen_ticket(*, actor: Actor, ticket: Ticket, at: datetime) -> Ticket:
    """Nothing is reset: what was used stays used, what was breached stays breached."""
    ticket = begin_with_any(actor, ticket, need=Permission.TICKET_REOPEN)
    if ticket.status not in Ticket.AT_REST:
        raise TicketIsNotAtRest(ticket.number)
    record(ticket, "ticket.reopened", by=actor, at=at)
    ticket.status, ticket.closed_at, ticket.resolved_at = Ticket.Status.OPEN, None, None
    ticket.restored_at = None
    ticket.save(update_fields=["status", "closed_at", "resolved_at", "restored_at"])
    retime(ticket, at=at)
    return ticket


def require_party(to: str) -> None:
    if to not in HANDED_TO:
        raise NameUnknown("party", to)


def end(ticket: Ticket, *, status: Ticket.Status, at: datetime) -> None:
    ticket.status, ticket.waiting_for, ticket.closed_at = status, "", at
    ticket.save(update_fields=["status", "waiting_for", "closed_at"])
