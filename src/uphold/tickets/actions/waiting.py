"""Waiting and going on; asking for evidence and taking it in."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.journal.queries import entries_about
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.policy.decide.rule import Citation
from uphold.tickets.actions.talking import answer
from uphold.tickets.deciding import keep_admission, keep_pause
from uphold.tickets.locking import begin, begin_at_work
from uphold.tickets.models import Ticket
from uphold.tickets.naming import require_name
from uphold.tickets.refusals import NameUnknown
from uphold.tickets.resting import PAYMENT, resting_by
from uphold.tickets.retiming import agreement_of, ask, retime
from uphold.tickets.timeline import record

WAITING_FOR = (
    "customer",
    "third party",
    "monitoring",
    "appointment",
    "evidence",
    "consent",
    "credits",
    "payment",
    "maintenance",
)
"""What a ticket may wait for: the fixed list of the agreement language."""


class TicketIsNotWaiting(Refused):
    code, kind, text = "ticket_is_not_waiting", CONFLICT, gettext_lazy("Ticket {0} is not waiting.")


class HandlingRests(Refused):
    """Carries the row, for faces to show."""

    code, kind, text = (
        "handling_rests",
        CONFLICT,
        gettext_lazy("Handling of ticket {0} rests until the account is {1} (clause {2})."),
    )

    def __init__(self, number: str, until: str, *, citation: Citation | None) -> None:
        super().__init__(number, until, citation.clause if citation else "-")
        self.citation = citation


class NothingAskedFor(Refused):
    code, kind, text = "nothing_asked_for", INVALID, gettext_lazy("Name the evidence.")


@atomic
def wait(*, actor: Actor, ticket: Ticket, waiting_for: str, at: datetime) -> Ticket:
    """The stretch belongs to the ticket; the agreement says which metrics stand still."""
    ticket = begin_at_work(actor, ticket, need=Permission.TICKET_WORK)
    if waiting_for not in WAITING_FOR:
        raise NameUnknown("waiting for", waiting_for)
    entry = record(ticket, "ticket.waiting", by=actor, at=at, detail={"for": waiting_for})
    ticket.status, ticket.waiting_for = Ticket.Status.WAITING, waiting_for
    ticket.save(update_fields=["status", "waiting_for"])
    answered = retime(ticket, at=at)
    keep_pause(ticket, answered, entry=entry, waiting_for=waiting_for)
    return ticket


@atomic
def resume(*, actor: Actor, ticket: Ticket, at: datetime) -> Ticket:
    ticket = begin(actor, ticket, need=Permission.TICKET_WORK)
    if not ticket.is_waiting:
        raise TicketIsNotWaiting(ticket.number)
    require_account_in_order(ticket, at=at)
    record(ticket, "ticket.resumed", by=actor, at=at)
    ticket.status, ticket.waiting_for = ticket.status_at_work, ""
    ticket.save(update_fields=["status", "waiting_for"])
    retime(ticket, at=at)
    return ticket


@atomic
def ask_for_evidence(
    *, actor: Actor, ticket: Ticket, names: Sequence[str], body: str, at: datetime
) -> Ticket:
    """Asks in words, which is an answer too, and waits for what is missing."""
    ticket = begin_at_work(actor, ticket, need=Permission.TICKET_WORK)
    require_evidence(ticket, names)
    answer(ticket, by=actor, body=body, at=at)
    detail = {"for": "evidence", "missing": list(names)}
    entry = record(ticket, "ticket.evidence_asked", by=actor, at=at, detail=detail)
    ticket.status, ticket.waiting_for = Ticket.Status.WAITING, "evidence"
    ticket.save(update_fields=["status", "waiting_for"])
    answered = retime(ticket, at=at)
    keep_admission(ticket, answered, entry=entry)
    keep_pause(ticket, answered, entry=entry, waiting_for="evidence")
    return ticket


@atomic
def provide_evidence(*, actor: Actor, ticket: Ticket, names: Sequence[str], at: datetime) -> Ticket:
    """Says which evidence is here now, with what was brought before. `Ticket.evidence` stays as stated at opening."""
    ticket = begin(actor, ticket, need=Permission.TICKET_REPLY)
    require_evidence(ticket, names)
    brought = sorted({*evidence_brought(ticket), *names})
    entry = record(ticket, "ticket.evidence_given", by=actor, at=at, detail={"facts": {"evidence": brought}})
    if ticket.waiting_for == "evidence":
        record(ticket, "ticket.resumed", by=actor, at=at)
        ticket.status, ticket.waiting_for = ticket.status_at_work, ""
        ticket.save(update_fields=["status", "waiting_for"])
    answered = retime(ticket, at=at)
    keep_admission(ticket, answered, entry=entry)
    return ticket


def require_account_in_order(ticket: Ticket, *, at: datetime) -> None:
    """What rests for the account goes on when that is in order, or when a manager lifts it for the whole account."""
    standing = resting_by(ask(ticket, at=at)) if ticket.waiting_for == PAYMENT else None
    if standing is not None:
        raise HandlingRests(ticket.number, standing.until or "", citation=standing.ruling.citation)


def require_evidence(ticket: Ticket, names: Sequence[str]) -> None:
    if not names:
        raise NothingAskedFor
    for name in names:
        require_name(agreement_of(ticket), kind="evidence", name=name)


def evidence_brought(ticket: Ticket) -> list[str]:
    """Everything brought so far: at opening, and since."""
    given = entries_about(ticket).filter(kind="ticket.evidence_given").last()
    return list(given.detail["facts"]["evidence"]) if given else list(ticket.evidence or ())
