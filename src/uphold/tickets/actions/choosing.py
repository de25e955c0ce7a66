"""Choosing: what the agreement leaves to a person. Asked, agreed, taken, redirected, waived - each with its row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.kit import CONFLICT, FORBIDDEN, Refused
from uphold.kit.transaction import atomic
from uphold.policy.scenario.answer import Answer, Option
from uphold.policy.scenario.case import Work
from uphold.policy.scenario.taking import may_take
from uphold.standing.actions import suspend
from uphold.tickets.actions.talking import answer, say
from uphold.tickets.deciding import (
    keep_admission,
    keep_charge,
    keep_escalation,
    keep_targets,
)
from uphold.tickets.locking import begin, require_door
from uphold.tickets.models import Message, Promise, Ticket
from uphold.tickets.naming import require_name
from uphold.tickets.refusals import NameUnknown, TicketIsOver, WordsMissing
from uphold.tickets.retiming import agreement_of, ask, retime
from uphold.tickets.timeline import record

STANDING = "standing"
ASKED_FOR = ("escalation", "work", "priority handling", "appointment")


class OptionNotOffered(Refused):
    code, kind, text = (
        "option_not_offered",
        CONFLICT,
        gettext_lazy("The agreement does not offer this here and now: {0}."),
    )


class OptionOfOthers(Refused):
    code, kind, text = "option_of_others", FORBIDDEN, gettext_lazy("The agreement leaves this to the {0}.")


@atomic
def ask_for(
    *, actor: Actor, ticket: Ticket, subject: str, wanted_at: datetime | None = None, at: datetime
) -> Answer:
    """A request within the ticket: escalation one step further, work at an hour, priority handling, an appointment."""
    ticket = begin(actor, ticket, need=Permission.TICKET_ESCALATE)
    if subject not in ASKED_FOR:
        raise NameUnknown("request", subject)
    detail: dict[str, Any] = {"subject": subject, "as": "customer"}
    if wanted_at is not None:
        detail["wanted"] = wanted_at.isoformat()
    entry = record(ticket, "ticket.asked", by=actor, at=at, detail=detail)
    answered = retime(ticket, at=at)
    keep_escalation(ticket, answered, entry=entry)
    keep_admission(ticket, answered, entry=entry)
    return answered


@atomic
def agree(
    *,
    actor: Actor,
    ticket: Ticket,
    to: str,
    price: str = "",
    work: Sequence[Work] = (),
    at: datetime,
) -> Ticket:
    """The customer's consent, given here or told to the staff; it stands for every later charge of the ticket.

    `work` is what was done on the ticket, so that the decision about its charge is kept as it is now.
    """
    ticket = begin(actor, ticket, need=Permission.TICKET_REPLY)
    detail = {"to": to, "as": "customer"} | ({"price": price} if price else {})
    entry = record(ticket, "ticket.agreed", by=actor, at=at, detail=detail)
    if ticket.waiting_for == "consent":
        ticket.status, ticket.waiting_for = ticket.status_at_work, ""
        ticket.save(update_fields=["status", "waiting_for"])
    retime(ticket, at=at)
    keep_charge(ticket, ask(ticket, at=at, work=work), entry=entry)
    return ticket


@atomic
def take_option(
    *,
    actor: Actor,
    ticket: Ticket,
    kind: str,
    answer_word: str,
    subject: str | None = None,
    body: str,
    at: datetime,
) -> Ticket:
    """Chooses a row with a `By` cell, in words that the customer reads. A manager's rows need a manager.

    What late payment lets a manager suspend is suspended for the whole account, and this ticket follows with the rest.
    """
    if kind == STANDING:
        suspend_account(actor, ticket, answer_word=answer_word, capability=subject, reason=body, at=at)
    need = Permission.TICKET_DECIDE if kind == STANDING else Permission.TICKET_WORK
    ticket = begin(actor, ticket, need=Permission.TICKET_REPLY if actor.is_contact else need)
    if kind == STANDING:
        answer(ticket, by=actor, body=body, at=at)
        return ticket
    role = role_of(actor, ticket)
    require_offered(ask(ticket, at=at), kind=kind, answer_word=answer_word, subject=subject, role=role)
    detail: dict[str, Any] = {"kind": kind, "answer": answer_word, "as": role}
    if subject is not None:
        detail["subject"] = subject
    if actor.is_staff:
        answer(ticket, by=actor, body=body, at=at)
    entry = record(ticket, "ticket.taken", by=actor, at=at, detail=detail)
    keep_admission(ticket, retime(ticket, at=at), entry=entry)
    return ticket


def suspend_account(
    actor: Actor, ticket: Ticket, *, answer_word: str, capability: str | None, reason: str, at: datetime
) -> None:
    """Standing is locked before the ticket, so the ticket is asked before it is locked."""
    require_door(actor, ticket, need=Permission.TICKET_DECIDE)
    if ticket.is_over:
        raise TicketIsOver(ticket.number)
    offered = require_offered(
        ask(ticket, at=at),
        kind=STANDING,
        answer_word=answer_word,
        subject=capability,
        role=role_of(actor, ticket),
    )
    suspend(
        actor=actor,
        organisation=ticket.organisation,
        provider=ticket.provider,
        capability=offered.subject or "",
        reason=reason,
        at=at,
    )


@atomic
def redirect(*, actor: Actor, ticket: Ticket, to: str, body: str, at: datetime) -> Ticket:
    """Sends the caller to another channel or party. The clock runs on from the first contact."""
    ticket = begin(actor, ticket, need=Permission.TICKET_WORK)
    require_name(agreement_of(ticket), kind="channel", name=to)
    message = say(ticket, kind=Message.Kind.PUBLIC, by=actor, body=body, at=at)
    entry = record(ticket, "ticket.redirected", by=actor, at=at, detail={"to": to, "message": message.pk})
    keep_admission(ticket, retime(ticket, at=at), entry=entry)
    return ticket


@atomic
def waive(*, actor: Actor, ticket: Ticket, metric: str, reason: str, at: datetime) -> Ticket:
    """Takes a promise away, with a reason that is kept as a note. Nothing that happened is undone by it."""
    ticket = begin(actor, ticket, need=Permission.TICKET_DECIDE)
    if not reason.strip():
        raise WordsMissing
    if not Promise.objects.filter(ticket=ticket, metric=metric).exists():
        raise NameUnknown("promise", metric)
    note = say(ticket, kind=Message.Kind.NOTE, by=actor, body=reason, at=at)
    detail = {"metric": metric, "message": note.pk}
    entry = record(ticket, "ticket.waived", by=actor, at=at, detail=detail)
    keep_targets(ticket, retime(ticket, at=at), entry=entry)
    return ticket


def require_offered(
    answered: Answer, *, kind: str, answer_word: str, subject: str | None, role: str
) -> Option:
    """What the agreement does not offer at this moment nobody can choose, and nobody what it leaves to others."""
    offered = [
        option
        for option in options_of(answered, kind=kind)
        if option.answer == answer_word and subject in {None, option.subject}
    ]
    if not offered:
        raise OptionNotOffered(answer_word)
    allowed = next((option for option in offered if may_take(role, role=option.by)), None)
    if allowed is None:
        raise OptionOfOthers(offered[0].by)
    return allowed


def options_of(answered: Answer, *, kind: str) -> list[Option]:
    """The rows of a kind that a person may choose now; a capability stands for the subject of its rows."""
    if kind == STANDING:
        return [
            replace(option, subject=option.subject or standing.capability)
            for standing in answered.standing
            for option in standing.ruling.options
        ]
    return [option for admission in answered.admission for option in admission.ruling.options]


def role_of(actor: Actor, ticket: Ticket) -> str:
    """The role in which somebody chooses: leads are the managers of whom agreements speak."""
    if actor.is_contact:
        return "customer"
    return "manager" if actor.may(Permission.TICKET_DECIDE, provider_id=ticket.provider_id) else "agent"
