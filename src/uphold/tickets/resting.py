"""Handling that rests: the account is suspended, so what does not affect the service waits for payment.

The clocks stand still by the account itself, to the second; here the status follows, once, whoever looks first.
"""

from collections.abc import Sequence
from datetime import datetime

from uphold.access import Actor
from uphold.agreements.decisions import decision_of
from uphold.journal.models import Entry
from uphold.policy.scenario.answer import Answer, StandingAnswer
from uphold.policy.scenario.clocked import Clocked
from uphold.policy.scenario.standing import EVERYTHING, HANDLING
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import record

OF_HANDLING = frozenset({HANDLING, EVERYTHING})
PAYMENT = "payment"
AT_WORK = (Ticket.Status.NEW, Ticket.Status.OPEN, Ticket.Status.RESTORED)
SUSPENDED, CONTINUED = "ticket.suspended", "ticket.continued"
ENDS_REST = frozenset({CONTINUED, "ticket.waiting", "ticket.resumed", "ticket.evidence_asked"})
STANDING_FIELDS = ("status", "waiting_for")


def is_resting(answered: Answer | Clocked) -> bool:
    """Whether the account, by the agreement of this ticket, keeps it from being handled now."""
    if isinstance(answered, Clocked):
        return any(each.capability in OF_HANDLING and each.ends_at is None for each in answered.suspensions)
    return resting_by(answered) is not None


def resting_by(answered: Answer) -> StandingAnswer | None:
    suspended = (each for each in answered.standing if each.capability in OF_HANDLING and each.is_suspended)
    return next(suspended, None)


def has_to_follow(ticket: Ticket, answered: Answer | Clocked) -> bool:
    """Whether the status may differ from what the account asks for."""
    if ticket.is_history:
        return False
    return ticket.status in AT_WORK if is_resting(answered) else ticket.waiting_for == PAYMENT


def follow_account(ticket: Ticket, answered: Answer, *, entries: Sequence[Entry], at: datetime) -> None:
    """Lets the ticket wait for payment, or go on where nothing but the account held it up. The ticket is locked."""
    standing = resting_by(answered)
    if not has_to_follow(ticket, answered):
        return
    if standing is not None:
        entry = record(ticket, SUSPENDED, by=Actor.system(), at=at, detail=detail_of(ticket, standing))
        ticket.status, ticket.waiting_for = Ticket.Status.WAITING, PAYMENT
        keep_rest(ticket, standing, entry=entry)
    elif rests_for_account(entries):
        ticket.status, ticket.waiting_for = status_before(ticket, entries), ""
        record(ticket, CONTINUED, by=Actor.system(), at=at)
    else:
        return
    ticket.save(update_fields=STANDING_FIELDS)


def rests_for_account(entries: Sequence[Entry]) -> bool:
    """Whether it waits because of the account; somebody may have let it wait for a payment on his own."""
    last = next((each.kind for each in reversed(entries) if each.kind in {SUSPENDED, *ENDS_REST}), None)
    return last == SUSPENDED


def status_before(ticket: Ticket, entries: Sequence[Entry]) -> str:
    """Where it goes on: new, if nobody has answered or assessed it yet."""
    touched = {"ticket.answered", "ticket.assessed"}
    last = next(each for each in reversed(entries) if each.kind == SUSPENDED)
    is_new = last.detail["was"] == Ticket.Status.NEW and not any(each.kind in touched for each in entries)
    return Ticket.Status.NEW if is_new else ticket.status_at_work


def detail_of(ticket: Ticket, standing: StandingAnswer) -> dict[str, str | None]:
    cited = standing.ruling.citation
    return {
        "for": PAYMENT,
        "was": ticket.status,
        "capability": standing.capability,
        "until": standing.until,
        "document": cited.document if cited else None,
        "clause": cited.clause if cited else None,
        "row": cited.row if cited else None,
    }


def keep_rest(ticket: Ticket, standing: StandingAnswer, *, entry: Entry) -> None:
    kept = decision_of(
        kind="standing",
        ruling=standing.ruling,
        outcome={
            "capability": standing.capability,
            "suspended": True,
            "days_past_due": standing.days_past_due,
            "until": standing.until,
        },
        version_id=ticket.version_id,
        about=ticket,
        organisation_id=ticket.organisation_id,
        entry=entry,
        at=entry.at,
    )
    kept.save(force_insert=True)
