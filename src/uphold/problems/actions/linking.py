"""Saying that a bug is what a ticket, or one problem of it, is about; and that it is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotThere
from uphold.journal.write import Draft, write_all
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic
from uphold.problems.access import begin
from uphold.problems.models import Bug, BugTicket
from uphold.problems.passing_on import bring_up_to_date, hand_back, last_heard, lock_tickets, news_of
from uphold.problems.refusals import BugIsClosed
from uphold.problems.timeline import record
from uphold.tickets.locking import lock_ticket
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import record as record_on_ticket
from uphold.tickets.timeline import record_all

WHOLE = ""
"""The problem of a link that speaks of the whole ticket."""


class ProblemHasItsBug(Refused):
    code, kind, text = (
        "problem_has_its_bug",
        CONFLICT,
        gettext_lazy("Ticket {0} is linked to bug {1} for this; name the problem, or unlink it first."),
    )


class NotLinked(Refused):
    code, kind, text = "not_linked", CONFLICT, gettext_lazy("Ticket {0} is not linked to bug {1}.")


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of linking several: those that are linked now, and for the others why not."""

    links: tuple[BugTicket, ...]
    refused: tuple[Refused, ...]


def link_ticket(*, actor: Actor, bug: Bug, ticket: Ticket, problem: str = WHOLE, at: datetime) -> BugTicket:
    """Closed tickets too. What became of the bug before is passed on to the ticket at once."""
    return link_tickets(actor=actor, bug=bug, tickets=[ticket], problem=problem, at=at)[0]


@atomic
def link_tickets(
    *, actor: Actor, bug: Bug, tickets: Sequence[Ticket], problem: str = WHOLE, at: datetime
) -> list[BugTicket]:
    """All of them, or none where one is refused."""
    linked = link_those_that_can(actor=actor, bug=bug, tickets=tickets, problem=problem, at=at)
    if linked.refused:
        raise linked.refused[0]
    return list(linked.links)


@atomic
def link_those_that_can(
    *, actor: Actor, bug: Bug, tickets: Sequence[Ticket], problem: str = WHOLE, at: datetime
) -> Linked:
    """In as many statements for many as for two."""
    bug = begin(actor, bug)
    if any(ticket.provider_id != bug.provider_id for ticket in tickets):
        raise NotThere("ticket")
    if bug.state == Bug.State.CLOSED:
        raise BugIsClosed(bug.number)
    locked = lock_tickets([ticket.pk for ticket in tickets])
    refused = refusals(locked, bug=bug, problem=problem)
    linkable = [ticket for key, ticket in locked.items() if key not in refused]
    links = create_links(linkable, bug=bug, problem=problem, by=actor, at=at)
    if links:
        bring_up_to_date(links, bug=bug, news=news_of(bug), by=actor, at=at)
    return Linked(tuple(links), tuple(refused.values()))


@atomic
def unlink_ticket(*, actor: Actor, bug: Bug, ticket: Ticket, at: datetime) -> list[BugTicket]:
    """What was passed on stays what happened; an open ticket that was handed over comes back to nobody."""
    bug = begin(actor, bug)
    ticket = lock_ticket(ticket)
    links = list(bug.links.filter(ticket=ticket, unlinked_at=None).order_by("pk"))
    if not links:
        raise NotLinked(ticket.number, bug.number)
    for link in links:
        link.ticket, link.unlinked_at = ticket, at
        link.save(update_fields=["unlinked_at"])
        record(bug, "bug.unlinked", by=actor, at=at, detail=detail_of(link), topics=ticket.topics)
        record_on_ticket(ticket, "ticket.bug_unlinked", by=actor, at=at, detail={"bug": bug.number})
        hand_back(link, bug=bug, by=actor, at=at)
    return links


def refusals(tickets: Mapping[int, Ticket], *, bug: Bug, problem: str) -> dict[int, Refused]:
    """One bug a problem, one problem a bug, and beside a bug of the whole ticket none. The tickets are locked."""
    links = BugTicket.objects.filter(ticket__in=list(tickets), unlinked_at=None)
    taken = Q(problem=problem) | Q(problem=WHOLE) | Q(bug=bug)
    others = (
        (links if problem == WHOLE else links.filter(taken))
        .select_related("bug")
        .order_by("ticket_id", "-pk")
    )
    return {
        link.ticket_id: ProblemHasItsBug(tickets[link.ticket_id].number, link.bug.number) for link in others
    }


def create_links(
    tickets: Sequence[Ticket], *, bug: Bug, problem: str, by: Actor, at: datetime
) -> list[BugTicket]:
    heard = last_heard(bug)
    links = [
        BugTicket(
            bug=bug,
            ticket=ticket,
            problem=problem,
            linked_by_id=by.id if by.is_staff else None,
            linked_at=at,
            heard_entry_id=heard,
        )
        for ticket in tickets
    ]
    BugTicket.objects.bulk_create(links)
    record_links(links, by=by, at=at)
    return links


def record_links(
    links: Sequence[BugTicket],
    *,
    came: Mapping[str, Any] = MappingProxyType({}),
    by: Actor,
    at: datetime,
) -> None:
    """On the bug and on each ticket; `came` says from where they came to the bug."""
    drafts = [
        Draft(
            kind="bug.linked",
            about=link.bug,
            detail={**detail_of(link), **came},
            topics=(*link.bug.topics, *link.ticket.topics),
        )
        for link in links
    ]
    write_all(drafts, by=by, at=at)
    origin = {"from": came["from"]} if came else {}
    told = [(link.ticket, {"bug": link.bug.number, **problem_of(link), **origin}) for link in links]
    record_all(told, "ticket.bug_linked", by=by, at=at)


def detail_of(link: BugTicket) -> dict[str, int | str]:
    return {"ticket": link.ticket_id, **problem_of(link)}


def problem_of(link: BugTicket) -> dict[str, str]:
    return {"problem": link.problem} if link.problem else {}
