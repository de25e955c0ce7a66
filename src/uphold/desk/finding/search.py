"""The page of full-text search: numbers, subjects, and words of the conversation."""

from django.http import HttpResponse

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.queue.rows import rows_of
from uphold.tickets.queries import search
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import shown

LONGEST = 200


@desk_page(need=Permission.TICKET_READ)
def show(request: PageRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST]
    found = search(request.actor, words=words)
    values = {"search_words": words, "rows": rows_of(found, reader=reader_of(request))}
    return shown(request, "desk/finding/search.html", framed(request, values))
