"""A file of a ticket is fetched through the ticket's door; those of notes are not there."""

from django.http import HttpResponse

from uphold.access import Permission
from uphold.portal.door import portal_page
from uphold.tickets.access import get_attachment
from uphold.ui.attached import downloaded
from uphold.ui.page import PageRequest


@portal_page(need=Permission.TICKET_READ)
def fetch(request: PageRequest, number: str, attachment_id: int) -> HttpResponse:
    return downloaded(get_attachment(request.actor, number, attachment_id).file)
