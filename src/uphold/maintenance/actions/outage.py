"""An outage: declared, told of, linked with the tickets that it caused, answered in all of them at once, ended."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from uphold.access import Actor, NotAllowed, NotThere, Permission, require
from uphold.kit.transaction import atomic
from uphold.maintenance.access import get_outage, lock_outage
from uphold.maintenance.models import Outage, OutageProduct, OutageTicket, OutageUpdate
from uphold.maintenance.refusals import OutageIsOver, OutageTooSoon, OutageWordsMissing, TicketHasItsOutage
from uphold.maintenance.timeline import record_outage
from uphold.people.models import Provider
from uphold.products.models import Product
from uphold.tickets.access import get_ticket
from uphold.tickets.actions.many import answer_all
from uphold.tickets.locking import with_terms
from uphold.tickets.mass import retime_batch
from uphold.tickets.models import Ticket


@atomic
def declare_outage(
    *,
    actor: Actor,
    provider: Provider,
    title: str,
    words: str,
    products: Sequence[Product],
    since_at: datetime,
    at: datetime,
) -> Outage:
    """It is on the status page at once, with its first words."""
    require(actor, Permission.MAINTENANCE_PLAN, provider_id=provider.pk)
    if not actor.is_staff or actor.id is None:
        raise NotAllowed(Permission.MAINTENANCE_PLAN)
    if not title.strip() or not words.strip() or not products:
        raise OutageWordsMissing
    if since_at > at:
        raise OutageTooSoon
    if any(product.provider_id != provider.pk for product in products):
        raise NotThere("product")
    outage = Outage.objects.create(
        provider=provider, title=title.strip(), since_at=since_at, declared_by_id=actor.id, declared_at=at
    )
    OutageProduct.objects.bulk_create(OutageProduct(outage=outage, product=each) for each in products)
    OutageUpdate.objects.create(outage=outage, words=words.strip(), by_id=actor.id, at=at)
    record_outage(outage, "declared", by=actor, at=at)
    return outage


@atomic
def update_outage(*, actor: Actor, outage: Outage, words: str, at: datetime) -> OutageUpdate:
    outage = lock_open(actor, outage)
    update = say(outage, words, actor=actor, at=at)
    record_outage(outage, "updated", by=actor, at=at, update=update.pk)
    return update


@atomic
def end_outage(*, actor: Actor, outage: Outage, words: str, at: datetime) -> Outage:
    """With its last words; its tickets stay with it, and are answered and resolved by the staff."""
    outage = lock_open(actor, outage)
    say(outage, words, actor=actor, at=at)
    outage.ended_at = at
    outage.save(update_fields=["ended_at"])
    record_outage(outage, "ended", by=actor, at=at)
    return outage


@atomic
def link_ticket(*, actor: Actor, outage: Outage, ticket: Ticket, at: datetime) -> OutageTicket:
    """As caused by it; a ticket belongs to one outage at a time."""
    outage = get_outage(actor, outage.pk, need=Permission.MAINTENANCE_PLAN)
    ticket = get_ticket(actor, ticket.number, need=Permission.TICKET_WORK)
    if ticket.provider_id != outage.provider_id:
        raise NotThere("ticket")
    try:
        with transaction.atomic():
            link = OutageTicket.objects.create(outage=outage, ticket=ticket, linked_at=at)
    except IntegrityError:
        raise TicketHasItsOutage(ticket.number) from None
    record_outage(outage, "linked", by=actor, at=at, ticket=ticket.pk)
    return link


@atomic
def unlink_ticket(*, actor: Actor, outage: Outage, ticket: Ticket, at: datetime) -> int:
    outage = get_outage(actor, outage.pk, need=Permission.MAINTENANCE_PLAN)
    found = OutageTicket.objects.filter(outage=outage, ticket=ticket, unlinked_at=None)
    if not found.update(unlinked_at=at):
        raise NotThere("ticket")
    record_outage(outage, "unlinked", by=actor, at=at, ticket=ticket.pk)
    return ticket.pk


@atomic
def answer_tickets(*, actor: Actor, outage: Outage, words: str, at: datetime) -> int:
    """One answer in every ticket that it caused and is not over; each keeps its own clocks. Returns how many."""
    outage = get_outage(actor, outage.pk, need=Permission.MAINTENANCE_PLAN)
    require(actor, Permission.TICKET_REPLY, provider_id=outage.provider_id)
    if not words.strip():
        raise OutageWordsMissing
    ids = sorted(outage.links.filter(unlinked_at=None).values_list("ticket_id", flat=True))
    locked = with_terms(Ticket.objects.select_for_update(of=("self",), no_key=True)).filter(pk__in=ids)
    tickets = [ticket for ticket in locked.order_by("pk") if not ticket.is_over]
    if not tickets:
        return 0
    told = [(ticket, {"outage": outage.pk}) for ticket in tickets]
    acts = answer_all(told, body=words.strip(), by=actor, at=at)
    retime_batch([ticket.pk for ticket in tickets], acts=acts, at=at)
    record_outage(outage, "answered", by=actor, at=at, tickets=len(tickets))
    return len(tickets)


def lock_open(actor: Actor, outage: Outage) -> Outage:
    outage = lock_outage(actor, outage)
    if outage.ended_at is not None:
        raise OutageIsOver
    return outage


def say(outage: Outage, words: str, *, actor: Actor, at: datetime) -> OutageUpdate:
    if not words.strip() or actor.id is None:
        raise OutageWordsMissing
    return OutageUpdate.objects.create(outage=outage, words=words.strip(), by_id=actor.id, at=at)
