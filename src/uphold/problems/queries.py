"""Named loads of bugs: the list, the links of one, how far its news went, and what a customer may know of his."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from uphold.access import Actor
from uphold.problems.access import visible_bugs
from uphold.problems.models import Bug, BugTicket
from uphold.problems.passing_on import behind
from uphold.tickets.models import Ticket

PAGE_SIZE = 50
SOLVED = (Bug.State.RELEASED, Bug.State.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class BugFilters:
    """What a page's address says; empty means any."""

    is_open: bool | None = None
    provider_id: int | None = None
    product: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """`next_key` is the key of the page after this one; None on the last."""

    bugs: tuple[Bug, ...]
    next_key: int | None


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


def bug_list(actor: Actor, *, filters: BugFilters, after: int | None = None, size: int = PAGE_SIZE) -> Page:
    """The newest first, each with `tickets_count`, the number of its tickets."""
    bugs = filtered(visible_bugs(actor), filters)
    if after is not None:
        bugs = bugs.filter(pk__lt=after)
    linked = Count("links", filter=Q(links__unlinked_at=None))
    found = list(bugs.select_related("provider").annotate(tickets_count=linked).order_by("-pk")[: size + 1])
    return Page(tuple(found[:size]), found[size - 1].pk if len(found) > size else None)


def products(actor: Actor) -> list[str]:
    return list(visible_bugs(actor).order_by("product").values_list("product", flat=True).distinct())


def links_of(bug: Bug) -> QuerySet[BugTicket]:
    """The tickets of a bug with their people, the last linked first."""
    links = bug.links.filter(unlinked_at=None).select_related("ticket__organisation", "ticket__version")
    return links.defer("ticket__search", "ticket__version__text").order_by("-linked_at", "-pk")


def progress(bug: Bug) -> Progress:
    total = bug.links.filter(unlinked_at=None).count()
    return Progress(told=total - behind(bug).count(), total=total)


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
