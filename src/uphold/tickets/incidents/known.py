"""What came in before: tickets by their key, and the stands of each, kept in the journal.

Every arrival writes one entry `ticket.imported` whose detail holds the stands that came with it. So a row is known
again by its digest, what a late row changes can be worked out, and no table is needed beside the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uphold.journal.models import Entry
from uphold.journal.queries import entries_of
from uphold.people.models import Provider
from uphold.tickets.incidents.mapping import Stage, State
from uphold.tickets.incidents.stand import Stand
from uphold.tickets.locking import with_terms
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import HAPPENINGS

IMPORTED = "ticket.imported"
SOURCE = "source"
"""In the detail of every entry that a log tells: an entry without it was made in the desk."""


@dataclass(frozen=True, slots=True)
class Known:
    """An incident that is here already: its ticket, its stands in order, and whether the desk has worked on it."""

    ticket: Ticket
    stands: tuple[Stand, ...]
    is_touched: bool

    @property
    def digests(self) -> frozenset[str]:
        return frozenset(stand.digest for stand in self.stands)


def key_of(source: str, number: str) -> str:
    """The external key of a ticket that stands for an incident.

    >>> key_of("servicenow", "INC0000062")
    'servicenow:INC0000062'
    """
    return f"{source}:{number}"


def known_incidents(provider: Provider, keys: Iterable[str]) -> dict[str, Known]:
    """Those of the keys that are here, by key."""
    tickets = list(with_terms(Ticket.objects.filter(provider=provider, external_key__in=list(keys))))
    stands: dict[int, list[Stand]] = {ticket.pk: [] for ticket in tickets}
    entries = entries_of(Ticket, list(stands))
    for entry in entries.filter(kind=IMPORTED):
        stands[entry.about_id] += stands_of(entry)
    made_here = entries.filter(kind__in=HAPPENINGS).exclude(detail__has_key=SOURCE)
    touched = set(made_here.values_list("about_id", flat=True))
    return {
        ticket.external_key or "": Known(
            ticket,
            tuple(sorted(stands[ticket.pk], key=lambda stand: stand.rank)),
            is_touched=ticket.pk in touched,
        )
        for ticket in tickets
    }


def detail_of(stands: Sequence[Stand], *, source: str) -> dict[str, Any]:
    return {SOURCE: source, "stands": [_told(stand) for stand in stands]}


def stands_of(entry: Entry) -> list[Stand]:
    return [_heard(told) for told in entry.detail["stands"]]


def _told(stand: Stand) -> dict[str, Any]:
    told = {
        "at": stand.at.isoformat(),
        "digest": stand.digest,
        "stage": stand.state.stage.value,
        "for": stand.state.waiting_for,
        "priority": stand.priority,
        "order": stand.order,
        "by": stand.by,
        "team": stand.team,
        "staff": stand.assignee,
    }
    return {name: value for name, value in told.items() if value is not None}


def _heard(told: Mapping[str, Any]) -> Stand:
    return Stand(
        at=datetime.fromisoformat(told["at"]),
        digest=told["digest"],
        state=State(Stage(told["stage"]), told.get("for")),
        priority=told.get("priority"),
        order=told.get("order"),
        by=told.get("by"),
        team=told.get("team"),
        assignee=told.get("staff"),
    )
