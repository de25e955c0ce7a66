"""What a request would lead to now, or why it leads nowhere. Asks policy, writes nothing."""

from collections.abc import Iterable
from datetime import datetime

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.oncall.refusals import DecidedRefusal, EscalationNotSaid, NoEscalation, PathUsedUp
from uphold.policy.scenario.answer import EscalationAnswer
from uphold.policy.scenario.occasions import ASKED
from uphold.standing.bridge import Behind
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import ask_with

WISH = {"subject": "escalation", "as": "customer"}


def foreseen(
    ticket: Ticket,
    *,
    by: Actor,
    at: datetime,
    entries: Iterable[Entry] | None = None,
    behind: Behind | None = None,
) -> EscalationAnswer:
    """The agreement's answer if escalation were asked for at this moment."""
    known = entries_about(ticket) if entries is None else entries
    supposed = Entry(kind="ticket.asked", by_kind=by.kind.value, by_id=by.id, at=at, detail=WISH)
    answered = ask_with(ticket, entries=[*known, supposed], at=at, behind=behind)
    return [each for each in answered.escalation if each.trigger == ASKED][-1]


def refusal_of(answer: EscalationAnswer, *, number: str) -> DecidedRefusal | None:
    """None where the request goes a step further."""
    if answer.contact is not None:
        return None
    refusal: DecidedRefusal
    if answer.is_used_up:
        refusal = PathUsedUp(number)
    elif answer.ruling.citation is None:
        refusal = EscalationNotSaid(number)
    else:
        refusal = NoEscalation(number, answer.ruling.citation.row)
    refusal.ruling = answer.ruling
    return refusal
