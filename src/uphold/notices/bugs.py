"""What whoever opened tickets is told of the bug they met: one letter a person and piece of news, with all his tickets.

The letter about a release says what came back on each, so the tickets are metered before it is written. Its key names
the news and the person: whoever is killed meanwhile goes on, and nobody is told twice.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.journal.queries import entry as entry_of
from uphold.kit.transaction import atomic
from uphold.mail.outbox import queue_mail
from uphold.metering.actions import meter_ticket
from uphold.metering.models import Charge
from uphold.metering.queries import has_work
from uphold.notices.bug_words import BugNews, Told, bug_letter
from uphold.problems.jobs import pass_on
from uphold.problems.models import Bug, BugTicket
from uphold.problems.passing_on import entries_to_hear
from uphold.tickets.locking import with_terms
from uphold.tickets.models import Ticket

TOLD_OF_BUGS = frozenset({"bug.handed_over", "bug.outcome", "bug.released", "bug.workaround_given"})
TOLD_OF_LINKS = frozenset({"bug.linked"})


def tell_of_bug(entry_id: int, *, at: datetime) -> int:
    """Once every ticket heard of it; returns how many letters were written. Tickets linked later have their own."""
    pass_on(entry_id, at=at)
    entry = entry_of(entry_id)
    bug = Bug.objects.select_related("provider").get(pk=entry.about_id)
    if entry not in entries_to_hear(bug):
        return 0
    later = entries_about(bug).filter(kind__in=TOLD_OF_LINKS, pk__gt=entry.pk)
    late = [each.detail["ticket"] for each in later]
    links = links_to_tell(bug).exclude(ticket_id__in=late)
    return tell_people(BugNews(bug, entry, (entry,)), links, at=at)


def tell_of_link(entry_id: int, *, at: datetime) -> int:
    """What became of the bug before tickets were linked to it; nothing, and there is no letter.

    Of tickets that were linked in one act the first entry tells.
    """
    entry = entry_of(entry_id)
    bug = Bug.objects.select_related("provider").get(pk=entry.about_id)
    before = tuple(each for each in entries_to_hear(bug) if each.pk < entry.pk and is_news(each, entry))
    act = list(linked_with(entry, bug))
    if not before or act[0] != entry:
        return 0
    links = links_to_tell(bug).filter(ticket_id__in=[each.detail["ticket"] for each in act])
    return tell_people(BugNews(bug, entry, before), links, at=at)


def is_news(told: Entry, linked: Entry) -> bool:
    """Tickets that came from a bug that was merged heard some of it there."""
    return "news" not in linked.detail or told.kind in linked.detail["news"]


def linked_with(entry: Entry, bug: Bug) -> QuerySet[Entry]:
    """The same person, in the same moment."""
    linked = entries_about(bug).filter(kind__in=TOLD_OF_LINKS, at=entry.at)
    return linked.filter(by_kind=entry.by_kind, by_id=entry.by_id).order_by("pk")


def links_to_tell(bug: Bug) -> QuerySet[BugTicket]:
    """Of whoever opened the ticket and is still there; those that a merged bug had are with the kept one."""
    if bug.merged_into is not None:
        moved = entries_about(bug).get(kind="bug.merged").detail["tickets"]
        return links_to_tell(bug.merged_into).filter(ticket_id__in=moved)
    links = bug.links.filter(unlinked_at=None, ticket__is_history=False, ticket__opened_by__is_active=True)
    return links.order_by("ticket_id")


def tell_people(news: BugNews, links: QuerySet[BugTicket], *, at: datetime) -> int:
    own: dict[int, list[BugTicket]] = defaultdict(list)
    for link in links.select_related("ticket__opened_by").defer("ticket__search"):
        if link.ticket.opened_by_id is not None and news.concerns(link.ticket):
            own[link.ticket.opened_by_id].append(link)
    return sum(tell_person(news, own[contact], at=at) for contact in sorted(own))


def tell_person(news: BugNews, links: Sequence[BugTicket], *, at: datetime) -> bool:
    """Whether a letter was written; what can come back has come back before."""
    if news.release is not None:
        meter_all([link.ticket_id for link in links], at=at)
    return write_letter(news, links, at=at)


def meter_all(ticket_ids: Sequence[int], *, at: datetime) -> None:
    """The reaction to the release of each ticket does it too, before or after; a second time writes nothing."""
    for ticket in with_terms(Ticket.objects.filter(pk__in=ticket_ids)).order_by("pk"):
        if has_work(ticket):
            meter_ticket(ticket=ticket, by=Actor.system(), at=at)


@atomic
def write_letter(news: BugNews, links: Sequence[BugTicket], *, at: datetime) -> bool:
    told = [Told(link, refunds_of(link, since=news.release)) for link in links]
    return queue_mail(bug_letter(news, told), at=at) is not None


def refunds_of(link: BugTicket, *, since: Entry | None) -> tuple[Charge, ...]:
    """What the release brought back; the problem of the link alone, where it names one."""
    if since is None:
        return ()
    charges = link.ticket.charges.filter(kind=Charge.Kind.REFUND, settled_at__gte=since.at)
    return tuple(charges.filter(problem=link.problem) if link.problem else charges)
