"""The list of the organisation's tickets, the latest word first."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.portal.tickets.rows import rows_of
from uphold.tickets.access import visible_to
from uphold.tickets.queries import portal_list, search
from uphold.ui.components.navigation import Link, Pager
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import is_fragment, shown


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
    values: dict[str, Any] = {
        "rows": rows_of(found, reader=reader),
        "pager": Pager(next_href=more),
        "words": words,
        "is_all": is_all,
        "tabs": tabs("" if words else "all" if is_all else "work"),
        **quiet_of(request, is_all=is_all, since=reader.now),
    }
    around = framed(request, values, current="tickets", topics=values["topics"])
    return shown(request, "portal/tickets/index.html", around)


@portal_page(need=Permission.TICKET_READ)
def news(request: PageRequest) -> HttpResponse:
    """How many tickets had a word since the list was shown. The list itself does not move."""
    is_all = request.GET.get("show") == "all"
    since = instant_of(request.GET.get("since", ""))
    if since is None or not is_fragment(request):
        return HttpResponseRedirect(reverse("portal:tickets"))
    count = visible_to(request.actor).filter(last_word_at__gt=since).count()
    values = {**quiet_of(request, is_all=is_all, since=since), "count": count}
    return shown(request, "portal/tickets/news.html", values)


def tabs(current: str) -> list[Link]:
    here = reverse("portal:tickets")
    return [
        Link(gettext("At work"), here, is_current=current == "work"),
        Link(gettext("All"), f"{here}?show=all", is_current=current == "all"),
    ]


def quiet_of(request: PageRequest, *, is_all: bool, since: datetime) -> dict[str, Any]:
    """What the quiet bar is made of."""
    here, show = reverse("portal:tickets"), "&show=all" if is_all else ""
    asked = urlencode({"since": since.isoformat()})
    return {
        "count": 0,
        "href": f"{here}?show=all" if is_all else here,
        "news_url": f"{reverse('portal:ticket-news')}?{asked}{show}",
        "topics": [f"organisation:{request.actor.organisation_id}"],
    }


def instant_of(written: str) -> datetime | None:
    """None for what is no instant with its zone."""
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        return None
    return read if read.tzinfo else None
