"""Which unit a ticket is about: it brings its product, its support and its warranty along, and credits kept for it."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.journal.models import Entry
from uphold.kit import INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.policy.document.agreement import Agreement as Compiled
from uphold.tickets.deciding import keep_admission, keep_priority, keep_targets
from uphold.tickets.locking import begin_with_any
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of, retime
from uphold.tickets.timeline import record
from uphold.tickets.units import NamedUnit, Place, cover_of, facts_of_unit, unit_named

FIELDS = ("unit", "covered_unit", "unit_facts")


class UnitIsNotCovered(Refused):
    code, kind, text = (
        "unit_is_not_covered",
        INVALID,
        gettext_lazy(
            "No unit named {0} is in the installed base of this customer, and the contract covered none of this name "
            "on the day the ticket was opened."
        ),
    )


@atomic
def name_unit(*, actor: Actor, ticket: Ticket, name: str, at: datetime) -> Ticket:
    """An empty name: about none. Work that is settled stays as it was; the rest is metered anew.

    What the unit brings along counts from the opening on, by the day of opening: the ticket is judged again. The same
    unit named again brings what was put right about it meanwhile.
    """
    ticket = begin_with_any(actor, ticket, need=Permission.TICKET_ASSESS)
    before = noted(ticket)
    set_unit(ticket, found_unit(place_of(ticket), name), agreement=agreement_of(ticket))
    if noted(ticket) == before:
        return ticket
    ticket.save(update_fields=FIELDS)
    entry = record_unit(ticket, by=actor, at=at)
    if ticket.unit_facts != before[-1]:
        answered = retime(ticket, at=at)
        keep_priority(ticket, answered, entry=entry)
        keep_targets(ticket, answered, entry=entry)
        keep_admission(ticket, answered, entry=entry, asked_at=ticket.opened_at)
    return ticket


def found_unit(place: Place, name: str) -> NamedUnit | None:
    """None for no name; a name that nobody knows is refused."""
    named = unit_named(place, name) if name else None
    if name and named is None:
        raise UnitIsNotCovered(name)
    return named


def set_unit(ticket: Ticket, named: NamedUnit | None, *, agreement: Compiled) -> None:
    """The same of a ticket that is ours already, or that is not stored yet."""
    place = place_of(ticket)
    cover = cover_of(named, place=place) if named else None
    ticket.unit = named.unit if named else None
    ticket.covered_unit = cover.name if cover else ""
    ticket.unit_facts = facts_of_unit(agreement, named, place=place) if named else {}


def record_unit(ticket: Ticket, *, by: Actor, at: datetime) -> Entry:
    known = {} if ticket.unit_id is None else {"installed": ticket.unit_id}
    return record(ticket, "ticket.unit_named", by=by, at=at, detail={"unit": ticket.unit_name, **known})


def place_of(ticket: Ticket) -> Place:
    """Units are those of the ticket's customer, by the contract and the day that it was opened under."""
    return Place(
        organisation_id=ticket.organisation_id,
        provider_id=ticket.provider_id,
        contract_id=ticket.contract_id,
        version=ticket.version,
        at=ticket.opened_at,
    )


def noted(ticket: Ticket) -> tuple[int | None, str, dict[str, str]]:
    return ticket.unit_id, ticket.covered_unit, ticket.unit_facts
