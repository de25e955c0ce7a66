"""Steps on many tickets at once, for what stands behind them all: in as many statements as on one.

The tickets are locked and at work. Their clocks are derived afterwards, once for all of them, and the decisions behind
these acts are kept then (`tickets.mass.retime_batch`).
"""

from collections.abc import Sequence
from datetime import datetime

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.tickets.actions.steps import require_party
from uphold.tickets.actions.talking import say_to_all
from uphold.tickets.models import Message, Ticket
from uphold.tickets.timeline import record_all


def hand_over_all(
    handed: Sequence[tuple[Ticket, str]], *, to: str, by: Actor, at: datetime
) -> Sequence[Entry]:
    """Each ticket with the problem of it that goes to the party; empty where all of it does."""
    require_party(to)
    told = [(ticket, {"to": to} | ({"problem": problem} if problem else {})) for ticket, problem in handed]
    return record_all(told, "ticket.handed_over", by=by, at=at)


def give_workaround_to_all(
    tickets: Sequence[Ticket], *, body: str, by: Actor, at: datetime
) -> Sequence[Entry]:
    """An answer in each, which is the way around it too."""
    messages = say_to_all(tickets, kind=Message.Kind.PUBLIC, by=by, body=body, at=at)
    answered = [message.ticket for message in messages]
    told = [(message.ticket, {"message": message.pk}) for message in messages]
    answers = record_all(told, "ticket.answered", by=by, at=at)
    theirs = Ticket.objects.filter(pk__in=[ticket.pk for ticket in answered])
    theirs.filter(status=Ticket.Status.NEW).update(status=Ticket.Status.OPEN)
    theirs.filter(last_word_at__lt=at).update(last_word_at=at)
    given = record_all([(ticket, {}) for ticket in answered], "ticket.workaround_given", by=by, at=at)
    return [*answers, *given]
