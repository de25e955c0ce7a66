"""The sentences about bugs that leave the house by mail."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from uphold.journal.models import Entry
from uphold.mail.addresses import public_address
from uphold.mail.outbox import Letter
from uphold.metering.models import Charge
from uphold.notices.words import OF_OUTCOME, TO_CONTACT
from uphold.problems.models import Bug, BugTicket
from uphold.tickets.models import Ticket

HANDED_OVER, OUTCOME, RELEASED, WORKAROUND = (
    "bug.handed_over",
    "bug.outcome",
    "bug.released",
    "bug.workaround_given",
)
WHOM: Mapping[str, str] = MappingProxyType(
    {"development": gettext_noop("development"), "vendor": gettext_noop("the vendor")}
)
OF_ONE: Mapping[str, str] = MappingProxyType(
    {
        HANDED_OVER: gettext_noop("Your request {number} met a bug; it is with {party} now."),
        RELEASED: TO_CONTACT["ticket.released"],
        WORKAROUND: TO_CONTACT["ticket.workaround_told"],
    }
)
OF_MANY: Mapping[str, str] = MappingProxyType(
    {
        HANDED_OVER: gettext_noop("{count} of your requests met a bug; it is with {party} now."),
        RELEASED: gettext_noop("What {count} of your requests waited for is out: {kind} {version}."),
        WORKAROUND: gettext_noop("There is a way around what {count} of your requests were about:"),
    }
)
OUTCOME_OF_MANY: Mapping[str, str] = MappingProxyType(
    {
        "patch": gettext_noop("{count} of your requests met a bug; a patch for it is being made."),
        "update": gettext_noop("{count} of your requests met a bug; an update that ends it is being made."),
        "works as documented": gettext_noop("What {count} of your requests met works as it is documented."),
        "none": gettext_noop("No change will be made for what {count} of your requests met."),
    }
)


@dataclass(frozen=True, slots=True)
class BugNews:
    """`because` is the entry that is answered; `entries` are those it tells of, in their order."""

    bug: Bug
    because: Entry
    entries: tuple[Entry, ...]

    @property
    def release(self) -> Entry | None:
        return self.last(RELEASED)

    @property
    def headline(self) -> Entry:
        """How far it came: a release says more than what led to it."""
        return next(entry for entry in map(self.last, (RELEASED, OUTCOME, HANDED_OVER, WORKAROUND)) if entry)

    def last(self, kind: str) -> Entry | None:
        return next((entry for entry in reversed(self.entries) if entry.kind == kind), None)

    def concerns(self, ticket: Ticket) -> bool:
        """A ticket that is over is with nobody."""
        return not ticket.is_over or any(entry.kind != HANDED_OVER for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Told:
    """One of the person's tickets, with what came back on it."""

    link: BugTicket
    refunds: tuple[Charge, ...]


def bug_letter(news: BugNews, told: Sequence[Told]) -> Letter:
    """To whoever opened all of these tickets."""
    tickets = [each.link.ticket for each in told]
    reader = next(ticket.opened_by for ticket in tickets if ticket.opened_by)
    sentence = sentence_of(news.headline, tickets)
    parts = [
        sentence,
        f"{news.bug.title} ({news.bug.product} {news.bug.found_in})",
        *way_around(news),
        *(block_of(each) for each in told),
        news.bug.provider.name,
    ]
    return Letter(
        key=f"{news.because.kind}:{news.because.pk}:contact:{reader.pk}",
        to_address=reader.email,
        subject=f"[{numbers_of(tickets)}] {sentence.rstrip(':')}",
        body="\n\n".join(parts),
        provider=news.bug.provider,
        ticket=tickets[0] if len(tickets) == 1 else None,
    )


def sentence_of(entry: Entry, tickets: Sequence[Ticket]) -> str:
    detail, is_one = entry.detail, len(tickets) == 1
    if entry.kind == OUTCOME:
        template = (OF_OUTCOME if is_one else OUTCOME_OF_MANY)[detail["outcome"]]
    else:
        template = (OF_ONE if is_one else OF_MANY)[entry.kind]
    return _(template).format(
        number=tickets[0].number,
        count=len(tickets),
        party=_(WHOM.get(detail.get("to", ""), "")) if detail.get("to") else "",
        kind=detail.get("kind", ""),
        version=detail.get("version", ""),
    )


def numbers_of(tickets: Sequence[Ticket], *, most: int = 3) -> str:
    """So many as a subject bears."""
    named = ", ".join(ticket.number for ticket in tickets[:most])
    return f"{named} …" if len(tickets) > most else named


def way_around(news: BugNews) -> Iterator[str]:
    """Its words, while they are of use."""
    if news.last(WORKAROUND) is None or news.release is not None:
        return
    if news.headline.kind != WORKAROUND:
        yield _("There is a way around it:")
    yield news.bug.workaround


def block_of(told: Told) -> str:
    """A ticket: its number and subject, what came back and by which row, and where to read of it."""
    ticket = told.link.ticket
    lines = [f"{ticket.number} {ticket.subject}", *returns_of(told.refunds)]
    lines.append(f"{public_address()}/portal/tickets/{ticket.number}/")
    return "\n".join(lines)


def returns_of(refunds: Sequence[Charge]) -> Iterator[str]:
    """A line for each row of the agreement that gave something back."""
    by_row: dict[str, list[Charge]] = defaultdict(list)
    for refund in refunds:
        by_row[f"§ {refund.anchor} {refund.row}".strip()].append(refund)
    for row, charges in by_row.items():
        if sums := sums_of(charges):
            yield _("Comes back: {sums} ({clause})").format(sums=sums, clause=row)


def sums_of(refunds: Sequence[Charge]) -> str:
    """Credits are minutes; money in the currency of the agreement."""
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    for refund in refunds:
        amounts[refund.currency] -= refund.amount
    count = -sum(refund.credits for refund in refunds)
    minutes = ngettext("{count} credit", "{count} credits", count).format(count=count) if count else ""
    money = [f"{currency} {amount}" for currency, amount in sorted(amounts.items()) if amount]
    return ", ".join(part for part in (minutes, *money) if part)
