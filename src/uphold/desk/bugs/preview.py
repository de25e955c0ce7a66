"""What would come back to whom if a bug were released now, by the agreement of each ticket. Nothing is written."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from uphold.credits.bridge import ledger_for
from uphold.credits.models import CreditAccount
from uphold.desk.agreements.place import citation_href
from uphold.desk.bugs.consumption import Consumed
from uphold.desk.bugs.sheet import BugSheet
from uphold.desk.bugs.wording import consumed_words
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.metering.bridge import work_of
from uphold.metering.queries import work_on
from uphold.notices.bugs import links_to_tell
from uphold.policy.credits.ledger import Ledger
from uphold.policy.scenario.metered import Metered
from uphold.policy.scenario.metering import meter
from uphold.problems.models import Bug, BugTicket
from uphold.problems.passing_on import HELPING
from uphold.tickets.bridge import case_of
from uphold.tickets.locking import with_terms
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of
from uphold.ui.components.clause import Clause
from uphold.ui.decided.clause import clause_of

MOST = 100
"""As many tickets as a page asks the agreement about; of others it is only said that they are there."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What comes back to one ticket's organisation, and the row that says so."""

    number: str
    href: str
    organisation: str
    problem: str
    words: str
    clause: Clause | None
    back: Consumed


@dataclass(frozen=True, slots=True)
class Preview:
    """Where something comes back; how many tickets and people hear of it, and how many more were charged."""

    rows: tuple[Returned, ...]
    total: str
    tickets: int
    people: int
    unasked: int


def coming_back(sheet: BugSheet) -> Preview:
    """Tickets that consumed nothing are not asked about: nothing can come back."""
    charged = sheet.bug.links.filter(unlinked_at=None, ticket__charges__isnull=False).distinct()
    links = list(charged.order_by("ticket_id"))
    found = (returned_to(link, sheet=sheet) for link in with_tickets(links[:MOST]))
    rows = tuple(each for each in found if each is not None)
    return Preview(
        rows=rows,
        total=consumed_words(summed(row.back for row in rows)),
        tickets=sheet.progress.total,
        people=links_to_tell(sheet.bug).order_by().values("ticket__opened_by").distinct().count(),
        unasked=max(len(links) - MOST, 0),
    )


def with_tickets(links: list[BugTicket]) -> list[BugTicket]:
    tickets = with_terms(Ticket.objects.filter(pk__in=[link.ticket_id for link in links]))
    found = {ticket.pk: ticket for ticket in tickets}
    for link in links:
        link.ticket = found[link.ticket_id]
    return links


def returned_to(link: BugTicket, *, sheet: BugSheet) -> Returned | None:
    """The difference between what the agreement says now and what it would say after the release."""
    ticket = link.ticket
    entries = list(entries_about(ticket))
    before = metered(ticket, entries, sheet=sheet)
    after = metered(ticket, [*entries, released(sheet.bug, link, sheet=sheet)], sheet=sheet)
    back = less(after, before)
    if back.is_nothing:
        return None
    cited = next((refund.citation for refund in reversed(after.refunds) if refund.citation), None)
    return Returned(
        number=ticket.number,
        href=reverse("desk:ticket", args=[ticket.number]),
        organisation=ticket.organisation.name,
        problem=link.problem,
        words=consumed_words(back),
        clause=clause_of(cited, href=citation_href) if cited else None,
        back=back,
    )


def metered(ticket: Ticket, entries: Iterable[Entry], *, sheet: BugSheet) -> Metered:
    work = [work_of(entry) for entry in work_on(ticket)]
    case = case_of(ticket, entries=entries, at=sheet.reader.now, work=work)
    account = CreditAccount.objects.filter(
        organisation_id=ticket.organisation_id, provider_id=ticket.provider_id
    ).first()
    seen = (
        ledger_for(account, reference=ticket.number, covered_unit=ticket.covered_unit)
        if account
        else Ledger()
    )
    return meter(agreement_of(ticket), case, ledger=seen)


def released(bug: Bug, link: BugTicket, *, sheet: BugSheet) -> Entry:
    """The entry that the ticket would hear."""
    problem = {"problem": link.problem} if link.problem else {}
    return Entry(
        kind="ticket.released",
        by_kind=sheet.actor.kind.value,
        by_id=sheet.actor.id,
        at=sheet.reader.now,
        detail={"kind": bug.released_as or HELPING.get(bug.outcome, ""), **problem},
    )


def less(after: Metered, before: Metered) -> Consumed:
    """What comes back that did not before."""
    returned = sum(each.credits for each in after.refunds) - sum(each.credits for each in before.refunds)
    money = sum((each.amount or Decimal() for each in after.refunds), Decimal())
    money -= sum((each.amount or Decimal() for each in before.refunds), Decimal())
    return Consumed(credits=returned, amounts={after.currency: money} if money else {})


def summed(parts: Iterable[Consumed]) -> Consumed:
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    taken = 0
    for part in parts:
        taken += part.credits
        for currency, amount in part.amounts.items():
            amounts[currency] += amount
    return Consumed(credits=taken, amounts=amounts)
