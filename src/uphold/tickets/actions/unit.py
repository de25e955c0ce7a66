"""Which of the units that the contract covers by name a ticket is about: credits may be kept for that unit alone."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.agreements.models import CoveredUnit
from uphold.agreements.queries import units_covered
from uphold.kit import INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.tickets.locking import begin_with_any
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import record


class UnitIsNotCovered(Refused):
    code, kind, text = (
        "unit_is_not_covered",
        INVALID,
        gettext_lazy("The contract of this ticket covers no unit named {0} on the day it was opened."),
    )


@atomic
def name_unit(*, actor: Actor, ticket: Ticket, name: str, at: datetime) -> Ticket:
    """An empty name: about none. Work that is settled stays as it was; the rest is metered anew."""
    ticket = begin_with_any(actor, ticket, need=Permission.TICKET_ASSESS)
    return ticket if ticket.covered_unit == name else note_unit(ticket, name=name, by=actor, at=at)


def note_unit(ticket: Ticket, *, name: str, by: Actor, at: datetime) -> Ticket:
    """The same of a ticket that is ours already; whoever opens one says it of his own."""
    if name and not units_of(ticket).filter(name=name).exists():
        raise UnitIsNotCovered(name)
    ticket.covered_unit = name
    ticket.save(update_fields=["covered_unit"])
    record(ticket, "ticket.unit_named", by=by, at=at, detail={"unit": name})
    return ticket


def units_of(ticket: Ticket) -> QuerySet[CoveredUnit]:
    """What the contract covered by name on the day of opening, by the agreement's calendar."""
    return units_covered(contract_id=ticket.contract_id, version=ticket.version, at=ticket.opened_at)
