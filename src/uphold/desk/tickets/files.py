"""A file of a ticket is fetched through the ticket's door."""

from django.http import HttpResponse

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.tickets.access import get_attachment
from uphold.ui.attached import downloaded
from uphold.ui.page import PageRequest


@desk_page(need=Permission.TICKET_READ)
def fetch(request: PageRequest, number: str, attachment_id: int) -> HttpResponse:
    return downloaded(get_attachment(request.actor, number, attachment_id).file)
