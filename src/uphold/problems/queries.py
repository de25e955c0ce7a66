"""Named loads of bugs: the list, the links of one, how far its news went, and what a customer may know of his."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from uphold.access import Actor
from uphold.problems.access import visible_bugs
from uphold.problems.models import Bug, BugTicket
from uphold.problems.passing_on import behind
from uphold.tickets.models import Ticket

PAGE_SIZE = 50
KEY = re.compile(r"(\d{1,9}\.)?\d{1,18}")
SOLVED = (Bug.State.RELEASED, Bug.State.CLOSED, Bug.State.MERGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class BugFilters:
    """What a page's address says; empty means any."""

    is_open: bool | None = None
    provider_id: int | None = None
    product: str = ""
    state: str = ""
    outcome: str = ""
    words: str = ""
    is_by_tickets: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """`next_key` is the key of the page after this one; empty on the last."""

    bugs: tuple[Bug, ...]
    next_key: str


@dataclass(frozen=True, slots=True)
class LinkPage:
    """Some tickets of a bug, the last linked first; `total` and `unresolved` count all of them."""

    links: tuple[BugTicket, ...]
    next_key: int | None
    total: int
    unresolved: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How many tickets heard the last news of a bug, of how many."""

    told: int
    total: int

    @property
    def is_done(self) -> bool:
        return self.told == self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBug:
    """What may be told about a bug to whoever has a ticket because of it."""

    number: str
    title: str
    product: str
    problem: str
    state: str
    outcome: str
    workaround: str
    released_in: str
    released_at: datetime | None


def bug_list(actor: Actor, *, filters: BugFilters, after: str = "", size: int = PAGE_SIZE) -> Page:
    """The newest first, or those with most tickets; each with `tickets_count`, the number of its tickets."""
    linked = Count("links__ticket", filter=Q(links__unlinked_at=None), distinct=True)
    bugs = filtered(visible_bugs(actor), filters).select_related("provider", "merged_into")
    bugs = bugs.annotate(tickets_count=linked)
    order = ("-tickets_count", "-pk") if filters.is_by_tickets else ("-pk",)
    found = list(below(bugs, after, filters=filters).order_by(*order)[: size + 1])
    return Page(tuple(found[:size]), key_of(found[size - 1], filters=filters) if len(found) > size else "")


def key_of(bug: Any, *, filters: BugFilters) -> str:  # noqa: ANN401 - annotated with the number of its tickets
    """Where the next page begins: the number of tickets where they give the order, and the bug."""
    return f"{bug.tickets_count}.{bug.pk}" if filters.is_by_tickets else f"{bug.pk}"


def below(bugs: QuerySet[Bug], after: str, *, filters: BugFilters) -> QuerySet[Bug]:
    """What comes after a key; a key that nobody gave is none."""
    if not KEY.fullmatch(after):
        return bugs
    count, _, key = after.rpartition(".")
    if not filters.is_by_tickets:
        return bugs.filter(pk__lt=int(key))
    at = int(count or 0)
    return bugs.filter(Q(tickets_count__lt=at) | Q(tickets_count=at, pk__lt=int(key)))


def products(actor: Actor) -> list[str]:
    return list(visible_bugs(actor).order_by("product").values_list("product", flat=True).distinct())


def link_page(
    bug: Bug, *, is_unresolved: bool = False, after: int | None = None, size: int = PAGE_SIZE
) -> LinkPage:
    """All of them, or those whose tickets are still at work."""
    links = bug.links.filter(unlinked_at=None)
    at_work = ~Q(ticket__status__in=Ticket.AT_REST)
    counts = links.aggregate(total=Count("pk"), unresolved=Count("pk", filter=at_work))
    shown = links.filter(at_work) if is_unresolved else links
    if after is not None:
        shown = shown.filter(pk__lt=after)
    shown = shown.select_related("ticket__organisation", "ticket__version")
    found = list(shown.defer("ticket__search", "ticket__version__text").order_by("-pk")[: size + 1])
    return LinkPage(tuple(found[:size]), found[size - 1].pk if len(found) > size else None, **counts)


def progress(bug: Bug) -> Progress:
    total = tickets_in(bug.links.filter(unlinked_at=None))
    return Progress(told=total - tickets_in(behind(bug)), total=total)


def tickets_in(links: QuerySet[BugTicket]) -> int:
    """Several links are of one ticket where bugs that it met were merged."""
    return links.values("ticket").distinct().count()


def bug_of(ticket: Ticket) -> KnownBug | None:
    """The bug that a ticket is linked to, the last one where several problems have theirs."""
    known = bugs_of(ticket)
    return known[0] if known else None


def bugs_of(ticket: Ticket) -> tuple[KnownBug, ...]:
    links = ticket.bug_links.filter(unlinked_at=None).select_related("bug").order_by("-linked_at", "-pk")
    return tuple(
        KnownBug(
            number=link.bug.number,
            title=link.bug.title,
            product=link.bug.product,
            problem=link.problem,
            state=link.bug.state,
            outcome=link.bug.outcome,
            workaround=link.bug.workaround,
            released_in=link.bug.released_in,
            released_at=link.bug.released_at,
        )
        for link in links
    )


def filtered(bugs: QuerySet[Bug], filters: BugFilters) -> QuerySet[Bug]:
    if filters.is_open is not None:
        over = Q(state__in=SOLVED)
        bugs = bugs.filter(~over if filters.is_open else over)
    if filters.provider_id is not None:
        bugs = bugs.filter(provider_id=filters.provider_id)
    if filters.state:
        bugs = bugs.filter(state=filters.state)
    if filters.outcome:
        bugs = bugs.filter(outcome=filters.outcome)
    if filters.product:
        bugs = bugs.filter(product=filters.product)
    if filters.words:
        words = filters.words
        bugs = bugs.filter(
            Q(number__iexact=words)
            | Q(title__icontains=words)
            | Q(product__icontains=words)
            | Q(documented_behaviour__icontains=words)
        )
    return bugs
