"""The list of the organisation's tickets, the latest word first."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.portal.tickets.rows import rows_of
from uphold.tickets.queries import portal_list, search
from uphold.ui.components.navigation import Link, Pager
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import shown


@portal_page(need=Permission.TICKET_READ)
def index(request: PageRequest) -> HttpResponse:
    is_all = request.GET.get("show") == "all"
    words = request.GET.get("q", "").strip()
    reader = reader_of(request)
    if words:
        found, next_key = tuple(search(request.actor, words=words)), None
    else:
        page = portal_list(request.actor, is_open=None if is_all else True, after=request.GET.get("after"))
        found, next_key = page.tickets, page.next_key
    here = reverse("portal:tickets")
    more = f"{here}?after={next_key}{'&show=all' if is_all else ''}" if next_key else ""
    values = {
        "rows": rows_of(found, reader=reader),
        "pager": Pager(next_href=more),
        "words": words,
        "is_all": is_all,
        "tabs": [
            Link(gettext("At work"), here, is_current=not is_all and not words),
            Link(gettext("All"), f"{here}?show=all", is_current=is_all and not words),
        ],
    }
    topics = [f"organisation:{request.actor.organisation_id}"]
    return shown(
        request, "portal/tickets/index.html#rows", framed(request, values, current="tickets", topics=topics)
    )
