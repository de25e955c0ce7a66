"""The tickets behind a row of leakage: what each adds to it, most minutes first."""

from django.utils.translation import gettext, gettext_lazy

from uphold.reports.behind.part import LOST, Behind, Wanted, paged
from uphold.reports.leakage import WHY_WORDS, LeakageLine, Lost, Why, line_of, lost_in
from uphold.reports.scope import Scope
from uphold.reports.sheet import COUNT, MONEY, TIME, About, Cells, Column, Sheet, totals_of
from uphold.tickets.models import Ticket

COLUMNS = (
    Column("ticket", gettext_lazy("Ticket")),
    Column("subject", gettext_lazy("Subject")),
    Column("customer", gettext_lazy("Customer")),
    Column("currency", gettext_lazy("Currency")),
    Column("seconds", gettext_lazy("Worked"), TIME, is_deciding=True),
    Column("credits", gettext_lazy("Credits lost"), COUNT, is_partial=True),
    Column("amount", gettext_lazy("Money lost"), MONEY, is_partial=True),
)


def lost_tickets(scope: Scope, wanted: Wanted) -> Behind:
    why, document, clause, row, currency = wanted.key(*LOST)
    source = document, clause, row, currency
    parts = next((parts for key, parts in lost_in(scope).items() if key == (why, source)), [])
    lines = by_ticket(parts)
    page, next_after = paged(lines, wanted=wanted, key=lambda line: str(line[0]))
    tickets = Ticket.objects.select_related("organisation").in_bulk([ticket_id for ticket_id, _ in page])
    rows = tuple(row_of(tickets[ticket_id], line) for ticket_id, line in page)
    everything = [("", "", "", line.currency, line.seconds, line.credits, line.amount) for _, line in lines]
    return Behind(
        sheet=Sheet(
            name="leakage-tickets",
            title=gettext("Tickets behind this row"),
            columns=COLUMNS,
            rows=rows,
            totals=totals_of(COLUMNS, everything, words=gettext("in all")),
            about=tuple(About(ticket=str(row[0])) for row in rows),
        ),
        words=", ".join(
            part
            for part in (str(WHY_WORDS.get(Why(why), why)) if parts else "", document, clause, row)
            if part
        ),
        count=len(lines),
        next_after=next_after,
    )


def by_ticket(parts: list[Lost]) -> list[tuple[int, LeakageLine]]:
    lost: dict[int, list[Lost]] = {}
    for part in parts:
        lost.setdefault(part.ticket_id, []).append(part)
    lines = [(ticket_id, line_of(of_it[0].why, of_it[0].source, of_it)) for ticket_id, of_it in lost.items()]
    return sorted(lines, key=lambda line: (-line[1].seconds, line[0]))


def row_of(ticket: Ticket, line: LeakageLine) -> Cells:
    return (
        ticket.number,
        ticket.subject,
        ticket.organisation.name,
        line.currency,
        line.seconds,
        line.credits,
        line.amount,
    )
