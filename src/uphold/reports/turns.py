"""Who had it: how long tickets were with us, with their customer, with another firm or with nobody.

Hours are those that the agreement of each ticket counts business time on; where it names none, all hours count. Only
what lies in the period counts. Tickets of another system's log stay out: it does not say whose turn it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, gettext_lazy

from uphold.agreements.models import Version
from uphold.journal.models import Entry
from uphold.journal.queries import entries_of
from uphold.policy.clocks.duties import Party
from uphold.reports.scope import Scope, names_of_organisations
from uphold.reports.sheet import TIME, About, Cells, Column, Sheet, totals_of
from uphold.tickets.access import visible_to
from uphold.tickets.locking import with_annexes
from uphold.tickets.models import Ticket
from uphold.tickets.turning import TELLING, turns_of_ticket

PARTIES = tuple(
    Column(key, label, TIME, is_deciding=key == "customer_had")
    for key, label in (
        ("we_had", gettext_lazy("We had it")),
        ("customer_had", gettext_lazy("The customer had it")),
        ("third_party_had", gettext_lazy("Another firm had it")),
        ("nobody_had", gettext_lazy("Nobody had it")),
    )
)
COLUMNS = (Column("customer", gettext_lazy("Customer")), *PARTIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketTurns:
    """Open seconds of each party, in the order of `Party`."""

    ticket_id: int
    organisation_id: int
    seconds: tuple[int, ...]


def turns(scope: Scope) -> tuple[TicketTurns, ...]:
    """Of each ticket that was somebody's for some time of the period."""
    tickets = list(with_annexes(tickets_in(scope)))
    share(tickets)
    entries = {
        ticket_id: list(own) for ticket_id, own in groupby(events_of(tickets), key=attrgetter("about_id"))
    }
    told = (turns_of(ticket, entries.get(ticket.pk, ()), scope=scope) for ticket in tickets)
    return tuple(each for each in told if any(each.seconds))


def turns_sheet(scope: Scope) -> Sheet:
    sums: dict[int, tuple[int, ...]] = defaultdict(lambda: (0,) * len(PARTIES))
    for each in turns(scope):
        sums[each.organisation_id] = added(sums[each.organisation_id], each.seconds)
    names = names_of_organisations(set(sums))
    ordered = sorted(sums, key=lambda organisation_id: (names[organisation_id], organisation_id))
    rows: tuple[Cells, ...] = tuple((names[each], *sums[each]) for each in ordered)
    return Sheet(
        name="turns",
        title=gettext("Hours by customer and by who had it"),
        columns=COLUMNS,
        rows=rows,
        totals=totals_of(COLUMNS, rows, words=gettext("in all")),
        notes=(
            gettext(
                "Hours are the business hours of each ticket's agreement; all hours where it names none."
            ),
        ),
        about=tuple(About(behind={"organisation": str(each)}) for each in ordered),
    )


def added(first: Iterable[int], second: Iterable[int]) -> tuple[int, ...]:
    return tuple(one + other for one, other in zip(first, second, strict=True))


def tickets_in(scope: Scope) -> QuerySet[Ticket]:
    """Those that were open at some time of the period."""
    tickets = visible_to(scope.actor).filter(
        Q(closed_at=None) | Q(closed_at__gte=scope.period.from_at),
        provider_id=scope.provider_id,
        opened_at__lt=scope.period.until_at,
        is_history=False,
    )
    if scope.organisation_id is not None:
        tickets = tickets.filter(organisation_id=scope.organisation_id)
    return tickets.select_related("organisation").defer("search").order_by("pk")


def share(tickets: list[Ticket]) -> None:
    """What many tickets share is loaded once, without texts."""
    versions = Version.objects.defer("text").in_bulk({ticket.version_id for ticket in tickets})
    for ticket in tickets:
        ticket.version = versions[ticket.version_id]


def events_of(tickets: list[Ticket]) -> Iterator[Entry]:
    ids = [ticket.pk for ticket in tickets]
    yield from entries_of(Ticket, ids).filter(kind__in=TELLING)


def turns_of(ticket: Ticket, entries: Iterable[Entry], *, scope: Scope) -> TicketTurns:
    until = min(scope.at, scope.period.until_at)
    since = max(scope.period.from_at, ticket.opened_at)
    duties = turns_of_ticket(ticket, entries=entries, at=until, since=since)
    return TicketTurns(
        ticket_id=ticket.pk,
        organisation_id=ticket.organisation_id,
        seconds=tuple(duties.seconds(party) for party in Party),
    )
