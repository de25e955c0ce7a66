"""Steps on many tickets at once, for what stands behind them all: in as many statements as on one.

The tickets are locked and at work. Their clocks are derived afterwards, once for all of them, and the decisions behind
these acts are kept then (`tickets.mass.retime_batch`).
"""

from collections.abc import Mapping, Sequence
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
    tickets: Sequence[tuple[Ticket, Mapping[str, object]]], *, body: str, by: Actor, at: datetime
) -> Sequence[Entry]:
    """An answer in each, which is the way around it too. Beside each ticket stands what it is a way around."""
    answers = answer_all(tickets, body=body, by=by, at=at)
    given = record_all(tickets, "ticket.workaround_given", by=by, at=at)
    return [*answers, *given]


def answer_all(
    tickets: Sequence[tuple[Ticket, Mapping[str, object]]], *, body: str, by: Actor, at: datetime
) -> Sequence[Entry]:
    """One answer in each. Beside each ticket stands what the answer is about."""
    about = {ticket.pk: detail for ticket, detail in tickets}
    spoken_to = [ticket for ticket, _ in tickets]
    messages = say_to_all(spoken_to, kind=Message.Kind.PUBLIC, by=by, body=body, at=at)
    told = [(message.ticket, {**about[message.ticket_id], "message": message.pk}) for message in messages]
    answers = record_all(told, "ticket.answered", by=by, at=at)
    theirs = Ticket.objects.filter(pk__in=[message.ticket_id for message in messages])
    theirs.filter(status=Ticket.Status.NEW).update(status=Ticket.Status.OPEN)
    theirs.filter(last_word_at__lt=at).update(last_word_at=at)
    return answers
