"""Saying that a bug is what a ticket, or one problem of it, is about; and that it is not."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotThere
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic
from uphold.problems.access import begin
from uphold.problems.models import Bug, BugTicket
from uphold.problems.passing_on import bring_up_to_date, hand_back, last_heard, news_of
from uphold.problems.refusals import BugIsClosed
from uphold.problems.timeline import record
from uphold.tickets.locking import lock_ticket
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import record as record_on_ticket

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


@atomic
def link_ticket(*, actor: Actor, bug: Bug, ticket: Ticket, problem: str = WHOLE, at: datetime) -> BugTicket:
    """Closed tickets too. What became of the bug before is passed on to the ticket at once."""
    bug = begin(actor, bug)
    if ticket.provider_id != bug.provider_id:
        raise NotThere("ticket")
    if bug.state == Bug.State.CLOSED:
        raise BugIsClosed(bug.number)
    ticket = lock_ticket(ticket)
    refuse_second(ticket, bug=bug, problem=problem)
    link = BugTicket.objects.create(
        bug=bug,
        ticket=ticket,
        problem=problem,
        linked_by_id=actor.id if actor.is_staff else None,
        linked_at=at,
        heard_entry_id=last_heard(bug),
    )
    record(bug, "bug.linked", by=actor, at=at, detail=detail_of(link), topics=ticket.topics)
    named = {"bug": bug.number} | ({"problem": problem} if problem else {})
    record_on_ticket(ticket, "ticket.bug_linked", by=actor, at=at, detail=named)
    bring_up_to_date([link], bug=bug, news=news_of(bug), by=actor, at=at)
    return link


@atomic
def link_tickets(
    *, actor: Actor, bug: Bug, tickets: Sequence[Ticket], problem: str = WHOLE, at: datetime
) -> list[BugTicket]:
    """All of them, or none where one is refused."""
    bug, told = begin(actor, bug), {ticket.pk: ticket for ticket in tickets}
    return [
        link_ticket(actor=actor, bug=bug, ticket=told[key], problem=problem, at=at) for key in sorted(told)
    ]


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


def refuse_second(ticket: Ticket, *, bug: Bug, problem: str) -> None:
    """One bug a problem, one problem a bug, and beside a bug of the whole ticket none. The ticket is locked."""
    links = ticket.bug_links.filter(unlinked_at=None).select_related("bug")
    taken = Q(problem=problem) | Q(problem=WHOLE) | Q(bug=bug)
    other = (links if problem == WHOLE else links.filter(taken)).first()
    if other is not None:
        raise ProblemHasItsBug(ticket.number, other.bug.number)


def detail_of(link: BugTicket) -> dict[str, int | str]:
    return {"ticket": link.ticket_id} | ({"problem": link.problem} if link.problem else {})
