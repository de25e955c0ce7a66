"""Locking tickets: the one way, so that the order is the same everywhere (people, agreements, series, ticket)."""

from django.db.models import Prefetch, QuerySet

from uphold.access import Actor, NotThere, Permission, require
from uphold.tickets.models import Ticket, TicketAnnex
from uphold.tickets.refusals import TicketIsOver, TicketIsResolved


def begin(actor: Actor, ticket: Ticket, *, need: Permission) -> Ticket:
    """The first step of a verb: through the door, then the lock; what is over changes only by reopening."""
    locked = begin_with_any(actor, ticket, need=need)
    if locked.is_over:
        raise TicketIsOver(locked.number)
    return locked


def begin_at_work(actor: Actor, ticket: Ticket, *, need: Permission) -> Ticket:
    """The same for verbs that make no sense once it is resolved."""
    locked = begin(actor, ticket, need=need)
    if locked.status == Ticket.Status.RESOLVED:
        raise TicketIsResolved(locked.number)
    return locked


def begin_with_any(actor: Actor, ticket: Ticket, *, need: Permission) -> Ticket:
    """The same for verbs that take closed tickets too."""
    require_door(actor, ticket, need=need)
    return lock_ticket(ticket)


def require_door(actor: Actor, ticket: Ticket, *, need: Permission) -> None:
    """The door alone, for verbs that take a lock below tickets first."""
    if actor.is_contact and actor.organisation_id != ticket.organisation_id:
        raise NotThere("ticket")
    if actor.is_staff and ticket.provider_id not in actor.grants:
        raise NotThere("ticket")
    require(actor, need, provider_id=ticket.provider_id)


def lock_ticket(ticket: Ticket) -> Ticket:
    """The row as it is now, ours until the transaction ends. Readers and foreign keys are not held up."""
    return with_terms(Ticket.objects.select_for_update(of=("self",), no_key=True)).get(pk=ticket.pk)


def lock_under_its_terms(ticket: Ticket) -> Ticket:
    """The same where the terms are known: they govern a ticket for good, so they are not loaded again."""
    rows = Ticket.objects.select_for_update(of=("self",), no_key=True).select_related("organisation", "unit")
    locked = rows.defer("search").get(pk=ticket.pk)
    locked.version = ticket.version
    known = {"annex_bindings": ticket.annex_bindings.all()}
    locked._prefetched_objects_cache = known  # type: ignore[attr-defined]  # noqa: SLF001 - as prefetch_related keeps it
    return locked


def with_terms(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Loads what retiming needs, without the texts of agreements."""
    related = tickets.select_related(
        "provider", "organisation", "assignee", "opened_by", "unit", "version__agreement"
    )
    return with_annexes(related.defer("search", "version__text"))


def with_annexes(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    annexes = TicketAnnex.objects.select_related("version").defer("version__text")
    return tickets.prefetch_related(Prefetch("annex_bindings", queryset=annexes))
