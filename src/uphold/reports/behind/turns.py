"""The tickets behind a row of who had it: what each adds to it, those that waited longest for their customer first."""

from django.utils.translation import gettext, gettext_lazy

from uphold.policy.clocks.duties import Party
from uphold.reports.behind.part import HAD, Behind, Wanted, paged
from uphold.reports.scope import Scope, names_of_organisations
from uphold.reports.sheet import About, Cells, Column, Sheet, totals_of
from uphold.reports.turns import PARTIES, TicketTurns, turns
from uphold.tickets.models import Ticket

COLUMNS = (
    Column("ticket", gettext_lazy("Ticket")),
    Column("subject", gettext_lazy("Subject")),
    *PARTIES,
)
CUSTOMER = list(Party).index(Party.CUSTOMER)


def tickets_had(scope: Scope, wanted: Wanted) -> Behind:
    [organisation] = wanted.key(*HAD)
    found = [each for each in turns(scope) if str(each.organisation_id) == organisation]
    lines = sorted(found, key=lambda line: (-line.seconds[CUSTOMER], line.ticket_id))
    page, next_after = paged(lines, wanted=wanted, key=lambda line: str(line.ticket_id))
    tickets = Ticket.objects.in_bulk([line.ticket_id for line in page])
    rows = tuple(row_of(tickets[line.ticket_id], line) for line in page)
    names = names_of_organisations({line.organisation_id for line in lines})
    everything: list[Cells] = [("", "", *line.seconds) for line in lines]
    return Behind(
        sheet=Sheet(
            name="turns-tickets",
            title=gettext("Tickets behind this row"),
            columns=COLUMNS,
            rows=rows,
            totals=totals_of(COLUMNS, everything, words=gettext("in all")),
            about=tuple(About(ticket=str(row[0])) for row in rows),
        ),
        words=", ".join(names.values()),
        count=len(lines),
        next_after=next_after,
    )


def row_of(ticket: Ticket, line: TicketTurns) -> Cells:
    return (ticket.number, ticket.subject, *line.seconds)
