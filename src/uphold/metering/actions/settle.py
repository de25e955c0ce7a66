"""Settling: what work comes to, as soon as nothing that can still be found would change it."""

from datetime import datetime

from uphold.access import Actor, Permission
from uphold.journal.models import Entry
from uphold.metering.queries import ask_with_work
from uphold.tickets.deciding import keep_charge
from uphold.tickets.locking import begin_with_any
from uphold.tickets.models import Ticket


def lock_metered(actor: Actor, ticket: Ticket, *, need: Permission) -> Ticket:
    """Through the door, then the locks from the ground up: the credits first, then the ticket."""
    return begin_with_any(actor, ticket, need=need)


def settle(ticket: Ticket, *, entry: Entry, by: Actor, at: datetime) -> None:  # noqa: ARG001 - who settles
    keep_charge(ticket, ask_with_work(ticket, at=at), entry=entry)
