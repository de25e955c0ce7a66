"""Merging a bug that was recorded twice: one record is kept and gets the tickets of the other.

A link moves as it is, with its problem: by that name the ticket's work, and what was taken for it, are told apart, so
what the release of the kept bug brings back is what the work on that problem took, once.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from django.utils.translation import gettext_lazy

from uphold.access import Actor
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic
from uphold.problems.actions.deciding import begin_at_work, give_workaround, hand_over_bug, record_outcome
from uphold.problems.actions.linking import record_links
from uphold.problems.models import Bug, BugTicket
from uphold.problems.passing_on import (
    WORKAROUND,
    behind,
    bring_up_to_date,
    last_heard,
    lock_tickets,
    news_of,
    tickets_of,
)
from uphold.problems.timeline import record

News = Mapping[str, Mapping[str, str]]


class BugIsItself(Refused):
    code, kind, text = "bug_is_itself", CONFLICT, gettext_lazy("{0} cannot be merged into itself.")


class ProvidersDiffer(Refused):
    code, kind, text = (
        "providers_differ",
        CONFLICT,
        gettext_lazy("{0} and {1} are of different providers, so they are not one bug."),
    )


class OutcomesContradict(Refused):
    code, kind, text = (
        "outcomes_contradict",
        CONFLICT,
        gettext_lazy("What came of {0} ({1}) is not what came of {2} ({3}); make them agree first."),
    )


class TicketsStillHear(Refused):
    code, kind, text = (
        "tickets_still_hear",
        CONFLICT,
        gettext_lazy("Tickets of {0} are being told what became of it; merge it in a moment."),
    )


@atomic
def merge_bug(*, actor: Actor, bug: Bug, into: Bug, at: datetime) -> Bug:
    """Its tickets go over and hear what they did not; what only `bug` knew is told to the tickets of the kept one."""
    merged, kept = begin_both(actor, bug=bug, into=into)
    refuse_unlike(merged, kept)
    news = unheard(news_of(kept), of=news_of(merged))
    kept = taken_over(actor, kept, news=unheard(news_of(merged), of=news_of(kept), is_new=True), at=at)
    links = move_links(merged, kept)
    merged.state, merged.merged_into = Bug.State.MERGED, kept
    merged.save(update_fields=["state", "merged_into"])
    told = {"into": kept.number, "tickets": [link.ticket_id for link in links]}
    record(merged, "bug.merged", by=actor, at=at, detail=told)
    record(kept, "bug.merged_in", by=actor, at=at, detail={"from": merged.number})
    record_links(links, came={"from": merged.number, "news": list(news)}, by=actor, at=at)
    bring_up_to_date(links, bug=kept, news=news, by=actor, at=at)
    return merged


def begin_both(actor: Actor, *, bug: Bug, into: Bug) -> tuple[Bug, Bug]:
    """Locked by id, whichever is kept."""
    if bug.pk == into.pk:
        raise BugIsItself(bug.number)
    begun = {each.pk: begin_at_work(actor, each) for each in sorted((bug, into), key=lambda each: each.pk)}
    return begun[bug.pk], begun[into.pk]


def refuse_unlike(merged: Bug, kept: Bug) -> None:
    if merged.provider_id != kept.provider_id:
        raise ProvidersDiffer(merged.number, kept.number)
    if merged.outcome and kept.outcome and merged.outcome != kept.outcome:
        raise OutcomesContradict(merged.number, merged.outcome, kept.number, kept.outcome)
    if behind(merged).exists():
        raise TicketsStillHear(merged.number)


def unheard(news: News, *, of: News, is_new: bool = False) -> News:
    """What of it those did not hear who know of the other; `is_new`: only what they know nothing else of."""
    return {
        kind: detail
        for kind, detail in news.items()
        if (kind not in of if is_new else of.get(kind) != detail)
    }


def taken_over(actor: Actor, kept: Bug, *, news: News, at: datetime) -> Bug:
    """As if it were said of the kept bug now; its own tickets hear of it."""
    for kind in TAKEN_OVER:
        if kind in news:
            kept = TAKEN_OVER[kind](actor, kept, news[kind], at)
    return kept


TAKEN_OVER: Mapping[str, Callable[[Actor, Bug, Mapping[str, str], datetime], Bug]] = MappingProxyType(
    {
        WORKAROUND: lambda actor, bug, said, at: give_workaround(
            actor=actor, bug=bug, words=said["words"], at=at
        ),
        "bug.handed_over": lambda actor, bug, said, at: hand_over_bug(
            actor=actor, bug=bug, to=said["to"], at=at
        ),
        "bug.outcome": lambda actor, bug, said, at: record_outcome(
            actor=actor, bug=bug, outcome=said["outcome"], at=at
        ),
    }
)
"""By what a bug can know before it is released, in the order of its life."""


def move_links(merged: Bug, kept: Bug) -> list[BugTicket]:
    links = list(merged.links.filter(unlinked_at=None).order_by("ticket_id", "pk"))
    tickets = lock_tickets(tickets_of(links))
    merged.links.filter(unlinked_at=None).update(bug=kept, heard_entry_id=last_heard(kept))
    for link in links:
        link.bug, link.ticket = kept, tickets[link.ticket_id]
    return links
