"""Letting a charge go: a decision with a reason. What was charged comes back, what comes later costs nothing."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.journal.queries import entries_about
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic
from uphold.metering.actions.settle import settle
from uphold.metering.locking import begin_metered
from uphold.policy.scenario.metered import Metered
from uphold.policy.scenario.rated import CHARGE
from uphold.tickets.actions.talking import say
from uphold.tickets.models import Message, Ticket
from uphold.tickets.timeline import record


class ChargeIsWaived(Refused):
    code, kind, text = "charge_is_waived", CONFLICT, gettext_lazy("The charge of {0} was let go already.")


@atomic
def waive_charge(*, actor: Actor, ticket: Ticket, reason: str, at: datetime) -> Metered:
    """Also of a closed ticket. The reason is kept as a note, and stands beside the charge."""
    locked = begin_metered(actor, ticket, need=Permission.TICKET_DECIDE)
    ticket = locked.ticket
    if entries_about(ticket).filter(kind="ticket.waived", detail__metric=CHARGE).exists():
        raise ChargeIsWaived(ticket.number)
    note = say(ticket, kind=Message.Kind.NOTE, by=actor, body=reason, at=at)
    detail = {"metric": CHARGE, "message": note.pk}
    waived = record(ticket, "ticket.waived", by=actor, at=at, detail=detail)
    return settle(locked, asked_by=waived, reason=note.body, by=actor, at=at)
