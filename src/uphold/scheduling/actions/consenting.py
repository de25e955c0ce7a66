"""The price of an appointment: named by the staff where the agreement leaves it open, agreed to by the customer."""

from datetime import datetime

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.kit.transaction import atomic
from uphold.people.models import Contact
from uphold.scheduling.actions.booking import named_price
from uphold.scheduling.locking import hold_ahead
from uphold.scheduling.models import Appointment
from uphold.scheduling.progress import advance
from uphold.scheduling.refusals import NoPriceToName, NothingToAgree, PriceUnreadable
from uphold.scheduling.timeline import record
from uphold.tickets.actions import agree
from uphold.tickets.retiming import agreement_of

LEAST = ", minimum "


@atomic
def name_price(*, actor: Actor, appointment: Appointment, price: str, at: datetime) -> Appointment:
    """What the work will cost, before the customer is asked for his consent."""
    if not actor.is_staff:
        raise NotAllowed(Permission.TICKET_WORK)
    held = hold_ahead(actor, appointment, need=Permission.APPOINTMENT_BOOK)
    row, ticket = held.appointment, held.ticket
    if not row.is_price_open:
        raise NoPriceToName
    named = named_price(price, currency=agreement_of(ticket).currency)
    if not named:
        raise PriceUnreadable(price)
    row.price, row.is_price_open = named, False
    row.save(update_fields=["price", "is_price_open"])
    record(ticket, "appointment.priced", row, by=actor, at=at, price=named)
    return advance(row, ticket, by=actor, at=at)


@atomic
def agree_to_price(
    *, actor: Actor, appointment: Appointment, contact: Contact | None = None, at: datetime
) -> Appointment:
    """The customer agrees: himself, or on the telephone to the staff who note it (`contact` said it)."""
    held = hold_ahead(actor, appointment, need=Permission.APPOINTMENT_BOOK)
    row, ticket = held.appointment, held.ticket
    if not actor.is_contact and (contact is None or contact.organisation_id != ticket.organisation_id):
        raise NotThere("contact")
    if row.is_price_open or not row.needs_consent or row.consented_at is not None:
        raise NothingToAgree
    agree(actor=actor, ticket=ticket, to=row.subject, price=row.price.partition(LEAST)[0], at=at)
    row.consented_at = at
    row.save(update_fields=["consented_at"])
    return advance(row, ticket, by=actor, at=at)
