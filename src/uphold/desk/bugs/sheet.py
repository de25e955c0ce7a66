"""Everything the desk shows about one bug, loaded once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo

from django.urls import reverse

from uphold.access import Actor, ActorKind, Permission
from uphold.desk.bugs.consumption import NOTHING, Consumed, consumed_by_bugs, consumed_by_links
from uphold.desk.bugs.wording import ICONS, consumed_words, words_of
from uphold.desk.tickets.sheet import names_of
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.problems.access import get_bug
from uphold.problems.models import Bug
from uphold.problems.queries import LinkPage, Progress, link_page, progress
from uphold.tickets.models import Ticket
from uphold.ui.components.status import Status
from uphold.ui.components.timeline import Entry as Line
from uphold.ui.components.when import When
from uphold.ui.reader import Reader, status_of

LINKS_SIZE, MOST_LINES = 50, 200
UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A linked ticket as a row: who has it, what it consumed, where it is unlinked while nothing came back."""

    number: str
    subject: str
    href: str
    organisation: str
    problem: str
    status: Status
    consumed: str
    unlink_href: str


@dataclass(frozen=True, slots=True)
class LinksAsked:
    """Which of the linked tickets the address asks for."""

    is_unresolved: bool = False
    after: int | None = None


@dataclass(frozen=True)
class BugSheet:
    """Loaded rows, each kind when it is read first."""

    actor: Actor
    bug: Bug
    reader: Reader
    asked: LinksAsked = field(default_factory=LinksAsked)

    @cached_property
    def links(self) -> LinkPage:
        asked = self.asked
        return link_page(self.bug, is_unresolved=asked.is_unresolved, after=asked.after, size=LINKS_SIZE)

    @cached_property
    def progress(self) -> Progress:
        return progress(self.bug)

    @cached_property
    def consumed(self) -> Consumed:
        return consumed_by_bugs([self.bug]).get(self.bug.pk, NOTHING)

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """The latest first."""
        return list(entries_about(self.bug).order_by("-at", "-id")[:MOST_LINES])

    def may(self, need: Permission) -> bool:
        return self.actor.may(need, provider_id=self.bug.provider_id)

    @property
    def may_change(self) -> bool:
        """What was merged into another changes no more."""
        return self.bug.merged_into is None and self.may(Permission.BUG_MANAGE)

    def when(self, entry: Entry) -> When:
        return self.reader.when(entry.at, UTC)

    def link_rows(self) -> list[LinkRow]:
        consumed = consumed_by_links(self.links.links)
        return [
            LinkRow(
                number=link.ticket.number,
                subject=link.ticket.subject,
                href=reverse("desk:ticket", args=[link.ticket.number]),
                organisation=link.ticket.organisation.name,
                problem=link.problem,
                status=status_of(link.ticket),
                consumed=consumed_words(consumed.get(link.pk, NOTHING)),
                unlink_href=self.unlink_href(link.ticket, consumed.get(link.pk, NOTHING)),
            )
            for link in self.links.links
        ]

    def unlink_href(self, ticket: Ticket, consumed: Consumed) -> str:
        """None once something came back for it: that was for this bug."""
        if consumed.has_come_back or not self.may(Permission.BUG_MANAGE):
            return ""
        return reverse("desk:bug-unlink", args=[self.bug.number, ticket.number])

    def lines(self) -> list[Line]:
        tickets = numbers_of(self.entries)
        names = names_of({(entry.by_kind, entry.by_id) for entry in self.entries if entry.by_id is not None})
        return [
            Line(
                words=words_of(entry, tickets=tickets),
                at=self.when(entry),
                icon=ICONS.get(entry.kind, "circle"),
                by=""
                if entry.by_kind == ActorKind.SYSTEM
                else names.get((entry.by_kind, entry.by_id or 0), ""),
                look="met" if entry.kind == "bug.released" else "",
            )
            for entry in self.entries
        ]


def bug_sheet(
    actor: Actor,
    number: str,
    *,
    reader: Reader,
    need: Permission = Permission.BUG_READ,
    asked: LinksAsked | None = None,
) -> BugSheet:
    bug = get_bug(actor, number, need=need)
    return BugSheet(actor=actor, bug=bug, reader=reader, asked=asked or LinksAsked())


def numbers_of(entries: Sequence[Entry]) -> Mapping[int, str]:
    ids = {entry.detail["ticket"] for entry in entries if "ticket" in entry.detail}
    return dict(Ticket.objects.filter(pk__in=ids).values_list("pk", "number")) if ids else {}
