"""Whose turn a ticket was, read from its journal; while it rests for the account, the payment is the customer's."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from uphold.journal.models import Entry
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.scenario.duties import Duties, duties_of
from uphold.tickets.bridge import case_of, event_of
from uphold.tickets.models import Ticket
from uphold.tickets.resting import CONTINUED, PAYMENT, SUSPENDED
from uphold.tickets.retiming import agreement_of
from uphold.tickets.timeline import HAPPENINGS

RESTS: Mapping[str, Happening] = MappingProxyType(
    {SUSPENDED: Happening.WAITING, CONTINUED: Happening.RESUMED}
)
TELLING = frozenset({*HAPPENINGS, *RESTS})
"""The kinds of entry that say whose turn it is."""


def turns_of_ticket(
    ticket: Ticket, *, entries: Iterable[Entry], at: datetime, since: datetime | None = None
) -> Duties:
    """Up to an instant, or the part of that from `since` on."""
    events = tuple(turn_event(entry) for entry in entries if entry.kind in TELLING)
    case = replace(case_of(ticket, entries=(), at=at), events=events)
    return duties_of(agreement_of(ticket), case, since=since)


def turn_event(entry: Entry) -> Event:
    if entry.kind not in RESTS:
        return event_of(entry)
    is_rest = entry.kind == SUSPENDED
    return Event(at=entry.at, what=RESTS[entry.kind], by="system", waiting_for=PAYMENT if is_rest else None)
