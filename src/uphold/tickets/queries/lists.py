"""Lists: the queue of the desk by what is due next, and the portal's list by the last word. Both page by key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import EmptyResultSet
from django.core.signing import BadSignature, dumps, loads
from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from uphold.access import Actor
from uphold.agreements.models import Version
from uphold.tickets.access import visible_to
from uphold.tickets.models import Promise, Ticket
from uphold.tickets.models.ticket import NEVER

PAGE_SIZE = 50
MOST_COUNTED = 1_000
SALT = "uphold.tickets.page"
AT_WORK = ~Q(status__in=[status.value for status in Ticket.AT_REST])


class View(StrEnum):
    """The saved views of the desk."""

    ALL = "all"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    DUE_NEXT = "due-next"
    BREACHED = "breached"
    WAITING = "waiting"
    AT_REST = "at-rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFilters:
    """What a page's address says; empty means any."""

    view: View = View.ALL
    provider_id: int | None = None
    organisation_id: int | None = None
    assignee_id: int | None = None
    team_id: int | None = None
    priority: str = ""
    status: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """`next_key` is the key of the page after this one; None on the last."""

    tickets: tuple[Ticket, ...]
    next_key: str | None


VIEWS: Mapping[View, Callable[[Actor], Q]] = MappingProxyType(
    {
        View.ALL: lambda _: AT_WORK,
        View.MINE: lambda actor: AT_WORK & Q(assignee_id=actor.id if actor.is_staff else 0),
        View.UNASSIGNED: lambda _: AT_WORK & Q(assignee_id=None),
        View.DUE_NEXT: lambda _: AT_WORK & Q(queue_at__lt=NEVER),
        View.BREACHED: lambda _: AT_WORK & Q(is_breached=True),
        View.WAITING: lambda _: Q(status=Ticket.Status.WAITING),
        View.AT_REST: lambda _: ~AT_WORK,
    }
)


def desk_list(actor: Actor, *, filters: DeskFilters, after: str | None = None, size: int = PAGE_SIZE) -> Page:
    """What is due next comes first; what nothing is due for comes last. What is at rest comes by its last word.

    A key that is not ours begins anew.
    """
    tickets = filtered(actor, filters)
    if filters.view is View.AT_REST:
        return by_last_word(tickets, after=after, size=size)
    tickets = tickets.order_by("queue_at", "id")
    place = read_key(after)
    if place is not None:
        due_at, last_id = place
        tickets = tickets.filter(Q(queue_at__gte=due_at), Q(queue_at__gt=due_at) | Q(id__gt=last_id))
    return page_of(tickets, size=size, key=lambda ticket: ticket.queue_at)


def desk_counts(actor: Actor) -> Mapping[View, int]:
    """How many tickets each view holds, in one statement; whoever has more than that many counts no further.

    Every page of the desk shows them, so their cost must not grow with the tickets.
    """
    asked = [view for view in VIEWS if view is not View.AT_REST]
    lists = [visible_to(actor).filter(VIEWS[view](actor)).values("pk")[:MOST_COUNTED] for view in asked]
    try:
        parts = [tickets.query.sql_with_params() for tickets in lists]
    except EmptyResultSet:  # no provider, so no ticket
        return dict.fromkeys(asked, 0)
    counted = ", ".join(
        f"(SELECT count(*) FROM ({statement}) AS held)"  # noqa: S608 - Django wrote it
        for statement, _ in parts
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counted}", [value for _, values in parts for value in values])
        return dict(zip(asked, cursor.fetchone() or (), strict=True))


def portal_list(
    actor: Actor, *, is_open: bool | None = None, after: str | None = None, size: int = PAGE_SIZE
) -> Page:
    """The organisation's tickets, the latest word first."""
    tickets = visible_to(actor)
    if is_open is not None:
        tickets = tickets.filter(AT_WORK if is_open else ~AT_WORK)
    return by_last_word(tickets, after=after, size=size)


def by_last_word(tickets: QuerySet[Ticket], *, after: str | None, size: int) -> Page:
    tickets = tickets.order_by("-last_word_at", "-id")
    place = read_key(after)
    if place is not None:
        word_at, last_id = place
        tickets = tickets.filter(
            Q(last_word_at__lte=word_at), Q(last_word_at__lt=word_at) | Q(id__lt=last_id)
        )
    return page_of(tickets, size=size, key=lambda ticket: ticket.last_word_at)


def filtered(actor: Actor, filters: DeskFilters) -> QuerySet[Ticket]:
    tickets = visible_to(actor)
    asked = {
        "provider_id": filters.provider_id,
        "organisation_id": filters.organisation_id,
        "assignee_id": filters.assignee_id,
        "team_id": filters.team_id,
        "current_priority": filters.priority or None,
        "status": filters.status or None,
    }
    tickets = tickets.filter(**{name: value for name, value in asked.items() if value is not None})
    if filters.words:
        tickets = tickets.filter(search=SearchQuery(filters.words, config="english", search_type="websearch"))
    if filters.status and filters.view is View.ALL:
        return tickets
    return tickets.filter(VIEWS[filters.view](actor))


def shown_in_lists(tickets: QuerySet[Ticket]) -> list[Ticket]:
    """With what a row shows: organisation, assignee, the latest promise of each metric, version and provider.

    Three statements. Versions and providers are few, so they are loaded once and handed to each ticket.
    """
    latest = Promise.objects.order_by("ticket_id", "metric", "-cycle").distinct("ticket_id", "metric")
    related = tickets.select_related("organisation", "assignee").defer("search")
    shown = list(related.prefetch_related(Prefetch("promises", queryset=latest)))
    ids = {ticket.version_id for ticket in shown}
    versions = Version.objects.defer("text").select_related("agreement__provider").in_bulk(ids)
    for ticket in shown:
        ticket.version = versions[ticket.version_id]
        if ticket.version.agreement.provider_id == ticket.provider_id:
            ticket.provider = ticket.version.agreement.provider
    return shown


def page_of(tickets: QuerySet[Ticket], *, size: int, key: Callable[[Ticket], datetime]) -> Page:
    found = shown_in_lists(tickets[: size + 1])
    shown = tuple(found[:size])
    if len(found) <= size:
        return Page(shown, None)
    return Page(shown, dumps([key(shown[-1]).isoformat(), shown[-1].pk], salt=SALT))


def read_key(key: str | None) -> tuple[datetime, int] | None:
    if not key:
        return None
    try:
        at, last_id = loads(key, salt=SALT)
    except BadSignature:
        return None
    return datetime.fromisoformat(at), int(last_id)
