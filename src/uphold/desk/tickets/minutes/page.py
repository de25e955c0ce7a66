"""The page of a ticket's minutes: everything about its work and money in one place."""

from django.http import HttpResponse

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.tickets.acts.known import ON_MINUTES
from uphold.desk.tickets.cost import cost_lines
from uphold.desk.tickets.minutes.charge import charge_rows, totals_of
from uphold.desk.tickets.minutes.consent import needed_of, said_of
from uphold.desk.tickets.minutes.credit import credit_facts
from uphold.desk.tickets.minutes.fault import files_of
from uphold.desk.tickets.minutes.work import work_rows
from uphold.desk.tickets.page import address_of, offered
from uphold.desk.tickets.sheet import sheet_of
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import shown


@desk_page(need=Permission.TICKET_READ)
def show(request: PageRequest, number: str) -> HttpResponse:
    sheet = sheet_of(request.actor, number, reader=reader_of(request))
    values = {
        "ticket": sheet.ticket,
        "timer": sheet.running,
        "acts": offered(sheet, ON_MINUTES),
        "costs": cost_lines(sheet),
        "work": work_rows(sheet),
        "charges": charge_rows(sheet),
        "totals": totals_of(sheet),
        "credits": credit_facts(sheet),
        "needed": needed_of(sheet),
        "said": said_of(sheet),
        "files": files_of(sheet),
        "back": address_of(sheet.ticket.number),
    }
    return shown(request, "desk/tickets/minutes.html", framed(request, values))
