"""Passing on what becomes of a bug to its tickets: each hears each entry of the bug once, in order.

Where few tickets are behind, the verb does it itself; else the job does, a batch a transaction. A batch writes events
and marks in one transaction under the bug's lock, so whoever is killed in it has done nothing, and whoever runs it
again goes on where it ended.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet

from uphold.access import Actor, ActorKind, Role
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.problems.models import Bug, BugTicket
from uphold.tickets.actions.many import give_workaround_to_all, hand_over_all
from uphold.tickets.actions.steps import hand_over
from uphold.tickets.actions.talking import say_to_all
from uphold.tickets.locking import with_terms
from uphold.tickets.mass import retime_batch
from uphold.tickets.models import Message, Ticket
from uphold.tickets.timeline import record_all

FEW = 20
"""As many tickets as a verb tells itself while its caller waits."""
WORKAROUND = "bug.workaround_given"
HELPING: Mapping[str, str] = MappingProxyType({"patch": "Patch", "update": "Update"})
"""Outcomes that lead to a release, and what the release is called."""


def pass_on_few(bug: Bug, *, at: datetime) -> None:
    """At once, unless there are many: then the reaction to the entry does it. The bug is locked."""
    if behind(bug)[: FEW + 1].count() <= FEW:
        pass_on_batch(bug, most=FEW, at=at)


def pass_on_batch(bug: Bug, *, most: int, at: datetime) -> int:
    """Brings the next tickets up to date; returns how many there were. The bug is locked."""
    entries = entries_to_hear(bug)
    links = list(behind(bug).order_by("ticket_id")[:most]) if entries else []
    if not links:
        return 0
    tickets = lock_tickets(tickets_of(links))
    for link in links:
        link.ticket = tickets[link.ticket_id]
    acts: list[Entry] = []
    for entry in entries:
        late = [link for link in links if link.heard_entry_id < entry.pk]
        acts += PASSED_ON[entry.kind](bug, late, entry.detail, by=acting(entry, bug), at=entry.at)
    bug.links.filter(pk__in=[link.pk for link in links]).update(heard_entry_id=entries[-1].pk)
    retime_batch(tickets_of(links), acts=acts, at=at)
    return len(links)


def news_of(bug: Bug) -> dict[str, Mapping[str, str]]:
    """What became of it so far, by the kinds of entry that say so, in the order in which it is worth telling."""
    said: dict[str, Mapping[str, str]] = {
        WORKAROUND: {"words": bug.workaround} if bug.workaround else {},
        "bug.handed_over": {"to": bug.handed_to} if bug.handed_to else {},
        "bug.outcome": {"outcome": bug.outcome} if bug.outcome else {},
        "bug.released": {"version": bug.released_in, "kind": bug.released_as} if bug.released_at else {},
    }
    return {kind: detail for kind, detail in said.items() if detail}


def bring_up_to_date(
    links: Sequence[BugTicket],
    *,
    bug: Bug,
    news: Mapping[str, Mapping[str, str]],
    by: Actor,
    at: datetime,
) -> None:
    """Tickets that were linked late get what the others got. Bug and tickets are locked."""
    acts: list[Entry] = []
    for kind, detail in news.items():
        acts += PASSED_ON[kind](bug, links, detail, by=by, at=at)
    retime_batch(tickets_of(links), acts=acts, at=at)


def hand_back(link: BugTicket, *, bug: Bug, by: Actor, at: datetime) -> None:
    """An open ticket is not with the party any more."""
    if bug.handed_to and not link.ticket.is_over:
        hand_over(actor=by, ticket=link.ticket, to="nobody", problem=link.problem, at=at)


def entries_to_hear(bug: Bug) -> list[Entry]:
    """Since it was opened last: what was before is no more. Of several ways around it the last one is worth telling."""
    entries = entries_about(bug).order_by("pk")
    reopened = entries.filter(kind="bug.reopened").last()
    told = list(entries.filter(kind__in=PASSED_ON, pk__gt=reopened.pk if reopened else 0))
    workarounds = [entry.pk for entry in told if entry.kind == WORKAROUND]
    return [entry for entry in told if entry.pk not in workarounds[:-1]]


def last_heard(bug: Bug) -> int:
    entries = entries_to_hear(bug)
    return entries[-1].pk if entries else 0


def behind(bug: Bug) -> QuerySet[BugTicket]:
    """The links whose tickets have something to hear."""
    return bug.links.filter(unlinked_at=None, heard_entry_id__lt=last_heard(bug))


def lock_tickets(ids: Sequence[int]) -> dict[int, Ticket]:
    """All at once, by id."""
    locked = Ticket.objects.select_for_update(of=("self",), no_key=True)
    return {ticket.pk: ticket for ticket in with_terms(locked).filter(pk__in=ids).order_by("pk")}


def tickets_of(links: Sequence[BugTicket]) -> list[int]:
    return sorted({link.ticket_id for link in links})


def acting(entry: Entry, bug: Bug) -> Actor:
    """Whoever did it to the bug; he had the right then, also where the ticket hears of it later."""
    kind = ActorKind(entry.by_kind)
    if kind is ActorKind.SYSTEM:
        return Actor.system()
    return Actor(kind=kind, id=entry.by_id, grants={bug.provider_id: Role.AGENT})


def pass_on_hand_over(
    _: Bug, links: Sequence[BugTicket], detail: Mapping[str, Any], *, by: Actor, at: datetime
) -> Sequence[Entry]:
    """Open tickets alone: what is over waits for nobody."""
    handed = [(link.ticket, link.problem) for link in links if is_at_work(link.ticket)]
    return hand_over_all(handed, to=detail["to"], by=by, at=at)


def pass_on_workaround(
    bug: Bug, links: Sequence[BugTicket], _: Mapping[str, Any], *, by: Actor, at: datetime
) -> Sequence[Entry]:
    """One answer in an open ticket, of several problems too. In closed ones it is said as well and touches no clock."""
    first = {link.ticket_id: link for link in reversed(links)}
    named = {ticket_id: about(link, bug) for ticket_id, link in first.items()}
    at_work = [(link.ticket, named[key]) for key, link in sorted(first.items()) if is_at_work(link.ticket)]
    others = [link.ticket for _, link in sorted(first.items()) if not is_at_work(link.ticket)]
    messages = say_to_all(others, kind=Message.Kind.PUBLIC, by=by, body=bug.workaround, at=at)
    told = [(message.ticket, {**named[message.ticket_id], "message": message.pk}) for message in messages]
    record_all(told, "ticket.workaround_told", by=by, at=at)
    given = give_workaround_to_all(at_work, body=bug.workaround, by=by, at=at)
    further = [link for link in links if link is not first[link.ticket_id] and is_at_work(link.ticket)]
    of_further = [(link.ticket, about(link, bug)) for link in further]
    return [*given, *record_all(of_further, "ticket.workaround_given", by=by, at=at)]


def pass_on_outcome(
    bug: Bug, links: Sequence[BugTicket], detail: Mapping[str, Any], *, by: Actor, at: datetime
) -> Sequence[Entry]:
    told = [(link.ticket, about(link, bug) | {"outcome": detail["outcome"]}) for link in links]
    record_all(told, "ticket.outcome", by=by, at=at)
    return ()


def pass_on_release(
    bug: Bug, links: Sequence[BugTicket], detail: Mapping[str, Any], *, by: Actor, at: datetime
) -> Sequence[Entry]:
    said = {"kind": detail["kind"], "version": detail["version"]}
    record_all([(link.ticket, about(link, bug) | said) for link in links], "ticket.released", by=by, at=at)
    return ()


def is_at_work(ticket: Ticket) -> bool:
    """Neither over nor out of a log of the past, whose clocks are the log's."""
    return not ticket.is_over and not ticket.is_history


def about(link: BugTicket, bug: Bug) -> dict[str, str]:
    return {"bug": bug.number} | ({"problem": link.problem} if link.problem else {})


PASSED_ON: Mapping[str, Callable[..., Sequence[Entry]]] = MappingProxyType(
    {
        "bug.handed_over": pass_on_hand_over,
        WORKAROUND: pass_on_workaround,
        "bug.outcome": pass_on_outcome,
        "bug.released": pass_on_release,
    }
)
"""What tickets hear of; each returns the acts whose decisions are to be kept when the clocks are derived."""
