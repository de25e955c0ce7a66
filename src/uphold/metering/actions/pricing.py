"""Naming a price after the work, where the agreement leaves it open: by a lead, with the contact who agreed to it."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.metering.actions.settle import events_of, settle
from uphold.metering.asking import metered_of
from uphold.metering.locking import Locked, begin_metered
from uphold.metering.models import NamedPrice
from uphold.metering.queries import settling_work
from uphold.people.models import Contact
from uphold.policy.charges.pieces import COUNTED
from uphold.policy.charges.prices import price_in
from uphold.policy.charges.tariff import UNIT_SECONDS
from uphold.policy.scenario.segments import PRICE
from uphold.tickets.models import Ticket
from uphold.tickets.refusals import WordsMissing, WordsTooLong
from uphold.tickets.retiming import agreement_of
from uphold.tickets.timeline import record

LONGEST_PRICE, LONGEST_REASON = 120, 300


class NothingWaitsForPrice(Refused):
    code, kind, text = (
        "nothing_waits_for_price",
        CONFLICT,
        gettext_lazy("No work on ticket {0} waits for a price."),
    )


class PriceNotRead(Refused):
    code, kind, text = (
        "price_not_read",
        INVALID,
        gettext_lazy("'{0}' is not a price; write it like '80.00 per hour', or '300.00' for all of it."),
    )


@atomic
def name_price(
    *,
    actor: Actor,
    ticket: Ticket,
    contact: Contact,
    price: str,
    reason: str,
    problem: str = "",
    at: datetime,
) -> NamedPrice:
    """The work that waits for it settles at once, also on a closed ticket. Later work costs the same.

    It is no consent: work that needed one before it was done, and had none, costs nothing.
    """
    locked = begin_metered(actor, ticket, need=Permission.TICKET_DECIDE)
    if not actor.is_staff or actor.id is None:
        raise NotAllowed(Permission.TICKET_DECIDE)
    if contact.organisation_id != locked.ticket.organisation_id:
        raise NotThere("contact")
    if not waits_for_price(locked, problem=problem, at=at):
        raise NothingWaitsForPrice(locked.ticket.number)
    named = NamedPrice.objects.create(
        ticket=locked.ticket,
        problem=problem,
        price=readable(price, ticket=locked.ticket),
        agreed_by=contact,
        named_by_id=actor.id,
        reason=worded(reason),
        at=at,
    )
    detail: dict[str, object] = {"price": named.price, "named": named.pk, "contact": contact.pk}
    detail |= {"problem": problem} if problem else {}
    priced = record(locked.ticket, "ticket.priced", by=actor, at=at, detail=detail)
    settle(locked, asked_by=priced, by=actor, at=at)
    return named


def waits_for_price(locked: Locked, *, problem: str, at: datetime) -> bool:
    """Whether work on the problem, or on any where none is named, waits for nothing but people."""
    work = list(settling_work(locked.ticket))
    metered = metered_of(
        locked.ticket, account=locked.account, entries=events_of(locked.ticket), work=work, at=at
    )
    waiting = (part for part in metered.parts if PRICE in part.open_on)
    return any(not problem or part.problem == problem for part in waiting)


def readable(price: str, *, ticket: Ticket) -> str:
    """The words, if a price of time, of a visit or of the whole is in them."""
    words = price.replace("\0", "").strip()
    rate = price_in(words, currency=agreement_of(ticket).currency)
    if rate is None or rate.per not in {*UNIT_SECONDS, *COUNTED} or len(words) > LONGEST_PRICE:
        raise PriceNotRead(words)
    return words


def worded(reason: str) -> str:
    words = reason.replace("\0", "").strip()
    if not words:
        raise WordsMissing
    if len(words) > LONGEST_REASON:
        raise WordsTooLong(LONGEST_REASON)
    return words
