"""Which of the units that the contract covers by name a ticket is about: credits may be kept for that unit alone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.agreements.models import CoveredUnit
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
    if ticket.covered_unit == name:
        return ticket
    if name and not units_of(ticket).filter(name=name).exists():
        raise UnitIsNotCovered(name)
    ticket.covered_unit = name
    ticket.save(update_fields=["covered_unit"])
    record(ticket, "ticket.unit_named", by=actor, at=at, detail={"unit": name})
    return ticket


def units_of(ticket: Ticket) -> QuerySet[CoveredUnit]:
    """What the contract covered by name on the day of opening, by the agreement's calendar."""
    on = ticket.opened_at.astimezone(ZoneInfo(ticket.version.timezone)).date()
    units = CoveredUnit.objects.filter(contract=ticket.contract_id, starts_on__lte=on)
    return units.filter(Q(ends_on=None) | Q(ends_on__gt=on)).order_by("kind", "name")
