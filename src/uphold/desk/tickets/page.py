"""The page of one ticket."""

from django.http import HttpResponse

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.tickets.access import get_ticket
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown


@desk_page(need=Permission.TICKET_READ)
def show(request: PageRequest, number: str) -> HttpResponse:
    ticket = get_ticket(request.actor, number)
    values = {"ticket": ticket}
    return shown(request, "desk/tickets/show.html", framed(request, values))
